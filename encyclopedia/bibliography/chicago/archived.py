"""Pages that are gone from their address: their note leads to the copy that an archive of the web keeps."""

from __future__ import annotations

import re
from typing import Final

from encyclopedia.bibliography.chicago.work import Work, words
from encyclopedia.bibliography.records import identifiers
from encyclopedia.bibliography.records.citing_words import term
from encyclopedia.bibliography.records.record_dates import read_date, worded
from encyclopedia.bibliography.records.rich_text import Span, Text, join

_WAYBACK: Final = re.compile(
    r"https?://web\.archive\.org/(?:web/)?([0-9]{4})([0-9]{2})([0-9]{2})[0-9]*[a-z_]*/"
)
_LIVE: Final = frozenset({"live", "no", "nein", "non"})


def copied(work: Work) -> Text:
    """ "archived January 2, 2021, at the Wayback Machine, https://web.archive.org/…"; nothing for one that is there."""
    address = work.custom("archive-url")
    if (
        not identifiers.safe_address(address)
        or work.custom("url-status").lower() in _LIVE
        or work.has("DOI")
    ):
        return ()
    made = _WAYBACK.match(address)
    date = read_date("-".join(made.groups())) if made else read_date(work.custom("archive-date"))
    if made:
        said = (
            "archived {date}, at the Wayback Machine" if date else "archived at the Wayback Machine"
        )
    else:
        said = "archived {date}" if date else "archived"
    where = term(said).format(date=worded(date) if date else "")
    return join(work.stop, work.begin(words(where)), link(address))


def link(url: str) -> Text:
    """An address as a link; one that isn't safe to follow is only shown."""
    shown = identifiers.shown_address(url)
    target = identifiers.safe_address(shown)
    return (Span("link", (shown,), target),) if target else words(shown)
