"""A CSL-JSON record as the text fields of a form, and back: one name a line, dates in words, the rest as JSON. Pure.

What nobody changes in the form goes back into the record as it was: a name with its particles, a season.
"""

from __future__ import annotations

from typing import Any

from encyclopedia import dates
from encyclopedia.core.documents import JSON
from encyclopedia.dates import DateError

# In the order of the form.
TEXTS = (
    "title-short",
    "container-title",
    "collection-title",
    "publisher",
    "publisher-place",
    "edition",
    "volume",
    "issue",
    "page",
    "number-of-pages",
    "genre",
    "number",
    "archive",
    "archive-place",
    "archive_location",
    "DOI",
    "ISBN",
    "ISSN",
    "URL",
    "language",
)
NAMES = ("author", "editor", "translator", "container-author", "recipient", "director")
DATES = ("issued", "original-date", "accessed")
SHOWN = frozenset({"id", "type", "title", *TEXTS, *NAMES, *DATES})


def field_name(name: str) -> str:
    """The form's name of a record's field."""
    return f"csl_{name.replace('-', '_')}"


def to_words(record: JSON) -> dict[str, str]:
    """Every field that the form shows, as text, by the form's names; fields of an unknown shape are left out."""
    words: dict[str, str] = {}
    for name in TEXTS:
        value = record.get(name)
        if isinstance(value, str | int) and not isinstance(value, bool):
            words[field_name(name)] = str(value)
    for name in NAMES:
        if (lines := name_lines(record.get(name))) is not None:
            words[field_name(name)] = "\n".join(lines)
    for name in DATES:
        if (date := date_words(record.get(name))) is not None:
            words[field_name(name)] = date
    return words


def further(record: JSON) -> JSON:
    """The fields that the form does not have or cannot show as text."""
    shown = to_words(record)
    return {
        name: value
        for name, value in record.items()
        if name not in {"id", "type", "title"} and field_name(name) not in shown
    }


def from_words(words: dict[str, str], more: JSON, original: JSON) -> JSON:
    """The record of these texts; `more` is the JSON box, `original` the record that the form showed."""
    before = to_words(original)
    record: JSON = dict(more)
    for name in (*TEXTS, *NAMES, *DATES):
        key = field_name(name)
        typed = words.get(key, "").strip()
        if not typed:
            continue
        if typed == before.get(key, "").strip() and name in original:
            record[name] = original[name]
        elif name in NAMES:
            record[name] = _read_names(typed, original.get(name))
        elif name in DATES:
            record[name] = read_date(typed)
        else:
            record[name] = typed
    if "id" in original and "id" not in record:
        record["id"] = original["id"]
    return record


def name_lines(value: Any) -> list[str] | None:
    """ "Family, Given" for persons, the bare name for bodies; None when these are not names."""
    if not isinstance(value, list):
        return None
    lines = [_name_line(item) for item in value]
    return [line for line in lines if line is not None] if None not in lines else None


def _name_line(item: Any) -> str | None:
    if isinstance(item, str):
        return item
    if not isinstance(item, dict):
        return None
    parts = {
        name: " ".join(str(item.get(name, "")).split())
        for name in (
            "literal",
            "non-dropping-particle",
            "family",
            "given",
            "dropping-particle",
            "suffix",
        )
    }
    if parts["literal"]:
        return parts["literal"]
    family = " ".join(filter(None, (parts["non-dropping-particle"], parts["family"])))
    given = " ".join(filter(None, (parts["given"], parts["dropping-particle"])))
    line = ", ".join(filter(None, (family, given, parts["suffix"])))
    return line or None


def _read_names(typed: str, original: Any) -> list[Any]:
    """The names of the lines; a line that was there before keeps its name as it was."""
    items_by_line: dict[str, Any] = {}
    for item in original if isinstance(original, list) else []:
        if line := _name_line(item):
            items_by_line[line] = item
    lines = [" ".join(line.split()) for line in typed.splitlines()]
    return [items_by_line.get(line) or read_name(line) for line in lines if line]


def read_name(line: str) -> JSON:
    """ "Family, Given" or "Family, Given, Jr." as a person; without a comma a body or a single name."""
    family, comma, rest = line.partition(",")
    if not comma:
        return {"literal": line.strip()}
    given, _comma, suffix = (part.strip() for part in rest.partition(","))
    name = {"family": family.strip(), "given": given, "suffix": suffix}
    return {key: part for key, part in name.items() if part}


def date_words(value: Any) -> str | None:
    """The date as the form shows it; None when words would lose a part of it."""
    if isinstance(value, str):
        return value
    if not isinstance(value, dict):
        return None
    for key in ("literal", "raw", "edtf"):
        if isinstance(value.get(key), str) and value[key].strip():
            return " ".join(value[key].split())
    listed = value.get("date-parts")
    if not isinstance(listed, list) or not 1 <= len(listed) <= 2:
        return None
    points = [_point(parts) for parts in listed]
    if None in points or value.get("season"):
        return None
    sign = "~" if value.get("circa") else ""
    edtf = "/".join(f"{point}{sign}" for point in points)
    try:
        return dates.parse(edtf).words()
    except DateError:
        return edtf


def _point(parts: Any) -> str | None:
    if not isinstance(parts, list) or not 1 <= len(parts) <= 3:
        return None
    numbers: list[int] = []
    for part in parts:
        text = str(part).strip()
        if (
            not text.removeprefix("-").isascii()
            or not text.removeprefix("-").isdigit()
            or len(text) > 6
        ):
            return None
        numbers.append(int(text))
    # CSL counts 44 BC as -44, EDTF as -0043.
    year = numbers[0] + 1 if numbers[0] < 0 else numbers[0]
    start = f"-{-year:04}" if year < 0 else f"{year:04}"
    return "-".join([start, *(f"{number:02}" for number in numbers[1:])])


def read_date(typed: str) -> JSON:
    """A CSL date: `date-parts` if the words are days, months or years, else `literal`."""
    try:
        reading = dates.read_words(typed)
    except DateError:
        return {"literal": " ".join(typed.split())}
    if reading.old_style:
        # A record gives the date as it is printed.
        return {"literal": " ".join(typed.split())}
    edtf = reading.edtf
    circa = any(sign in edtf for sign in "~?%")
    points = [_parts(point.strip("~?%")) for point in edtf.split("/")]
    listed = [point for point in points if point is not None]
    if len(listed) != len(points):
        return {"literal": " ".join(typed.split())}
    return {"date-parts": listed, **({"circa": True} if circa else {})}


def _parts(point: str) -> list[int] | None:
    year, *rest = point.removeprefix("-").split("-")
    if not all(piece.isdigit() for piece in (year, *rest)):
        return None
    number = -int(year) - 1 if point.startswith("-") else int(year)
    if number == 0 or any(int(piece) > 31 for piece in rest):
        return None
    return [number, *(int(piece) for piece in rest)]
