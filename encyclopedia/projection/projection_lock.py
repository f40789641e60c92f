"""Moves write readers' tables together; a rebuild, which repairs what they wrote, waits for them and keeps them out.

Both begin a new generation (`models.Generation`): what was made of these tables before is stale. Two moves are kept
apart by what both lock: an entry's manuscript, and the head of the audit log.
"""

from __future__ import annotations

from django.db import connection, transaction

from encyclopedia.models import Generation

# A number that no other lock in this database uses: "stet" in ASCII.
_LOCK = 0x73746574


def share_projection() -> None:
    """Wait for a rebuild that is at work; none begins before this transaction has ended.

    On SQLite there is nothing to wait for: its transactions are IMMEDIATE. Raises TransactionManagementError outside a
    transaction, where the lock would end at once.
    """
    _lock("pg_advisory_xact_lock_shared")


def lock_projection() -> None:
    """Wait for every move that writes readers' tables; none does before this transaction has ended.

    What is read from now on includes what they wrote. Raises as `share_projection`.
    """
    _lock("pg_advisory_xact_lock")


def _lock(function: str) -> None:
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("A projection needs a transaction around it.")
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {function}(%s)", [_LOCK])
    Generation.count_up()
