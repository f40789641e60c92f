"""The page under construction: words, and the citations that have begun and not ended. Pure: no Django."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import escape, unescape
from urllib.parse import quote
from xml.etree.ElementTree import Element

from editorial.html import messages
from editorial.html.imported import ReportLine, excerpt
from editorial.importers.fields.anchors import CITATION, ENTRY, NEEDED
from editorial.importers.fields.field_works import FieldCitation
from editorial.importers.fields.instructions import (
    is_bibliography,
    is_citation,
    linked_entry,
    needed_citation,
    note_again,
)
from editorial.importers.odt.odt_citations import read_code

_TAGS = re.compile(r"<[^<>]*>")
# A field of Word that shows the number of a note as a mark.
_RAISED_SWITCH = re.compile(r"\\f\b")


@dataclass(slots=True)
class _Open:
    """A citation that has begun: where its words begin in the output, and its code."""

    name: str
    at: int
    code: str


@dataclass(slots=True)
class OdtOutput:
    """`citations` are named by links, `listed` are the works of bibliographies in the file's words."""

    citations: dict[str, FieldCitation] = field(default_factory=dict)
    listed: list[str] = field(default_factory=list)
    report: list[ReportLine] = field(default_factory=list)
    _out: list[str] = field(default_factory=list)
    _open: list[_Open] = field(default_factory=list)
    # The numbers of notes by the bookmarks at their marks.
    _noted: dict[str, int] = field(default_factory=dict)

    def _say(self, words: str | None) -> None:
        if words:
            self._out.append(escape(words))

    def _begin(self, name: str, code: str) -> None:
        self._open.append(_Open(name, len(self._out), code))

    def _end(self, name: str) -> None:
        # The end of a field does not say of which: the last that began ends.
        mark = next((mark for mark in reversed(self._open) if mark.name == name), None)
        if mark is None:
            return
        self._open.remove(mark)
        citation = read_code(mark.code)
        words = _TAGS.sub("", "".join(self._out[mark.at :]))
        if citation is not None:
            del self._out[mark.at :]
            self._cite(citation, words)
        elif is_bibliography(mark.code):
            lines = "".join(self._out[mark.at :]).split("</p>")
            del self._out[mark.at :]
            self.listed.extend(filter(None, map(_plain, lines)))
        elif target := linked_entry(mark.code):
            self._link(mark, f"{ENTRY}{quote(target, safe='')}", words)
        elif (reason := needed_citation(mark.code)) is not None:
            self._link(mark, f"{NEEDED}{quote(reason, safe='')}", "?")
        elif (number := self._noted.get(note_again(mark.code))) and self._is_raised(mark):
            # "See note 3" names the note as well, and is no mark of it.
            self._out[mark.at :] = [f'<a role="doc-noteref" href="#fn{number}">{words}</a>']
        elif is_citation(mark.code):
            self.report.append(ReportLine(0, messages.CITATION_AS_WORDS, excerpt(words)))

    def _is_raised(self, mark: _Open) -> bool:
        shown = "".join(self._out[mark.at :])
        return "<sup>" in shown or _RAISED_SWITCH.search(mark.code) is not None

    def _link(self, mark: _Open, name: str, words: str) -> None:
        self._out[mark.at :] = [f'<a href="#{name}">{words}</a>']

    def _cite(self, citation: FieldCitation, shown: str = "") -> None:
        name = f"{CITATION}{len(self.citations) + 1}"
        self.citations[name] = FieldCitation(citation.works, shown or citation.words)
        self._out.append(f'<a href="#{name}">{shown or escape(citation.words) or "…"}</a>')


def _plain(html: str) -> str:
    return " ".join(unescape(_TAGS.sub("", html)).split())


def picture_file(number: int, path: str) -> str:
    """The name that the text calls a picture: its number, with the ending of its file."""
    ending = re.sub(r"\W", "", path.rpartition(".")[2])[:10].lower()
    return f"picture-{number}.{ending or 'image'}"


def without(element: Element, left_out: Element) -> list[str]:
    """The words of an element without those of one inside it."""
    pieces = [element.text or ""]
    for child in element:
        if child is not left_out:
            pieces.extend(without(child, left_out))
        pieces.append(child.tail or "")
    return pieces
