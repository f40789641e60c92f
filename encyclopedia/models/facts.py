"""What the published documents state as facts, row by row: in order of time, and by the entry they lead to."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar, Self
from uuid import UUID

from django.db import models
from django.db.models import F, Q, Value, Window
from django.db.models.functions import Coalesce, RowNumber
from django.utils.translation import gettext_lazy as _

from encyclopedia.core.properties import MEMBERSHIP
from encyclopedia.dates.intervals import LATEST
from encyclopedia.models.entries import APART, Entry, Kind

# The index of the authorities' numbers holds it: SQLite does without the index where it is not asked.
NUMBERED = ~Q(scheme="")
# Where one list of facts goes on: after the fact that begins then, of this entry, in this place.
Place = tuple[int, UUID, int]


class FactQuerySet(models.QuerySet["Fact"]):
    def of_works(self) -> Self:
        """Those of the work itself: no source, no page about the site."""
        return self.exclude(entry__kind__in=APART)

    def dated(self) -> Self:
        """What happened at a date that can be read."""
        return self.filter(begins__isnull=False)

    def in_time(self, first: int, last: int, after: Place | None = None) -> Self:
        """Those that begin from the first sort key to the last, in their order; along one index."""
        facts = self
        if after:
            later = Q(begins__gt=after[0]) | Q(entry__gt=after[1])
            facts = self.filter(later | Q(entry=after[1], position__gt=after[2]))
            first = max(first, after[0])
        facts = facts.filter(begins__gte=first, begins__lte=last)
        return facts.order_by("begins", "entry_id", "position")

    def about(self, entry: UUID) -> Self:
        """Those of this entry, and those of others that lead to it. A union: for an "or" all would be read."""
        facts = self.model._default_manager
        own, leading = facts.filter(entry=entry), facts.filter(target=entry)
        return self.filter(pk__in=own.values("pk").union(leading.values("pk")))

    def leading_to(self, entries: Iterable[UUID]) -> Self:
        """Those of other entries that lead to these."""
        return self.filter(target__in=list(entries)).exclude(entry=F("target"))

    def memberships(self) -> Self:
        """What persons were in organisations."""
        return self.filter(property__in=MEMBERSHIP, target__kind=Kind.ORGANISATION)

    def others(self) -> Self:
        """All but memberships."""
        return self.exclude(property__in=MEMBERSHIP, target__kind=Kind.ORGANISATION)

    def by_beginning(self) -> Self:
        """As their dates begin; those without a date last, in order of the alphabet."""
        placed = self.annotate(placed=Coalesce("begins", Value(LATEST + 1)))
        return placed.order_by("placed", "entry__sort_key", "entry_id", "position")

    def after(self, fact: Fact) -> Self:
        """Those after this one, `by_beginning`."""
        placed = LATEST + 1 if fact.begins is None else fact.begins
        key, entry = fact.entry.sort_key, fact.entry_id
        following = (
            Q(placed__gt=placed)
            | Q(placed=placed, entry__sort_key__gt=key)
            | Q(placed=placed, entry__sort_key=key, entry_id__gt=entry)
            | Q(placed=placed, entry_id=entry, position__gt=fact.position)
        )
        return self.by_beginning().filter(following)

    def numbered(self, scheme: str) -> Self:
        """Numbers of one authority file that nothing contradicts, entry by entry; along one index."""
        numbers = self.filter(NUMBERED, scheme=scheme, disputed=False)
        return numbers.order_by("scheme", "entry_id", "position")

    def first_of_each(self, column: str, most: int) -> Self:
        """At most so many for each value of a column, `by_beginning`."""
        ordered = self.by_beginning()
        rank = Window(
            RowNumber(),
            partition_by=column,
            order_by=["placed", "entry__sort_key", "entry_id", "position"],
        )
        return ordered.annotate(rank=rank).filter(rank__lte=most)


class Fact(models.Model):
    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="facts")
    position = models.PositiveIntegerField()
    property = models.CharField(max_length=40)
    value = models.TextField(blank=True)
    date = models.CharField(max_length=60, blank=True)
    earliest = models.BigIntegerField(null=True)
    latest = models.BigIntegerField(null=True)
    # Where it stands in order of time: at its first possible day, or the last one where its beginning is open. Null for
    # what has no place in a timeline, so that an index holds those that have.
    begins = models.BigIntegerField(null=True)
    place = models.CharField(max_length=300, blank=True)
    target = models.ForeignKey(Entry, null=True, on_delete=models.SET_NULL, related_name="+")
    target_name = models.CharField(max_length=300, blank=True)
    note = models.TextField(blank=True)
    disputed = models.BooleanField(default=False)
    # The authority file whose number the value is (`core.authority.SCHEMES`); empty for everything else.
    scheme = models.CharField(max_length=12, blank=True)

    objects: ClassVar = FactQuerySet.as_manager()

    class Meta:
        verbose_name = _("fact")
        verbose_name_plural = _("facts")
        constraints = [
            models.UniqueConstraint(fields=["entry", "position"], name="fact_has_one_place"),
            models.CheckConstraint(
                condition=Q(earliest__isnull=True)
                | Q(latest__isnull=True)
                | Q(earliest__lte=models.F("latest")),
                name="fact_dates_in_order",
            ),
        ]
        indexes = [
            models.Index(fields=["property", "earliest"], name="fact_by_date"),
            models.Index(fields=["begins", "entry", "position"], name="fact_in_time"),
            models.Index(
                fields=["scheme", "entry", "position"],
                condition=NUMBERED,
                name="fact_by_authority",
            ),
        ]
