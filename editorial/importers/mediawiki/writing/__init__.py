"""Wikitext written as our markup."""
