"""Of texts that have all words, in any of their forms: which has them together."""

from __future__ import annotations

import re
from heapq import merge
from math import inf

from encyclopedia.search.matching import Found, texts
from encyclopedia.search.query import Query
from encyclopedia.search.stems import without_stop_words

MAX_READ = 20
# Together they are in at most so many times the characters of the query.
TIMES = 2


def together(query: Query, found: Found) -> set[str]:
    """The ids of those in which the words stand together, in any form, of the first MAX_READ."""
    most = TIMES * len(query.text)
    return {
        pk
        for summary, body, _plain, pk in texts([pk for pk, _kind in found[:MAX_READ]])
        if _span(query, f"{summary} {body}") <= most
    }


def _span(query: Query, text: str) -> float:
    """The fewest characters of the folded text in which each word begins, in any of its forms."""
    every = [word for term in query.shortened().terms for word in term.words]
    words = [
        every[at] for at in without_stop_words([word for t in query.terms for word in t.words])
    ]
    places = [
        [(match.start(), number) for match in re.finditer(rf"\b{re.escape(word)}", text)]
        for number, word in enumerate(words)
    ]
    last: dict[int, int] = {}
    best = inf
    for at, number in merge(*places):
        last[number] = at
        if len(last) == len(words):
            best = min(best, at - min(last.values()))
    return best
