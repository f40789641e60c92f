"""The Chicago notes style: notes, later notes, bibliography lines and their order."""
