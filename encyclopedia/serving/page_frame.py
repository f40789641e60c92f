"""The constant shell around the stored parts of a page.

`base.html` is rendered once per process and language of an entry, with a mark at each place where a part belongs, and
split at the marks; a page is then composed by joining strings. So the shell may depend on settings and the entry's
language, never on a request.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from django.conf import settings
from django.db import Error
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.html import escape
from django.utils.translation import gettext as _

from encyclopedia.core.language_tags import direction_of, is_well_formed, primary_of
from encyclopedia.models import FirstShown
from encyclopedia.rendering.body import LEAD_END
from encyclopedia.rendering.page_language import page_language
from encyclopedia.rendering.page_tail import BANNER_END
from encyclopedia.serving.template_context import site

# In the order of the page: `running` stands at the top of each sheet of paper; `banner` says which edition this is, or
# is cut from the tail of an entry that was merged into another one; `lead` is cut from the body, and is empty where an
# edition of an earlier version has no end of it.
PLACES = ("running", "head", "banner", "top", "lead", "facts", "contents", "body", "notes", "tail")

# Where readers report an error, and editors correct a sentence; relative, so that the one frame leads from each entry
# and edition to its own.
REPORT_ADDRESS, CORRECT_ADDRESS = "report/", "correct/"

# A style sheet for what only some entries have, and the classes that ask for it.
_SHEET = re.compile(rb'\s*<link rel="stylesheet" href="[^"]*" data-for="([\w -]+)">')
_LEAD_END = LEAD_END.encode()
_BANNER_END = BANNER_END.encode()
_TITLE = re.compile(rb"<title>([^<]*)</title>")
# Of the edition's address, the last of which ends the top of the page.
_EDITION = re.compile(rb"@(\d+)/")


@dataclass(frozen=True, slots=True)
class Shell:
    """`pieces` stand around the places, one more than there are places; `digest` is that of the pieces (hex).

    `changed_at` is when the site first had this shell: a page is never older than its shell. `site_name` and
    `edition`, with `%s` for its number, are the words of the running title, escaped for HTML.
    """

    pieces: tuple[bytes, ...]
    digest: str
    changed_at: datetime
    site_name: bytes = b""
    edition: bytes = b"%s"

    def compose(self, parts: Mapping[str, bytes]) -> bytes:
        """The whole page, of parts in UTF-8; a part that is not given stays empty."""
        lead, end, rest = parts.get("body", b"").partition(_LEAD_END)
        if end:
            parts = {**parts, "lead": lead, "body": rest}
        banner, end, rest = parts.get("tail", b"").partition(_BANNER_END)
        if end:
            parts = {**parts, "banner": banner, "tail": rest}
        parts = {**parts, "running": self._running(parts)}
        joined = [self.pieces[0]]
        for place, piece in zip(PLACES, self.pieces[1:], strict=True):
            joined += parts.get(place, b""), with_sheets(piece, parts.values())
        return b"".join(joined)

    def _running(self, parts: Mapping[str, bytes]) -> bytes:
        """Encyclopedia, title and edition, of what the page says: only the root's words reach the margins of paper."""
        title = _TITLE.search(parts.get("head", b""))
        words = title[1].removesuffix(b" \xe2\x80\x93 " + self.site_name) if title else b""
        numbers = _EDITION.findall(parts.get("top", b""))
        edition = self.edition % numbers[-1] if numbers else b""
        return b" \xc2\xb7 ".join(filter(None, (self.site_name, words, edition)))

    def etag(self, *marks: object) -> str:
        """An entity tag (RFC 9110) that changes with any of the marks and with the shell."""
        text = "\n".join(str(mark) for mark in marks)
        return f'"{hashlib.sha256(text.encode()).hexdigest()[:24]}-{self.digest[:8]}"'


def with_sheets(piece: bytes, parts: Iterable[bytes]) -> bytes:
    """A piece of the shell with those style sheets alone that these parts of a page need."""

    def kept(sheet: re.Match[bytes]) -> bytes:
        asking = [b'class="' + name + end for name in sheet[1].split() for end in (b'"', b" ")]
        return sheet[0] if any(name in part for part in parts for name in asking) else b""

    return _SHEET.sub(kept, piece) if b" data-for=" in piece else piece


def shell_for(language: str) -> Shell:
    """The shell around an entry in this language (BCP 47); rendered each time under DEBUG, else once per process."""
    return _render(_framed(language)) if settings.DEBUG else _cached_shell(language)


def begin() -> None:
    """When a server starts: write down since when the site has its shells, for every host. No reader writes anything.

    Without a database the next start does it, and until then the page has this host's own time.
    """
    with suppress(Error, ValueError):  # the first request tells what is wrong
        for code, _name in settings.LANGUAGES:
            FirstShown.write_down(_cached_shell(code).digest)
    forget()


def forget() -> None:
    """Render the shells again at their next use, after a setting that they show has changed."""
    _cached_shell.cache_clear()
    _shell_in.cache_clear()


@lru_cache(maxsize=256)
def _cached_shell(language: str) -> Shell:
    return _shell_in(_framed(language))


@lru_cache(maxsize=64)
def _shell_in(frame: str) -> Shell:
    return _render(frame)


def _framed(language: str) -> str:
    """The language of the shell: the catalogue's, or the entry's own tag where the shell says more by it."""
    spoken = page_language(language)
    if not is_well_formed(language):
        return spoken
    narrower = "-" in language and primary_of(language) == primary_of(spoken)
    return language if narrower or direction_of(language) != direction_of(spoken) else spoken


def _render(language: str) -> Shell:
    marks = {place: f"\x02{place}\x03" for place in PLACES}
    spoken = page_language(language)
    with translation.override(spoken):
        context = {
            **site(),
            "place": marks,
            "page_language": language if primary_of(language) == primary_of(spoken) else spoken,
            "entry_direction": direction_of(language),
            "page_direction": direction_of(spoken),
            "report_address": REPORT_ADDRESS,
            "correct_address": CORRECT_ADDRESS,
        }
        page = str(render_to_string("public/entry.html", context))
        site_name = escape(settings.SITE_NAME).encode()
        edition = escape(_("Edition %s")).encode()
    pieces = []
    for place in PLACES:
        before, _mark, page = page.partition(marks[place])
        pieces.append(before.encode())
    pieces.append(page.encode())
    digest = hashlib.sha256(b"\x00".join(pieces)).hexdigest()
    # What differs from the shell of the catalogue is the entry's alone: a host has had both since the same time.
    since = FirstShown.since(digest) if language == spoken else shell_for(spoken).changed_at
    return Shell(tuple(pieces), digest, since, site_name, edition)
