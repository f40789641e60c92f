"""Numbers the markers of a text in their order: footnotes, notes, and where a citation is needed."""

from __future__ import annotations

from collections.abc import Iterable

from encyclopedia.core.citations import Footnotes
from encyclopedia.markup.brackets import Bracket
from encyclopedia.markup.claims import Claimed
from encyclopedia.markup.ids import letters
from encyclopedia.markup.parsed import Needed
from encyclopedia.markup.runs import Marker
from encyclopedia.markup.tree import FootnoteMark, NeededMark, NoteMark


class Numbering:
    """What was numbered so far; `note` is the label of the note that is being read."""

    def __init__(self) -> None:
        self.note = ""
        self.footnotes = Footnotes()
        self.needed: list[Needed] = []
        # Label → letter and number of uses, in the order of the first uses.
        self.notes: dict[str, tuple[str, int]] = {}

    def mark(self, markers: Iterable[Marker], claimed: Iterable[Claimed]) -> None:
        """Give one block's markers their numbers; `claimed` are the claims of its brackets."""
        claims = iter(claimed)
        for marker in markers:
            if marker.bracket is None:
                self._mark_note(marker)
            else:
                self._mark_claim(marker, marker.bracket, next(claims))

    def _mark_note(self, marker: Marker) -> None:
        letter, uses = self.notes.get(marker.label, (letters(len(self.notes) + 1), 0))
        self.notes[marker.label] = (letter, uses + 1)
        marker.place.marks.append(NoteMark(letter, uses))

    def _mark_claim(self, marker: Marker, bracket: Bracket, claimed: Claimed) -> None:
        passage, claim = claimed.passage, claimed.claim
        if bracket.reason is not None:
            folded, digest = passage.claim(claim)
            self.needed.append(
                Needed(bracket.reason, folded, passage.sentence, marker.line, self.note, digest)
            )
            marker.place.marks.append(NeededMark(len(self.needed), bracket.reason))
        for reference in bracket.references:
            citation = self.footnotes.add(
                passage.cite(claim, reference, line=marker.line, note=self.note)
            )
            marker.place.marks.append(FootnoteMark(citation.number, citation.occurrence))
