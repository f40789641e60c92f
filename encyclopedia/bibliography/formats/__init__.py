"""BibTeX, RIS and CSL-JSON, read and written."""
