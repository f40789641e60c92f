"""The last check of the HTML around the text: what `markup.sanitiser` lets through, and the elements around it.

Templates and joined strings escape every value themselves; this runs after them, so that a mistake shows as missing
words and never as markup. `clean` leaves what this package makes unchanged, byte for byte; a test checks that.
"""

from __future__ import annotations

import re
from typing import Any

from encyclopedia.core.language_tags import is_well_formed
from encyclopedia.markup.sanitiser import SANITISER, Sanitiser, pictures_only

_TOKENS = re.compile(r"[a-z][a-z0-9_-]*(?: [a-z][a-z0-9_-]*)*")
_ID = re.compile(r"[\w.:-]+")
_ROLES = frozenset(
    {"doc-backlink", "doc-bibliography", "doc-endnotes", "doc-noteref", "doc-toc", "list"}
)
_EVERYWHERE = {"class", "id", "lang", "dir"}
_DIRECTIONS = frozenset({"ltr", "rtl", "auto"})
_BLOCKS = {
    "h1",
    "header",
    "section",
    "nav",
    "aside",
    "footer",
    "dl",
    "dt",
    "dd",
    "details",
    "summary",
}
_PHRASES = {"time", "q", "small", "sub", "wbr", "bdi"}
ATTRIBUTES: dict[str, set[str]] = {
    "a": {"role", "aria-label", "href", "hreflang", "rel", "tabindex", "title"},
    "aside": {"aria-labelledby"},
    "img": {"src", "alt", "width", "height", "loading", "data-focus"},
    "nav": {"role", "aria-label", "aria-labelledby"},
    "p": {"aria-hidden"},
    "td": {"aria-hidden"},
    "th": {"scope", "aria-hidden"},
    "ul": {"aria-label"},
    "section": {"role", "aria-labelledby"},
    "source": {"type", "srcset", "sizes"},
    "span": {"title", "aria-hidden"},
    "summary": {"aria-label"},
    "time": {"datetime"},
}
TAGS = {*SANITISER["tags"], *_BLOCKS, *_PHRASES}
# Drawings stand in the tail alone, which is no part of an edition.
_DRAWN: dict[str, set[str]] = {
    "svg": {"viewBox", "aria-hidden"},
    "path": {"d"},
    "rect": {"x", "y", "width", "height"},
    "circle": {"cx", "cy", "r"},
    "text": {"x", "y", "text-anchor"},
}
_NUMERIC = frozenset({"d", "x", "y", "cx", "cy", "r", "viewBox"})
_NUMBERS = re.compile(r"[MmLlHhVvZz\d .-]*", re.ASCII)
_SETTINGS: dict[str, Any] = {
    **SANITISER,
    "tags": TAGS | _DRAWN.keys(),
    "attributes": {
        tag: (ATTRIBUTES | _DRAWN).get(tag, set()) | _EVERYWHERE for tag in TAGS | _DRAWN.keys()
    },
}


def _filter(tag: str, name: str, value: str) -> str | None:
    if name == "class":
        return value if _TOKENS.fullmatch(value) else None
    if name == "id":
        return value if _ID.fullmatch(value) else None
    if name == "role":
        return value if value in _ROLES else None
    if name in ("lang", "hreflang"):
        return value if is_well_formed(value) else None
    if name == "dir":
        return value if value in _DIRECTIONS else None
    if name in _NUMERIC:
        return value if _NUMBERS.fullmatch(value) else None
    return pictures_only(name, value)


_FURNITURE = Sanitiser(_SETTINGS, _filter)
clean, clean_each, forget = _FURNITURE.clean, _FURNITURE.clean_each, _FURNITURE.forget
