"""One address of the site as a file of the static edition: asked for as a reader would, rewritten, and laid down."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from urllib.parse import urldefrag, urljoin, urlsplit

from django.conf import settings
from django.template.loader import render_to_string

from editorial.keeping.answers import Answer, asked
from editorial.static_edition import rewriting
from editorial.static_edition.edition_files import EditionFiles
from editorial.static_edition.included import DOWNLOADS, PREVIEW, SEARCH, is_included, route
from editorial.static_edition.kept_answers import Kept
from editorial.static_edition.places import link, place, to_root
from encyclopedia.models import Kind
from encyclopedia.pictures import stored_picture
from encyclopedia.views.media import EXTENSIONS

SCRIPT, SEARCH_SCRIPT = "static/edition.js", "static/edition-search.js"


@dataclass(frozen=True, slots=True)
class PageFile:
    """What became of an address: what is kept of it, or the `status` of a site that does not answer there.

    `named` are the addresses it leads to that have a file as well; `is_new` says whether its bytes were written now.
    """

    address: str
    kept: Kept | None = None
    named: tuple[str, ...] = ()
    is_new: bool = False
    status: str = ""


class PageFiles:
    """Writes into `folder`. `earlier` is what a run before this one wrote, `first` what need not be named by pages.

    It may be used by several processes at once, each for addresses of its own.
    """

    def __init__(
        self, folder: Path, application: Any, earlier: Mapping[str, Kept], first: Collection[str]
    ) -> None:
        self.folder, self.application = folder, application
        self.earlier, self.first = earlier, first
        self.edition_files = EditionFiles()

    def write(self, address: str) -> PageFile:
        """Write what stands at an address."""
        if route(address) == PREVIEW:
            return self._preview(address)
        earlier = self.earlier.get(address)
        etag = earlier.etag if earlier and (self.folder / earlier.file).exists() else ""
        answer = None
        if route(address) in DOWNLOADS:
            answer = self.edition_files.answer(address, etag)
        answer = answer or asked(self.application, address, etag)
        if earlier and answer.status.startswith("304"):
            more = [name for name in earlier.more if name not in self.first]
            return PageFile(address, replace(earlier, more=more), tuple(more))
        here = self._place(address)
        named: dict[str, None] = {}
        kind = answer.headers.get("content-type", "").partition(";")[0]
        body = answer.body
        if "location" in answer.headers:
            body = self._led_on(address, here, answer.headers["location"])
        elif not answer.status.startswith(("200", "410", "451")):
            return PageFile(address, status=answer.status)
        elif kind == "text/html":
            body = self._rewritten(answer, address, here, named)
        elif kind == "text/css":
            named |= dict.fromkeys(
                urljoin(address, name) for name in rewriting.files_of_styles(body.decode())
            )
        more = [name for name in named if name not in self.first]
        return self.put(here, body, address, answer.headers.get("etag", ""), more, tuple(named))

    def put(
        self,
        file: str,
        body: bytes,
        address: str = "",
        etag: str = "",
        more: Iterable[str] = (),
        named: tuple[str, ...] = (),
    ) -> PageFile:
        """Lay a file down, unless these bytes stand there already."""
        path, sha256 = self.folder / file, hashlib.sha256(body).hexdigest()
        earlier = self.earlier.get(address or file)
        is_new = not (earlier and earlier.sha256 == sha256 and path.exists())
        if is_new:
            path.parent.mkdir(parents=True, exist_ok=True)
            new = path.with_name(f"{path.name}.new")
            new.write_bytes(body)
            new.replace(path)
        kept = Kept(address or file, file, sha256, etag, list(more))
        return PageFile(kept.address, kept, named, is_new)

    def _rewritten(self, answer: Answer, address: str, here: str, named: dict[str, None]) -> bytes:
        def leads(written: str) -> str:
            return self._link(urljoin(address, written), here, named)

        root = to_root(here)
        script = f'    <script defer src="{root}{SCRIPT}" data-root="{root}"></script>'
        if address == SEARCH:
            script += f'\n    <script defer src="{root}{SEARCH_SCRIPT}"></script>'
        html = answer.body.decode()
        if address == SEARCH:
            html = html.replace("</div>\n</main>", f"{_search_words()}</div>\n</main>", 1)
        return rewriting.page(html, leads, script).encode()

    def _link(self, address: str, here: str, named: dict[str, None]) -> str:
        """To a file beside, or to the site for what is none."""
        there, mark = urldefrag(address)
        parts = urlsplit(there)
        if parts.scheme or not parts.path:
            return address
        behind = f"#{mark}" if mark else ""
        if parts.path == SEARCH:
            query = f"?{parts.query}" if parts.query else ""
            return f"{link(here, place(SEARCH))}{query}{behind}"
        if not is_included(there):
            return f"{settings.SITE_URL}{address}"
        named[there] = None
        return f"{link(here, self._place(there))}{behind}"

    def _place(self, address: str) -> str:
        """A picture's file says what it is, for programs that go by names."""
        there = place(address)
        if there.startswith("media/") and "." not in there:
            stored = stored_picture(there.removeprefix("media/"))
            return f"{there}.{EXTENSIONS[stored.media_type]}" if stored else there
        return there

    def _led_on(self, address: str, here: str, location: str) -> bytes:
        whole = urljoin(f"{settings.SITE_URL}{address}", location)
        inside = whole.removeprefix(settings.SITE_URL)
        there = self._link(inside, here, {}) if inside != whole else whole
        return rewriting.led_on(whole, settings.LANGUAGE_CODE, there, whole).encode()

    def _preview(self, address: str) -> PageFile:
        """As a script, since a page from a folder may ask for nothing else."""
        entry = address.removesuffix("preview/")
        named: dict[str, None] = {}
        answer = asked(self.application, address)
        # Wherever it is shown: the script puts the way to the root there.
        html = rewriting.fragment(
            answer.body.decode(), lambda written: "~/" + self._link(written, "", named)
        )
        told = json.dumps([entry.strip("/"), html], ensure_ascii=False)
        file = f"{place(entry).removesuffix('index.html')}preview.js"
        # No sign in it ends a script or a line.
        return self.put(file, f"stetEdition.preview({told})\n".encode(), address)


def _search_words() -> str:
    """Where the script shows what it finds, and in which words."""
    kinds = "|".join(str(label) for label in Kind.labels)
    return render_to_string("public/edition_search.html", {"kinds": kinds})
