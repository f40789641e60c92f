"""ORCIDs: their form and their check digit (ISO 7064, MOD 11-2). Pure: no Django."""

from __future__ import annotations

import re
from collections.abc import Iterable

from encyclopedia.core.messages import MessageError

_ORCID = re.compile(r"(?:https?://orcid\.org/)?(\d{4})-?(\d{4})-?(\d{4})-?(\d{3}[\dXx])", re.ASCII)


class OrcidError(MessageError):
    """No ORCID; the message says how one is written."""


def read_orcid(text: str) -> str:
    """The ORCID as 0000-0000-0000-0000, from one with or without its web address. Raises OrcidError."""
    match = _ORCID.fullmatch(text)
    if not match:
        raise OrcidError("orcid_form")
    digits = "".join(match.groups()).upper()
    if check_digit(digits[:15]) != digits[15]:
        raise OrcidError("orcid_digit")
    return "-".join(digits[n : n + 4] for n in range(0, 16, 4))


def check_digit(digits: Iterable[str]) -> str:
    """The check digit of fifteen digits."""
    total = 0
    for digit in digits:
        total = (total + int(digit)) * 2
    rest = (12 - total % 11) % 11
    return "X" if rest == 10 else str(rest)
