"""Readers' reports of errors: the public form, and the pages on which the office answers them."""
