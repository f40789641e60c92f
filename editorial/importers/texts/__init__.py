"""A page, a Word file or a typed text, read into our markup. Pure: no Django."""
