"""What later notes say besides author and title where another work on the page has both: its edition, its date.

Chicago 14.30: a shortened citation has as much as a reader needs to find the full one.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from encyclopedia.bibliography.chicago import titles
from encyclopedia.bibliography.chicago.work import Work
from encyclopedia.bibliography.records.csl_types import NEWS
from encyclopedia.bibliography.records.rich_text import Text, around, join

_MARK: Final = "apart"


def marked_apart(record: Mapping[str, Any]) -> dict[str, Any]:
    """The record as of a work that is told apart from another of the same author and title."""
    custom = record.get("custom")
    return {**record, "custom": {**(custom if isinstance(custom, Mapping) else {}), _MARK: "yes"}}


def with_what_distinguishes(work: Work, title: Text) -> Text:
    """ "*On Strikes*, 2nd ed. (2005)"; “The Strike,” September 4, 1938"."""
    if not work.custom(_MARK):
        return title
    if work.kind in NEWS or work.serial:
        return join(", ", title, work.dated("issued"))
    year = work.dated("issued", "year")
    return join(
        " ", join(", ", title, titles.edition(work)), around("(", year, ")") if year else ()
    )
