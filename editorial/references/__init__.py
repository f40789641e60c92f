"""References in plain words, read into records. Pure: no Django."""

from editorial.references.parsed_reference import ParsedReference
from editorial.references.parting import part_references, read_references
from editorial.references.reading import read_reference

__all__ = ["ParsedReference", "part_references", "read_reference", "read_references"]
