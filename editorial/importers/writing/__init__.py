"""Building markup from what was read. Pure: no Django."""
