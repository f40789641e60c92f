"""RIS files out. What RIS has no tag for is left out; tags kept under `custom` are written back."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

import rispy
from rispy.writer import RisWriter

from encyclopedia.bibliography.names import Name, read_names, spaced
from encyclopedia.bibliography.recorddates import RecordDate, edtf, read_date
from encyclopedia.bibliography.ris import TagParser
from encyclopedia.bibliography.ris_tags import NUMBERED, TYPES_OUT, WRITTEN

NAMES: Final = {
    "director": "AU",
    "author": "AU",
    "editor": "ED",
    "collection-editor": "A3",
    "translator": "A4",
}
_TAG = re.compile(r"[A-Z][A-Z0-9]")


class _Writer(RisWriter):
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
    return rispy.dumps(entries, implementation=_Writer) if entries else ""


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
    for field, tag in NAMES.items():
        if field != "director" or kind == "motion_picture":
            for name in read_names(record.get(field)):
                yield tag, _name(name)
    for field, tag in WRITTEN.items():
        if field != "issue" or kind not in NUMBERED:
            yield tag, _words(record.get(field))
    for field, tag in (("issued", "DA"), ("accessed", "Y2")):
        if date := read_date(record.get(field)):
            if tag == "DA" and date.year and date.year > 0:
                yield "PY", str(date.year)
            yield tag, _date(date)
    for field in ("ISBN", "ISSN"):
        for part in _words(record.get(field)).split(","):
            yield "SN", part
    first, _, last = _words(record.get("page")).replace("–", "-").partition("-")
    yield "SP", first if last.isalnum() else _words(record.get("page"))
    yield "EP", last if last.isalnum() else ""
    for keyword in _words(record.get("keyword")).split(";"):
        yield "KW", keyword
    for line in _words(record.get("note")).split("\n"):
        yield "N1", line
    custom = record.get("custom")
    for tag, value in custom.items() if isinstance(custom, Mapping) else ():
        if _TAG.fullmatch(str(tag)) and tag not in ("TY", "ER"):
            for part in _words(value).split("; "):
                yield str(tag), part


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
    if len(date.parts) > 1 or date.circa or parts[0] < 1 or (len(parts) > 1 and parts[1] > 12):
        return edtf(date)
    return "/".join([f"{parts[0]:04d}", *(f"{part:02d}" for part in parts[1:])])
