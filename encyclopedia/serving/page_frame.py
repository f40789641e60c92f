"""The constant shell around the stored parts of a page.

`base.html` is rendered once per process and language, with a mark at each place where a part belongs, and split at
the marks; a page is then composed by joining strings. So the shell may depend on settings and language, never on a
request.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation

from encyclopedia.models import PARTS
from encyclopedia.serving.template_context import site

# In the order of the page: `banner` says which edition this is, and is empty on the entry's own page.
PLACES = (PARTS[0], "banner", *PARTS[1:], "tail")


@dataclass(frozen=True, slots=True)
class Shell:
    """`pieces` stand around the places, one more than there are places; `digest` is that of the pieces (hex)."""

    pieces: tuple[bytes, ...]
    digest: str
    changed_at: datetime

    def compose(self, parts: Mapping[str, bytes]) -> bytes:
        """The whole page, of parts in UTF-8; a part that is not given stays empty."""
        joined = [self.pieces[0]]
        for place, piece in zip(PLACES, self.pieces[1:], strict=True):
            joined += parts.get(place, b""), piece
        return b"".join(joined)

    def etag(self, *marks: object) -> str:
        """An entity tag (RFC 9110) that changes with any of the marks and with the shell."""
        text = "\n".join(str(mark) for mark in marks)
        return f'"{hashlib.sha256(text.encode()).hexdigest()[:24]}-{self.digest[:8]}"'


def shell_for(language: str) -> Shell:
    """The shell in this language; rendered each time under DEBUG, else once per process."""
    return _render(language) if settings.DEBUG else _cached_shell(language)


def forget() -> None:
    """Render the shells again at their next use, after a setting that they show has changed."""
    _cached_shell.cache_clear()


@lru_cache(maxsize=64)
def _cached_shell(language: str) -> Shell:
    return _render(language)


def _render(language: str) -> Shell:
    marks = {place: f"\x02{place}\x03" for place in PLACES}
    with translation.override(language):
        page = str(render_to_string("public/entry.html", {**site(), "place": marks}))
    pieces = []
    for place in PLACES:
        before, _, page = page.partition(marks[place])
        pieces.append(before.encode())
    pieces.append(page.encode())
    digest = hashlib.sha256(b"\x00".join(pieces)).hexdigest()
    return Shell(tuple(pieces), digest, _changed_at())


def _changed_at() -> datetime:
    """When the templates or the static files last changed: a page is never older than its shell."""
    files = list((settings.BASE_DIR / "templates").rglob("*.html"))
    manifest = Path(settings.STATIC_ROOT) / "staticfiles.json"
    times = [file.stat().st_mtime for file in (*files, manifest) if file.exists()]
    return datetime.fromtimestamp(int(max(times, default=0)), UTC)
