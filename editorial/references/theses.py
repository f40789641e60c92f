"""Theses in references: of which degree, at which university, in which year. Pure: no Django."""

from __future__ import annotations

import re
from typing import Final

from editorial.references.parsed_reference import JSON
from editorial.references.spans import EDGE
from editorial.references.stated_dates import YEAR

# In letters.
MIN_TITLE: Final = 4
_DEGREE: Final = (
    r"(?:unpublished\s|unpubl\.\s|unveröff(?:entlichte|\.)\s)?(?:"
    r"(?:phil\.\s)?diss(?:ertation|\.)\s(?:phil|masch|med|jur|rer\.\s?pol)\."
    r"|(?:Ph\.?\s?D\.?|D\.?\s?Phil\.?|M\.?\s?Phil\.?|M\.?\s?A\.?|M\.?\s?Sc\.?|B\.?\s?A\.?|doctoral|doctorate|master['’]?s?)\s"
    r"(?:diss(?:ertation|\.)|thesis)|(?:diss(?:ertation|\.)|thesis)"
    r"|phil\.\sdiss(?:ertation|\.)|habil(?:itationsschrift|\.)"
    r"|(?:magister|master|diplom|staatsexamens)arbeit"
    r"|th[èe]se(?:\sde\sdoctorat|\sd['’][ÉEée]tat|\sde\stroisième\scycle|\sde\s3e\scycle)?|mémoire\sde\s(?:maîtrise|master|DEA)"
    r"|tesi\s(?:di\slaurea|di\sdottorato|dottorale)|tesis\s(?:doctoral|de\sdoctorado|de\smaestría|de\slicenciatura)"
    r"|(?:дис(?:сертация|с?\.)|автореф(?:ерат|\.)(?:\sдис\.)?)(?:[\s.…]{1,6}(?:канд|д-?ра|докт)\.?\s[\w.]{2,12}\sнаук)?"
    r")"
)
_THESIS: Final = re.compile(
    rf"[\s,.;:({EDGE}]\s?(?P<genre>{_DEGREE})(?P<parted>[.,;:]*)\s+(?:(?P<where>[^()\d{EDGE}]{{2,120}}?)[,\s]+)?"
    rf"(?P<year>{YEAR})\)?[\s.,)({EDGE}]*\Z",
    re.IGNORECASE,
)
_UNIVERSITY: Final = re.compile(
    r"(?i)univ|college|school|école|hochschule|instit|академ|универс|faculté|facultad|academy|polit[eé]c|LSE\b|MIT\b"
)
# "М." is Moscow.
_SHORTENED: Final = re.compile(r"[^\W\d_]{1,3}\.(?:[-–][^\W\d_]{1,3}\.)?")


def take_thesis(rest: str) -> tuple[str, JSON] | None:
    """The title before a thesis's words, and the fields that these give; None where there are none."""
    match = _THESIS.search(rest)
    title = rest[: match.start()].rstrip(" ,.(") if match else ""
    # "The Dissertation" is a title itself. A quotation is one sign here.
    if match is None or (title.isalpha() and len(title) < MIN_TITLE) or not title.strip(f" {EDGE}"):
        return None
    fields: JSON = {
        "type": "thesis",
        "genre": " ".join(match["genre"].split()),
        "issued": {"date-parts": [[int(match["year"])]]},
    }
    where = (match["where"] or "").strip(" ,:;")
    if where := where if _SHORTENED.fullmatch(where) else where.rstrip("."):
        fields["publisher" if _UNIVERSITY.search(where) else "publisher-place"] = where
    return title, fields
