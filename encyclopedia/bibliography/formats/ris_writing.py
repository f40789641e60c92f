"""Writes RIS files. What RIS has no tag for becomes "field: value" under M2; tags under `custom` come back too."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

import rispy
from rispy.writer import RisWriter

from encyclopedia.bibliography.formats.bibtex_fields import KEPT, PACKED, PACKED_CUSTOM, UNKNOWN
from encyclopedia.bibliography.formats.further import (
    bodies,
    is_line,
    orcids,
    packed,
    worded_date,
    worded_names,
)
from encyclopedia.bibliography.formats.ris import TagParser, serial_field
from encyclopedia.bibliography.formats.ris_extra import BODIES, ORCID
from encyclopedia.bibliography.formats.ris_tags import (
    EXTRA,
    NAME_TAGS,
    NUMBERED,
    TEXT_TAGS,
    TYPES_IN,
    TYPES_OUT,
    WRITTEN,
)
from encyclopedia.bibliography.records.csl_types import (
    DATE_FIELDS,
    NAME_FIELDS,
    TEXT_FIELDS,
    WITHOUT_CONTAINER,
)
from encyclopedia.bibliography.records.personal_names import Name, read_names, spaced
from encyclopedia.bibliography.records.record_dates import SEASONS, RecordDate, edtf, read_date

NAMES: Final = {
    "director": "AU",
    "author": "AU",
    "editor": "ED",
    "collection-editor": "A3",
    "translator": "A4",
}
_TAG = re.compile(r"[A-Z][A-Z0-9]")
_FIELD = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,60}")
# Written in a way of their own.
_OTHERS: Final = frozenset({"page", "note"})
# Tags that mean something in CSL, so that they would not come back to `custom`.
_READ: Final = frozenset({*NAME_TAGS, *TEXT_TAGS, "TY", "ER", "KW", "N1", "SN", EXTRA})


class _TagWriter(RisWriter):
    """rispy's writer with tags under their own names."""

    DEFAULT_MAPPING: dict[str, str] = {tag: tag.lower() for tag in TagParser.DEFAULT_MAPPING}
    DEFAULT_LIST_TAGS: list[str] = TagParser.DEFAULT_LIST_TAGS
    DEFAULT_DELIMITER_MAPPING: dict[str, str] = {}
    REFERENCE_TYPE_KEY = "ty"

    def set_header(self, count: int) -> str:
        return ""


def write_ris(records: Iterable[Mapping[str, Any]]) -> str:
    """The records as an RIS file, in their own order."""
    entries = [_entry(record) for record in records]
    return rispy.dumps(entries, implementation=_TagWriter) if entries else ""


def _entry(record: Mapping[str, Any]) -> dict[str, Any]:
    kind = str(record.get("type", ""))
    entry: dict[str, Any] = {"ty": TYPES_OUT.get(kind, "GEN")}
    for tag, value in _tags(record, kind):
        if words := " ".join(value.split()):
            entry.setdefault(tag.lower(), []).append(words)
    return entry


def _words(value: Any) -> str:
    return str(value) if isinstance(value, str | int) and not isinstance(value, bool) else ""


def _tags(record: Mapping[str, Any], kind: str) -> Iterator[tuple[str, str]]:
    yield "ID", _words(record.get("id"))
    names = _name_tags(kind)
    for field, tag in names.items():
        for name in read_names(record.get(field)):
            yield tag, _name(name)
    for field, tag in WRITTEN.items():
        if _has_tag(field, kind):
            yield tag, _words(record.get(field))
    for field, tag in (("issued", "DA"), ("accessed", "Y2")):
        if date := read_date(record.get(field)):
            if tag == "DA" and date.year and date.year > 0:
                yield "PY", str(date.year)
            yield tag, _date(date)
    for field in ("ISBN", "ISSN"):
        for part in _serials(record, field):
            yield "SN", part
    first, _, last = _words(record.get("page")).replace("–", "-").partition("-")
    yield "SP", first if last.isalnum() else _words(record.get("page"))
    yield "EP", last if last.isalnum() else ""
    for keyword in _keywords(record):
        yield "KW", keyword
    for line in _words(record.get("note")).split("\n"):
        yield "N1", line
    for field, value in _without_tag(record, kind, names):
        yield EXTRA, f"{field}: {value}" if value else ""
    yield from _kept(record)


