"""HTML and files of foreign text taken apart: bytes, tokens, tree, and plain words as our markup. For importers and
evidence alike. Pure: no Django."""
