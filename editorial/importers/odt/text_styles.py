"""What the styles of an OpenDocument text say of paragraphs, words and lists. Pure: no Django."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from editorial.importers.odt.namespaces import FO, STYLE, TEXT

_MAX_PARENTS = 20


@dataclass(frozen=True, slots=True)
class TextLook:
    """How a style sets words; "" where it says nothing."""

    weight: str = ""
    slant: str = ""
    position: str = ""
    struck: str = ""
    hidden: str = ""

    @property
    def tags(self) -> list[str]:
        """The elements of HTML for it, the outer ones first."""
        chosen = {
            "b": self.weight == "bold" or self.weight in {"600", "700", "800", "900"},
            "i": self.slant in {"italic", "oblique"},
            "s": self.struck not in {"", "none"},
            "sup": self.position.startswith(("super", "3", "5")),
            "sub": self.position.startswith(("sub", "-")),
        }
        return [tag for tag, is_chosen in chosen.items() if is_chosen]


class TextStyles:
    """The named and the automatic styles of one file."""

    def __init__(self, roots: Iterable[Element]) -> None:
        self._styles: dict[str, Element] = {}
        self._lists: dict[str, Element] = {}
        for root in roots:
            for style in root.iter(f"{STYLE}style"):
                self._styles.setdefault(style.get(f"{STYLE}name", ""), style)
            for style in root.iter(f"{TEXT}list-style"):
                self._lists.setdefault(style.get(f"{STYLE}name", ""), style)

    def names(self, name: str) -> list[str]:
        """The names of a style and of those that it follows, as people see them, in lower case."""
        listed: list[str] = []
        for style in self._with_parents(name):
            shown = style.get(f"{STYLE}display-name") or style.get(f"{STYLE}name") or ""
            listed.append(shown.replace("_20_", " ").lower())
        return listed or [name.replace("_20_", " ").lower()]

    def look(self, name: str) -> TextLook:
        """How a style sets words, with what it has of those that it follows."""
        values: dict[str, str] = {}
        for style in self._with_parents(name):
            properties = style.find(f"{STYLE}text-properties")
            for attribute, value in properties.items() if properties is not None else ():
                values.setdefault(attribute, value)
        return TextLook(
            values.get(f"{FO}font-weight", ""),
            values.get(f"{FO}font-style", ""),
            values.get(f"{STYLE}text-position", ""),
            values.get(f"{STYLE}text-line-through-style", ""),
            values.get(f"{TEXT}display", ""),
        )

    def is_numbered(self, name: str, level: int) -> bool:
        style = self._lists.get(name)
        if style is None:
            return False
        levels = {int(kind.get(f"{TEXT}level") or 0): kind.tag for kind in style}
        return levels.get(level) == f"{TEXT}list-level-style-number"

    def _with_parents(self, name: str) -> Iterable[Element]:
        for _step in range(_MAX_PARENTS):
            style = self._styles.get(name)
            if style is None:
                return
            yield style
            name = style.get(f"{STYLE}parent-style-name", "")
