"""What stands around a sentence and gives its words their meaning: headings, lists, quotations, links, titles.

None of it is part of a claim; a check remembers it by one digest, and stands as "context changed" where that differs.
"""

from __future__ import annotations

from markdown_it.token import Token

from encyclopedia.core.checked_words import checked_words
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


class MarkedWords:
    """The links, italics, pictures and struck words of a block; asked sentence by sentence, each is read once."""

    def __init__(self, reading: RunReading) -> None:
        self._reading = reading
        self._waiting = [
            (offset, content)
            for offset, what, content in reading.run.events
            if what == "open" and isinstance(content, TreeElement)
        ]
        self._next = 0
        # Those that reach beyond the sentences asked for so far.
        self._open: list[tuple[int, TreeElement]] = []

    def among(self, start: int, end: int) -> tuple[tuple[str, ...], tuple[Surrounding, ...]]:
        """What is struck out, and what surrounds, among the plain words from `start` to `end`.

        The calls go up. A link to the entry of its own words says nothing that these do not.
        """
        if not self._waiting or start >= end:
            return (), ()
        struck: list[str] = []
        around: list[Surrounding] = []
        for element, words, before in self._elements(start, end):
            if element.tag == "s" and words:
                # Their place counts: the same word may stand in the sentence twice.
                struck.append(f"{before} {words}")
            elif element.tag == "a" and element.target not in (None, words):
                around.append(("link", f"{words} → {element.target}"))
            elif element.tag == "a" and element.target is None:
                around.append(("link", f"{words} →{element.attributes}"))
            elif element.tag == "em" and _is_title(words):
                around.append(("title", words))
            elif element.source:
                around.append(("picture", f"{element.source} {words}".strip()))
        return tuple(struck), tuple(around)

    def _elements(self, start: int, end: int) -> list[tuple[TreeElement, str, int]]:
        """Each with its words, and how many characters of words stand before it in the sentence."""
        first = self._reading.words.start_in_run(start)
        last = self._reading.words.end_in_run(end)
        while self._next < len(self._waiting) and self._waiting[self._next][0] < last:
            self._open.append(self._waiting[self._next])
            self._next += 1
        among = []
        for offset, element in self._open:
            raw = self._reading.run.raw[max(offset, first) : min(element.end, last)]
            words = " ".join(raw.replace(MARKER, "").split())
            if words or (element.source and offset >= first):
                raw = (
                    self._reading.run.raw[first : max(offset, first)] if element.tag == "s" else ""
                )
                before = len(checked_words(raw.replace(MARKER, "")).replace(" ", ""))
                among.append((element, words, before))
        self._open = [(offset, element) for offset, element in self._open if element.end > last]
        return among


def _is_title(words: str) -> bool:
    """Whether italics mark a name rather than a stress: with a capital, or several words."""
    return words[:1] != words[:1].lower() or " " in words
