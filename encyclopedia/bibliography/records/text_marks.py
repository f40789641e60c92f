"""Reads the marks in a record's text: CSL-JSON's few tags, and quotation marks, into spans.

Exactly `<i>`, `<b>`, `<sup>`, `<sub>`, `<sc>`, `<span class="nocase">` and the small-capitals span are marks, and only
in pairs; anything else that looks like markup is text. Linear in the source.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, field
from typing import Final

from encyclopedia.bibliography.records.apostrophes import is_apostrophe
from encyclopedia.bibliography.records.rich_text import Span, Text

MAX_DEPTH: Final = 24  # what is nested deeper is text

TAGS: Final = {
    "<i>": ("em", "</i>"),
    "<b>": ("strong", "</b>"),
    "<sup>": ("sup", "</sup>"),
    "<sub>": ("sub", "</sub>"),
    "<sc>": ("small", "</sc>"),
    '<span class="nocase">': ("asis", "</span>"),
    '<span style="font-variant:small-caps;">': ("small", "</span>"),
    '<span style="font-variant: small-caps;">': ("small", "</span>"),
}
QUOTES: Final = {'"': '"', "“": "”", "'": "'", "‘": "’"}
_CLOSERS: Final = frozenset(closer for _, closer in TAGS.values())
_QUOTE_SIGNS: Final = "\"“”'‘’"
_WITH_TAGS = re.compile("|".join(map(re.escape, [*TAGS, *sorted(_CLOSERS), *_QUOTE_SIGNS])))
_WITHOUT_TAGS = re.compile(f"[{_QUOTE_SIGNS}]")
# Control characters, halves of characters, and the overrides that would turn the rest of the line round.
_UNFIT = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]"
)


def clean(source: str) -> str:
    """The source on one line, without characters that have no place in a printed line."""
    return " ".join(_UNFIT.sub("", source).split())


@dataclass(slots=True)
class _Open:
    """A mark that waits for its closer; `closer` is empty for the outermost."""

    mark: str = ""
    sign: str = ""
    closer: str = ""
    nodes: list[str | Span] = field(default_factory=list)


class _MarkReader:
    def __init__(self) -> None:
        self.stack = [_Open()]

    def add(self, node: str | Span) -> None:
        if node:
            self.stack[-1].nodes.append(node)

    def open(self, mark: str, sign: str, closer: str) -> None:
        if len(self.stack) > MAX_DEPTH:
            self.add(sign)
        else:
            self.stack.append(_Open(mark, sign, closer))

    def close(self, closer: str) -> bool:
        """Close the innermost mark that `closer` ends; a quotation mark doesn't reach across a tag."""
        for place in range(len(self.stack) - 1, 0, -1):
            if self.stack[place].closer == closer:
                break
            if closer not in _CLOSERS and self.stack[place].sign in TAGS:
                return False
        else:
            return False
        while len(self.stack) - 1 > place:
            self.give_up()
        done = self.stack.pop()
        if done.nodes:
            self.add(Span(done.mark, _merged(done.nodes)))
        else:
            self.add(done.sign + closer)
        return True

    def give_up(self) -> None:
        """The innermost mark has no closer: its opening is text after all."""
        done = self.stack.pop()
        last = self.stack[-1].nodes[-1:]
        at_word = not last or (isinstance(last[0], str) and not last[0][-1:].isalnum())
        self.add(_lone(done.sign, at_word))
        for node in done.nodes:
            self.add(node)

    def take(self, sign: str, before: str, after: str) -> None:
        if sign in TAGS:
            mark, closer = TAGS[sign]
            self.open(mark, sign, closer)
        elif sign in _CLOSERS:
            if not self.close(sign):
                self.add(sign)
        elif sign in "'’" and before.isalnum() and after.isalnum():
            self.add("’")
        elif sign in "\"'”’" and self.close(sign):
            return
        elif sign in QUOTES and after and not after.isspace() and not before.isalnum():
            self.open("quote", sign, QUOTES[sign])
        else:
            self.add(_lone(sign, bool(after) and not before.isalnum()))


def _lone(sign: str, at_word: bool) -> str:
    """A quotation mark without its partner, as the character that it most likely is."""
    if sign == '"':
        return "“" if at_word else "”"
    return "’" if sign == "'" else sign


def read(source: str, *, tags: bool = True) -> Text:
    """The words of a record's field with their marks; `tags=False` takes tags as text."""
    if not source or not (source := clean(source)):
        return ()
    if (_WITH_TAGS if tags else _WITHOUT_TAGS).search(source) is None:
        return (source,)
    reader = _MarkReader()
    at = 0
    for match in (_WITH_TAGS if tags else _WITHOUT_TAGS).finditer(source):
        start, end = match.span()
        reader.add(source[at:start])
        if match.group() in "'’‘" and is_apostrophe(source, start):
            reader.add("’")
            at = end
            continue
        reader.take(
            match.group(), source[start - 1 : start] if start else "", source[end : end + 1]
        )
        at = end
    reader.add(source[at:])
    while len(reader.stack) > 1:
        reader.give_up()
    return _merged(reader.stack[0].nodes)


def _merged(nodes: list[str | Span]) -> Text:
    """The nodes with the strings that follow one another as one."""
    result: list[str | Span] = []
    for are_words, group in itertools.groupby(nodes, lambda node: isinstance(node, str)):
        if are_words:
            result.append("".join(node for node in group if isinstance(node, str)))
        else:
            result.extend(group)
    return tuple(result)
