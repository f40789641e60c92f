"""HTML and text files from elsewhere: bytes, tokens, tree, and plain words as our markup. For importers and evidence.
Pure: no Django."""
