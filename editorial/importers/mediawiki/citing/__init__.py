"""References and citation templates converted to sources."""
