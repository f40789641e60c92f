"""Templates for a date, a measure, a place on the earth or a chemical formula, in words."""

from __future__ import annotations

import re
from collections.abc import Mapping

from encyclopedia.dates import MONTHS

_UNITS = {
    "sqmi": "square miles",
    "mi2": "square miles",
    "km2": "km²",
    "m2": "m²",
    "ha": "hectares",
    "ft2": "square feet",
    "sqft": "square feet",
    "mi": "miles",
    "ft": "feet",
    "in": "inches",
    "lb": "pounds",
    "m3": "m³",
    "km3": "km³",
    "cuft": "cubic feet",
    "C": "°C",
    "F": "°F",
    "degC": "°C",
    "degF": "°F",
    "PD/sqmi": "per square mile",
    "PD/km2": "per km²",
    "acre": "acres",
    "yd": "yards",
    "nmi": "nautical miles",
    "mph": "mph",
    "kph": "km/h",
    "km/h": "km/h",
    "hp": "horsepower",
    "oz": "ounces",
    "st": "stone",
    "gal": "gallons",
    "usgal": "US gallons",
    "mi/h": "mph",
    "kn": "knots",
    "lbf": "lbf",
}
_JOINTS = frozenset(
    {"-", "–", "to", "and", "or", "by", "x", "×", "to(-)", "+/-", "±", "and(-)", ",", "*"}
)
_SIDES = frozenset("NSEWO")
_CHARGE = re.compile(r"\d*[-+−–]")
_ON_EARTH = re.compile(r"[-−]?\d{1,3}(?:\.\d+)?")
_NUMBER = re.compile(r"[-−–]?[\d.,/ ]*\d[\d.,/eE]*\Z")


def measure(values: Mapping[str, str]) -> str:
    """{{convert|12|km|mi}}: the measure as the author wrote it; it can be converted again."""
    words: list[str] = []
    number = 1
    while (value := values.get(str(number), "").strip()) or str(number) in values:
        number += 1
        if not value:
            continue
        if _NUMBER.match(value) or value in _JOINTS:
            words.append("±" if value == "+/-" else value)
            continue
        words.append(_UNITS.get(value, value))
        break
    return " ".join(words)


def coordinates(values: Mapping[str, str]) -> str:
    """{{coord|30|12|N|74|7|W}} and {{Coordinate|NS=30/12//N|EW=74/7//W|text=DMS}}, as 30°12′N 74°7′W.

    Empty where the wiki shows them above the page only.
    """
    given = {name: value.strip() for name, value in values.items()}
    if "NS" in given or "EW" in given:
        if not (given.get("article") or given.get("text")):
            return ""
        halves = [given.get(name, "").split("/") for name in ("NS", "EW")]
    else:
        shown = given.get("display", "inline").lower()
        if shown not in {"i", "it", "ti"} and "inline" not in shown:
            return ""
        parts = [given[str(number)] for number in range(1, 9) if str(number) in given]
        halves = _halves(parts)
    words = [_degrees([part.strip() for part in half], axis) for axis, half in enumerate(halves)]
    return " ".join(words) if len(words) == 2 and all(words) else ""


def _halves(parts: list[str]) -> list[list[str]]:
    """The parts up to N or S, and up to E or W; two numbers are degrees, to the south and west below zero."""
    ends = [place for place, part in enumerate(parts) if part.upper() in _SIDES]
    if len(ends) >= 2:
        return [parts[: ends[0] + 1], parts[ends[0] + 1 : ends[1] + 1]]
    return [[part] for part in parts[:2]]


def _degrees(half: list[str], axis: int) -> str:
    side = half.pop().upper() if half and half[-1].upper() in _SIDES else ""
    numbers = [part for part in half if part]
    if not 1 <= len(numbers) <= 3 or not all(map(_ON_EARTH.fullmatch, numbers)):
        return ""
    if not side:
        side = ("NS", "EW")[axis][numbers[0].startswith(("-", "−"))]
    numbers[0] = numbers[0].lstrip("-−")
    return "".join(f"{number}{sign}" for number, sign in zip(numbers, "°′″", strict=False)) + side


def date_words(values: Mapping[str, str], language: str = "en") -> str:
    """{{birth date|1879|11|7}}, {{death date and age|…}}, {{fecha|7|11|1879}} and similar, in words.

    Numbers of months become names in English only: in other languages the date stays numeric.
    """
    parts: list[str] = []
    for number in range(1, 9):
        value = values.get(str(number))
        if value is None:
            break
        parts.append(value.strip())
    date_parts = [value for value in parts if value][:3]
    if not date_parts or not all(value.isdecimal() for value in date_parts):
        dated = (
            len(date_parts) > 1
            and date_parts[0].isdecimal()
            and len(date_parts[0]) <= 4
            and not date_parts[1].isdecimal()
        )
        return " ".join(date_parts) if dated else next(iter(date_parts), "")
    if len(date_parts) == 3 and len(date_parts[0]) <= 2:
        date_parts.reverse()
    year, month, day = (*date_parts, "", "")[:3]
    if language != "en":
        return ".".join(part for part in (day, month, year) if part)
    if month and 1 <= int(month[:3]) <= 12:
        month = MONTHS[int(month[:3]) - 1]
    if values.get("mf", "").strip().lower() in {"y", "yes", "1", "true"} and day:
        return f"{month} {day}, {year}"
    return " ".join(part for part in (day, month, year) if part)


def lifetime(values: Mapping[str, str]) -> str:
    return "–".join(value.strip() for value in values.values() if value.strip())


def formula(values: Mapping[str, str]) -> str:
    """{{chem|H|2|SO|4|2-}} as wikitext: numbers below the line, charges above it, everything else on it."""
    written = ""
    for number in range(1, 60):
        value = values.get(str(number), "").strip()
        if not value:
            continue
        if _CHARGE.fullmatch(value):
            written += f"<sup>{value}</sup>"
        elif value[0] in "0123456789'nxm":
            written += f"<sub>{value}</sub>"
        else:
            written += value
    return written
