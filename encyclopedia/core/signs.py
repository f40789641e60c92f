"""Characters that no page can show: found, and, where no database keeps them, replaced. Pure: no Django."""

from __future__ import annotations

import re
from typing import Final

from encyclopedia.core.messages import Message

# What stands where a character was lost (U+FFFD), as in HTML and CommonMark.
LOST: Final = "\N{REPLACEMENT CHARACTER}"
_UNSTORABLE: Final = re.compile("[\x00\ud800-\udfff]")
# Control characters other than tab and line feed: no keyboard types them, and they break pages and files.
_BROKEN: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffd-\uffff]")


def storable(text: str) -> str:
    """The text with a sign of loss for each NUL and each half of a surrogate pair."""
    return _UNSTORABLE.sub(LOST, text)


def broken_sign(text: str) -> Message | None:
    """What is wrong with the first character that no page can show; None where all can be shown."""
    match = _BROKEN.search(text)
    if match is None:
        return None
    sign = match[0]
    if sign == "\x00":
        return Message("sign_nul")
    if "\ud800" <= sign <= "\udfff":
        return Message("sign_surrogate")
    return Message("sign_lost" if sign == LOST else "sign_control")
