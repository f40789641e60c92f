"""By what a work is looked up: ISBN, DOI, web address and key; and its authors, year and titles. Pure: no Django.

Each number begins with a colon, which no folded name does: so they stand among the names and are taken for none.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from typing import Any, Final
from urllib.parse import unquote

from encyclopedia.bibliography.records.identifiers import IdentifierError, doi, isbn

_ISBN_WORD: Final = re.compile(r"(?i)^\s*(?:urn:)?isbn(?:[-\s]?1[03])?[:\s]*")
_DOI_WORD: Final = re.compile(r"(?i)^\s*doi[:\s]+")
_DASHES: Final = re.compile("[‐‑‒–—−]")
_ADDRESS: Final = re.compile(
    r"(?i)^(?:https?://)?(?:www\.)?([a-z0-9-]+(?:\.[a-z0-9-]+)+(?:/\S*)?)$"
)
MAX_LENGTH: Final = 299
MAX_DESCRIPTION: Final = 600
ROLES: Final = ("author", "editor", "translator")
NAME_FIELDS: Final = ("non-dropping-particle", "family", "given", "literal")
TITLES: Final = ("title", "original-title", "container-title")


def numbers(key: str, record: Mapping[str, Any]) -> set[str]:
    """The names of a source by its key and its record in CSL-JSON."""
    isbns = str(record.get("ISBN", "")).replace(",", " ").split()
    names = {name for typed in isbns for name in _tried(isbn, typed)}
    names.update(_tried(doi, str(record.get("DOI", ""))))
    if address := _ADDRESS.match(str(record.get("URL", "")).strip()):
        names.add(_address(address[1]))
    return {f":{name}"[:MAX_LENGTH] for name in {key, *names}}


def typed_numbers(typed: str) -> list[str]:
    """The names that a reader may have meant, none where the words are not of that form."""
    typed = _DASHES.sub("-", typed.strip())
    names = [
        *_tried(isbn, _ISBN_WORD.sub("", typed)),
        *_tried(doi, _DOI_WORD.sub("", unquote(typed))),
    ]
    if address := _ADDRESS.match(typed):
        names.append(_address(address[1]))
    if typed and " " not in typed:
        names.append(typed.removeprefix("@"))
    return [f":{name}"[:MAX_LENGTH] for name in names]


def described(record: Mapping[str, Any]) -> str:
    """One line of all by which readers ask for a work: who made it, the years, its titles, in what it appeared."""
    parts: list[str] = []
    for role in ROLES:
        for name in _listed(record.get(role)):
            fields = (
                [str(name.get(field) or "") for field in NAME_FIELDS]
                if isinstance(name, dict)
                else []
            )
            parts += filter(None, fields)
    for date in ("issued", "original-date"):
        written_date = record.get(date)
        parts_of_date = written_date.get("date-parts") if isinstance(written_date, dict) else None
        for written in _listed(parts_of_date):
            parts += [str(year) for year in _listed(written)[:1]]
    parts += [str(record.get(title) or "") for title in TITLES]
    return " ".join(" ".join(parts).split())[:MAX_DESCRIPTION]


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _tried(read: Callable[[str], str], typed: str) -> Iterator[str]:
    with suppress(IdentifierError):
        yield read(typed)


def _address(address: str) -> str:
    return unquote(address).rstrip("/").lower()
