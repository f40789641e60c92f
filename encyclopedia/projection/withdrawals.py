"""Why editions were withdrawn: written when they are, and made again from what the audit log says."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from encyclopedia.models import Withdrawal

# Entry and its last edition then → the reason, "" where it was erased, and when.
Withdrawals = Mapping[tuple[UUID, int], tuple[str, datetime]]


def withdrawn(entry_id: UUID, edition: int, reason: str, at: datetime) -> None:
    """Inside the caller's transaction."""
    Withdrawal.objects.create(entry_id=entry_id, edition=edition, reason=reason, since=at)


def settle_withdrawals(wanted: Withdrawals) -> list[tuple[UUID, str, str, str]]:
    """A row for every withdrawal of which the reason is known, and no other; what differed, as corrections.

    What was erased in the audit log and told readers before stays.
    """
    corrections = []
    stored = {(row.entry_id, row.edition): row for row in Withdrawal.objects.all()}
    for key in sorted(stored.keys() | wanted.keys()):
        row, (reason, since) = stored.get(key), wanted.get(key, ("", None))
        before = (row.reason, row.since) if row else ("", None)
        after = (reason or (before[0] if since else ""), since)
        if before == after or not (row or reason):
            continue
        Withdrawal.objects.filter(entry_id=key[0], edition=key[1]).delete()
        if after[0] and since:
            withdrawn(*key, after[0], since)
        corrections.append((key[0], "withdrawals", repr(before), repr(after)))
    return corrections
