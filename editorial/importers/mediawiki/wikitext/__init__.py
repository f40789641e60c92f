"""A MediaWiki export and its wikitext parsed: pages, namespaces, tags, nodes."""
