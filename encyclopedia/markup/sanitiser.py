"""The final filter of the HTML that a page may hold: nh3 with an allow-list of what `render` makes.

`clean` leaves the output of `render` unchanged, to the byte; a test checks that. `clean_each` does the same with parts
that are remembered. The classes of a marker are also those
by which a page shows its standing (`encyclopedia.rendering.markers`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from typing import Any, Final

import nh3

from encyclopedia.core.focus import is_focus
from encyclopedia.core.standing import WORST_FIRST

MAX_REMEMBERED: Final = 4_096
# In characters.
MAX_REMEMBERED_PART: Final = 4_000

_ID = re.compile(
    r"(?:fnref-\d+(?:-[a-z]+)?|noteref-[a-z]+(?:-[a-z]+)?|needed-\d+|claim-[0-9a-f]{16}|[\w-]+)"
)
_CLASSES: dict[str, frozenset[str]] = {
    "a": frozenset({"anchor"}),
    "span": frozenset(
        {"claim", "refs", "wanted", "unlinked", "picture", "visually-hidden", "credit", "licence"}
        | {"lead-end"}
    ),
    "sup": frozenset(
        {"ref", "needed"}
        | {
            f"ref ref-{standing}{doubted}"
            for standing in WORST_FIRST
            for doubted in ("", " ref-doubted")
        }
    ),
    "figure": frozenset({"figure", "figure wanted"}),
    "div": frozenset({"table", "placeholder"}),
    "th": frozenset({"left", "center", "right"}),
    "td": frozenset({"left", "center", "right"}),
}
_LANGUAGE = re.compile(r"language-\S+")
# nh3 reads no addresses in it: those of this site's renditions are all there can be.
_RENDITIONS = re.compile(r"(?:(?:^|, )/[\w.-]+[\w/.-]* \d+w)+", re.ASCII)
_ROLES = {"a": "doc-noteref", "div": "region"}

_PLAIN_TAGS = "p h2 h3 h4 h5 h6 ul ol li blockquote pre code em strong s br hr table thead tbody tr"
SANITISER: dict[str, Any] = {
    "tags": {*_PLAIN_TAGS.split(), "th", "td", "a", "span", "sup", "div"}
    | {"figure", "figcaption", "picture", "source", "img"},
    "attributes": {
        "a": {"href", "title", "rel", "id", "role", "aria-label", "class"},
        "span": {"class", "id", "title"},
        "sup": {"class", "id"},
        "div": {"class", "tabindex", "role", "aria-label"},
        "figure": {"class"},
        "img": {"src", "alt", "width", "height", "loading", "data-focus"},
        "source": {"type", "srcset", "sizes"},
        "code": {"class"},
        "th": {"class", "scope"},
        "td": {"class"},
        "ol": {"start"},
        **{f"h{level}": {"id"} for level in range(2, 7)},
    },
    "url_schemes": {"http", "https", "mailto"},
    "link_rel": None,
}


class Sanitiser:
    """Cleans HTML with an allow-list, and remembers the parts of pages that it has cleaned."""

    def __init__(
        self, allowed: Mapping[str, Any], keep: Callable[[str, str, str], str | None]
    ) -> None:
        """`allowed` are nh3's settings; `keep` gives the value of an attribute (tag, name, value) that may stay."""
        self._cleaner = nh3.Cleaner(attribute_filter=keep, **allowed)
        self._remembered = lru_cache(maxsize=MAX_REMEMBERED)(self._cleaned)
        self.forget = self._remembered.cache_clear

    def clean(self, html: str) -> str:
        """The HTML without anything that is not allowed."""
        return self._cleaner.clean(html)

    def clean_each(self, parts: Iterable[str]) -> str:
        """The same of all these parts together; each is whole in itself, so that it can be cleaned alone."""
        return "".join(
            self._remembered(part) if len(part) <= MAX_REMEMBERED_PART else self.clean(part)
            for part in parts
        )

    def _cleaned(self, part: str) -> str:
        cleaned = self.clean(part)
        # One string is kept, not two.
        return part if cleaned == part else cleaned


def _filter(tag: str, name: str, value: str) -> str | None:
    if name == "class":
        if tag == "code":
            return value if _LANGUAGE.fullmatch(value) else None
        return value if value in _CLASSES.get(tag, ()) else None
    if name == "id":
        return value if _ID.fullmatch(value) else None
    if name == "role":
        return value if value == _ROLES.get(tag) else None
    return pictures_only(name, value)


def pictures_only(name: str, value: str) -> str | None:
    """The value of an attribute, unless it is a `srcset` that leads anywhere but to renditions, or no focal point."""
    if name == "data-focus":
        return value if is_focus(value) else None
    return None if name == "srcset" and not _RENDITIONS.fullmatch(value) else value


_TEXT = Sanitiser(SANITISER, _filter)
clean, clean_each, forget = _TEXT.clean, _TEXT.clean_each, _TEXT.forget
