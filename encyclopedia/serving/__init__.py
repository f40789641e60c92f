"""How a reader's page is answered: the fast path before Django, the frame around stored parts, the headers."""
