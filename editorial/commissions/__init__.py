"""The office's pages of commissions: the list, each one, and the names that entries link to and none has."""
