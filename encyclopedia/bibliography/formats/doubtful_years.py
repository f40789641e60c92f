"""Years that a file gives with doubt, or as a range: "[ca. 1900]", "1900?", "1998-2001", "1900 or 1901", "19--"."""

from __future__ import annotations

import re
from typing import Any, Final

_YEAR: Final = r"[0-9]{4}"
_CIRCA: Final = re.compile(
    rf"\[?\s*(?:(?:c|ca|circa|around|um|vers|около|ок)\b\.?\s*({_YEAR})|({_YEAR})\s*[?~])\s*\]?",
    re.IGNORECASE,
)
_RANGE: Final = re.compile(rf"({_YEAR})\s*(?:--?|–|/|to|bis)\s*({_YEAR}|[0-9]{{2}})")
_WORDS: Final = re.compile(
    rf"(?:before|after|by|not before|vor|nach|avant|après|до|после)\s{_YEAR}|{_YEAR}\s(?:or|oder|ou|или)\s{_YEAR}"
    rf"|[0-9]{{3}}0s|[0-9]{{2}}(?:--|\?\?|__)|{_YEAR}\s?/\s?[0-9]{{1}}",
    re.IGNORECASE,
)


def doubtful_year(words: str) -> dict[str, Any] | None:
    """The CSL date of such a year; words that are no date stay words. None for anything else."""
    words = " ".join(words.strip(" {}").split())
    if match := _CIRCA.fullmatch(words):
        return {"date-parts": [[int(match[1] or match[2])]], "circa": True}
    if match := _RANGE.fullmatch(words):
        first, last = match[1], match[2]
        if len(last) == 2 and int(last) <= 12 and words[4] in "-/":
            return None  # a month, as ISO 8601 has it
        end = int(first[: 4 - len(last)] + last)
        return {"date-parts": [[int(first)], [end]]} if end > int(first) else None
    return {"literal": words.strip("[]")} if _WORDS.fullmatch(words.strip("[]")) else None
