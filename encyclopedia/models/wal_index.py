"""The index of SQLite's write-ahead log: tells without asking the database that nothing was committed since.

Its header changes with every commit of any process: sqlite.org/walformat.html#the_wal_index_header. Any call
into the database lets other threads of the interpreter run, and waits for its turn again; a look into memory does not.
"""

from __future__ import annotations

import mmap
import sqlite3
import struct
from functools import lru_cache
from pathlib import Path
from typing import Final

# The first of the header's two copies.
HEADER_BYTES: Final = 48
_FORMAT: Final = 3_007_000


class WalIndex:
    """The index of a database file in WAL mode, for this process's life.

    Raises ValueError where the file is in another mode or the index in another format, OSError or sqlite3.Error where
    they cannot be opened.
    """

    def __init__(self, database: str) -> None:
        # While a connection is open, the index is not removed and made anew.
        self._connection = sqlite3.connect(database, check_same_thread=False)
        self._connection.execute("SELECT 1 FROM sqlite_master").fetchone()
        if self._connection.execute("PRAGMA journal_mode").fetchone() != ("wal",):
            raise ValueError(database)
        # Never closed: that would release the locks that SQLite holds on this file in this process (POSIX, fcntl).
        self._file = Path(f"{database}-shm").open("rb")  # noqa: SIM115
        self._memory = mmap.mmap(self._file.fileno(), HEADER_BYTES, access=mmap.ACCESS_READ)
        if struct.unpack("=I", self._memory[:4]) != (_FORMAT,):
            raise ValueError(database)

    def header(self) -> bytes:
        """Other bytes after every commit; one read while they are written equals none before."""
        return self._memory[:HEADER_BYTES]


@lru_cache
def wal_index(database: str) -> WalIndex | None:
    """The index of this file; None where there is none that can be read, as for a database in memory."""
    try:
        return WalIndex(database) if database else None
    except (OSError, ValueError, sqlite3.Error):
        return None
