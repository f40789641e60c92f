"""What a thread has found to be right, until anything changes in the database."""

from __future__ import annotations

import threading

from encyclopedia.models import Generation, Page, PageState
from encyclopedia.models.quick_queries import own_wal_index
from encyclopedia.models.wal_index import WalIndex

MAX_PAGES = 10_000


class Verified(threading.local):
    """Answers whether something read before still holds: on SQLite mostly without the database, else with one query.

    The log's index is looked at before the query, so that a change between the two is asked about again.
    """

    def __init__(self) -> None:
        self._index: WalIndex | None = None
        self._mark: bytes | None = None
        self._pages: dict[str, PageState] = {}
        self._generation: int | None = None

    def knows(self, path: str, state: PageState) -> bool:
        """Whether this is known, without the database, to be the present state of the page of this path."""
        return self._pages.get(path) == state and self._is_unchanged()

    def known_generation(self) -> int | None:
        """The present generation of readers' tables, where it is known without the database."""
        return self._generation if self._is_unchanged() else None

    def page(self, path: str, state: PageState) -> bool:
        """Whether this is the present state of the page of this path."""
        self._look()
        if Page.state(path) != state:
            return False
        if len(self._pages) >= MAX_PAGES:
            self._pages.clear()
        self._pages[path] = state
        return True

    def generation(self) -> int:
        """The present generation of readers' tables."""
        self._look()
        self._generation = Generation.now()
        return self._generation

    def _is_unchanged(self) -> bool:
        return self._index is not None and self._index.header() == self._mark

    def _look(self) -> None:
        """Forget everything after a change."""
        if self._index is None:
            self._index = own_wal_index()
        mark = self._index.header() if self._index else None
        if mark != self._mark:
            self._mark, self._generation = mark, None
            self._pages.clear()
