"""An import as steps: read outside a transaction, taken in inside one, reported line by line."""
