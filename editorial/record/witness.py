"""A head of the audit log that was kept outside: a hash, `SEQ:HASH`, or a saved head.json. Pure: no Django."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path

_HASH = re.compile(r"[0-9a-f]{64}", re.ASCII)
_SEQ = re.compile(r"[0-9]{1,18}", re.ASCII)


class NoHeadError(ValueError):
    """Not a head; the message is the text that was given."""


@dataclass(frozen=True)
class KnownHead:
    """The hash of an event known from outside, with its number in the chain where that is known too."""

    hash: str
    seq: int | None = None


def known_head(text: str) -> KnownHead:
    """Read `HASH`, `SEQ:HASH`, or the path of a saved head.json. Raises NoHeadError for anything else."""
    text = text.strip()
    seq, colon, hashed = text.rpartition(":")
    if _HASH.fullmatch(hashed.lower()) and (not colon or _SEQ.fullmatch(seq)):
        return KnownHead(hashed.lower(), int(seq) if colon else None)
    try:
        saved = json.loads(Path(text).read_bytes())
        seq, hashed = saved["seq"], saved["head"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise NoHeadError(text) from error
    if type(seq) is not int or not isinstance(hashed, str) or not _HASH.fullmatch(hashed):
        raise NoHeadError(text)
    return KnownHead(hashed, seq)
