"""Editions as files that readers take away: PDF, Word, EPUB, Markdown, JATS.

`editions.edition_tree` makes one neutral tree of what an edition keeps; each format has a writer that walks it;
`kept.file_of` gives the bytes of an edition in a format, and keeps them. `formats` says which are offered.
"""
