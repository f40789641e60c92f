"""References in foreign texts: marks, lists, free words, and the sources they name."""
