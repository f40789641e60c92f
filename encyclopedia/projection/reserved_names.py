"""Which wanted names readers are told to be reserved."""

from __future__ import annotations

from collections.abc import Iterable

from encyclopedia.models import ReservedName
from encyclopedia.projection.projection_lock import share_projection


def show_reserved(reserved: Iterable[str], free: Iterable[str]) -> None:
    """Show these names as reserved, those no longer. Call it in a transaction, after the audit log is locked."""
    share_projection()
    rows = [ReservedName(key=key) for key in sorted(set(reserved))]
    ReservedName.objects.bulk_create(rows, ignore_conflicts=True)
    ReservedName.objects.filter(key__in=set(free)).delete()
