"""What identifies a work in its record: who made it, what it is called, when, where, and which edition it is."""

from __future__ import annotations

import hashlib
import json
from typing import Any, Final

from encyclopedia.bibliography.records.normalising import normalise
from encyclopedia.bibliography.records.personal_names import read_names
from encyclopedia.bibliography.records.record_dates import read_date
from encyclopedia.core.checked_words import checked_words

_MAKERS: Final = ("author", "editor", "translator", "recipient", "interviewer", "director")
_WORDS: Final = (
    "title",
    "container-title",
    "edition",
    "volume",
    "issue",
    "archive",
    "archive_location",
)


def work_digest(record: Any) -> str:
    """SHA-256 (hex) of what identifies the work: a corrected comma leaves it, another year or author does not.

    Family names without given ones, since those are often abbreviated; words without case and punctuation.
    """
    members = normalise(record)
    makers = [
        [
            _words(name.literal or f"{name.particle} {name.family}")
            for name in read_names(members.get(kind))
        ]
        for kind in _MAKERS
    ]
    date = read_date(members.get("issued"))
    when = str(date.year or date.literal) if date else ""
    described = [_words(str(members.get(field, ""))) for field in _WORDS]
    parts = json.dumps([makers, when, described], ensure_ascii=False)
    return hashlib.sha256(parts.encode("utf-8", "surrogatepass")).hexdigest()


def _words(text: str) -> str:
    folded = checked_words(text).casefold()
    return " ".join("".join(c if c.isalnum() else " " for c in folded).split())
