"""One projection at a time: publications, checks and background work write the same pages."""

from __future__ import annotations

from django.db import connection, transaction

# A number that no other lock in this database uses: "stet" in ASCII.
_LOCK = 0x73746574


def lock_projection() -> None:
    """Wait for every other projection to end; none begins before this transaction has ended.

    What is read from now on includes what they wrote. On SQLite there is nothing to wait for: its transactions are
    IMMEDIATE. Raises TransactionManagementError outside a transaction, where the lock would end at once.
    """
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("A projection needs a transaction around it.")
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
