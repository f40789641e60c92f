"""What turned out to be wrong, the newest first: editions that correct an earlier one, and sources that were marked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import F, Q

from encyclopedia.core.differences import DifferencePiece
from encyclopedia.models import Citation, Edition, EditionState, Source
from encyclopedia.models.pages import EditionQuerySet
from encyclopedia.views.changes_in_words import first_changes
from encyclopedia.views.editions import document_of

# Changes of one edition that are shown in the list; its comparison has all.
MAX_CHANGES = 3
# Entries that are named of those that cite a marked source; its own list has all.
MAX_CITING = 10
_BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)


class Place(NamedTuple):
    """Where a list goes on: the time (aware) of its last item, whether that is a source, and its id."""

    at: datetime
    is_source: bool
    key: str

    def __str__(self) -> str:
        microseconds = (self.at - _BEGINNING) // timedelta(microseconds=1)
        return f"{microseconds}~{int(self.is_source)}~{self.key}"


@dataclass(frozen=True, slots=True)
class CorrectedEdition:
    """An edition with the first of its changes in words; `before` is the one that it corrects, if that can be read."""

    edition: Edition
    before: int | None = None
    changes: Sequence[Sequence[DifferencePiece]] = ()
    more: int = 0

    @property
    def place(self) -> Place:
        return Place(self.edition.published_at, False, str(self.edition.pk))


@dataclass(frozen=True, slots=True)
class MarkedSource:
    """A source that was marked, and which entries cite it: the first (title, kind, slug, language), and how many."""

    source: Source
    citing: Sequence[tuple[str, str, str, str]] = ()
    entries: int = 0

    @property
    def place(self) -> Place:
        return Place(self.source.marked_at or _BEGINNING, True, str(self.source.pk))

    @property
    def more(self) -> int:
        return self.entries - len(self.citing)


Corrected = CorrectedEdition | MarkedSource


def corrected(size: int, after: Place | None = None) -> tuple[list[Corrected], str]:
    """The next of both together, and the place where the list goes on; empty at its end. At most six queries."""
    editions, sources = _following(after)
    items: list[Corrected] = [
        *map(CorrectedEdition, editions[: size + 1]),
        *map(MarkedSource, sources[: size + 1]),
    ]
    # Of one moment the editions come first, as `_following` expects.
    items.sort(key=lambda item: (item.place.at, not item.place.is_source), reverse=True)
    listed = items[:size]
    told = {
        **_with_changes([item.edition for item in listed if isinstance(item, CorrectedEdition)]),
        **_with_entries([item.source for item in listed if isinstance(item, MarkedSource)]),
    }
    following = str(listed[-1].place) if len(items) > size else ""
    return [told[item.place] for item in listed], following


def place_in(typed: str) -> Place | None:
    """The place that `str` wrote; None, which is the beginning, for anything else."""
    at, _sign, rest = typed.partition("~")
    is_source, _sign, key = rest.partition("~")
    if is_source not in ("0", "1"):
        return None
    try:
        moment = _BEGINNING + timedelta(microseconds=int(at))
        checked = str(UUID(key)) if is_source == "1" else str(int(key))
    except (ValueError, OverflowError):
        return None
    return Place(moment, is_source == "1", checked) if len(checked) < 40 else None


def _following(after: Place | None) -> tuple[EditionQuerySet, Any]:
    editions: EditionQuerySet = (
        Edition.objects.corrections().listed().with_language().latest_first()
    )
    sources = Source.objects.marked().latest_first()
    if after is None:
        return editions, sources
    if after.is_source:
        earlier = Q(marked_at__lt=after.at) | Q(pk__lt=UUID(after.key))
        return (
            editions.filter(published_at__lt=after.at),
            sources.filter(earlier, marked_at__lte=after.at),
        )
    earlier = Q(published_at__lt=after.at) | Q(pk__lt=int(after.key))
    return (
        editions.filter(earlier, published_at__lte=after.at),
        sources.filter(marked_at__lte=after.at),
    )


def _with_changes(editions: Sequence[Edition]) -> dict[Place, Corrected]:
    if not editions:
        return {}
    numbers = Q(pk__in=())
    for edition in editions:
        numbers |= Q(entry_id=edition.entry_id, number__in=(edition.number - 1, edition.number))
    documents = {
        (edition.entry_id, edition.number): document_of(edition)
        for edition in Edition.objects.filter(numbers)
        .exclude(state=EditionState.WITHDRAWN)
        .only("entry_id", "number", "document")
    }
    told: dict[Place, Corrected] = {}
    for edition in editions:
        item = CorrectedEdition(edition)
        before = documents.get((edition.entry_id, edition.number - 1))
        if before is not None:
            after = documents[edition.entry_id, edition.number]
            changes, more = first_changes(before, after, MAX_CHANGES)
            item = CorrectedEdition(edition, edition.number - 1, changes, more)
        told[item.place] = item
    return told


def _with_entries(sources: Sequence[Source]) -> dict[Place, Corrected]:
    if not sources:
        return {}
    ids = [source.pk for source in sources]
    counts = Citation.objects.citing_entries(ids)
    citing: dict[UUID, list[tuple[str, str, str, str]]] = {}
    rows: Iterable[tuple[UUID, int, str, str, str, str]] = (
        Citation.objects.first_citing(ids, MAX_CITING)
        .annotate(
            title=F("entry__title"),
            kind=F("entry__kind"),
            slug=F("entry__slug"),
            language=F("entry__language"),
        )
        .values_list("source_id", "rank", "title", "kind", "slug", "language")
    )
    for pk, _rank, *named in sorted(set(rows)):
        title, kind, slug, language = named
        citing.setdefault(pk, []).append((title, kind, slug, language))
    items = [
        MarkedSource(source, citing.get(source.pk, ()), counts.get(source.pk, 0))
        for source in sources
    ]
    return {item.place: item for item in items}
