"""Texts in the Open Document format (.odt) as the HTML that our reader of pages understands. Pure: no Django."""
