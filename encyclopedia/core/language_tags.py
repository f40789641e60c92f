"""Language tags (BCP 47): whether one is well formed, its canonical spelling, and the direction of its script. Pure."""

from __future__ import annotations

import re
import unicodedata
from typing import Final, Literal

# As the columns hold it.
MAX_TAG: Final = 20
# Languages (ISO 639) that are written from the right, and scripts (ISO 15924) that are.
FROM_THE_RIGHT: Final = frozenset({
    "ar", "arc", "arz", "azb", "ckb", "dv", "fa", "glk", "he", "ks", "lrc", "mzn", "pnb", "prs", "ps", "sd", "syr",
    "ug", "ur", "yi",
})  # fmt: skip
SCRIPTS_FROM_THE_RIGHT: Final = frozenset(
    {"adlm", "arab", "aran", "hebr", "mand", "mend", "nkoo", "rohg", "samr", "syrc", "thaa"}
)

# Codes of three letters that BCP 47 has in two (ISO 639-2, both its kinds), of languages often met.
_TABLE: Final = """
ara ar | bel be | bul bg | cat ca | ces cs | cze cs | chi zh | zho zh | dan da | deu de | ger de | dut nl | nld nl
ell el | gre el | eng en | est et | fas fa | per fa | fin fi | fra fr | fre fr | geo ka | kat ka | heb he | hin hi
hrv hr | hun hu | hye hy | arm hy | isl is | ice is | ita it | jpn ja | kor ko | lat la | lav lv | lit lt | nor no
pol pl | por pt | ron ro | rum ro | rus ru | slk sk | slo sk | slv sl | spa es | srp sr | swe sv | tur tr | ukr uk
urd ur | vie vi | yid yi
"""
_SHORTER: Final = dict(pair.split() for pair in _TABLE.strip().replace("\n", "|").split("|"))
# A language, then its script, region and variants; what is registered is not asked.
_TAG = re.compile(
    r"[a-z]{2,3}(-[a-z]{3}){0,3}(-[a-z]{4})?(-([a-z]{2}|\d{3}))?(-([a-z\d]{5,8}|\d[a-z\d]{3}))*(-x(-[a-z\d]{1,8})+)?\Z",
    re.ASCII | re.IGNORECASE,
)
_SCRIPT = re.compile(r"[A-Za-z]{4}", re.ASCII)


def is_well_formed(tag: str) -> bool:
    """Whether it is a language tag of BCP 47 without extensions, short enough to be kept."""
    return len(tag) <= MAX_TAG and bool(_TAG.match(tag))


def canonical_tag(tag: str) -> str:
    """The usual spelling of a well-formed tag: "de-AT", "zh-Hant-TW", "fr" for "fra"; "_" is taken for a hyphen."""
    primary, *further = tag.strip().replace("_", "-").split("-")
    spelled = [_SHORTER.get(primary.lower(), primary.lower())]
    for part in further:
        if len(part) == 4 and part.isalpha():
            spelled.append(part.title())
        else:
            spelled.append(part.upper() if len(part) == 2 else part.lower())
    return "-".join(spelled)


def primary_of(tag: str) -> str:
    """The language alone: "de" of "de-AT"."""
    return tag.partition("-")[0].lower()


def direction_of(tag: str) -> Literal["ltr", "rtl"]:
    """The direction of text in this language; a script in the tag decides before the language."""
    primary, *further = tag.lower().split("-")
    script = next((part for part in further if _SCRIPT.fullmatch(part)), "")
    if script:
        return "rtl" if script in SCRIPTS_FROM_THE_RIGHT else "ltr"
    return "rtl" if primary in FROM_THE_RIGHT else "ltr"


def begins_from_the_right(words: str) -> bool:
    """Whether the first letter that has a direction goes from the right (Unicode Standard Annex 9, P2)."""
    strong = (unicodedata.bidirectional(letter) for letter in words)
    return next((kind for kind in strong if kind in ("L", "R", "AL")), "L") != "L"
