"""What library systems fetch: BEACON files, records over OAI-PMH, DataCite's metadata."""
