"""What stands around a sentence and gives its words their meaning: headings, lists, quotations, links, titles.

None of it is part of a claim; a check remembers it by one digest, and stands as "context changed" where that differs.
"""

from __future__ import annotations

from collections.abc import Iterator

from markdown_it.token import Token

from encyclopedia.core.citations import Surrounding
from encyclopedia.markup.runs import RunReading
from encyclopedia.markup.sentences import ends
from encyclopedia.markup.tree import MARKER, TreeElement


class Surroundings:
    """What surrounds the block that is being read."""

    def __init__(self, language: str) -> None:
        self._language = language
        self._headings: list[tuple[int, str]] = []
        # Open lists, items and quotations, outermost first; a list's items are counted.
        self._containers: list[Surrounding] = []
        self._items: list[int | None] = []
        self._before = ""
        self._picture: tuple[Surrounding, ...] = ()

    def around(self) -> tuple[Surrounding, ...]:
        """Everything around the block, from the outside in."""
        headings = [("heading", words) for _level, words in self._headings]
        return (*headings, *self._containers, *self._picture)

    def head(self, level: int, words: str) -> None:
        """Enter the part of the text under this heading; `level` from 1."""
        self._headings = [heading for heading in self._headings if heading[0] < level]
        self._headings.append((level, words))
        self._before = ""
        self._picture = ()

    def pass_picture(self, shown: Surrounding) -> None:
        """Remember a picture: a paragraph directly below may be about it."""
        self._picture = (shown,)
        self._before = ""

    def pass_paragraph(self, words: str) -> None:
        """Remember a paragraph: a list that follows is led in by its last sentence."""
        self._picture = ()
        offsets = [0, *ends(words, self._language)]
        self._before = words[offsets[-2] :].strip() if len(offsets) > 1 else ""

    def enter(self, token: Token) -> None:
        """Go into, or out of, what this token opens or closes."""
        kind = token.type
        if kind in ("bullet_list_open", "ordered_list_open"):
            self._containers.append(("list", self._before))
            ordered = kind == "ordered_list_open"
            self._items.append(int(token.attrs.get("start", 1)) if ordered else None)
        elif kind == "list_item_open":
            number = self._items[-1]
            self._containers.append(("item", "" if number is None else str(number)))
            if number is not None:
                self._items[-1] = number + 1
        elif kind == "blockquote_open":
            self._containers.append(("quotation", self._before))
        elif kind in ("bullet_list_close", "ordered_list_close"):
            self._items.pop()
            self._containers.pop()
        elif kind in ("list_item_close", "blockquote_close"):
            self._containers.pop()
        else:
            return
        self._before = ""
        self._picture = ()


def within(reading: RunReading, start: int, end: int) -> Iterator[Surrounding]:
    """The links' targets, the titles in italics and the pictures among the plain words from `start` to `end`.

    A link to the entry of its own words says nothing that these do not.
    """
    for kind, element, words in _elements(reading, start, end):
        if kind == "a" and element.target is not None and element.target != words:
            yield "link", f"{words} → {element.target}"
        elif kind == "em" and _is_title(words):
            yield "title", words
        elif element.source:
            yield "picture", f"{element.source} {words}".strip()


def struck(reading: RunReading, start: int, end: int) -> tuple[str, ...]:
    """The words struck out among the plain words from `start` to `end`."""
    return tuple(words for kind, _element, words in _elements(reading, start, end) if kind == "s")


def _elements(reading: RunReading, start: int, end: int) -> Iterator[tuple[str, TreeElement, str]]:
    if not reading.run.events or start >= end:
        return
    first = reading.words.start_in_run(start)
    last = reading.words.end_in_run(end)
    for offset, what, content in reading.run.events:
        if what == "open" and isinstance(content, TreeElement) and offset < last:
            raw = reading.run.raw[max(offset, first) : min(content.end, last)]
            words = " ".join(raw.replace(MARKER, "").split())
            if words or content.source:
                yield content.tag, content, words


def _is_title(words: str) -> bool:
    """Whether italics mark a name rather than a stress: with a capital, or several words."""
    return words[:1] != words[:1].lower() or " " in words
