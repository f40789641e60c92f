"""The pure core: documents, citations, digests, facts, standing, limits, names, comparison, messages. No Django."""
