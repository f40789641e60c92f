"""The words of an address that led nowhere, for a search."""

from __future__ import annotations

import re

_ENDING = re.compile(r"\.(html?|php|aspx?|jsp|xml|json)$", re.IGNORECASE)
_BETWEEN = re.compile(r"[-_+\s]+|[^\x20-\U0010ffff]")


def address_words(part: str) -> str:
    """The words in one part of an address, without an ending such as ".html"; "" where there is no letter."""
    words = _BETWEEN.sub(" ", _ENDING.sub("", part)[:200]).strip()
    return words if any(character.isalpha() for character in words) else ""
