"""A MediaWiki export and its wikitext taken apart: pages, namespaces, tags, nodes."""
