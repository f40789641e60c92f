"""Characters that no text should hold: control characters, lone surrogates, forced directions."""

from __future__ import annotations

import re
from collections.abc import Iterator

_UNFIT = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\u202d\u202e]")
_UNKEEPABLE = re.compile("[\0\ud800-\udfff]")
_LINE_END = re.compile(r"\r\n?|\n")


def unfit(text: str) -> Iterator[tuple[int, str]]:
    """The lines (from 0) that hold such a character, with the first of them."""
    if _UNFIT.search(text) is None:
        return
    for number, line in enumerate(_LINE_END.split(text)):
        if match := _UNFIT.search(line):
            yield number, match[0]


def keepable(text: str) -> str:
    """The text with U+FFFD for what cannot be stored or sent at all: NUL and lone surrogates."""
    return _UNKEEPABLE.sub("\ufffd", text)
