"""Infoboxes converted to facts."""
