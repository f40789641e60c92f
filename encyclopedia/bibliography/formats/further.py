"""What a record holds and a format has no field for: written in words, and read back.

Fields of CSL's go under their own names; what is no plain text (nested data, odd names) goes as JSON; the ORCID iDs
of a list of names go apart, as biblatex annotates names: `1="0000-0002-1825-0097"; 3="…"`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

from encyclopedia.bibliography.records.personal_names import Name, read_names, spaced
from encyclopedia.bibliography.records.record_dates import edtf, read_date

_ANNOTATED = re.compile(r"([0-9]{1,4})\s*=\s*\"([^\"]{1,100})\"")
_PARTS: Final = ("literal", "family", "given", "suffix")
BETWEEN: Final = "||"  # family and given name, as Zotero's “Extra” field has it


def is_line(value: Any) -> bool:
    """Whether a value is text that stays as it is when white space is folded."""
    return isinstance(value, str) and " ".join(value.split()) == value and value != ""


def packed(values: Mapping[str, Any]) -> str:
    """Values as JSON on one line; "" for none."""
    return json.dumps(values, ensure_ascii=False) if values else ""


def unpacked(text: str) -> dict[str, Any] | None:
    """What `packed` made; None for anything else."""
    try:
        values = json.loads(text) if text.startswith("{") else None
    except (ValueError, RecursionError):
        return None
    return values if isinstance(values, dict) else None


def orcids(value: Any) -> str:
    """The ORCID iDs in a list of names, each with the place of its name from 1."""
    names = value if isinstance(value, Sequence) and not isinstance(value, str) else []
    readable_names = [item for item in names if read_names([item])]
    return "; ".join(
        f'{place}="{item["ORCID"]}"'
        for place, item in enumerate(readable_names, 1)
        if isinstance(item, Mapping) and is_line(item.get("ORCID")) and '"' not in item["ORCID"]
    )


def give_orcids(names: Any, text: str) -> bool:
    """Add ORCID iDs to the names they belong to; False, and nothing done, when one of them belongs to no name."""
    by_place = {int(place): iD.strip() for place, iD in _ANNOTATED.findall(text)}
    all_names_exist = isinstance(names, list) and all(
        1 <= place <= len(names) for place in by_place
    )
    if not all_names_exist or not by_place or _ANNOTATED.sub("", text).strip(" ;"):
        return False
    for place, iD in by_place.items():
        names[place - 1]["ORCID"] = iD
    return True


def bodies(value: Any) -> str:
    """The places, from 1, of bodies whose name holds a comma, so that it would be read as a person's."""
    names = enumerate(read_names(value), 1)
    return ", ".join(str(place) for place, name in names if "," in name.literal)


def give_bodies(names: Any, text: str) -> bool:
    """Make the names at these places bodies' names; False, and nothing done, when one of them has no name."""
    places = text.split(", ")
    if not isinstance(names, list) or not all(place.isdecimal() for place in places):
        return False
    if not all(1 <= int(place) <= len(names) for place in places):
        return False
    for place in map(int, places):
        name = names[place - 1]
        names[place - 1] = {"literal": ", ".join(name[part] for part in _PARTS if part in name)}
    return True


def worded_date(value: Any) -> str:
    """A date as EDTF, or in its own words."""
    date = read_date(value)
    return (edtf(date) or date.literal) if date else ""


def worded_names(value: Any) -> list[str]:
    """Each name as "Family || Given", a body as its name."""
    return [_worded(name) for name in read_names(value)]


def _worded(name: Name) -> str:
    if name.literal:
        return name.literal
    given = spaced(name.given, name.dropping)
    suffix = f", {name.suffix}" if name.suffix else ""
    return f"{spaced(name.particle, name.family)} {BETWEEN} {given}{suffix}".strip()


def name_of(words: str) -> dict[str, str]:
    """The name that `worded_names` wrote."""
    family, between, given = (part.strip() for part in words.partition(BETWEEN))
    if not between:
        return {"literal": words.strip()}
    given, _, suffix = (part.strip() for part in given.partition(","))
    parts = {"family": family, "given": given, "suffix": suffix}
    return {part: value for part, value in parts.items() if value}
