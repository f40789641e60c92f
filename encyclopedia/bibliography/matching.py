"""Whether two records are of the same work. Proposes, with its reason; a person decides. Never on a guess."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from encyclopedia.bibliography.chicago.order import folded
from encyclopedia.bibliography.chicago.work import COLLECTORS, Work
from encyclopedia.bibliography.links_and_fields import other
from encyclopedia.bibliography.records import identifiers
from encyclopedia.bibliography.records.csl_types import NAMED_BY_ISBN
from encyclopedia.bibliography.records.identifiers import IdentifierError
from encyclopedia.bibliography.records.records import IDENTIFIERS
from encyclopedia.bibliography.records.rich_text import plain
from encyclopedia.core.messages import Message

# Longer keys are kept as their digest.
_MAX_KEY_LENGTH = 160
# Where both have one and they differ, the works differ, whatever their titles.
_TELLING = ("volume", "edition", "part-number", "number-of-volumes", "issue", "number")


@dataclass(frozen=True, slots=True)
class Sameness:
    """Why two records look like one work: `by` is doi, isbn, oclc, arxiv, pmid, url or title; `reason` in words."""

    by: str
    reason: Message


def same_work(one: Any, another: Any) -> Sameness | None:
    """The reason to treat two records as the same work; None when there is none."""
    first, second = Work(one), Work(another)
    return _by_identifier(first, second) or _by_title(first, second)


def work_keys(record: Any) -> frozenset[str]:
    """What the record can be found by: two that `same_work` takes for one share a key, so candidates are a join.

    Each at most 200 characters. Two that share a key need not be one work: `same_work` decides.
    """
    return frozenset(
        f"{by}:{value}"
        if len(value) <= _MAX_KEY_LENGTH
        else f"{by}:{hashlib.sha256(value.encode('utf-8', 'surrogatepass')).hexdigest()}"
        for by, value in _keys(Work(record))
    )


def _keys(work: Work) -> Iterator[tuple[str, str]]:
    for name in ("DOI", "arXiv", "OCLC", "PMID"):
        if value := _identifier(work, name):
            yield name.lower(), value
    if work.kind in NAMED_BY_ISBN:
        for isbn in _isbns(work):
            yield "isbn", isbn
    title = folded(plain(work.text("title")))
    if title and (address := _address(work)):
        yield "url", f"{work.kind}|{address}|{title}"
    name, year = _first_name(work), _year(work)
    if title and name and year is not None:
        yield "title", f"{work.kind}|{title}|{name}|{year}"


def _by_identifier(first: Work, second: Work) -> Sameness | None:
    for name in ("DOI", "arXiv", "OCLC", "PMID"):
        values = _identifier(first, name), _identifier(second, name)
        if values[0] and values[0] == values[1]:
            return (
                None
                if _contradict(first, second)
                else Sameness(name.lower(), Message("same_number", name=name, number=values[0]))
            )
    if first.kind == second.kind and first.kind in NAMED_BY_ISBN:
        shared = sorted(_isbns(first) & _isbns(second))
        if shared and not _contradict(first, second):
            return Sameness("isbn", Message("same_number", name="ISBN", number=shared[0]))
    address = _address(first)
    if (
        address
        and address == _address(second)
        and first.kind == second.kind
        and not _contradict(first, second)
    ):
        return (
            Sameness("url", Message("same_address", address=address))
            if _titles_agree(first, second)
            else None
        )
    return None


def _identifier(work: Work, name: str) -> str:
    value = other(work.record, name.lower())
    reading = IDENTIFIERS.get(name)
    if not reading or not value:
        return value if value.isdecimal() else ""
    try:
        identifier = reading(value)
    except IdentifierError:
        return ""
    return re.sub(r"v[0-9]+$", "", identifier) if name == "arXiv" else identifier


def _isbns(work: Work) -> set[str]:
    isbns = set()
    for part in re.split(r"[;,]\s*|\s+(?=97[89])", work.raw("ISBN")):
        try:
            isbns.add(identifiers.isbn(part))
        except IdentifierError:
            continue
    return isbns


def _address(work: Work) -> str:
    address = work.raw("URL").strip()
    host = re.sub(r"^https?://(?:www\.)?", "", address, flags=re.IGNORECASE)
    return host.split("#")[0].rstrip("/") if address else ""


def _contradict(first: Work, second: Work) -> bool:
    """Whether a volume, an edition or the like distinguishes them."""
    return any(
        first.raw(field)
        and second.raw(field)
        and folded(first.raw(field)) != folded(second.raw(field))
        for field in _TELLING
    )


def _titles_agree(first: Work, second: Work) -> bool:
    one, another = (folded(plain(work.text("title"))) for work in (first, second))
    return bool(one) and one == another


def _by_title(first: Work, second: Work) -> Sameness | None:
    """The same type, title, first author and year, and nothing that distinguishes them."""
    if first.kind != second.kind or not _titles_agree(first, second) or _contradict(first, second):
        return None
    names = _first_name(first), _first_name(second)
    years = _year(first), _year(second)
    if not names[0] or names[0] != names[1] or years[0] is None or years[0] != years[1]:
        return None
    containers = [folded(plain(work.text("container-title"))) for work in (first, second)]
    if all(containers) and containers[0] != containers[1]:
        return None
    for name in ("DOI", "arXiv"):
        if (a := _identifier(first, name)) and (b := _identifier(second, name)) and a != b:
            return None
    title = plain(first.text("title"))
    return Sameness("title", Message("same_title", title=title, year=years[0]))


def _first_name(work: Work) -> str:
    for field in ("author", *COLLECTORS):
        if names := work.names(field):
            name = names[0]
            return folded(name.literal or f"{name.family} {name.given[:1]}")
    return ""


def _year(work: Work) -> int | None:
    date = work.date("issued")
    return date.year if date else None
