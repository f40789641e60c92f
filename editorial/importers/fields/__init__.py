"""Citations that reference managers keep inside a manuscript: Zotero, Mendeley, EndNote, Word. Pure: no Django."""
