"""From the inline tokens of one block to its run and the markers, links and faults in it. Pure: no Django."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple, Protocol

from markdown_it.token import Token

from encyclopedia.core.citations import fold
from encyclopedia.core.messages import Message
from encyclopedia.core.surroundings import Surrounding
from encyclopedia.markup.brackets import Bracket, BracketFault
from encyclopedia.markup.escaping import attribute
from encyclopedia.markup.plain import PlainWords, fold_run
from encyclopedia.markup.tree import MARKER, Place, Run, TreeElement

_ALLOWED = re.compile(r"(?:https?://[^/]|mailto:.|#.)", re.IGNORECASE | re.DOTALL)
_ELSEWHERE = re.compile(r"https?:", re.IGNORECASE)
CITATION_IN_CODE = re.compile(r"\[@(?:[A-Za-z0-9]|\?)")


class Marker(NamedTuple):
    """A marker at an offset of the plain words: a bracket, or a note's label; `place` is that of its run."""

    at: int
    place: int
    line: int
    bracket: Bracket | None
    label: str


class Reach(NamedTuple):
    """A link to an entry, with its words, which are at these offsets of the run's characters."""

    target: str
    start: int
    end: int
    line: int
    words: str = ""


class NotesCalled(Protocol):
    """The notes that may be called, and what each says, by their labels."""

    def __contains__(self, label: str) -> bool: ...

    def __getitem__(self, label: str) -> Surrounding: ...


@dataclass(slots=True)
class RunReading:
    """What one block's inline tokens hold; lines count from 0, its first. `notes` are those that it may call.

    Never changed, since it may be shared, but for `claims`: those that were made of it last (`claims_of`), and for
    which entry and language.
    """

    run: Run
    words: PlainWords
    markers: list[Marker]
    links: list[Reach] = field(default_factory=list)
    faults: list[tuple[BracketFault, int]] = field(default_factory=list)
    lines: list[tuple[int, int]] = field(default_factory=list)
    notes: NotesCalled | None = None
    claims: tuple[tuple[str, str], object] | None = None

    def line_at(self, offset: int) -> int:
        """The line of an offset of the plain words."""
        if len(self.lines) == 1:
            return self.lines[0][1]
        raw = self.words.start_in_run(offset)
        return self.lines[bisect_right(self.lines, raw, key=lambda line: line[0]) - 1][1]


# The reading of a block without characters; it never gets markers.
NOTHING = RunReading(Run(), PlainWords("", [(0, 0)]), [], lines=[(0, 0)])


def read_plain(content: str) -> RunReading:
    """The reading of one line's characters that hold no marks at all."""
    return RunReading(Run(content), fold_run(content)[0], [], lines=[(0, 0)])


