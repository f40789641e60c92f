"""Markup being put together from what was read. Pure: no Django."""
