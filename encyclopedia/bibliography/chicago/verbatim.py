"""Works that nobody has put into fields: the words of their reference are printed as they stand."""

from __future__ import annotations

import re
from typing import Final

from encyclopedia.bibliography.chicago.work import Work
from encyclopedia.bibliography.records.rich_text import Span, Text, join, plain
from encyclopedia.bibliography.records.text_marks import clean

MAX_LABEL: Final = 70
_ITALIC: Final = re.compile(r"<i>(.{0,2000}?)</i>")


def printed(work: Work) -> Text:
    """The words with their italics, the place in the work behind them, and the address where they have none."""
    typed = clean(work.raw(work.verbatim)).rstrip(" ,;:")
    nodes: list[str | Span] = []
    for number, part in enumerate(_ITALIC.split(typed)):
        if part:
            nodes.append(Span("em", (part,)) if number % 2 else part)
    address = work.raw("URL")
    shown = (
        () if not address or address.removeprefix("https://").rstrip("/") in typed else (address,)
    )
    return join(", ", _without_stop(tuple(nodes)), work.placed(), shown)


def label(work: Work) -> str:
    """The first words, for lists."""
    shown = plain(printed(work))
    return shown if len(shown) <= MAX_LABEL else shown[:MAX_LABEL].rsplit(" ", 1)[0] + "…"


def _without_stop(text: Text) -> Text:
    """Without the full stop of a sentence: the note brings its own."""
    last = text[-1] if text else ""
    if isinstance(last, str) and re.search(r"[\w)\]]{2}\.\Z", last):
        return (*text[:-1], last[:-1])
    return text
