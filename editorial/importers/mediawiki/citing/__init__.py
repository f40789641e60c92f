"""References and citation templates made into sources."""
