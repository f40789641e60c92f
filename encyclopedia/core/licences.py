"""Where the text of a licence stands, for those that are known by their names. Pure: no Django."""

from __future__ import annotations

import re
from typing import Final

_SITE: Final = "https://creativecommons.org"
_LICENCE = re.compile(
    r"CC[ -]BY(?P<terms>(?:-(?:NC|SA|ND)){0,2})[ -](?P<version>[1-4]\.\d)(?: (?P<country>[A-Z]{2}))?",
    re.IGNORECASE | re.ASCII,
)
_WAIVER = re.compile(r"CC[ -]?0(?:[ -]1\.0)?", re.IGNORECASE | re.ASCII)
_MARK = re.compile(r"Public Domain Mark(?: 1\.0)?", re.IGNORECASE | re.ASCII)


def licence_address(name: str) -> str:
    """The address of a Creative Commons licence with this name ("CC BY-SA 4.0", "CC0"); empty for any other words."""
    name = " ".join(name.split())
    if match := _LICENCE.fullmatch(name):
        country = f"{match['country']}/" if match["country"] else ""
        return f"{_SITE}/licenses/by{match['terms']}/{match['version']}/{country}".lower()
    if _WAIVER.fullmatch(name):
        return f"{_SITE}/publicdomain/zero/1.0/"
    return f"{_SITE}/publicdomain/mark/1.0/" if _MARK.fullmatch(name) else ""
