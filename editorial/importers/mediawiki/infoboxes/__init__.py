"""Infoboxes made into facts."""
