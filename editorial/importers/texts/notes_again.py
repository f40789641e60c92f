"""Reading the notes of a manuscript again with what a person said since, without its file. Pure: no Django."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass

from editorial.html.imported import KnownSource
from editorial.html.read_notes import NoteReading, ReadWork
from editorial.importers.fields.field_works import FieldCitation
from editorial.importers.notes.note_reading import NoteReader
from editorial.importers.notes.note_trace import NoteTrace
from editorial.importers.references.resolving import Resolver
from editorial.importers.texts.html_fields import add_listed
from editorial.importers.texts.reading_aids import ReadingAids


@dataclass(frozen=True, slots=True)
class NotesRead:
    """How notes were read; `counts` is how often each work is cited, by its key."""

    notes: list[NoteReading]
    works: list[ReadWork]
    counts: Counter[str]


def read_again(
    trace: NoteTrace, aids: ReadingAids, known: KnownSource | None, taken: Collection[str]
) -> NotesRead:
    """What the whole file would be read as with these decisions, of a trace that is whole."""
    resolver = Resolver(known, taken, aids.known_work, aids.joined, aids.site)
    reader = NoteReader(resolver, known, aids.language, dict(aids.decisions))
    counts: Counter[str] = Counter()
    explained: list[FieldCitation] = []
    for act in trace.asked:
        if isinstance(act, FieldCitation):
            counts.update(resolver.field_work("", work, act.words).key for work in act.works)
            continue
        number = len(reader.readings)
        reading = reader.read_asked(act)
        if reading.decision == "note" or (act.explained and not reading.decision):
            explained.extend(act.fields)
        at_mark = len(reading.works if reading.is_cited_only else reading.leading)
        for place, work in enumerate(reading.works):
            counts[work.key] += trace.marks[number] if place < at_mark else 1
    # The citations in the words of an explanation are written with these, behind the text.
    for citation in explained:
        counts.update(resolver.field_work("", work, citation.words).key for work in citation.works)
    # The works of its bibliography that nothing cites are works of it too.
    list(add_listed(trace.listed, resolver))
    return NotesRead(reader.readings, resolver.cited_records.works, counts)
