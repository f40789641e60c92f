"""What an entry's address within its kind, and a source's key, may be made of. Pure: no Django."""

from __future__ import annotations

import re
from typing import Final

from encyclopedia.core.messages import Message

_BAD: Final = re.compile(r"[\s/@\[\]{}|?#%&\\\"'<>^`,;*()!=+$~:]")
_KEY: Final = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9_:.-]*[A-Za-z0-9])?")


def address_fault(address: str, *, is_key: bool = False) -> Message | None:
    """Why it is no address (no key of a source, with `is_key`); None where it is one, or is empty."""
    if match := _BAD.search(address):
        return Message("address_sign", sign=match[0])
    if address in {".", ".."}:
        return Message("address_dots")
    if is_key and address and not _KEY.fullmatch(address):
        return Message("key_form")
    return None


def provisional(entry: str) -> str:
    """The address of a draft whose title does not make one: from the entry's UUID."""
    return f"untitled-{entry[:8]}"
