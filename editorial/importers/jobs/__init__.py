"""An import as steps: read outside a transaction, saved inside one, reported line by line."""
