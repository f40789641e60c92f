"""Where a list continues: the place of the last item, opaque to the client that sends it back. Pure: no Django.

A cursor holds the values that the list is ordered by, so that it still fits when that item is renamed or withdrawn;
and a mark of the question, so that it is refused with another. It is no secret and is not trusted: each value is
read again as what it must be.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

MAX_LENGTH = 4_000
MARK = 12
MAX_POSITION = 2**31 - 1

Reader = Callable[[Any], Any]


class CursorError(ValueError):
    """A cursor that this list did not give."""


def text(value: Any) -> str:
    if not isinstance(value, str) or len(value) > 400 or "\x00" in value:
        raise CursorError
    value.encode()
    return value


def identifier(value: Any) -> UUID:
    return UUID(text(value))


def moment(value: Any) -> datetime:
    at = datetime.fromisoformat(text(value))
    if at.tzinfo is None:
        raise CursorError
    return at.astimezone(UTC)


def position(value: Any) -> int:
    if type(value) is not int or not 0 <= value <= MAX_POSITION:
        raise CursorError
    return value


def write(question: str, values: Sequence[Any]) -> str:
    """The cursor after the item with these values (text, UUID, aware time or whole number)."""
    plain = [v.isoformat() if isinstance(v, datetime) else v for v in values]
    plain = [str(v) if isinstance(v, UUID) else v for v in plain]
    data = json.dumps([_mark(question), *plain], ensure_ascii=False, separators=(",", ":"))
    return base64.urlsafe_b64encode(data.encode()).decode().rstrip("=")


def read(question: str, cursor: str, readers: Sequence[Reader]) -> tuple[Any, ...]:
    """The values of a cursor that `write` made for the same question; CursorError for anything else."""
    if len(cursor) > MAX_LENGTH:
        raise CursorError
    try:
        raw = base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True)
        data = json.loads(raw.decode())
        if not isinstance(data, list) or len(data) != len(readers) + 1:
            raise CursorError
        if data[0] != _mark(question):
            raise CursorError
        return tuple(reader(value) for reader, value in zip(readers, data[1:], strict=True))
    except (ValueError, binascii.Error, OverflowError, RecursionError) as error:
        raise CursorError from error


def _mark(question: str) -> str:
    return hashlib.sha256(question.encode()).hexdigest()[:MARK]
