"""Accounts: how people sign in, who may let them in, and what each says of themselves."""
