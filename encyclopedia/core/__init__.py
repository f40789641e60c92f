"""The pure heart: documents, citations and their digests, facts, standing, limits, names, comparison, messages. No Django."""
