"""Writes the static edition: asks the site for each page as a reader would, and lays the answers down as files."""

from __future__ import annotations

import hashlib
import json
from collections import deque
from collections.abc import Callable, Collection, Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import urldefrag, urljoin, urlsplit

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from editorial.keeping.answers import Answer, asked
from editorial.models import ChainHead
from editorial.static_edition import rewriting
from editorial.static_edition.included import (
    SEARCH,
    first_addresses,
    is_included,
    previews,
)
from editorial.static_edition.kept_answers import Kept, KeptAnswers
from editorial.static_edition.places import link, place, to_root
from encyclopedia.models import Kind
from encyclopedia.pictures import stored_picture
from encyclopedia.views.media import EXTENSIONS

HERE = Path(__file__).parent
SCRIPT, SEARCH_SCRIPT, SUMS = "static/edition.js", "static/edition-search.js", "SHA256SUMS"
# As often as the encyclopedia may change while it is written, before one run gives up.
MAX_RUNS = 5

# Called with how many addresses are done, and how many are known.
Progress = Callable[[int, int], None]


class SiteError(Exception):
    """A folder that is not ours, or a site that never stands still; the message says what to do."""


def software() -> str:
    """A digest of what makes the files, besides the site itself."""
    digest = hashlib.sha256(settings.SITE_URL.encode())
    for file in sorted(HERE.glob("*.py")) + sorted(HERE.glob("*.js")):
        digest.update(file.read_bytes())
    return digest.hexdigest()


class StaticEdition:
    """One run. `application` is the site's, asked in this process."""

    def __init__(self, folder: Path, application: Any, progress: Progress) -> None:
        if folder.exists() and any(folder.iterdir()) and not (folder / SUMS).exists():
            raise SiteError(
                _(
                    "%(folder)s is not empty, and no static edition. Name an empty folder, or a new one."
                )
                % {"folder": folder}
            )
        folder.mkdir(parents=True, exist_ok=True)
        # Until the end nobody takes it for whole, but the next run for ours.
        (folder / SUMS).touch()
        self.folder, self.application, self.progress = folder, application, progress
        self.kept = KeptAnswers(folder, software())
        self.made = self.changed = 0
        # What the site does not answer, with its status.
        self.lacking: dict[str, str] = {}

    def write_pages(self) -> str:
        """Write every page, list and file; returns the audit log's head, as `seq:hash`, at which all of it stands."""
        for _run in range(MAX_RUNS):
            before = _head()
            self.kept.written.clear()
            self._walk()
            if _head() == before:
                return before
            # What did not change meanwhile is not made again.
            self.kept.earlier.update(self.kept.written)
        raise SiteError(
            _("The encyclopedia changed all the time while it was written. Run the command again.")
        )

    def _walk(self) -> None:
        first = dict.fromkeys([*first_addresses(), SEARCH])
        queue, seen = deque(first), set(first)
        self.made = 0
        while queue:
            address = queue.popleft()
            for named in self._page(address, first):
                if named not in seen:
                    seen.add(named)
                    queue.append(named)
            self.made += 1
            self.progress(self.made, len(seen))
        for entry in previews():
            self._preview(entry)

    def _page(self, address: str, first: Collection[str]) -> list[str]:
        """Write what stands at an address; returns what it names that has a file as well."""
        earlier = self.kept.earlier.get(address)
        etag = earlier.etag if earlier and (self.folder / earlier.file).exists() else ""
        answer = asked(self.application, address, etag)
        if earlier and answer.status.startswith("304"):
            more = [name for name in earlier.more if name not in first]
            self.kept.keep(replace(earlier, more=more))
            return more
        here = self._place(address)
        named: dict[str, None] = {}
        kind = answer.headers.get("content-type", "").partition(";")[0]
        body = answer.body
        if "location" in answer.headers:
            body = self._led_on(address, here, answer.headers["location"])
        elif not answer.status.startswith(("200", "410", "451")):
            self.lacking[address] = answer.status
            return []
        elif kind == "text/html":
            body = self._rewritten(answer, address, here, named)
        elif kind == "text/css":
            named |= dict.fromkeys(
                urljoin(address, name) for name in rewriting.files_of_styles(body.decode())
            )
        more = [name for name in named if name not in first]
        self.write(here, body, address, answer.headers.get("etag", ""), more)
        return list(named)

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

    def _preview(self, entry: str) -> None:
        """As a script, since a page from a folder may ask for nothing else."""
        address = f"{entry}preview/"
        named: dict[str, None] = {}
        answer = asked(self.application, address)
        root = f"/{entry.strip('/')}"
        # Wherever it is shown: the script puts the way to the root there.
        html = rewriting.fragment(
            answer.body.decode(), lambda written: "~/" + self._link(written, "", named)
        )
        told = json.dumps([root.strip("/"), html], ensure_ascii=False)
        self.write(
            f"{place(entry).removesuffix('index.html')}preview.js", _call("preview", told), address
        )

    def write(
        self,
        file: str,
        body: bytes,
        address: str = "",
        etag: str = "",
        more: Iterable[str] = (),
    ) -> None:
        """Lay a file down, unless these bytes stand there already."""
        path, sha256 = self.folder / file, hashlib.sha256(body).hexdigest()
        earlier = self.kept.earlier.get(address or file)
        if not (earlier and earlier.sha256 == sha256 and path.exists()):
            path.parent.mkdir(parents=True, exist_ok=True)
            new = path.with_name(f"{path.name}.new")
            new.write_bytes(body)
            new.replace(path)
            self.changed += 1
        self.kept.keep(Kept(address or file, file, sha256, etag, list(more)))

    def finish(self) -> None:
        """Take away what is no longer there, and write the sums of all files, as `sha256sum -c` reads them."""
        files = {kept.file: kept.sha256 for kept in self.kept.written.values()}
        for kept in self.kept.earlier.values():
            if kept.file not in files:
                (self.folder / kept.file).unlink(missing_ok=True)
        self.kept.finish()
        sums = "".join(f"{files[file]}  {file}\n" for file in sorted(files))
        (self.folder / SUMS).write_text(sums, encoding="utf-8")


def _search_words() -> str:
    """Where the script shows what it finds, and in which words."""
    kinds = "|".join(str(label) for label in Kind.labels)
    return render_to_string("public/edition_search.html", {"kinds": kinds})


def _call(name: str, data: str) -> bytes:
    """A script that hands data over; no sign in it ends a script or a line."""
    return f"stetEdition.{name}({data})\n".encode()


def _head() -> str:
    head = ChainHead.objects.get(pk=1)
    return f"{head.seq}:{head.hash}"