def _name_tags(kind: str) -> dict[str, str]:
    """Fields of names and their tags: in films AU is who directed."""
    film = kind == "motion_picture"
    return {
        field: tag for field, tag in NAMES.items() if field != ("author" if film else "director")
    }


def _has_tag(field: str, kind: str) -> bool:
    if field == "container-title":
        return kind not in WITHOUT_CONTAINER
    return field != "issue" or kind not in NUMBERED


def _serials(record: Mapping[str, Any], field: str) -> list[str]:
    """The numbers of the field for SN; none when one of them would be read as the other kind."""
    parts = _listed(record, field, ", ")
    return parts if all(serial_field(part) == field for part in parts) else []


def _keywords(record: Mapping[str, Any]) -> list[str]:
    return _listed(record, "keyword", "; ")


def _listed(record: Mapping[str, Any], field: str, between: str) -> list[str]:
    """The parts of a list; none when putting them together again would not make the same list."""
    value = _words(record.get(field))
    parts = [part.strip() for part in value.split(between.strip()) if part.strip()]
    return parts if between.join(parts) == value else []


def _without_tag(
    record: Mapping[str, Any], kind: str, names: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    """Field and value of what has no tag in an entry of this kind."""
    if TYPES_IN[TYPES_OUT.get(kind, "GEN")] != kind:
        yield "type", kind
    rest: dict[str, Any] = {}
    for field, value in record.items():
        if field in NAME_FIELDS:
            for words in worded_names(value) if field not in names else ():
                yield field, words
            yield field + BODIES, bodies(value) if field in names else ""
            yield field + ORCID, orcids(value)
        elif field in DATE_FIELDS:
            if field not in ("issued", "accessed"):
                yield field, worded_date(value)
        elif field in ("ISBN", "ISSN", "keyword"):
            if not (_keywords(record) if field == "keyword" else _serials(record, field)):
                yield field, _words(value)
        elif field in TEXT_FIELDS:
            tagged = field in WRITTEN or field in _OTHERS
            if not tagged or not _has_tag(field, kind):
                yield field, _words(value)
        elif field not in ("id", "type", "custom"):
            if is_line(value) and _FIELD.fullmatch(field):
                yield UNKNOWN + field, value
            else:
                rest[field] = value
    yield PACKED, packed(rest)


def _kept(record: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """What is kept under `custom`: tags of RIS as they were, the rest by name."""
    custom, rest = record.get("custom"), dict[str, Any]()
    for name, value in custom.items() if isinstance(custom, Mapping) else ():
        parts = value.split("; ") if is_line(value) else []
        if parts and all(parts) and _TAG.fullmatch(name) and name not in _READ:
            yield from ((name, part) for part in parts)
        elif parts and _FIELD.fullmatch(name):
            yield EXTRA, f"{KEPT}{name}: {value}"
        else:
            rest[name] = value
    yield EXTRA, f"{PACKED_CUSTOM}: {packed(rest)}" if rest else ""


def _name(name: Name) -> str:
    """ "Family, Given, Suffix"; a family name alone keeps its comma, to tell it from a body's."""
    if name.literal:
        return name.literal
    family = spaced(name.particle, name.family)
    given = spaced(name.given, name.dropping)
    return f"{family}, {given}" + (f", {name.suffix}" if name.suffix else "")


def _date(date: RecordDate) -> str:
    """Year, month and day with slashes; what that can't say as EDTF, or in words."""
    if date.literal:
        return date.literal
    parts = date.parts[0]
    if (
        len(date.parts) == 1
        and not date.circa
        and parts[0] > 0
        and len(parts) == 2
        and parts[1] > 20
    ):
        # "1917-21" could be read as 1917 to 1921.
        return f"{parts[0]:04d}///{SEASONS[parts[1] - 21]}"
    if len(date.parts) > 1 or date.circa or parts[0] < 1 or (len(parts) > 1 and parts[1] > 12):
        return edtf(date)
    return "/".join([f"{parts[0]:04d}", *(f"{part:02d}" for part in parts[1:])])
