"""Two rendered pages as one: the later, with the words marked in it that were added and removed. Pure: no Django."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from encyclopedia.core.differences import sequence_differences

# What the renderer writes: tags, whose attributes hold no ">" that is not escaped; all else is text.
_PIECES: Final = re.compile(r"<[^>]*>|&[#\w]+;|\s+|(?:(?!\s|<|&).)+?(?=[\s<&]|\b)|.", re.DOTALL)
_NAME: Final = re.compile(r"</?([a-zA-Z0-9]+)")
# In these no words stand: what was removed waits for the next place where they may.
_WORDLESS: Final = frozenset(
    {
        "table",
        "thead",
        "tbody",
        "tfoot",
        "tr",
        "ul",
        "ol",
        "dl",
        "colgroup",
        "svg",
        "picture",
        "select",
    }
)
_EMPTY: Final = frozenset({"br", "img", "hr", "col", "source", "input", "wbr", "meta", "link"})
_BLOCKS: Final = frozenset(
    {"p", "li", "h2", "h3", "h4", "h5", "h6", "td", "th", "dd", "dt", "figcaption", "div"}
)


def marked_page(before: str, after: str) -> str:
    """HTML of the later page: `ins` around the words that were added, `del` with those that were removed.

    Both are HTML as `encyclopedia.rendering` writes it. Tags are those of the later page; a marker's new number is no
    change. What differs too much to be compared in bounded time is shown as removed and added.
    """
    old, new = _PIECES.findall(before), _PIECES.findall(after)
    page = _Page()
    for mark, first, last, start, end in sequence_differences(_keys(old), _keys(new)):
        if mark == "removed":
            page.remove(_words(old[first:last]))
        else:
            for piece in new[start:end]:
                page.add(piece, is_new=mark == "added")
    return page.html()


@dataclass
class _Page:
    """The page so far; `waiting` was removed and found no place yet, `marked` is whether an `ins` is open."""

    pieces: list[str] = field(default_factory=list)
    inside: list[str] = field(default_factory=list)
    waiting: str = ""
    marked: bool = False

    def add(self, piece: str, *, is_new: bool) -> None:
        name = _name(piece)
        if name:
            self._close()
            if piece.startswith("</"):
                self._place()
                if name in self.inside:
                    while self.inside.pop() != name:
                        pass
            elif name not in _EMPTY and not piece.endswith("/>"):
                self.inside.append(name)
            self.pieces.append(piece)
            return
        self._place()
        if is_new and not self.marked and not piece.isspace() and "svg" not in self.inside:
            self.pieces.append("<ins>")
            self.marked = True
        elif not is_new:
            self._close()
        self.pieces.append(piece)

    def remove(self, words: str) -> None:
        if words.strip():
            self._close()
            self.waiting += words
            self._place()

    def html(self) -> str:
        self._close()
        self.inside.clear()
        self._place()
        return "".join(self.pieces)

    def _place(self) -> None:
        here = self.inside[-1] if self.inside else ""
        if self.waiting and here not in _WORDLESS and "svg" not in self.inside:
            self.pieces.append(f"<del>{self.waiting}</del>")
            self.waiting = ""

    def _close(self) -> None:
        if self.marked:
            self.pieces.append("</ins>")
            self.marked = False


def _name(piece: str) -> str:
    match = _NAME.match(piece)
    return match[1].lower() if match else ""


def _keys(pieces: list[str]) -> list[str]:
    """What is compared: a tag by its name, white space as one, and the number of a marker as any other."""
    keys: list[str] = []
    in_marker = 0
    for piece in pieces:
        name = _name(piece)
        if name == "sup":
            in_marker += -1 if piece.startswith("</") else 1
        if name:
            keys.append(f"</{name}>" if piece.startswith("</") else f"<{name}>")
        elif piece.isspace():
            keys.append(" ")
        else:
            keys.append("#" if in_marker > 0 and piece.isdigit() else piece)
    return keys


def _words(pieces: list[str]) -> str:
    """The words without their tags; where a paragraph ended, a space."""
    return "".join(_spoken(pieces))


def _spoken(pieces: list[str]) -> Iterator[str]:
    for piece in pieces:
        name = _name(piece)
        if not name:
            yield piece
        elif name in _BLOCKS:
            yield " "
