"""Copies of readers' pages on this host's own disk, for as long as the database is away.

They are in a small file of SQLite beside the site's other files, whatever database the site has: bounded, shared by the
processes of the host, and never asked while the database answers. `keeper` writes them, and takes out what has changed.
"""

from __future__ import annotations

import logging
import sqlite3
import threading
import time
import zlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

# Of the file, in bytes; the oldest copies make room.
MAX_BYTES = 100_000_000
_DROPPED = 0.1  # of all copies at once
WAIT = 2  # seconds for another process

_TABLES = """
PRAGMA journal_mode = WAL;
PRAGMA synchronous = OFF;
CREATE TABLE IF NOT EXISTS copy (address TEXT PRIMARY KEY, state TEXT, body BLOB, at REAL);
CREATE TABLE IF NOT EXISTS looked (id INTEGER PRIMARY KEY CHECK (id = 1), at REAL);
CREATE TABLE IF NOT EXISTS counted (name TEXT, label TEXT, number INTEGER, PRIMARY KEY (name, label)) WITHOUT ROWID;
"""
_USED = """
SELECT (page_count - freelist_count) * page_size FROM pragma_page_count, pragma_freelist_count, pragma_page_size
"""
_MAKE_ROOM = """
DELETE FROM copy WHERE address IN
(SELECT address FROM copy ORDER BY at LIMIT 1 + CAST((SELECT COUNT(*) FROM copy) * ? AS INTEGER))
"""
_COPY = "SELECT copy.body, looked.at FROM copy, looked WHERE copy.address = ?"
_ADD = """
INSERT INTO counted VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET number = number + excluded.number
"""

Result = TypeVar("Result")

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Copy:
    """`state` is what the database said of it, `body` the whole page in UTF-8."""

    address: str
    state: str
    body: bytes


class Copies:
    """The file at `path`; `bound` in bytes.

    Where it cannot be read or written there are no copies, and nothing is raised.
    """

    def __init__(self, path: Path, bound: int = MAX_BYTES) -> None:
        self.path = path
        self.bound = bound
        self._of_thread = threading.local()

    def keep(self, copies: Iterable[Copy]) -> None:
        now = time.time()
        rows = [(c.address, c.state, zlib.compress(c.body, 1), now) for c in copies]

        def write(file: sqlite3.Connection) -> None:
            file.executemany("INSERT OR REPLACE INTO copy VALUES (?, ?, ?, ?)", rows)
            (used,) = file.execute(_USED).fetchone()
            if used > self.bound:
                file.execute(_MAKE_ROOM, (_DROPPED,))

        if rows:
            self._with_file(write, None)

    def get(self, address: str, most: float) -> tuple[bytes, float] | None:
        """The copy, and when it was last known to be right (seconds since 1970).

        None where there is none, or where that is more than `most` seconds ago.
        """

        def read(file: sqlite3.Connection) -> tuple[bytes, float] | None:
            row = file.execute(_COPY, (address,)).fetchone()
            if row is None or time.time() - row[1] > most:
                return None
            return zlib.decompress(row[0]), row[1]

        return self._with_file(read, None)

    def states(self) -> dict[str, str]:
        """Address → state, of all."""
        return self._with_file(
            lambda file: dict(file.execute("SELECT address, state FROM copy")), {}
        )

    def drop(self, addresses: Iterable[str], looked_at: float) -> None:
        """Take out what has changed: all others were right at that moment."""

        def write(file: sqlite3.Connection) -> None:
            file.executemany("DELETE FROM copy WHERE address = ?", [(a,) for a in addresses])
            file.execute("INSERT OR REPLACE INTO looked VALUES (1, ?)", (looked_at,))

        self._with_file(write, None)

    def looked_at(self) -> float:
        """When all were last compared with the database (seconds since 1970); 0 for never."""
        return self._with_file(
            lambda file: next(iter(file.execute("SELECT at FROM looked").fetchall()), (0.0,))[0],
            0.0,
        )

    def add(self, counts: Iterable[tuple[str, str, int]]) -> None:
        """Add to what the processes of this host have counted: names, labels, numbers."""
        rows = list(counts)
        self._with_file(lambda file: file.executemany(_ADD, rows), None)

    def counted(self) -> list[tuple[str, str, int]]:
        return self._with_file(
            lambda file: file.execute("SELECT name, label, number FROM counted").fetchall(), []
        )

    def _with_file(self, work: Callable[[sqlite3.Connection], Result], otherwise: Result) -> Result:
        """What comes of the work, one transaction of this thread's connection; `otherwise` where it fails."""
        try:
            connection = getattr(self._of_thread, "connection", None)
            if connection is None:
                self.path.parent.mkdir(parents=True, exist_ok=True)
                connection = sqlite3.connect(self.path, timeout=WAIT)
                connection.executescript(_TABLES)
                self.path.chmod(0o600)
                self._of_thread.connection = connection
            with connection:
                return work(connection)
        except (sqlite3.Error, OSError, zlib.error):
            logger.info("The copies of readers' pages cannot be used.", exc_info=True)
            self._of_thread.connection = None
            return otherwise
