"""The pure heart: documents, citations and digests, facts, standing, limits, names, comparison, messages. No Django."""
