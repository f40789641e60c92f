"""MediaWiki exports into documents: read the dump, convert each page. Pure: no Django."""
