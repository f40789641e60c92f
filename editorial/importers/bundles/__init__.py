"""Importing a bundle: an archive of the office in full, or what is public as entries of a new site."""
