"""The entry that a Word file of ours was made of: what its properties say besides the text. Pure: no Django."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from encyclopedia.core import documents
from encyclopedia.core.documents import Document, DocumentError
from encyclopedia.downloads.word_own import OWN_PROPERTY

MAX_ENTRY = 2_000_000
_KINDS = frozenset(["article", "person", "organisation"])
_PIECE = re.compile(rf"{OWN_PROPERTY}(?P<number>\d{{1,5}})")


@dataclass(frozen=True, slots=True)
class OwnEntry:
    """`entry` is without its text; `shown` are the letters of its facts, `listed` those of its bibliography's lines."""

    entry: Document
    shown: str
    listed: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class OwnSite:
    """This site, for addresses in a manuscript: how they begin, and what the office has there.

    `has_source` is asked for a key, `title_of` for `kind/slug`: by which title a link finds that entry, None for none.
    """

    address: str
    has_source: Callable[[str], bool]
    title_of: Callable[[str], str | None]

    def path(self, address: str) -> str:
        """The entry's `kind/slug` that an address of this site names; "" for any other."""
        if not address.startswith(f"{self.address}/"):
            return ""
        path = address[len(self.address) + 1 :].partition("#")[0].partition("?")[0].rstrip("/")
        return path if path.count("/") == 1 else ""

    def source(self, addresses: Iterable[str]) -> str | None:
        """The key of the source here that one of these addresses is of."""
        for address in addresses:
            kind, _, key = self.path(address).partition("/")
            if kind == "source" and self.has_source(key):
                return key
        return None


def own_entry(properties: Iterable[tuple[str, str]]) -> OwnEntry | None:
    """The entry in a file's own properties, by name and value; None where there is none, or it cannot be read."""
    pieces = sorted(
        (int(match["number"]), value)
        for name, value in properties
        if (match := _PIECE.fullmatch(name))
    )
    written = "".join(value for _number, value in pieces)
    if not written or len(written) > MAX_ENTRY:
        return None
    try:
        said = json.loads(written)
        entry = documents.read(said["entry"])
    except (ValueError, RecursionError, KeyError, TypeError, DocumentError):
        return None
    shown, listed = said.get("shown"), said.get("listed")
    if entry.kind not in _KINDS or not isinstance(shown, str) or not isinstance(listed, list):
        return None
    return OwnEntry(entry, shown, frozenset(line for line in listed if isinstance(line, str)))
