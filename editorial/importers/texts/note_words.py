"""The words of an explanatory note with the works among them as citations in their places. Pure: no Django."""

from __future__ import annotations

import re

from editorial.html.markup_text import cited_works
from editorial.html.read_notes import CitedWork, NoteReading, ReadPart
from editorial.importers.writing.pieces import ParagraphPiece, Span, text_of, with_spans

_BEHIND_LEADING = r"[\s.,;:)]*"


class NoteWords:
    """Rewrites the paragraphs of one note: what stands at its mark goes, other works become citations."""

    def __init__(self, reading: NoteReading) -> None:
        leading = len(reading.leading)
        in_words = [part for part in reading.parts if part.work and part.how != "field"]
        at_mark = {id(part) for part in reading.parts[:leading]}
        self._parts: list[tuple[ReadPart, bool]] = [
            (part, id(part) in at_mark) for part in in_words
        ]

    def __call__(self, pieces: list[ParagraphPiece]) -> list[ParagraphPiece]:
        text = text_of(pieces)
        spans: list[Span] = []
        waiting: list[tuple[ReadPart, bool]] = []
        position = 0
        for part, is_at_mark in self._parts:
            pattern = r"\s+".join(map(re.escape, part.words.split()))
            behind = _BEHIND_LEADING if is_at_mark else ""
            match = re.compile(pattern + behind).search(text, position)
            if match is None:
                waiting.append((part, is_at_mark))
                continue
            markup = "" if is_at_mark or part.work is None else cited_works([part.work])
            spans.append(Span(match.start(), match.end(), markup))
            position = match.end()
        self._parts = waiting
        return with_spans(pieces, spans)

    def unplaced(self) -> list[CitedWork]:
        """The works whose words were not found, in a link for example: they are cited at the end."""
        return [part.work for part, is_at_mark in self._parts if part.work and not is_at_mark]
