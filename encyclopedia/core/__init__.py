"""The pure heart: documents, citations, digests, facts, standing, limits, names, comparison, messages. No Django."""
