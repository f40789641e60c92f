"""Writes the static edition: asks the site for each page as a reader would, and lays the answers down as files."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from editorial.static_edition.included import SEARCH, first_addresses, previews
from editorial.static_edition.kept_answers import KeptAnswers
from editorial.static_edition.made_of import made_of, state
from editorial.static_edition.page_files import PageFile, PageFiles
from editorial.static_edition.processes import written

SUMS = "SHA256SUMS"
# As often as the encyclopedia may change while it is written, before one run gives up.
MAX_RUNS = 5
# Chosen by the day.
HOME = "/"

# Called with how many addresses are done, and how many are known.
Progress = Callable[[int, int], None]


class SiteError(Exception):
    """A folder that is not ours, or a site that never stands still; the message says what to do."""


class StaticEdition:
    """One run. `application` is the site's, asked by as many `processes`."""

    def __init__(
        self, folder: Path, application: Any, progress: Progress, processes: int = 1
    ) -> None:
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
        self.processes = processes
        self.kept = KeptAnswers(folder, made_of())
        self.changed = 0
        # Whether nothing was asked for but what depends on the day.
        self.is_as_it_was = False
        # What the site does not answer, with its status.
        self.lacking: dict[str, str] = {}

    def write_pages(self) -> str:
        """Write every page, list and file; returns the audit log's head, as `seq:hash`, at which all of it stands."""
        for _run in range(MAX_RUNS):
            before = state()
            self.kept.written.clear()
            self.lacking.clear()
            try:
                self._walk(before)
            except BrokenProcessPool as error:
                raise SiteError(
                    _(
                        "A process that made pages was ended, perhaps for want of memory. Run the command again "
                        "with --processes 1: it goes on where it was."
                    )
                ) from error
            if state() == before:
                # What the site did not answer is asked for, and named, again.
                self.kept.state = "" if self.lacking else before
                return before.partition(" ")[0]
            # What did not change meanwhile is not made again.
            self.kept.earlier.update(self.kept.written)
        raise SiteError(
            _("The encyclopedia changed all the time while it was written. Run the command again.")
        )

    def _walk(self, state: str) -> None:
        first = dict.fromkeys([*first_addresses(), SEARCH, *previews()])
        pages = PageFiles(self.folder, self.application, self.kept.earlier, first)
        queue = deque(first)
        self.is_as_it_was = self._is_whole_at(state, first)
        if self.is_as_it_was:
            # Nothing was published, nor the software changed: only the day may be another one.
            self.kept.written.update(self.kept.earlier)
            queue = deque([HOME])
        seen = set(queue)
        for done, page in enumerate(written(pages, queue, self.processes), 1):
            self._take(page)
            for named in page.named:
                if named not in seen and named not in self.kept.written:
                    seen.add(named)
                    queue.append(named)
            self.progress(done, len(seen))

    def _is_whole_at(self, state: str, first: dict[str, None]) -> bool:
        """Whether the last whole run stood at this state, and all of its files are still there."""
        earlier = self.kept.earlier
        return (
            bool(state)
            and self.kept.state == state
            and first.keys() <= earlier.keys()
            and all((self.folder / kept.file).exists() for kept in earlier.values())
        )

    def _take(self, page: PageFile) -> None:
        if page.kept is None:
            self.lacking[page.address] = page.status
            self.kept.written.pop(page.address, None)
            return
        self.changed += page.is_new
        self.kept.keep(page.kept)

    def write(self, file: str, body: bytes) -> None:
        """Lay down a file that no address of the site has."""
        self._take(PageFiles(self.folder, None, self.kept.earlier, ()).put(file, body))

    def finish(self) -> None:
        """Take away what is no longer there, and write the sums of all files, as `sha256sum -c` reads them."""
        files = {kept.file: kept.sha256 for kept in self.kept.written.values()}
        for kept in self.kept.earlier.values():
            if kept.file not in files:
                (self.folder / kept.file).unlink(missing_ok=True)
        self.kept.finish()
        sums = "".join(f"{files[file]}  {file}\n" for file in sorted(files))
        (self.folder / SUMS).write_text(sums, encoding="utf-8")
