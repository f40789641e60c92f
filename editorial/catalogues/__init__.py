"""Catalogues outside, which are asked what a number, an address or a reference stands for: none without a setting."""
