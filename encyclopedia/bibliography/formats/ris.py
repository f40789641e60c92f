"""RIS files in. One broken entry is reported with its line, the rest is read.

rispy splits each entry; which lines are an entry is decided here, so that one that lacks its end doesn't
swallow or lose another. Tags that mean nothing in CSL are kept under `custom`, with the tag as name.
"""

from __future__ import annotations

import itertools
import re
import string
from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import Any, Final

import rispy

from encyclopedia.bibliography.formats.bibtex_names import MONTH_NUMBERS
from encyclopedia.bibliography.formats.doubtful_years import doubtful_year
from encyclopedia.bibliography.formats.latex import entities
from encyclopedia.bibliography.formats.reading_result import FileContents, refusal
from encyclopedia.bibliography.formats.ris_extra import read_extra
from encyclopedia.bibliography.formats.ris_tags import (
    EXTRA,
    NAME_TAGS,
    NUMBERED,
    TEXT_TAGS,
    TYPES_IN,
)
from encyclopedia.bibliography.records import identifiers
from encyclopedia.bibliography.records.csl_types import TYPES, WITHOUT_CONTAINER
from encyclopedia.bibliography.records.identifiers import IdentifierError
from encyclopedia.bibliography.records.normalising import normalise
from encyclopedia.bibliography.records.record_dates import RecordDate, read_date, read_season
from encyclopedia.bibliography.records.records import identifier_parts
from encyclopedia.core.messages import Value

_LINE = re.compile(r"([A-Z][A-Z0-9]) {1,2}-(?: |$)(.*)")
_SLASHED = re.compile(r"([0-9]{1,4})(?:/([0-9]{0,2}))?(?:/([0-9]{0,2}))?(?:/(.*))?", re.DOTALL)
_RANGE = re.compile(r"-?[0-9]{4}[^/]*/(?:-?[0-9]{4}[^/]*|\.\.)")
_MAX_COUNT: Final = 100  # so many lines that belong to no entry are reported


class TagParser(rispy.RisParser):
    """rispy's parser with every tag a list under its own name: nothing is split, renamed or dropped."""

    DEFAULT_MAPPING: dict[str, str] = {
        first + second: first + second
        for first in string.ascii_uppercase
        for second in string.ascii_uppercase + string.digits
    }
    DEFAULT_LIST_TAGS: list[str] = sorted(DEFAULT_MAPPING.keys() - {"TY", "ER"})
    DEFAULT_DELIMITER_MAPPING: dict[str, str] = {}

    def parse_line(self, line: str) -> tuple[str, str] | tuple[None, str]:
        match = _LINE.match(line)
        return (match[1], match[2].strip()) if match else (None, line.strip())


def read_ris(text: str) -> FileContents:
    """The records of an RIS file. Entries without an end, and lines that belong to no entry, are reported."""
    reading = FileContents()
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if problem := refusal(text, "RIS"):
        reading.problems.append(problem)
        return reading
    if not re.search(r"^[\ufeff ]*TY {1,2}-", text, re.MULTILINE):
        reading.add(0, "", "ris_no_entry")
        return reading
    for line, lines in _entries(text, reading):
        tags = TagParser().parse("\n".join(lines))[0]
        reading.records.append(_record(tags, line, reading))
    return reading


def _entries(text: str, reading: FileContents) -> Iterator[tuple[int, list[str]]]:
    """The entries, one line a tag, with the line that each starts on."""
    start, lines, outside = 0, list[str](), 0
    for number, line in enumerate(text.split("\n"), 1):
        line = line.strip("\ufeff \t")
        match = _LINE.match(line)
        tag = match[1] if match else ""
        if tag == "TY":
            if start:
                _unended(reading, start, lines, "ris_ends_in_next", next=number)
                yield start, [*lines, "ER  - "]
            start, lines = number, [line]
        elif not start or (not match and len(lines) == 1):
            if (
                line
                and not re.fullmatch(r"[0-9]+\.", line)
                and (outside := outside + 1) <= _MAX_COUNT
            ):
                reading.add(number, "", "ris_stray_line", words=line[:60])
        elif tag == "ER":
            yield start, [*lines, "ER  - "]
            start, lines = 0, []
        elif match:
            lines.append(line)
        elif line:
            lines[-1] += " " + line
    if start:
        _unended(reading, start, lines, "ris_ends_in_file")
        yield start, [*lines, "ER  - "]


def _unended(
    reading: FileContents, start: int, lines: list[str], code: str, **values: Value
) -> None:
    key = next((line[6:].strip()[:80] for line in lines if line.startswith("ID  -")), "")
    reading.add(start, key, code, **values)


def _record(tags: Mapping[str, Any], line: int, reading: FileContents) -> dict[str, Any]:
    custom: dict[str, Any] = {}
    name = str(tags["TY"]).strip().upper()
    if name not in TYPES_IN:
        custom["TY"] = name
        reading.add(line, "", "ris_unknown_type", type=name[:20])
    kind = TYPES_IN.get(name, "document")
    extra = tags.get(EXTRA, [])
    typed_kinds = [words.removeprefix("type: ") for words in extra if words.startswith("type: ")]
    kind = next((name for name in typed_kinds if name in TYPES), kind)
    record: dict[str, Any] = {"type": kind}
    for tag, values in tags.items():
        for typed in values if tag not in ("TY", EXTRA) else ():
            value = typed if tag in ADDRESSES else entities(typed)
            if tag in ADDRESSES and "://" in value and " " in value:
                reading.add(line, "", "address_with_space", address=value[:200])
                value = value.replace(" ", "%20")
            if value and not _place(record, kind, tag, value):
                custom[tag] = f"{custom[tag]}; {value}" if tag in custom else value
    for tags_of_date, field in ((("DA", "PY", "Y1"), "issued"), (("Y2",), "accessed")):
        for tag in tags_of_date:
            if tag in custom and field not in record and (date := _date(custom[tag])):
                record[field] = date
                del custom[tag]
        _drop_coarser_year(record, custom)
    _pages(record)
    for words in extra:
        if not read_extra(record, custom, words):
            custom[EXTRA] = f"{custom[EXTRA]}; {words}" if EXTRA in custom else words
    return normalise(record | {"custom": custom})


