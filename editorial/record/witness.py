"""Heads of the audit log that were kept outside: a hash, `SEQ:HASH`, head.json, a file of heads. Pure: no Django."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

_HASH = re.compile(r"[0-9a-f]{64}", re.ASCII)
# At the end of a line of the file of heads that was mailed too.
MAILED = "mailed"
_SEQ = re.compile(r"[0-9]{1,18}", re.ASCII)


class NoHeadError(ValueError):
    """Not a head; the message is the text that was given."""


@dataclass(frozen=True)
class KnownHead:
    """The hash of an event known from outside, with its number in the chain where that is known too."""

    hash: str
    seq: int | None = None


def known_heads(text: str) -> list[KnownHead]:
    """Read `HASH`, `SEQ:HASH`, or the path of a saved head.json or of a file of heads. Raises NoHeadError."""
    text = text.strip()
    seq, colon, hashed = text.rpartition(":")
    if _HASH.fullmatch(hashed.lower()) and (not colon or _SEQ.fullmatch(seq)):
        return [KnownHead(hashed.lower(), int(seq) if colon else None)]
    try:
        content = Path(text).read_text(encoding="utf-8")
    except (OSError, ValueError) as error:
        raise NoHeadError(text) from error
    lines = [line for line in content.splitlines() if line.strip()]
    if not lines:
        raise NoHeadError(text)
    return [_saved(line, text) for line in lines]


def head_line(seq: int, hashed: str, at: datetime) -> str:
    """One line of the file of heads: `SEQ HASH TIME`."""
    return f"{seq} {hashed} {at.isoformat()}"


def _saved(line: str, given: str) -> KnownHead:
    """A line of the file of heads, or an answer of /history/head.json."""
    words = line.split()
    if (
        (len(words) == 3 or words[3:] == [MAILED])
        and _SEQ.fullmatch(words[0])
        and _HASH.fullmatch(words[1])
    ):
        return KnownHead(words[1], int(words[0]))
    try:
        saved = json.loads(line)
        seq, hashed = saved["seq"], saved["head"]
    except (ValueError, KeyError, TypeError) as error:
        raise NoHeadError(given) from error
    if type(seq) is not int or not isinstance(hashed, str) or not _HASH.fullmatch(hashed):
        raise NoHeadError(given)
    return KnownHead(hashed, seq)
