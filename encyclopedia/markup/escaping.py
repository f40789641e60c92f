"""Characters of a page, spelled as the sanitiser spells them."""

from __future__ import annotations

import re

_SIGN = re.compile("[&<>\xa0\r\0]")


def text(words: str) -> str:
    """Words between tags."""
    if _SIGN.search(words) is None:
        return words
    # A carriage return would come back as a line feed, and NUL as nothing.
    return (
        words.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\xa0", "&nbsp;")
        .replace("\r", " ")
        .replace("\0", "\ufffd")
    )


def attribute(value: str) -> str:
    """A value between double quotes."""
    return text(value).replace('"', "&quot;")
