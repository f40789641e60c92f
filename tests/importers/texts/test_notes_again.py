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
NUMBERED = """They founded it.[1] It grew.[2][1] It fell.[3]

Notes
[1] Jānis Bērziņš, The Printers (Riga: Press, 1987), p. 12.
[2] Ibid., p. 14; Jane Roe, The End (Press, 1930), p. 5.
[3] Nobody was there when it was closed: Jane Roe, The End (Press, 1930), p. 9.
"""
LISTED = "".join(f"<p>{line}</p>" for line in NUMBERED.splitlines() if line)
LINKED = """<p>They founded it.<a href="#ftn1">1</a> It grew.[7]<a href="#ftn2">2</a></p>
<h2>Notes</h2><p>[7] Jane Roe, The End (Press, 1930), p. 5.</p>
<p id="ftn1">Ann Larkin, Ink (London: Faber, 1931), p. 4.</p><p id="ftn2">Ibid., p. 5.</p>"""


def counted(imported: ImportedText, key: str) -> int:
    return len(re.findall(rf"@{re.escape(key)}(?![\w-])", imported.text))


@pytest.mark.parametrize("name", MANUSCRIPTS)
def test_notes_are_read_again_as_the_whole_file_is(name: str) -> None:
    says_the_same_again((DATA / name).read_bytes())


@pytest.mark.parametrize(
    "text", [NUMBERED, LISTED, LINKED], ids=["text", "listed on a page", "linked and listed"]
)
def test_numbered_notes_are_read_again_as_the_whole_text_is(text: str) -> None:
    says_the_same_again(text)


def says_the_same_again(content: bytes | str) -> None:
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


@pytest.mark.parametrize(
    ("text", "references"),
    [
        (NUMBERED.replace("closed:", "closed.[1]"), None),
        ("They founded it.[1]", {"1": "@berzins-printers-1987, p. 12"}),
    ],
    ids=["a note with a mark", "a work by its key"],
)
def test_what_does_not_hang_on_the_notes_alone_is_read_whole_again(
    text: str, references: dict[str, str] | None
) -> None:
    trace = NoteTrace()
    read_any(text, references=references, aids=ReadingAids(trace=trace))
    assert not trace.is_whole
