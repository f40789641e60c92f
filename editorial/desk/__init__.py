"""The citation desk: every citation is held against its source here, one after the other."""
