"""What a hit shows: a window of the text with the words that were looked for marked. Pure: no Django."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from html import escape
from typing import Final

from encyclopedia.search.folding import folded, spans, words
from encyclopedia.search.query import Query, Term

ASCII_WORDS: Final = re.compile("[0-9A-Za-z]+")
BEFORE, WINDOW, MAX_LENGTH = 8, 40, 400
STOPS = tuple('.!?…:;,。”’"»)')


def marked(text: str, query: Query) -> str:
    """The text as HTML: escaped, each word that was looked for in `<mark>`."""
    is_meant = _meant(query)
    if text.isascii():
        # Marked before it is escaped, by two characters that no such text holds.
        marked_text = ASCII_WORDS.sub(
            lambda match: f"\u0091{match[0]}\u0092" if is_meant(match[0].lower()) else match[0],
            text,
        )
        return _shown(marked_text.replace("\u0092 \u0091", " "))
    pieces: list[str] = []
    position = 0
    for word in words(text):
        if is_meant(word.folded):
            pieces += [
                escape(text[position : word.start]),
                "<mark>",
                escape(text[word.start : word.end]),
                "</mark>",
            ]
            position = word.end
    pieces.append(escape(text[position:]))
    return "".join(pieces).replace("</mark> <mark>", " ")


def _shown(marked_text: str) -> str:
    return escape(marked_text).replace("\u0091", "<mark>").replace("\u0092", "</mark>")


@lru_cache(maxsize=100)
def _meant(query: Query) -> Callable[[str], bool]:
    """Whether a folded word is among those looked for."""
    whole = {word for term in query.terms for word in term.words}
    beginnings = tuple(term.words[-1] for term in query.terms if term.prefix)
    return lambda folded_word: folded_word in whole or folded_word.startswith(beginnings)


def snippet(summary: str, plain: str, body: str, query: Query) -> str:
    """HTML of the summary when it holds what was looked for or nothing else does, else of a window of the text.

    A place where the words stand in a row as they were typed is preferred to a place of one of them. `body` is the
    folded text of `plain`: the place is looked up there, without reading the whole text again.
    """
    in_a_row = query.in_a_row
    place = -1
    if in_a_row and _word_at(folded(summary), in_a_row) < 0:
        place = _word_at(body, in_a_row)
    if place < 0:
        shown = marked(_shortened(summary), query)
        if "<mark>" in shown:
            return shown
        place = _place(body, query)
    if place < 0:
        return marked(_shortened(summary or plain[:MAX_LENGTH]), query)
    first = max(0, place - BEFORE)
    window = list(spans(plain, first, first + WINDOW))
    if not window:
        return marked(_shortened(summary), query)
    start = window[0][0] if first else 0
    end = window[-1][1] if len(window) == WINDOW else len(plain)
    end = min(end, start + MAX_LENGTH)
    text = _in_a_line(plain[start:end])
    return ("… " if first else "") + marked(text, query) + (" …" if end < len(plain) else "")


def _in_a_line(text: str) -> str:
    """Headings and facts, which end without a stop, are parted by a dot from what follows them."""
    lines = [" ".join(line.split()) for line in text.split("\n")]
    ends = [" " if line.endswith(STOPS) else " · " for line in lines]
    return "".join(map("".join, zip(lines, [*ends[:-1], ""], strict=True)))


def _word_at(folded_text: str, term: Term) -> int:
    """The number of the word at which the term's words stand in a row, or -1."""
    padded = f" {folded_text} "
    at = padded.find(" " + " ".join(term.words) + ("" if term.prefix else " "))
    return padded.count(" ", 0, at) if at >= 0 else -1


def _place(body: str, query: Query) -> int:
    """The number of the first word in the folded text that is looked for, or -1."""
    return min((at for term in query.terms if (at := _word_at(body, term)) >= 0), default=-1)


def _shortened(text: str) -> str:
    return text if len(text) <= MAX_LENGTH else text[:MAX_LENGTH].rsplit(" ", 1)[0] + " …"
