"""Which names readers are told to be reserved: those that somebody is asked for, where the site shows it."""

from __future__ import annotations

from collections.abc import Iterable

from django.conf import settings
from django.db import transaction

from editorial.models import Commission
from editorial.models.commissions import TAKEN, CommissionQuerySet
from encyclopedia.models import ReservedName
from encyclopedia.projection.reserved_names import show_reserved


def follow_commissions(keys: Iterable[str]) -> None:
    """Show of these names what holds now. Call it at the end of a move's transaction, after its event."""
    if not settings.WANTED_SHOWS_RESERVED:
        return
    names = set(keys)
    taken = set(_taken().filter(name_key__in=names).values_list("name_key", flat=True))
    shown = set(ReservedName.objects.filter(key__in=names).values_list("key", flat=True))
    if taken != shown:
        show_reserved(taken - shown, shown - taken)


@transaction.atomic
def rebuild_reserved() -> list[str]:
    """Show exactly what holds now, nothing where the site shows nothing; the names that differed."""
    shows = settings.WANTED_SHOWS_RESERVED
    taken = set(_taken().values_list("name_key", flat=True)) if shows else set()
    shown = set(ReservedName.objects.values_list("key", flat=True))
    if taken != shown:
        show_reserved(taken - shown, shown - taken)
    return sorted(taken ^ shown)


def _taken() -> CommissionQuerySet:
    rows: CommissionQuerySet = Commission.objects.filter(state__in=TAKEN)
    return rows
