"""Names and dates in BibTeX: "Gogh, Vincent van and {Communist International} and others", "10~January 1986"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from bibtexparser.middlewares.names import parse_single_name_into_parts

from encyclopedia.bibliography.formats.latex import accents, decode, encode
from encyclopedia.bibliography.records.personal_names import Name, read_names, spaced
from encyclopedia.bibliography.records.record_dates import SEASON_NAMES, read_date
from encyclopedia.dates import MONTHS

_AND = re.compile(r"(?<!\\)[{}]|(?<=\s)and(?=\s)", re.IGNORECASE)
_KEYED = re.compile(r"(family|given|prefix|suffix|useprefix)\s*=", re.IGNORECASE)
# "others" is BibTeX's own word; the rest is what people type.
_OTHERS = re.compile(
    r"(?:^|(?<=[\s,;{]))(?:others|\[?\{?et\.?\s?al\b\.?\}?\]?|u\.\s?a\.|и др\.)\}?\s*$",
    re.IGNORECASE,
)
MONTH_NUMBERS: Final = {month[:3].lower(): number for number, month in enumerate(MONTHS, 1)}
_MONTH_WORD = re.compile(r"[A-Za-z]{3,}\.?|[0-9]{1,2}")
_YEAR = re.compile(r"(-?[0-9]{1,4})\s*(?:(?:--?|–|/)\s*([0-9]{2,4})?)?")


def split_names(value: str) -> list[str]:
    """The single names: split at each "and" outside braces."""
    names, depth, start = [], 0, 0
    for match in _AND.finditer(value):
        sign = match.group()
        if sign in "{}":
            depth = depth + 1 if sign == "{" else max(depth - 1, 0)
        elif not depth:
            names.append(value[start : match.start()])
            start = match.end()
    return [name.strip() for name in (*names, value[start:]) if name.strip()]


def read_name_list(value: str) -> tuple[list[dict[str, Any]], bool]:
    """The names, and whether "and others" (or "et al.") follows them.

    Where no "and" stands between the names, semicolons do: "Doe, Jane; Roe, Rick".
    """
    names, others = _without_others(split_names(accents(value)))
    if len(names) == 1 and ";" in names[0] and not _in_one_brace(names[0]):
        names = [part.strip() for part in names[0].split(";") if part.strip()]
    return [_read_name(name) for name in names], others


def _without_others(names: list[str]) -> tuple[list[str], bool]:
    if not names:
        return names, False
    last = _OTHERS.sub("", names[-1]).strip(" ,;{}")
    if last == names[-1].strip(" ,;{}"):
        return names, False
    return ([*names[:-1], _OTHERS.sub("", names[-1]).strip(" ,;")] if last else names[:-1]), True


def _in_one_brace(name: str) -> bool:
    """Whether the first brace is closed by the last one: "{Simon and Schuster}", not "{A} and {B}"."""
    depth = 0
    for place, sign in enumerate(name):
        escaped = place and name[place - 1] == "\\"
        if sign == "{" and not escaped:
            depth += 1
        elif sign == "}" and not escaped:
            depth -= 1
        if depth == 0:
            return place == len(name) - 1 and sign == "}"
    return False


def _read_name(name: str) -> dict[str, Any]:
    if _in_one_brace(name) or len(name) > 2_000:
        return {"literal": decode(name)}
    if _KEYED.match(name):
        return _read_keyed(name)
    parts = parse_single_name_into_parts(name, strict=False)
    read = {
        "family": decode(" ".join(parts.last)),
        "given": decode(" ".join(parts.first)),
        "non-dropping-particle": decode(" ".join(parts.von)),
        "suffix": decode(" ".join(parts.jr)),
    }
    parts_of_name = {part: words for part, words in read.items() if words}
    return parts_of_name if "family" in parts_of_name else {"literal": decode(name)}


def _read_keyed(name: str) -> dict[str, Any]:
    """biblatex's "family=Humboldt, given=Alexander, prefix=von, useprefix=false"."""
    values: dict[str, str] = {}
    for part in re.split(r",\s*(?=[a-z-]+\s*=)", name):
        key, _, value = part.partition("=")
        values[key.strip().lower()] = decode(value.strip().strip('"'))
    particle = "non-dropping-particle" if values.get("useprefix") == "true" else "dropping-particle"
    read = {
        "family": values.get("family", ""),
        "given": values.get("given", ""),
        particle: values.get("prefix", ""),
        "suffix": values.get("suffix", ""),
    }
    return {part: words for part, words in read.items() if words}