class Collector:
    """Goes through the tokens of one block once."""

    def __init__(self, source: str, notes: NotesCalled | None) -> None:
        """`notes` are those that may be called here; None where none may."""
        self._source = source
        self._notes = notes
        self._line = 0
        self._counted = 0
        self._parts: list[str] = []
        self._offset = 0
        self._run = Run()
        self._open: list[TreeElement | None] = []
        self._place: Place | None = None
        self._raw_markers: list[tuple[int, int, Bracket | None, str]] = []
        self._links: list[Reach] = []
        self._faults: list[tuple[BracketFault, int]] = []
        self._lines: list[tuple[int, int]] = [(0, 0)]

    def read(self, tokens: Sequence[Token]) -> RunReading:
        for token in tokens:
            kind = token.type
            if kind in ("text", "text_special"):
                self._text(token.content)
            else:
                self._read_marked(kind, token)
        self._run.raw = raw = "".join(self._parts).replace("\r", " ")
        words, places = fold_run(raw)
        markers = [
            Marker(at, place, line, bracket, label)
            for at, (place, line, bracket, label) in zip(places, self._raw_markers, strict=True)
        ]
        links = [reach._replace(words=fold(raw[reach.start : reach.end])) for reach in self._links]
        return RunReading(self._run, words, markers, links, self._faults, self._lines, self._notes)

    def _text(self, content: str) -> None:
        if self._place is not None and not content.isspace():
            self._place = None
        self._parts.append(content)
        self._offset += len(content)

    def _read_marked(self, kind: str, token: Token) -> None:
        if kind == "citation":
            line = self._line_of(token)
            bracket = token.meta["bracket"]
            self._marker(line, bracket, "")
            self._line_of(token, skipped=len(token.content))
            self._faults.extend((fault, line) for fault in bracket.faults)
        elif kind == "softbreak":
            # Behind a soft hyphen a word goes on.
            self._text("" if self._parts and self._parts[-1].endswith("\u00ad") else "\n")
            self._line_of(token, skipped=1)
        elif kind == "hardbreak":
            self._event("break", None)
            self._text("\n")
            self._line_of(token, skipped=1)
        elif kind == "note_mark":
            self._note_mark(token)
        elif kind == "code_inline":
            self._code(token)
        elif kind == "image":
            self._picture(token)
        elif kind == "fault":
            line = self._line_of(token)
            self._faults.extend((fault, line) for fault in token.meta["faults"])
            self._text(token.content)
        elif token.nesting > 0:
            self._opens(kind, token)
        elif token.nesting < 0:
            self._closes()
        else:
            self._text(token.content)

    def _line_of(self, token: Token, skipped: int = 0) -> int:
        """The line of a token that has its offset; `skipped` counts the characters before its line."""
        position = token.meta["pos"] + skipped
        lines = self._source.count("\n", self._counted, position)
        if lines:
            self._line += lines
            self._lines.append((self._offset, self._line))
        self._counted = max(position, self._counted)
        return self._line

    def _event(self, what: Any, content: TreeElement | Place | None) -> None:
        self._run.events.append((self._offset, what, content))
        if what != "marks":
            self._place = None

    def _marker(self, line: int, bracket: Bracket | None, label: str) -> None:
        place = self._place
        if place is None:
            place = Place(self._offset, self._run.places)
            self._run.places += 1
            self._event("marks", place)
            self._place = place
        self._raw_markers.append((place.number, line, bracket, label))
        self._parts.append(MARKER)
        self._offset += 1
        place.end = self._offset

    def _note_mark(self, token: Token) -> None:
        line = self._line_of(token)
        label = token.meta["label"]
        if self._notes is None:
            fault = BracketFault("note-in-note", Message("note_in_note", label=label))
        elif label not in self._notes:
            fault = BracketFault("undefined-note", Message("note_not_defined", label=label))
        else:
            self._marker(line, None, label)
            return
        self._faults.append((fault, line))
        self._text(token.content)

    def _code(self, token: Token) -> None:
        if "pos" in token.meta:
            line = self._line_of(token)
            if CITATION_IN_CODE.search(token.content):
                self._faults.append((citation_in_code(), line))
        element = TreeElement("code", "", self._offset + len(token.content))
        self._event("open", element)
        self._text(token.content)
        self._event("close", element)

    def _picture(self, token: Token) -> None:
        line = self._line_of(token)
        self._faults.append((BracketFault("picture-in-line", Message("picture_in_line")), line))
        # With its caption, if it has one.
        source = f"{token.attrs['src']} {token.attrs.get('title', '')}".strip()
        element = TreeElement("span", ' class="picture"', self._offset, source=source)
        self._event("open", element)
        self._text(alternative(token))
        element.end = self._offset
        self._event("close", element)

    def _opens(self, kind: str, token: Token) -> None:
        element: TreeElement | None = TreeElement(token.tag)
        if kind == "entry_open":
            element = TreeElement("a", target=token.meta["target"])
            self._links.append(Reach(token.meta["target"], self._offset, 0, self._line_of(token)))
        elif kind == "link_open":
            line = self._line_of(token)
            if any(outer is not None and outer.tag in ("a", "span") for outer in self._open):
                element = None
            else:
                element = self._link(
                    str(token.attrs["href"]), str(token.attrs.get("title", "")), line
                )
        if element is not None:
            self._event("open", element)
        self._open.append(element)

    def _link(self, href: str, title: str, line: int) -> TreeElement:
        if _ALLOWED.match(href):
            attributes = f' href="{attribute(href)}"'
            if title:
                attributes += f' title="{attribute(title)}"'
            if _ELSEWHERE.match(href):
                attributes += ' rel="external nofollow noopener"'
            return TreeElement("a", attributes)
        if href:
            fault = BracketFault("link-address", Message("link_address", address=href[:60]))
        else:
            fault = BracketFault("empty-link", Message("link_empty"))
        self._faults.append((fault, line))
        return TreeElement("span", f' class="unlinked" title="{attribute(href)}"')

    def _closes(self) -> None:
        element = self._open.pop()
        if element is None:
            return
        element.end = self._offset
        self._event("close", element)
        if element.target is not None:
            reach = self._links[-1]
            self._links[-1] = reach._replace(end=self._offset)


def citation_in_code() -> BracketFault:
    return BracketFault("citation-in-code", Message("citation_in_code"))


def alternative(token: Token) -> str:
    """The alternative text of an image: its words without marks."""
    words = "".join(
        alternative(child)
        if child.type == "image"
        else " "
        if child.type.endswith("break")
        else child.content
        for child in token.children or ()
    )
    return fold(words)
