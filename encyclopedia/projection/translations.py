"""Entries that are translations of one another: written as the audit log says, and shown on all of their pages."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from encyclopedia.models import Extent, Translation
from encyclopedia.projection.marking import mark_due
from encyclopedia.projection.other_languages import group_of, published
from encyclopedia.projection.projection_lock import share_projection


class SaidOfTranslation(NamedTuple):
    """What the last event of an entry says; `original` is None where it is no translation any more."""

    original: UUID | None
    edition: int
    at: datetime


# By the entry.
GivenTranslations = Mapping[UUID, SaidOfTranslation]


def join_translation(entry_id: UUID, said: SaidOfTranslation) -> None:
    """The entry is a translation of that one from now on, or of none. Inside the caller's transaction."""
    share_projection()
    together = group_of(entry_id)
    if said.original is None:
        Translation.objects.filter(pk=entry_id).delete()
    else:
        columns = {"original_id": said.original, "edition": said.edition, "since": said.at}
        Translation.objects.update_or_create(pk=entry_id, defaults=columns)
    together |= group_of(entry_id)
    mark_due(published(together), Extent.WHOLE, said.at)


def settle_translations(given: GivenTranslations) -> list[tuple[UUID, str, str, str]]:
    """A row for every entry that was said to be a translation, and no other; what differed, as corrections."""
    stored = {
        row.pk: SaidOfTranslation(row.original_id, row.edition, row.since)
        for row in Translation.objects.all()
    }
    wanted = {pk: said for pk, said in given.items() if said.original is not None}
    corrections = []
    for pk in sorted(stored.keys() | wanted.keys()):
        before, said = stored.get(pk), wanted.get(pk)
        if before == said:
            continue
        if said is None:
            Translation.objects.filter(pk=pk).delete()
        else:
            columns = {"original_id": said.original, "edition": said.edition, "since": said.at}
            Translation.objects.update_or_create(pk=pk, defaults=columns)
        corrections.append(
            (pk, "translation", repr(before) if before else "", repr(said) if said else "")
        )
    return corrections
