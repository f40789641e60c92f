"""How a program sends a draft: one address, a token of an account, and the same action as the form's."""
