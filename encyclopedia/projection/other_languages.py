"""The entries that are the same in other languages, as readers' tables say."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime
from uuid import UUID

from encyclopedia.models import Edition, Entry, Translation
from encyclopedia.models.translations import SUBSTANTIVE
from encyclopedia.rendering.parts import FollowedEntry, OtherLanguage, Relation


def published(entries: Collection[UUID]) -> set[UUID]:
    return set(Entry.objects.filter(pk__in=entries).values_list("pk", flat=True))


def group_of(entry_id: UUID) -> set[UUID]:
    """The entry, its original and all translations of that one, published or not; itself alone without any."""
    row = Translation.objects.filter(pk=entry_id).first()
    original = row.original_id if row else entry_id
    translations = Translation.objects.filter(original_id=original)
    return {entry_id, original, *translations.values_list("pk", flat=True)}


def others_of(entries: Iterable[UUID]) -> dict[UUID, list[OtherLanguage]]:
    """The published entries in other languages that belong to each of these, by language; at most three queries."""
    wanted = set(entries)
    rows = list(Translation.objects.joining(wanted).values_list("entry_id", "original_id"))
    if not rows:
        return {}
    originals = {original for _entry, original in rows}
    group_by_original = {original: {original} for original in originals}
    for entry, original in Translation.objects.filter(original_id__in=originals).values_list(
        "entry_id", "original_id"
    ):
        group_by_original[original].add(entry)
    ids = {pk for group in group_by_original.values() for pk in group}
    shown = {entry.pk: entry for entry in Entry.objects.filter(pk__in=ids)}
    others: dict[UUID, list[OtherLanguage]] = {}
    for original, group in group_by_original.items():
        for pk in group & wanted:
            listed = [
                OtherLanguage(
                    shown[other].language,
                    shown[other].title,
                    shown[other].path,
                    _relation(other, original, of=pk),
                )
                for other in group - {pk}
                if other in shown
            ]
            others[pk] = sorted(listed, key=lambda entry: (entry.language, entry.path))
    return others


def _relation(other: UUID, original: UUID, *, of: UUID) -> Relation:
    if other == original:
        return "original"
    return "translation" if of == original else "sister"


def followed_by(entries: Iterable[UUID]) -> dict[UUID, FollowedEntry]:
    """The published original of each of these that is a translation, and whether it is behind; three queries."""
    rows = {row.pk: row for row in Translation.objects.filter(pk__in=list(entries))}
    originals = {row.original_id for row in rows.values()}
    shown = {entry.pk: entry for entry in Entry.objects.filter(pk__in=originals)}
    revised: dict[UUID, list[tuple[int, datetime]]] = {}
    later = Edition.objects.readable().filter(entry_id__in=originals, change__in=SUBSTANTIVE)
    for pk, number, at in later.order_by("number").values_list(
        "entry_id", "number", "published_at"
    ):
        revised.setdefault(pk, []).append((number, at))
    followed = {}
    for pk, row in rows.items():
        original = shown.get(row.original_id)
        if original is not None:
            times = (at for number, at in revised.get(original.pk, ()) if number > row.edition)
            followed[pk] = FollowedEntry(
                original.language, original.title, original.path, row.edition, next(times, None)
            )
    return followed
