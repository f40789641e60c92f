"""Room for others between the transactions of long work."""

from __future__ import annotations

import time

from django.db import connection

# In seconds. Whoever waits for SQLite's lock asks for it again after a tenth of a second, and no sooner.
MAX_HELD = 0.5
BREAK = 0.11


class Breaks:
    """Of work in many transactions, each straight after the one before: SQLite has no queue, so that others would
    hardly ever find the lock free, and be refused after twenty seconds. PostgreSQL has one."""

    def __init__(self) -> None:
        self._since = time.monotonic()

    def offer(self) -> None:
        """Wait a moment where the last one is long ago. To be called between two transactions, in none."""
        if connection.vendor != "sqlite" or connection.in_atomic_block:
            return
        if time.monotonic() - self._since >= MAX_HELD:
            time.sleep(BREAK)
            self._since = time.monotonic()
