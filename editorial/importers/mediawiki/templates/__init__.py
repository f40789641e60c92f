"""Templates filled in: parameters, parser functions, measures."""
