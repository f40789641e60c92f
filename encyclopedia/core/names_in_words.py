"""Whether the words of a fact name its target or place already, so that a page says it once. For display alone."""

from __future__ import annotations

import re
from dataclasses import dataclass

_WORD = re.compile(r"\w[\w.-]*\w|\w")
# A shorter last word of a name is a number or an initial ("Pius XII", "Malcolm X").
_MIN_SURNAME = 4


@dataclass(frozen=True, slots=True)
class Named:
    """Words in three parts: `name` is what is to be linked, whole even where only a part of it was typed."""

    before: str
    name: str
    after: str


def named_in(words: str, name: str, *, is_person: bool = False) -> Named | None:
    """Where `words` name this; None where they do not, or where it is not certain.

    The whole name; its beginning, of two words or more, where the words end with it ("joined the Communist Party", of
    the Soviet Union); a person's surname ("attack on Trotsky"). Another capitalised word beside a single word or a part
    makes another name of it: New Mexico is not Mexico, and Natalia Trotsky not Leon Trotsky.
    """
    if not words or not name:
        return None
    return (
        _whole(words, name)
        or _beginning(words, name)
        or (_surname(words, name) if is_person else None)
    )


def _whole(words: str, name: str) -> Named | None:
    match = re.search(rf"(?<!\w){re.escape(name)}(?!\w)", words)
    if match is None or (" " not in name and not _stands_alone(words, *match.span())):
        return None
    return Named(words[: match.start()], name, words[match.end() :])


def _beginning(words: str, name: str) -> Named | None:
    parts = name.split(" ")
    for count in range(len(parts) - 1, 1, -1):
        start = len(words) - len(beginning := " ".join(parts[:count]))
        if words.endswith(beginning) and not words[start - 1 : start].isalnum():
            return Named(words[:start], name, "") if _stands_alone(words, start, -1) else None
    return None


def _surname(words: str, name: str) -> Named | None:
    parts = name.split(" ")
    surname = parts[-1]
    if len(parts) < 2 or len(surname) < _MIN_SURNAME or not all(map(_is_capitalised, parts)):
        return None
    match = re.search(rf"(?<![\w-]){re.escape(surname)}(?![\w-])", words)
    if match is None or not _stands_alone(words, *match.span()):
        return None
    return Named(words[: match.start()], name, words[match.end() :])


def _stands_alone(words: str, start: int, end: int) -> bool:
    """Whether no other capitalised word stands beside these characters; `end` is -1 where the words end with them."""
    before = _WORD.findall(words[:start])
    after = _WORD.findall(words[end:]) if end >= 0 else []
    return not ((before and _is_capitalised(before[-1])) or (after and _is_capitalised(after[0])))


def _is_capitalised(word: str) -> bool:
    return word[:1].isupper()
