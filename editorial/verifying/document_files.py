"""A document's file read back: TOML front matter, the text unchanged, a source's record. Standard library only."""

from __future__ import annotations

import hashlib
import json
import tomllib
from typing import Any

FENCE = b"+++\n"


class Unreadable(ValueError):
    """A file that holds no document; the message says what was expected."""


def canonical_json(data: Any) -> bytes:
    """UTF-8, keys sorted, no insignificant white space: the input of Stet's digests and hashes."""
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def as_data(page: bytes, record: bytes | None = None) -> dict[str, Any]:
    """The document's data from its Markdown file, for a source also from its CSL-JSON file. Raises Unreadable."""
    if not page.startswith(FENCE):
        raise Unreadable("expected front matter between two lines of +++.")
    front, fence, text = page[len(FENCE) :].partition(b"\n" + FENCE)
    if not fence:
        raise Unreadable("the front matter does not end: a second line of +++ is missing.")
    try:
        data: dict[str, Any] = tomllib.loads(front.decode())
        if text:
            data["text"] = text.decode()
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise Unreadable(str(error)) from error
    if record is not None:
        data["record"] = _record(record)
    return data


def _record(data: bytes) -> dict[str, Any]:
    items = as_json(data)
    if not (isinstance(items, list) and len(items) == 1 and isinstance(items[0], dict)):
        raise Unreadable("expected a list of one CSL-JSON item.")
    return items[0]


def as_json(data: bytes) -> Any:
    """Raises Unreadable."""
    try:
        return json.loads(data)
    except (ValueError, RecursionError) as error:
        raise Unreadable(f"is not JSON ({error}).") from error


def as_stored(text: str) -> dict[str, Any]:
    """The data of a document as a site stores it. Raises Unreadable for anything but its canonical JSON."""
    data = as_json(text.encode())
    if not isinstance(data, dict) or canonical_json(data) != text.encode():
        raise Unreadable("is not spelt as it was stored.")
    return data


def digest(data: Any) -> str:
    """SHA-256 (hex) of the canonical JSON: what was approved. Raises Unreadable for data that is not JSON."""
    try:
        return sha256(canonical_json(data))
    except (TypeError, ValueError) as error:
        raise Unreadable(str(error)) from error
