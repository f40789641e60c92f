"""CSL-JSON records: what is wrong with one, field by field, and how to fix it."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from encyclopedia.bibliography.records import identifiers
from encyclopedia.bibliography.records.csl_types import (
    DATE_FIELDS,
    NAME_FIELDS,
    REVIEWS,
    TEXT_FIELDS,
    TYPES,
    UNTITLED,
)
from encyclopedia.bibliography.records.identifiers import IdentifierError
from encyclopedia.bibliography.records.personal_names import read_names
from encyclopedia.bibliography.records.record_dates import RecordDate, read_date
from encyclopedia.core.messages import Message, Value

IDENTIFIERS: Final[dict[str, Callable[[str], str]]] = {
    "DOI": identifiers.doi,
    "ISBN": identifiers.isbn,
    "ISSN": identifiers.issn,
    "OCLC": identifiers.oclc,
    "arXiv": identifiers.arxiv,
    "URL": identifiers.url,
}
NAME_PARTS: Final = (
    *(
        "family",
        "given",
        "literal",
        "suffix",
        "dropping-particle",
        "non-dropping-particle",
        "ORCID",
    ),
)
MAX_LENGTH: Final = 20_000  # characters in one field
_SEVERAL = re.compile(r"[;,\s]+(?=[0-9(])")

Record = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class RecordProblem:
    """What is wrong with one field ("" for the whole record), and how to fix it."""

    field: str
    message: Message


def validate(record: Any) -> list[RecordProblem]:
    """Everything that is wrong with a record; an empty list when it can be published."""
    if not isinstance(record, Mapping):
        return [RecordProblem("", Message("record_is_no_object"))]
    return [
        *_whole(record),
        *(problem for field in record for problem in _field(str(field), record[field])),
    ]


def _whole(record: Record) -> Iterator[RecordProblem]:
    kind = record.get("type")
    if not isinstance(kind, str) or kind not in TYPES:
        yield RecordProblem("type", Message("record_type", type=str(kind or "")))
    title = record.get("title")
    if title is None or (isinstance(title, str) and not title.strip()):
        named = str(kind) in UNTITLED and read_names(record.get("author"))
        reviews = str(kind) in REVIEWS and record.get("reviewed-title")
        if not named and not reviews:
            yield RecordProblem("title", Message("record_title"))


def _field(field: str, value: Any) -> Iterator[RecordProblem]:
    if value is None or field in ("type", "custom", "id"):
        return
    if field in NAME_FIELDS:
        yield from _names(field, value)
    elif field in DATE_FIELDS:
        yield from _date(field, value)
    elif field in TEXT_FIELDS:
        label = _label(field)
        if isinstance(value, bool) or not isinstance(value, str | int):
            yield RecordProblem(field, Message("field_no_text", label=label))
        elif len(str(value)) > MAX_LENGTH and field not in ("abstract", "note", "annote"):
            message = Message("field_too_long", label=label, count=MAX_LENGTH)
            yield RecordProblem(field, message)
        elif field in IDENTIFIERS:
            yield from _identifier(field, str(value))


def _identifier(field: str, value: str) -> Iterator[RecordProblem]:
    for part in identifier_parts(field, value):
        try:
            IDENTIFIERS[field](part)
        except IdentifierError as error:
            yield RecordProblem(field, error.message)


def identifier_parts(field: str, value: str) -> list[str]:
    """The single identifiers of a field that may hold several."""
    if not value.strip():
        return []
    if field not in ("ISBN", "ISSN"):
        return [value]
    without_notes = re.sub(r"\([^)]{0,200}\)", " ", value)
    digits = len(re.findall(r"[0-9Xx]", without_notes))
    if digits <= (13 if field == "ISBN" else 8):
        return [without_notes.strip()]
    return [part for part in _SEVERAL.split(without_notes.strip()) if part]


def _names(field: str, value: Any) -> Iterator[RecordProblem]:
    label = _label(field)
    if not isinstance(value, Sequence) or isinstance(value, str):
        yield RecordProblem(field, Message("names_no_list", label=label))
        return
    for place, name in enumerate(value, 1):
        where: dict[str, Value] = {"label": label, "place": place}
        if not isinstance(name, Mapping):
            yield RecordProblem(field, Message("name_no_object", **where))
        elif any(not isinstance(name.get(part, ""), str) for part in NAME_PARTS):
            yield RecordProblem(field, Message("name_part_no_text", **where))
        elif not any(str(name.get(part, "")).strip() for part in ("family", "given", "literal")):
            yield RecordProblem(field, Message("name_empty", **where))
        elif name.get("ORCID"):
            try:
                identifiers.orcid(str(name["ORCID"]))
            except IdentifierError as error:
                yield RecordProblem(field, Message("name_orcid", **where, fault=error.message))


def _date(field: str, value: Any) -> Iterator[RecordProblem]:
    label = _label(field)
    if not isinstance(value, Mapping):
        if not isinstance(value, str) or not read_date(value):
            yield RecordProblem(field, Message("date_unreadable", label=label))
        return
    date = read_date(value)
    if date is None:
        yield RecordProblem(field, Message("date_empty", label=label))
    elif not date.literal:
        parts = value.get("date-parts")
        if parts is not None and not well_formed(parts):
            yield RecordProblem(field, Message("date_parts", label=label))
        elif fault := _impossible(date):
            yield RecordProblem(field, Message("date_impossible", label=label, fault=fault))


def _label(field: str) -> Message:
    return Message(f"field_{field}")


def well_formed(parts: Any) -> bool:
    if not isinstance(parts, Sequence) or isinstance(parts, str) or not 1 <= len(parts) <= 2:
        return False
    for part in parts:
        if not isinstance(part, Sequence) or isinstance(part, str) or not 1 <= len(part) <= 3:
            return False
        for number in part:
            if isinstance(number, bool) or not re.fullmatch(r"-?[0-9]{1,6}", str(number)):
                return False
    return True


def _impossible(date: RecordDate) -> Message | None:
    """What no calendar has: a month 17, a 31 April, an end before its beginning."""
    for parts in date.parts:
        if len(parts) > 1 and not (1 <= parts[1] <= 16 or 21 <= parts[1] <= 24):
            return Message("no_such_month", month=parts[1])
        if len(parts) > 2:
            # Which years were leap years differed before the Gregorian calendar.
            year = parts[0] if parts[0] > 1600 else 2000
            days = calendar.monthrange(year, parts[1])[1] if parts[1] <= 12 else 31
            if not 1 <= parts[2] <= days:
                return Message("no_such_day", day=parts[2])
    if len(date.parts) == 2 and (0,) not in date.parts:
        first, last = date.parts
        shared = min(len(first), len(last))
        if last[:shared] < first[:shared]:
            return Message("ends_before_it_begins")
    return None
