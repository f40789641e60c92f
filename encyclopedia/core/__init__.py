"""The pure heart: documents, citations and their digests, facts, standing, limits, names, comparison. No Django."""
