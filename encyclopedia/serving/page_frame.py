"""The constant shell around the stored parts of a page.

`base.html` is rendered once per process and language, with a mark at each place where a part belongs, and split at
the marks; a page is then composed by joining strings. So the shell may depend on settings and language, never on a
request.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from django.conf import settings
from django.db import Error
from django.template.loader import render_to_string
from django.utils import translation

from encyclopedia.models import FirstShown
from encyclopedia.rendering.body import LEAD_END
from encyclopedia.serving.template_context import site

# In the order of the page: `banner` says which edition this is, and is empty on the entry's own page; `lead` is cut
# from the body, and is empty where an edition of an earlier version has no end of it.
PLACES = ("head", "banner", "top", "lead", "facts", "contents", "body", "notes", "tail")

_LEAD_END = LEAD_END.encode()


@dataclass(frozen=True, slots=True)
class Shell:
    """`pieces` stand around the places, one more than there are places; `digest` is that of the pieces (hex).

    `changed_at` is when the site first had this shell: a page is never older than its shell.
    """

    pieces: tuple[bytes, ...]
    digest: str
    changed_at: datetime

    def compose(self, parts: Mapping[str, bytes]) -> bytes:
        """The whole page, of parts in UTF-8; a part that is not given stays empty."""
        lead, end, rest = parts.get("body", b"").partition(_LEAD_END)
        if end:
            parts = {**parts, "lead": lead, "body": rest}
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


def begin() -> None:
    """When a server starts: write down since when the site has its shell, for every host. No reader writes anything.

    Without a database the next start does it, and until then the page has this host's own time.
    """
    with suppress(Error, ValueError):  # the first request tells what is wrong
        FirstShown.write_down(_cached_shell(settings.LANGUAGE_CODE).digest)
    forget()


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
    return Shell(tuple(pieces), digest, FirstShown.since(digest))
