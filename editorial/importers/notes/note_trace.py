"""The notes of a manuscript as they came: enough to read them again without the file. Pure: no Django."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from editorial.importers.fields.field_works import FieldCitation


@dataclass(frozen=True, slots=True)
class NoteAsked:
    """A note at its first mark: its mark, its words, the citations that stand in them, whether it is explained to be an
    explanation by the file itself, and whether it stands in a list of references.
    """

    mark: str
    words: str
    fields: Sequence[FieldCitation]
    explained: bool = False
    is_reference: bool = False


@dataclass(slots=True)
class NoteTrace:
    """`asked` are the notes and the citations of the text, in the order of reading; `marks` count a note's marks.

    `is_whole` says whether nothing else of the file decides how its notes are read.
    """

    asked: list[NoteAsked | FieldCitation] = field(default_factory=list)
    marks: Counter[int] = field(default_factory=Counter)
    listed: list[str] = field(default_factory=list)
    notes: int = 0
    is_whole: bool = True
    # Once the text was walked, what comes are the definitions of notes: their citations were asked for already.
    is_closed: bool = False

    def note(self, asked: NoteAsked) -> int:
        """The number of a note that is asked for, from 0 among the notes."""
        self.is_whole = self.is_whole and not self.is_closed
        self.asked.append(asked)
        self.notes += 1
        return self.notes - 1

    def cite(self, citation: FieldCitation) -> None:
        if not self.is_closed:
            self.asked.append(citation)
