"""References in imported texts: marks, lists, free words, and the sources they name."""
