"""Who is named in a comment: "@" and a name. Pure: no Django."""

from __future__ import annotations

import re
from collections.abc import Iterable

_MENTION = re.compile(r"(?<![\w@.])@[^\W_][\w.-]*\b")
_BRACKETS = re.compile(r"\[[^\[\]]*\]")


def mentioned_in(words: str, people: Iterable[tuple[int, str]]) -> set[int]:
    """The ids of those whose name stands behind an "@"; of two names that begin alike, the longer one is meant."""
    return {person for person, _start in _mentions(words, people)}


def nobody_in(words: str, people: Iterable[tuple[int, str]]) -> list[str]:
    """What stands behind an "@" that names none of these people, each once; citations and addresses are no mentions."""
    named = {start for _person, start in _mentions(words, people)}
    cited = [match.span() for match in _BRACKETS.finditer(words)]
    unknown = [
        match[0]
        for match in _MENTION.finditer(words)
        if match.start() not in named
        and not any(start < match.start() < end for start, end in cited)
    ]
    return list(dict.fromkeys(unknown))


def _mentions(words: str, people: Iterable[tuple[int, str]]) -> set[tuple[int, int]]:
    """Each person named, with where the "@" stands."""
    folded = words.casefold()
    by_length = sorted(people, key=lambda person: (-len(person[1]), person))
    mentions: set[tuple[int, int]] = set()
    taken: set[int] = set()
    for person, name in by_length:
        wanted = "@" + name.casefold()
        start = folded.find(wanted) if name else -1
        while start >= 0:
            following = folded[start + len(wanted) : start + len(wanted) + 1]
            if start not in taken and not following.isalnum():
                taken.add(start)
                mentions.add((person, start))
            start = folded.find(wanted, start + 1)
    return mentions
