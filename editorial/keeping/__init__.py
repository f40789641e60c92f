"""Back-ups: one form for either database, complete or not there, read back; restoring them, and the drill of it."""
