"""What a hit shows: a window of the text with the words that were looked for marked. Pure: no Django."""

from __future__ import annotations

from html import escape

from encyclopedia.search.query import Query
from encyclopedia.search.words import spans, words

BEFORE, WINDOW, LONGEST = 8, 40, 400


def marked(text: str, query: Query) -> str:
    """The text as HTML: escaped, each word that was looked for in `<mark>`."""
    pieces: list[str] = []
    at = 0
    for word in words(text):
        if query.matches(word.folded):
            pieces += [
                escape(text[at : word.start]),
                "<mark>",
                escape(text[word.start : word.end]),
                "</mark>",
            ]
            at = word.end
    pieces.append(escape(text[at:]))
    return "".join(pieces).replace("</mark> <mark>", " ")


def snippet(summary: str, plain: str, body: str, query: Query) -> str:
    """HTML of the summary when it holds what was looked for or nothing else does, else of a window of the text.

    `body` is the folded text of `plain`: the place is looked up there, without reading the whole text again.
    """
    if summary and any(query.matches(word.folded) for word in words(summary)):
        return marked(_shortened(summary), query)
    place = _place(body, query)
    if place < 0:
        return marked(_shortened(summary or plain[:LONGEST]), query)
    first = max(0, place - BEFORE)
    found = list(spans(plain, first, first + WINDOW))
    if not found:
        return marked(_shortened(summary), query)
    start = found[0][0] if first else 0
    end = found[-1][1] if len(found) == WINDOW else len(plain)
    end = min(end, start + LONGEST)
    text = " ".join(plain[start:end].split())
    return ("… " if first else "") + marked(text, query) + (" …" if end < len(plain) else "")


def _place(body: str, query: Query) -> int:
    """The number of the first word in the folded text that is looked for, or -1."""
    padded = f" {body} "
    places = []
    for term in query.terms:
        at = padded.find(" " + " ".join(term.words) + ("" if term.prefix else " "))
        if at >= 0:
            places.append(at)
    return padded.count(" ", 0, min(places)) if places else -1


def _shortened(text: str) -> str:
    return text if len(text) <= LONGEST else text[:LONGEST].rsplit(" ", 1)[0] + " …"
