"""The rows of a table: the sentence of each cell's claims is the whole row, its words with their columns' labels."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from encyclopedia.core.citations import Passage
from encyclopedia.core.surroundings import Surrounding
from encyclopedia.markup.marked_words import MarkedWords, marked
from encyclopedia.markup.runs import RunReading

# Stands for the words of the cell above.
_SAME = re.compile(
    r"[\"″„“”〃〻‟'’′,«»‐‑‒–—-]+(?:\s[\"″„“”〃〻‟'’′,«»‐‑‒–—-]+)*|ditto|dito|dto\.?|do\.|idem|id\.|ibid\.?|ibidem"
    r"|ebd\.|ebenda|desgl\.|desgleichen|gleich|le même|la même|lo mismo|lo stesso|то же(?: самое)?|там же|тот же"
    r"|aynı|aynısı|a\.g\.e\.|同上|同前|同左|同じ|同上文|نفسه|نفسها|كذلك|jw\.|samma"
    r"|(?:the )?same(?: as (?:above|before)| \w+)?|(?:as |see )?above|(?:wie|siehe) (?:oben|zuvor)|s\. ?o\."
    r"|(?:als|zie) boven"
    r"|(?:o|a) mesm[oa]|como (?:acima|arriba)|(?:comme|voir) ci-dessus|come sopra|tamże|jak wyżej|j\. ?w\."
    r"|(?:som|se) ovan|som ovenfor|se ovenfor|jako výše|viz výše|tamtéž|totéž|как выше|см\. выше"
    r"|як вище|там само|те саме"
    r"|yukarıdaki gibi|ως άνω|kuten yllä",
    re.IGNORECASE,
)
# A longer label is cut in the sentence; all of it is around the row.
_MAX_LABEL_LENGTH = 100


@dataclass(frozen=True)
class CitedRow:
    """A row in which something is cited or a note is called: its passage, and the row as what surrounds a cell."""

    passage: Passage
    row: Surrounding

    def around(self, column: int) -> tuple[Surrounding, ...]:
        """Everything around a cell, from the outside in; `column` from 0."""
        return (*self.passage.surroundings, self.row, Surrounding("column", str(column + 1)))


class TableRows:
    """The rows of one table, read from the top."""

    def __init__(self, entry: str, around: tuple[Surrounding, ...]) -> None:
        """`entry` is the entry's id; `around` is everything around the table."""
        self._entry = entry
        self._around = around
        self._labels: list[str] = []
        # By column: the last cell with words of its own, and these as what is around others.
        self._above: dict[int, RunReading] = {}
        self._above_words: dict[int, Surrounding] = {}
        self._section: tuple[Surrounding, ...] = ()

    def head(self, readings: Sequence[RunReading]) -> None:
        """The labels of the columns, which are around every row from now on."""
        self._labels = [reading.words.text[:_MAX_LABEL_LENGTH] for reading in readings]
        labels = tuple(marked("label", reading) for reading in readings)
        self._around = (*self._around, Surrounding("labels", "", labels))

    def row(self, readings: Sequence[RunReading]) -> CitedRow | None:
        """The row with these cells; None where no cell has a marker."""
        is_cited = any(reading.markers for reading in readings)
        if not is_cited and not any(self._labels) and not self._above:
            # Below a head without words the first row has the labels.
            self.head(readings)
            return None
        above = self._stands_above(readings)
        section = self._section
        worded = [cell for cell in readings if cell.words.text] or readings[:1]
        if len(readings) > 1 and len(worded) == 1 and (worded[0] is readings[0] or not is_cited):
            # A row with words in one cell alone heads those below; not if it is a statement behind an empty cell.
            self._section = (marked("section", worded[0]),)
        elif not is_cited and not readings[0].words.text:
            # Units, below the labels.
            self._section = tuple(marked("section", cell) for cell in worded)
        if not is_cited:
            return None
        marks = [MarkedWords(cell).among(0, len(cell.words.text)) for cell in readings]
        filled = {n: cell.words.text for n, cell in enumerate(readings, 1) if cell.words.text}
        struck = [
            f"{column} {mark.digest}"
            for column, cell_marks in enumerate(marks, 1)
            for mark in cell_marks
            if mark.kind == "struck"
        ]
        sentence = self._sentence(readings)
        passage = Passage(
            self._entry,
            sentence,
            parts=(*filled.values(), *struck),
            surroundings=(*self._around, *section, *above),
        )
        cells = tuple(
            Surrounding("cell", str(column), cell_marks)
            for column, cell_marks in enumerate(marks, 1)
            if cell_marks
        )
        columns = Surrounding("filled", ", ".join(map(str, filled)))
        return CitedRow(passage, Surrounding("row", sentence, (columns, *cells)))

    def _stands_above(self, readings: Sequence[RunReading]) -> list[Surrounding]:
        """The words that an empty cell may stand for, or signs for "the same": those of the cell above."""
        above = []
        for column, cell in enumerate(readings):
            words = cell.words.text
            if words and not _SAME.fullmatch(words):
                self._above[column] = cell
                self._above_words.pop(column, None)
            elif column in self._above:
                if column not in self._above_words:
                    self._above_words[column] = marked("above", self._above[column])
                above.append(self._above_words[column])
        return above

    def _sentence(self, readings: Sequence[RunReading]) -> str:
        labels = self._labels or [""] * len(readings)
        return "; ".join(
            f"{label}: {reading.words.text}" if label else reading.words.text
            for label, reading in zip(labels, readings, strict=False)
            if reading.words.text
        )
