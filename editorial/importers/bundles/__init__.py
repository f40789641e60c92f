"""Bringing a bundle back: an archive of the office whole, or what is public as entries of a new site."""