def _place(record: dict[str, Any], kind: str, tag: str, value: str) -> bool:
    """Put a tag's value where it belongs; False when there is no such place, or it is already filled."""
    if field := NAME_TAGS.get(tag):
        field = "director" if kind == "motion_picture" and tag in ("AU", "A1") else field
        record.setdefault(field, []).append(_name(value))
        return True
    if tag == "SN" and len(numbers := identifier_parts("ISSN", value)) > 1:
        for number in numbers:
            _place(record, kind, tag, number)
        return True
    if tag in ("KW", "N1", "SN"):
        field, between = {"KW": ("keyword", "; "), "N1": ("note", "\n")}.get(tag) or (
            serial_field(value),
            ", ",
        )
        record[field] = f"{record[field]}{between}{value}" if field in record else value
        return True
    if tag in ("T2", "BT") and kind in WITHOUT_CONTAINER:
        field = "title" if tag == "BT" else "collection-title"
    elif tag == "IS" and kind in NUMBERED:
        field = "number"
    else:
        field = TEXT_TAGS.get(tag, "")
    if field and field not in record:
        record[field] = value
        return True
    return bool(field) and record[field] == value


ADDRESSES: Final = frozenset({"UR", "LK", "L1", "L2"})
# "Catarina Barata": two or three words with capitals, none of them a word that bodies call themselves by.
_PERSON = re.compile(r"[^\W\d_a-z][\w'’.-]*(?:\s[^\W\d_a-z][\w'’.-]*){1,2}")
_BODY = re.compile(
    r"(?i)\b(?:of|for|and|the|inc|ltd|corp|press|team|group|committee|commission|council|office|ministry|department|"
    r"institut\w*|universit\w*|university|college|school|society|association|organi[sz]ation|party|union"
    r"|international|"
    r"national|bureau|agency|center|centre|foundation|museum|library|bank|company|news|times|post|consortium|project|"
    r"network|collaboration|service|survey|academy|board|united|world|states|nations|verlag|partei|staff)\b"
)


def _name(value: str) -> dict[str, str]:
    """ "Family, Given, Suffix"; without a comma a body or a single name."""
    parts = [part.strip() for part in value.split(",")]
    if len(parts) == 1 and _PERSON.fullmatch(value) and not _BODY.search(value):
        given, _, family = value.rpartition(" ")
        return {"family": family, "given": given}
    if len(parts) == 1 or len(parts) > 3 or not parts[0]:
        return {"literal": value.strip(", ") if len(parts) <= 3 else value}
    name_parts = zip(("family", "given", "suffix"), parts, strict=False)
    return {part: words for part, words in name_parts if words}


def _date(value: str) -> dict[str, Any] | None:
    """ "1990/05/03/words", or a date as ISO 8601 and EDTF write it, or words."""
    if date := doubtful_year(value):
        return date
    if named := re.fullmatch(r"([0-9]{4})/([A-Za-z]{3,9})\.?", value.strip()):
        month = MONTH_NUMBERS.get(named[2][:3].lower())
        if month:
            return {"date-parts": [[int(named[1]), month]]}
    if re.fullmatch(r"[0/\s]+", value):
        return None
    match = None if _RANGE.fullmatch(value.strip()) else _SLASHED.fullmatch(value.strip())
    if not match:
        return {"raw": value} if value.strip() else None
    if not int(match[1]):
        return {"raw": value}  # the year before 1, as EDTF has it
    parts = [int(part) for part in itertools.takewhile(bool, match.groups()[:3])]
    words = (match[4] or "").strip()
    if len(parts) == 1 and (season := read_season(words)):
        return {"date-parts": [parts], "season": season}
    if len(parts) == 1 and words:
        return {"literal": words if str(parts[0]) in words else f"{words} {parts[0]}"}
    return {"date-parts": [parts]}


def _drop_coarser_year(record: dict[str, Any], custom: dict[str, Any]) -> None:
    """The year beside the full date says nothing more."""
    date = read_date(record.get("issued"))
    for tag in ("PY", "Y1"):
        year = _date(custom.get(tag, ""))
        if date and year and (date.literal or read_date(year) == RecordDate(((date.year or 0,),))):
            del custom[tag]


def serial_field(value: str) -> str:
    """Whether a serial number is an ISBN or an ISSN: by its check digit, else by its length."""
    for field, reading in (("ISBN", identifiers.isbn), ("ISSN", identifiers.issn)):
        with suppress(IdentifierError):
            reading(value)
            return field
    return "ISSN" if len(re.findall("[0-9Xx]", value)) == 8 else "ISBN"


def _pages(record: dict[str, Any]) -> None:
    """First and last page as one field."""
    first, last = record.pop("page", ""), record.pop("EP", "")
    if first and last and first != last and "-" not in first:
        record["page"] = f"{first}-{last}"
    elif first or last:
        record["page"] = first or last
