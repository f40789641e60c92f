"""Which pages a locator names. Pure: no Django."""

from __future__ import annotations

import re
from collections.abc import Iterator

from encyclopedia.core.locator_terms import LOCATOR_TERMS
from encyclopedia.dates.languages.folding import with_plain_figures

_ABROAD = "|".join(
    re.escape(label).replace(r"\.", r"\.?" if len(label) > 3 or label > "\u0600" else r"\.")
    for label in sorted(LOCATOR_TERMS["page"].understood, key=len, reverse=True)
)
_PAGE_PART = re.compile(
    rf"(?:^|[\s,;(])(?:pp?\.?|pages?|pgs?\.?|{_ABROAD})\s*"
    r"(?P<listed>(?:[ivxlcdm]+(?!\w)|\d+)(?:\s*[-–—,&]\s*(?:and\s+)?(?:[ivxlcdm]+(?!\w)|\d+))*)",
    re.IGNORECASE,
)
_BARE = re.compile(
    r"\s*(?P<listed>(?:[ivxlcdm]+|\d+)(?:\s*[-–—,&]\s*(?:[ivxlcdm]+|\d+))*)(?:\s*ff?\.?)?\s*"
)
_RANGE = re.compile(r"([ivxlcdm]+|\d+)(?:\s*[-–—]\s*([ivxlcdm]+|\d+))?", re.IGNORECASE)
_FOLLOWING = re.compile(r"\d\s?f(f?)\b")
_LABEL = re.compile(rf"^(?:(?:pp?|page|S)\.?|(?:{_ABROAD})(?=[\s\d]))\s*", re.IGNORECASE)
_MAX_RANGE = 2000


def pages_named(locator: str) -> frozenset[str]:
    """The labels of the pages that a locator names: `pp. 12–4, 20` → 12 13 14 20; none for a
    chapter.
    """
    locator = with_plain_figures(locator)
    part = _PAGE_PART.search(locator) or _BARE.fullmatch(locator)
    if not part:
        return frozenset()
    labels: set[str] = set()
    for first, last in _RANGE.findall(part["listed"]):
        labels.update(_expanded(first.lower(), last.lower()))
    if following := _FOLLOWING.search(locator):
        numbers = [int(label) for label in labels if label.isdigit()]
        labels.update(str(max(numbers) + n) for n in range(1, 6 if following[1] else 2) if numbers)
    return frozenset(labels)


def _expanded(first: str, last: str) -> Iterator[str]:
    yield first
    if not last:
        return
    if first.isdigit() and last.isdigit():
        full = last if len(last) >= len(first) else first[: len(first) - len(last)] + last
        if 0 < int(full) - int(first) <= _MAX_RANGE:
            yield from (str(number) for number in range(int(first) + 1, int(full)))
            yield full
            return
    yield last


def plain_label(label: str) -> str:
    """The label of a page as `pages_named` has it: "p. XIV" is xiv."""
    return _LABEL.sub("", with_plain_figures(label.strip())).lower()
