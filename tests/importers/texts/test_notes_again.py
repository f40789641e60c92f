"""Notes that are read again without their file say what the whole file would say."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from editorial.html.imported import ImportedText
from editorial.html.read_notes import Decision
from editorial.importers.notes.note_trace import NoteTrace
from editorial.importers.texts.file_reading import read_any
from editorial.importers.texts.notes_again import read_again
from editorial.importers.texts.reading_aids import ReadingAids

DATA = Path(__file__).parent.parent / "data"
MANUSCRIPTS = [
    *("entry.docx", "fields.docx", "fields-libreoffice.docx", "manuscript-libreoffice.odt"),
]


def counted(imported: ImportedText, key: str) -> int:
    return len(re.findall(rf"@{re.escape(key)}(?![\w-])", imported.text))


@pytest.mark.parametrize("name", MANUSCRIPTS)
def test_notes_are_read_again_as_the_whole_file_is(name: str) -> None:
    content = (DATA / name).read_bytes()
    trace = NoteTrace()
    before = read_any(content, aids=ReadingAids(trace=trace))
    assert trace.is_whole
    works = [work.identity for work in before.works]
    joined = {works[-1]: works[0]} if len(works) > 1 else {}
    first, last = before.notes[0].id, before.notes[-1].id
    said: list[dict[str, Decision]] = [{}, {first: "note"}, {first: "note", last: "verbatim"}]
    for decisions in said:
        aids = ReadingAids(decisions=decisions, joined=joined)
        whole, again = read_any(content, aids=aids), read_again(trace, aids, None, ())
        assert again.notes == whole.notes
        assert again.works == whole.works
        assert {work.key: again.counts[work.key] for work in again.works} == {
            work.key: counted(whole, work.key) for work in whole.works
        }


def test_a_page_whose_references_are_listed_is_read_whole_again() -> None:
    trace = NoteTrace()
    page = "<p>It fell.[1]</p><ol><li>Ann Larkin, Ink (London: Faber, 1931), p. 4.</li></ol>"
    read_any(page, aids=ReadingAids(trace=trace))
    assert not trace.is_whole
