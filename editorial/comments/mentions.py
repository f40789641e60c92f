"""Who is named in a comment: "@" and a name. Pure: no Django."""

from __future__ import annotations

from collections.abc import Iterable


def mentioned_in(words: str, people: Iterable[tuple[int, str]]) -> set[int]:
    """The ids of those whose name stands behind an "@"; of two names that begin alike, the longer one is meant."""
    folded = words.casefold()
    by_length = sorted(people, key=lambda person: (-len(person[1]), person))
    ids: set[int] = set()
    taken: set[int] = set()
    for person, name in by_length:
        wanted = "@" + name.casefold()
        start = folded.find(wanted) if name else -1
        while start >= 0:
            following = folded[start + len(wanted) : start + len(wanted) + 1]
            if start not in taken and not following.isalnum():
                taken.add(start)
                ids.add(person)
            start = folded.find(wanted, start + 1)
    return ids
