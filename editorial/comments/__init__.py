"""Talk on the words: comments and suggested changes, where they stand, who sees them, and the pages that show them."""
