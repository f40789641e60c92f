"""What stands around a claim and gives its words their meaning, in words for a moderator."""

from __future__ import annotations

from dataclasses import dataclass

from encyclopedia.core.citations import DocumentCitation
from encyclopedia.core.surroundings import lines_read_with
from encyclopedia.wording.surrounding_labels import KINDS


@dataclass(frozen=True)
class SurroundingLine:
    """One kind of thing around a claim, and all that is of this kind, from the outside in."""

    kind: str
    words: tuple[str, ...]


def surrounding_lines(citation: DocumentCitation) -> list[SurroundingLine]:
    """What a claim is read with, in the order of the text's build."""
    lines = lines_read_with(citation.surroundings)
    return [SurroundingLine(str(KINDS[kind]), words) for kind, words in lines.items()]
