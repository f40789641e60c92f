"""A text as people read it, in plain words: no markup, and in brackets what each marker stands for. Pure: no Django."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from markdown_it.token import Token

from encyclopedia.core.citations import DocumentCitation
from encyclopedia.markup.parsed import MarkerWords, Parsed
from encyclopedia.markup.tree import (
    FootnoteMark,
    Mark,
    NoteMark,
    Part,
    Place,
    TreePicture,
    TreeRun,
)


class ReadParagraph(NamedTuple):
    """A paragraph as read, and the heading that it stands under: its own of a heading, none of a note or a lead."""

    heading: str
    words: str


def paragraphs_as_read(
    parsed: Parsed, cited: Callable[[DocumentCitation], str], words: MarkerWords
) -> Iterator[ReadParagraph]:
    """The headings, paragraphs, list items, table rows, pictures and notes of a text, in order; none is empty.

    `cited` gives the words of one citation, such as "Service, Trotsky, 12".
    """
    citations = {(citation.number, citation.occurrence): citation for citation in parsed.citations}

    def mark_words(mark: Mark) -> str:
        if isinstance(mark, FootnoteMark):
            return cited(citations[mark.number, mark.occurrence])
        if isinstance(mark, NoteMark):
            return words.note.format(mark.letter)
        return ": ".join(filter(None, (words.citation_needed, mark.reason)))

    def run_words(run: TreeRun) -> str:
        pieces: list[str] = []
        position = 0
        for offset, _what, content in run.run.events:
            if isinstance(content, Place):
                marks = "; ".join(map(mark_words, run.marks[content.number]))
                pieces += run.run.raw[position:offset].rstrip(), f" [{marks}]"
                position = content.end
        return " ".join("".join((*pieces, run.run.raw[position:])).split())

    yield from _blocks(parsed.tree.body, run_words)
    for letter, parts in parsed.tree.notes.items():
        name = words.note.format(letter)
        said = (paragraph.words for paragraph in _blocks(parts, run_words))
        yield ReadParagraph("", " ".join((f"{name}:", *said)))


def _blocks(parts: Iterable[Part], run_words: Callable[[TreeRun], str]) -> Iterator[ReadParagraph]:
    heading = sign = ""
    begins_section = False
    row: list[str] | None = None
    for part in parts:
        said = ""
        if isinstance(part, TreeRun):
            said = run_words(part)
            if begins_section:
                heading, begins_section = said, False
        elif isinstance(part, TreePicture):
            caption = run_words(part.caption) if part.caption else ""
            said = " ".join(filter(None, (f"[{part.alt or part.name}]", caption)))
        elif isinstance(part, Token):
            said = part.content.strip()
            if part.type == "heading_open":
                begins_section = True
            elif part.type == "list_item_open":
                sign = "• "
            elif part.type == "tr_open":
                row = []
            elif part.type == "tr_close" and row is not None:
                said, row = " | ".join(row), None
        if row is not None:
            row += [said] if said else []
        elif said:
            yield ReadParagraph(heading, sign + said)
            sign = ""
