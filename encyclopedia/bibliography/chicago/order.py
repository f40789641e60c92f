"""The order of a bibliography: by leading name, then title, then date, letters without their marks."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from encyclopedia.bibliography.chicago import authors
from encyclopedia.bibliography.chicago.work import COLLECTORS, Work
from encyclopedia.bibliography.citation_style import Record
from encyclopedia.bibliography.records.personal_names import inverted
from encyclopedia.bibliography.records.rich_text import plain

ARTICLES: Final = re.compile(
    r"(?:the|a|an|der|die|das|ein|eine|le|la|les|un|une|el|los|las|una|il|lo|gli|i|o|os)\s+|l['’]",
    re.IGNORECASE,
)
# Letters that decomposition leaves whole.
_WHOLE: Final = str.maketrans(
    {
        "ø": "o",
        "æ": "ae",
        "œ": "oe",
        "ß": "ss",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "ı": "i",
        "ʹ": "",
    }
)
_ASCII_WORD: Final = re.compile(r"[0-9a-z]+")
_ENGLISH_ARTICLES: Final = re.compile(r"(?:the|an?)\s+", re.IGNORECASE)


def folded(words: str) -> str:
    """Lower case without marks and punctuation, one space between words."""
    if words.isascii():
        return " ".join(_ASCII_WORD.findall(words.lower()))
    letters = unicodedata.normalize("NFKD", words.casefold().translate(_WHOLE))
    plain_letters = "".join(
        c if c.isalnum() else " " for c in letters if not unicodedata.combining(c)
    )
    return " ".join(plain_letters.split())


def sort_title(work: Work) -> str:
    """A title as it is ordered by: without its first article."""
    title = plain(work.text("title")).lstrip("“‘«(\"' ")
    pattern = _ENGLISH_ARTICLES if work.english else ARTICLES
    rest = pattern.sub("", title, count=1) if pattern.match(title) else title
    return folded(rest) or folded(title)


def sort_key(record: Record) -> tuple[str, ...]:
    """What a bibliography is ordered by.

    The leading names letter by letter (family name before particles), a work alone before the same author's with
    others; works without names by title without its article; then title, year and volume.
    """
    work = Work(record, bibliography=True)
    names = next(
        (
            people
            for field in ("author", *COLLECTORS, "translator", "director")
            if (people := work.names(field))
        ),
        [],
    )
    if names:
        # A comma sorts before every letter, so that "Marx, Karl" stands before "Marxism Today".
        lead = "; ".join(
            ", ".join(folded(part) for part in plain(inverted(name)).split(",")) for name in names
        )
    else:
        lead = folded(plain(authors.leading(Work(record, bibliography=True))))
        lead = (
            sort_title(work) if lead == folded(plain(work.text("title"))) else without_article(lead)
        )
    date = work.date("issued")
    year = f"{(date.year or 0) + 1_000_000:07d}" if date else "9999999"
    return (lead, sort_title(work), year, work.raw("volume").zfill(6), work.raw("id"))


def without_article(words: str) -> str:
    return _ENGLISH_ARTICLES.sub("", words, count=1) if _ENGLISH_ARTICLES.match(words) else words
