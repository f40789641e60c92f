"""CSL-JSON records in the form in which they are kept: one spelling for the same thing."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Any, Final

from encyclopedia.bibliography.records import identifiers
from encyclopedia.bibliography.records.csl_types import (
    DATE_FIELDS,
    MISSPELT,
    NAME_FIELDS,
    TEXT_FIELDS,
)
from encyclopedia.bibliography.records.identifiers import IdentifierError
from encyclopedia.bibliography.records.record_dates import read_date, read_season
from encyclopedia.bibliography.records.records import (
    IDENTIFIERS,
    MAX_LENGTH,
    identifier_parts,
    well_formed,
)

MAX_DEPTH: Final = 10
LINED: Final = frozenset(
    {"abstract", "annote", "custom", "note"}
)  # in these a line break may mean something
_ORDINALS: Final = {
    word: str(number)
    for number, word in enumerate(
        (
            *("first", "second", "third", "fourth", "fifth"),
            *("sixth", "seventh", "eighth", "ninth", "tenth"),
        ),
        1,
    )
}
_DASH = re.compile(r"(?<=\w)\s*[‐‑‒–—−]\s*(?=\w)")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufeff]")


def normalise(record: Any) -> dict[str, Any]:
    """The record in the form in which it is kept; what is not known to CSL is kept as it is.

    White space is folded, characters composed (NFC), identifiers put in their canonical form (a wrong one stays, for
    `validate` to name), dates and numbers have one spelling each, empty fields are left out. Twice is the same as once.
    """
    result: dict[str, Any] = {}
    for field, value in record.items() if isinstance(record, Mapping) else ():
        name = _text(str(field))
        normal_value = _normal_value(MISSPELT.get(name, name), value)
        if normal_value not in (None, "", [], {}):
            result[name] = normal_value
    for misspelt, name in MISSPELT.items():
        if misspelt in result and name not in result:
            result[name] = result.pop(misspelt)
    return result


def _normal_value(field: str, value: Any) -> Any:
    if field in NAME_FIELDS:
        return _normal_names(value)
    if field in DATE_FIELDS:
        return _normal_date(value)
    if isinstance(value, str) and field in IDENTIFIERS:
        return _normal_identifier(field, _text(value))
    if isinstance(value, str):
        return _plain(value, 0).strip() if field in LINED else _normal_text(field, _text(value))
    if isinstance(value, int | float) and not isinstance(value, bool) and field in TEXT_FIELDS:
        return str(_plain(value, 0))
    return _plain(value, 0)


def _text(value: str) -> str:
    return " ".join(_CONTROL.sub("", unicodedata.normalize("NFC", value)).split())


def _normal_text(field: str, value: str) -> str:
    """A range of pages with a hyphen, an edition with its number: one spelling each."""
    if field == "page":
        return _DASH.sub("-", value)
    return _ORDINALS.get(value.lower(), value) if field == "edition" else value


def _plain(value: Any, depth: int) -> Any:
    """JSON without floats, control characters and bottomless nesting."""
    if isinstance(value, str):
        return _CONTROL.sub("", unicodedata.normalize("NFC", value))
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, float):
        return int(value) if value.is_integer() else str(value)
    if depth >= MAX_DEPTH:
        return str(value)[:MAX_LENGTH]
    if isinstance(value, Mapping):
        return {_text(str(key)): _plain(item, depth + 1) for key, item in value.items()}
    if isinstance(value, Sequence):
        return [_plain(item, depth + 1) for item in value]
    return str(value)


def _normal_identifier(field: str, value: str) -> str:
    canonical: list[str] = []
    for part in identifier_parts(field, value):
        try:
            identifier = IDENTIFIERS[field](part)
        except IdentifierError:
            return value
        if identifier not in canonical:
            canonical.append(identifier)
    return ", ".join(canonical)


def _normal_names(value: Any) -> Any:
    value = _plain(value, 1)
    if isinstance(value, str | Mapping):
        value = [value]
    if not isinstance(value, Sequence):
        return value
    return [read_name for name in value if (read_name := _normal_name(name))]


def _normal_name(name: Any) -> Any:
    if isinstance(name, str):
        return {"literal": _text(name)} if _text(name) else None
    if not isinstance(name, Mapping):
        return _plain(name, 1)
    parts = {}
    for part, value in name.items():
        plain = _text(value) if isinstance(value, str) else _plain(value, 2)
        if part == "ORCID" and isinstance(plain, str):
            with suppress(IdentifierError):
                plain = identifiers.orcid(plain)
        if plain not in (None, "", [], {}):
            parts[_text(str(part))] = plain
    return parts


def _normal_date(value: Any) -> Any:
    """Date parts as numbers; an ISO or EDTF string that is one date or a range of two as date parts."""
    value = _plain(value, 1)
    if isinstance(value, Mapping) and not ({"raw", "edtf"} & value.keys()):
        date_members = {_text(str(key)): _plain(item, 2) for key, item in value.items()}
        if well_formed(date_members.get("date-parts")):
            date_members["date-parts"] = [
                [int(number) for number in part] for part in date_members["date-parts"]
            ]
        if season := read_season(date_members.get("season")):
            date_members["season"] = season
        return _with_season(
            {key: item for key, item in date_members.items() if item not in (None, "", [], {})}
        )
    date = read_date(value)
    if date is None:
        return _plain(value, 1)
    if date.literal:
        return {"literal": date.literal}
    date_members = {"date-parts": [list(parts) for parts in date.parts]}
    return _with_season(date_members | {"circa": True} if date.circa else date_members)


def _with_season(date: dict[str, Any]) -> dict[str, Any]:
    """A season in place of the month (21 and up, as EDTF has it) as CSL's `season`."""
    parts: Any = date.get("date-parts")
    if well_formed(parts) and len(parts) == 1 and len(parts[0]) == 2 and "season" not in date:
        year, month = parts[0]
        if 13 <= month <= 16 or 21 <= month <= 24:
            return date | {"date-parts": [[year]], "season": (month - 13) % 8 + 1}
    return date
