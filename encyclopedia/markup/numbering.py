"""Numbers the markers of a text in their order: footnotes, notes, and where a citation is needed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from encyclopedia.core.citations import Footnotes
from encyclopedia.markup.brackets import Bracket
from encyclopedia.markup.claims import Claimed
from encyclopedia.markup.ids import letters
from encyclopedia.markup.parsed import Needed
from encyclopedia.markup.runs import RunReading
from encyclopedia.markup.tree import FootnoteMark, Mark, NeededMark, NoteMark


class Numbering:
    """What was numbered so far; `note` is the label of the note that is being read."""

    def __init__(self) -> None:
        self.note = ""
        self.footnotes = Footnotes()
        self.needed: list[Needed] = []
        # Label → letter and number of uses, in the order of the first uses.
        self.notes: dict[str, tuple[str, int]] = {}

    def mark(self, reading: RunReading, claimed: Iterable[Claimed], line: int) -> list[list[Mark]]:
        """Number the markers of one block, which begins in this line: those of each of its places.

        `claimed` are the claims of its brackets.
        """
        marks: list[list[Mark]] = [[] for _ in range(reading.run.places)]
        claims = iter(claimed)
        for marker in reading.markers:
            if marker.bracket is None:
                marks[marker.place].append(self._note_mark(marker.label))
            else:
                marks[marker.place] += self._marks(marker.bracket, next(claims), line + marker.line)
        return marks

    def _note_mark(self, label: str) -> NoteMark:
        letter, uses = self.notes.get(label, (letters(len(self.notes) + 1), 0))
        self.notes[label] = (letter, uses + 1)
        return NoteMark(letter, uses)

    def _marks(self, bracket: Bracket, claimed: Claimed, line: int) -> Iterator[Mark]:
        passage, claim = claimed.passage, claimed.claim
        if bracket.reason is not None:
            folded, digest = passage.claim(claim)
            self.needed.append(
                Needed(bracket.reason, folded, passage.sentence, line, self.note, digest)
            )
            yield NeededMark(len(self.needed), bracket.reason)
        for reference in bracket.references:
            number, occurrence = self.footnotes.next_use(reference)
            self.footnotes.citations.append(
                passage.cite(
                    claim,
                    reference,
                    line=line,
                    note=self.note,
                    number=number,
                    occurrence=occurrence,
                )
            )
            yield FootnoteMark(number, occurrence)
