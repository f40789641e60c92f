"""A manuscript's file as it is read for an import: with the office's works, and what a person said of its notes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

from editorial.actions.import_notes import JOINED, NOTES
from editorial.html.imported import ImportedText, ImportProblem
from editorial.importers.jobs import known_sources
from editorial.importers.notes.note_trace import NoteTrace
from editorial.importers.texts.file_reading import lists_notes, read_any
from editorial.importers.texts.reading_aids import ReadingAids
from editorial.importers.texts.word_archive import inspected, kind_of

# Elements that are one mark of a note each, in Word files and Open Document texts.
_MARKS = ("footnoteReference", "endnoteReference", "note", "reference-mark-start")


@dataclass(frozen=True)
class Reading:
    """How a manuscript is read: `references` say what typed marks mean, `decisions` are those of `import_notes`.

    `trace` is filled with what its notes can be read again from.
    """

    title: str = ""
    name: str = ""
    references: Mapping[str, str] | None = None
    decisions: Mapping[str, Any] | None = None
    trace: NoteTrace | None = None


def read_manuscript(content: bytes, reading: Reading) -> ImportedText:
    """The file as markup. Raises ImportProblem where nothing can be read."""
    decisions, keys = reading.decisions or {}, known_sources.source_keys()
    return read_any(
        content,
        name=reading.name,
        title=" ".join(reading.title.split()),
        references=reading.references,
        known=known_sources.recogniser(),
        taken=keys,
        aids=ReadingAids(
            known_sources.work_recogniser(),
            decisions.get(NOTES, {}),
            decisions.get(JOINED, {}),
            site=known_sources.own_site(keys),
            trace=reading.trace,
        ),
    )


def has_notes(path: Path, name: str) -> bool:
    """Whether a file of this name has notes or citations in fields that a person should look at.

    Of a Word file, an Open Document text or a page, or of plain text with numbered marks.
    """
    content = path.read_bytes()
    kind = kind_of(BytesIO(content)) if content.startswith(b"PK") else ""
    try:
        if not kind:
            return lists_notes(content, name)
        counted = inspected(BytesIO(content), kind)
    except ImportProblem:
        return False
    return any(counted[name] for name in _MARKS)
