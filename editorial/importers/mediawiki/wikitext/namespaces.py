"""What the words before a colon in a title mean: a namespace of this wiki, or another wiki."""

from __future__ import annotations

import tomllib
from pathlib import Path

from editorial.importers.mediawiki.wikitext.dump import SiteInfo

FILE, CATEGORY = 6, 14

_TABLE = tomllib.loads((Path(__file__).parent / "namespaces.toml").read_text("utf-8"))
_BUILT_IN: dict[int, str] = {int(number): names for number, names in _TABLE["namespaces"].items()}
_LANGUAGES = frozenset(_TABLE["interwiki"]["languages"].split())
_PROJECTS = frozenset(_TABLE["interwiki"]["projects"].split())


class Namespaces:
    """Reads the prefixes of titles, by the export's own names first."""

    def __init__(self, site: SiteInfo | None = None) -> None:
        self._numbers = {
            name.replace("_", " "): number
            for number, names in _BUILT_IN.items()
            for name in names.split()
        }
        for number, name in (site.namespaces if site else {}).items():
            if name:
                self._numbers[name.casefold().replace("_", " ")] = number
        self.template_prefixes = tuple(
            f"{name}:" for name, number in self._numbers.items() if number == 10
        )

    def split(self, title: str) -> tuple[int, str]:
        """Number of the namespace and the rest of the title; (0, title) without a known prefix."""
        prefix, colon, rest = title.partition(":")
        number = self._numbers.get(prefix.strip().casefold().replace("_", " ")) if colon else None
        return (0, title) if number is None else (number, rest.strip())

    def interwiki(self, title: str) -> tuple[str, str]:
        """The prefix of another wiki and the rest of the title; ("", title) without one."""
        prefix, colon, rest = title.partition(":")
        code = prefix.strip().lower()
        if colon and rest and ((code in _LANGUAGES and prefix == code) or code in _PROJECTS):
            return code, rest.strip()
        return "", title

    @staticmethod
    def is_language(code: str) -> bool:
        return code in _LANGUAGES
