"""What is harvested: entries as they were changed, and removals, in one order, along indexes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote, unquote, urlsplit
from uuid import UUID

from django.conf import settings

from encyclopedia.harvesting.described import KINDS, Described, described
from encyclopedia.harvesting.oai_request import Asked, Place
from encyclopedia.models import Edition, Entry, Removal, Tag, TaggedEntry

LONG_AGO = datetime(1, 1, 2, tzinfo=UTC)
KIND_SET, SUBJECT_SET = "kind-", "subject-"


@dataclass(frozen=True, slots=True)
class Item:
    """An entry that is published, with what it says, or one that is not any more: `described` is None for it."""

    id: UUID
    moment: datetime
    sets: Sequence[str]
    described: Described | None

    @property
    def identifier(self) -> str:
        return f"{identifier_start()}{self.id}"


@dataclass(frozen=True, slots=True)
class _Row:
    moment: datetime
    id: UUID
    kind: str
    is_removed: bool


def identifier_start() -> str:
    """What all identifiers begin with; an entry's id follows, which never changes."""
    return f"oai:{urlsplit(settings.SITE_URL).hostname or 'localhost'}:"


def subject_set(slug: str) -> str:
    """The name of a subject's set: a set's name holds few characters, so others are written by their bytes."""
    return SUBJECT_SET + quote(slug, safe="").replace("%", "~")


def listed(asked: Asked, size: int) -> tuple[list[Item], Place | None]:
    """The next items of a list, and where it goes on."""
    since, before = asked.span
    after = (asked.after.moment, asked.after.id) if asked.after else None
    rows: list[_Row] = []
    for query, is_removed in _queries(asked.subset, since or LONG_AGO, before, after):
        rows += (_Row(moment, pk, kind, is_removed) for moment, pk, kind in query[: size + 1])
    rows.sort(key=lambda row: (row.moment, -row.id.int))
    page = rows[:size]
    seen = asked.after.seen if asked.after else 0
    place = Place(page[-1].moment, page[-1].id, seen + size) if len(rows) > size else None
    return list(_items(page)), place


def item(identifier: str) -> Item | None:
    """The item with this identifier; None where there never was one."""
    start = identifier_start()
    try:
        pk = UUID(identifier.removeprefix(start))
    except ValueError:
        return None
    if identifier != f"{start}{pk}":
        return None
    entries = Entry.objects.filter(pk=pk, kind__in=KINDS).values_list("changed_at", "kind")
    removals = Removal.objects.of([pk]).filter(kind__in=KINDS).values_list("removed_at", "kind")
    for moment, kind in entries:
        return next(_items([_Row(moment, pk, kind, is_removed=False)]))
    for moment, kind in removals:
        return next(_items([_Row(moment, pk, kind, is_removed=True)]))
    return None


def earliest() -> datetime:
    """No item was changed before."""
    moments: list[datetime] = []
    for kind in KINDS:
        entries = Entry.objects.of_kind(kind).by_change(LONG_AGO)
        moments += entries.values_list("changed_at", flat=True)[:1]
        removals = Removal.objects.in_order(kind, LONG_AGO)
        moments += removals.values_list("removed_at", flat=True)[:1]
    return min(moments, default=datetime(1970, 1, 1, tzinfo=UTC))


def _queries(
    subset: str, since: datetime, before: datetime | None, after: tuple[datetime, UUID] | None
) -> Iterator[tuple[Any, bool]]:
    """Moments, ids and kinds, each query in the order of the list, and whether it is of removals.

    None for a set that there is not. Kind by kind, since sources may be many times as many.
    """
    if subset.startswith(SUBJECT_SET):
        tag = Tag.objects.filter(slug=_slug(subset)).first()
        if tag:
            tagged = TaggedEntry.objects.by_change(tag, since, after)
            tagged = tagged.filter(content_object__kind__in=KINDS)
            if before:
                tagged = tagged.filter(changed_at__lt=before)
            names = ("changed_at", "content_object_id", "content_object__kind")
            yield tagged.values_list(*names), False
        return
    for kind in KINDS:
        if subset in ("", KIND_SET + kind):
            entries = Entry.objects.of_kind(kind).by_change(since, after)
            removals = Removal.objects.in_order(kind, since, after)
            if before:
                entries = entries.filter(changed_at__lt=before)
                removals = removals.filter(removed_at__lt=before)
            yield entries.values_list("changed_at", "id", "kind"), False
            yield removals.values_list("removed_at", "entry_id", "kind"), True


def _slug(subset: str) -> str:
    """Of the subject whose set has this name."""
    return unquote(subset.removeprefix(SUBJECT_SET).replace("~", "%")).replace("\x00", "")


def _items(rows: Sequence[_Row]) -> Iterator[Item]:
    """In two queries, whatever their number."""
    ids = [row.id for row in rows if not row.is_removed]
    editions = {
        edition.entry_id: edition
        for edition in Edition.objects.current_of(ids)
        .with_doi()
        .only("entry_id", "number", "document", "published_at", "given__doi")
    }
    subjects: dict[UUID, list[str]] = {}
    tagged = TaggedEntry.objects.filter(content_object__in=ids).order_by("tag__slug")
    for pk, slug in tagged.values_list("content_object_id", "tag__slug"):
        subjects.setdefault(pk, []).append(subject_set(slug))
    for row in rows:
        edition = editions.get(row.id)
        yield Item(
            id=row.id,
            moment=row.moment,
            sets=[KIND_SET + row.kind, *subjects.get(row.id, ())],
            described=described(edition, as_edition=False) if edition else None,
        )