def write_name_list(value: Any, *, others: bool = False) -> str:
    names = [_write_name(name) for name in read_names(value)]
    return " and ".join([*names, "others"] if others and names else names)


def _write_name(name: Name) -> str:
    if name.literal or not name.family:
        return (
            "{"
            + encode(name.literal or spaced(name.given, name.dropping, name.particle, name.suffix))
            + "}"
        )
    if name.dropping or (name.suffix and not name.given):
        prefix = spaced(name.dropping, name.particle)
        keyed = {
            "family": name.family,
            "given": name.given,
            "prefix": prefix,
            "suffix": name.suffix,
        }
        parts = [f"{key}={{{encode(words)}}}" for key, words in keyed.items() if words]
        return ", ".join([*parts, f"useprefix={'false' if name.dropping else 'true'}"])
    particle, family = encode(name.particle), encode(name.family)
    if re.search(r",|\band\b", name.particle) or (particle and not name.given):
        particle, family = "", f"{{{spaced(particle, family)}}}"
    # BibTeX would read a small word as a particle, a comma as the next part, and "and" as the next name.
    elif (
        re.search(r"(?:^|\s)[^A-Z\s]*[a-z]|,|\band\b", name.family) or not name.family[0].isupper()
    ):
        family = f"{{{family}}}"
    lead = f"{particle} {family}" if particle else family
    given = encode(name.given)
    if re.search(r",|\band\b", name.given):
        given = f"{{{given}}}"
    if name.suffix:
        return f"{lead}, {{{encode(name.suffix)}}}, {given}".strip()
    return f"{lead}, {given}".rstrip()  # a family name alone keeps its comma


def read_bibtex_date(year: str, month: str, day: str = "") -> dict[str, Any] | None:
    """The date in BibTeX's `year` and `month`; None when the year is not a number, so that it is kept as it is."""
    match = _YEAR.fullmatch(year.strip())
    if not match:
        date = read_date(year) if re.fullmatch(r"[0-9].*", year) else None
        return {"raw": year} if date and not date.literal and not month else None
    first = int(match[1])
    if match[2]:
        last = int(match[1][: len(match[1]) - len(match[2])] + match[2])
        return {"date-parts": [[first], [last]]}
    if season := SEASON_NAMES.get(month.strip().lower()):
        return {"date-parts": [[first]], "season": season}
    if day.isdecimal() and month.isdecimal() and 1 <= int(month) <= 12 and 1 <= int(day) <= 31:
        return {"date-parts": [[first, int(month), int(day)]]}
    months, days = _read_month(f"{month} {day}" if day else month)
    if not months:
        return {"date-parts": [[first]]} if not month.strip() else None
    if len(months) == 2:
        return {"date-parts": [[first, months[0]], [first, months[1]]]}
    if len(days) == 2:
        return {"date-parts": [[first, months[0], days[0]], [first, months[0], days[1]]]}
    return {"date-parts": [[first, months[0], *days]]}


def _read_month(month: str) -> tuple[list[int], list[int]]:
    """ "10 January", "June-August", "7": months and days; nothing when there is more than that."""
    words = _MONTH_WORD.findall(month)
    months = [
        MONTH_NUMBERS[word[:3].lower()] for word in words if word[:3].lower() in MONTH_NUMBERS
    ]
    days = [int(word) for word in words if word.isdecimal()]
    if not months and len(days) == 1 and 1 <= days[0] <= 12:
        return days, []
    all_words_read = len(months) + len(days) == len(words) and all(1 <= day <= 31 for day in days)
    if (
        not all_words_read
        or len(months) not in (1, 2)
        or len(days) > (2 if len(months) == 1 else 0)
    ):
        return [], []
    return months, days


def others_of(record: Mapping[str, Any], field: str) -> bool:
    custom = record.get("custom")
    return isinstance(custom, Mapping) and field in str(custom.get("others", "")).split()
