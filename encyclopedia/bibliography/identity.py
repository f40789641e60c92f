"""What identifies a work in its record: who made it, what it is called, when, where, and which edition it is."""

from __future__ import annotations

import hashlib
import json
from functools import lru_cache
from typing import Any, Final

from encyclopedia.bibliography.records.normalising import normalise
from encyclopedia.bibliography.records.personal_names import read_names
from encyclopedia.bibliography.records.record_dates import read_date
from encyclopedia.core.checked_words import checked_words

_MAKERS: Final = ("author", "editor", "translator", "recipient", "interviewer", "director")
_WORDS: Final = (
    *("title", "container-title", "edition", "volume", "issue", "archive", "archive_location"),
    *("number", "section", "part-number", "collection-number", "version", "event-title"),
)
# Of these the day, or the address, tells one from another.
_BY_DAY: Final = frozenset(
    {
        *("article-newspaper", "article-magazine", "webpage", "post", "post-weblog", "broadcast"),
        *("personal_communication", "manuscript", "interview", "speech", "document", "hearing"),
    }
)
_BY_ADDRESS: Final = frozenset({"webpage", "post", "post-weblog", "dataset", "software"})
_LAYOUT: Final = frozenset(" .,;:!?'\"()[]{}«»/-–—_…")


def work_digest(record: Any) -> str:
    """SHA-256 (hex) of what identifies the work: a corrected comma leaves it, another year or author does not.

    Of given names the first letters, since they are often abbreviated; words without case and punctuation. Newspapers,
    letters and the like are identified by their day, web pages also by their address.
    """
    return _digest_of(json.dumps(record))


# Every move of an entry asks for those that it cites, and many entries cite the same.
@lru_cache(maxsize=4_096)
def _digest_of(record: str) -> str:
    """The same of a record in JSON."""
    members = normalise(json.loads(record))
    makers = [
        [
            _words(name.literal or f"{name.particle} {name.family}") + _initials(name.given)
            for name in read_names(members.get(kind))
        ]
        for kind in _MAKERS
    ]
    date = read_date(members.get("issued"))
    when = str(date.year or date.literal) if date else ""
    kind = str(members.get("type", ""))
    if date and kind in _BY_DAY:
        when = str(date.parts or date.literal)
    described = [_words(str(members.get(field, ""))) for field in _WORDS]
    address = str(members.get("URL", "")) if kind in _BY_ADDRESS else ""
    parts = json.dumps([makers, when, described, address], ensure_ascii=False)
    return hashlib.sha256(parts.encode("utf-8", "surrogatepass")).hexdigest()


def _words(text: str) -> str:
    folded = checked_words(text).casefold()
    return " ".join("".join(" " if c in _LAYOUT else c for c in folded).split())


def _initials(given: str) -> str:
    return "".join(f" {name[0]}" for name in _words(given).split())
