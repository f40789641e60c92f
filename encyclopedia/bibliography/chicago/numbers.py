"""Numbers in records (volumes, editions, pages): which are numbers, ordinals, and ranges as Chicago shortens them."""

from __future__ import annotations

import re
from typing import Final

from encyclopedia.bibliography.records.citing_words import edition_term, is_english, place_term

_SEPARATORS = re.compile(r"\s*(?:,|;|&|-|–)\s*")
_NUMBER = re.compile(r"[^\W\d_]*[0-9]+[^\W\d_]*")
_RANGE = re.compile(r"\s*[-–]\s*")
_PREFIXED = re.compile(r"^(.*?)(\d+)$")
_MAX_LENGTH: Final = 2_000  # a page list longer than that is left as it is


def is_numeric(value: str) -> bool:
    """Whether it counts as a number ("2", "3rd", "A12", "12–14", "1, 3"), so that it takes a label (vol. 2)."""
    return all(_NUMBER.fullmatch(chunk) for chunk in _SEPARATORS.split(value.strip()))


def is_plural(value: str) -> bool:
    return bool(re.search(r"[,;&–-]|\s(?:and|to)\s", value.strip()))


def counts_several(number: str) -> bool:
    """Whether the number of a work, a law or an issue names several: "88-352" and "2003-12" are one number each.

    A range has a dash, or a hyphen between numbers of which the second is not much larger.
    """
    if single := re.fullmatch(r"([0-9]+)-([0-9]+)", number.strip()):
        first, last = int(single[1]), int(single[2])
        return first < last <= first + 12 and len(single[1]) <= len(single[2])
    return is_plural(number)


def ordinal(value: str) -> str:
    """ "2" as "2nd"; what is no plain number stays."""
    if not re.fullmatch(r"[0-9]{1,9}", value):
        return value
    if value[-2:] in ("11", "12", "13"):
        return value + "th"
    return value + {"1": "st", "2": "nd", "3": "rd"}.get(value[-1], "th")


def edition(value: str) -> str:
    """ "2nd ed.", "2. Aufl."."""
    return edition_term(value) or f"{ordinal(value)} ed."


def page_ranges(pages: str) -> str:
    """ "241-259, 301-304" as "241–59, 301–4"."""
    if len(pages) > _MAX_LENGTH:
        return pages
    return ", ".join(_page_range(part.strip()) for part in pages.split(","))


def labelled_pages(pages: str) -> str:
    """ "p. 12", "pp. 241–59"."""
    several = is_plural(pages)
    label = place_term("page", several=several) or ("pp." if several else "p.")
    return f"{label} {page_ranges(pages)}"


def _page_range(part: str) -> str:
    ends = _RANGE.split(part)
    if len(ends) != 2 or not all(ends):
        return part
    first, last = (_PREFIXED.match(end) for end in ends)
    if not first or not last or last[1] not in ("", first[1]):
        return "–".join(ends)
    last_digits = (
        first[2][: len(first[2]) - len(last[2])] + last[2]
        if len(last[2]) < len(first[2])
        else last[2]
    )
    if not is_english():
        return f"{ends[0]}–{last_digits}"
    return f"{ends[0]}–{_shortened(first[2], last_digits)}"


def _shortened(first: str, last: str) -> str:
    """The second number of a range with the digits that Chicago keeps."""
    same = next(
        (n for n, (a, b) in enumerate(zip(first, last, strict=False)) if a != b), len(first)
    )
    changed = last[same:]
    if len(first) < 3 or len(first) != len(last) or first.endswith("00") or not changed:
        return last
    if first[-2] == "0":
        return changed
    if len(first) == 4 and sum(a != b for a, b in zip(first, last, strict=True)) >= 3:
        return last
    return last[-max(2, len(changed)) :]
