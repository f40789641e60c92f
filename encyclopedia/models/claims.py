"""What readers are told of claims: how many stand how, in which editions they were, and what they came from."""

from __future__ import annotations

from functools import reduce
from operator import add
from typing import ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from encyclopedia.core.standing import CLASSES, Summary
from encyclopedia.models.entries import Entry


class ClaimCountsQuerySet(models.QuerySet["ClaimCounts"]):
    def summed(self) -> Summary:
        """The sum over these entries; of nothing where there are none. One query."""
        names = [*CLASSES, "doubted"]
        counts = self.aggregate(
            **{f"sum_{name}": models.Sum(name, default=0) for name in names},
            last=models.Max("last"),
        )
        return Summary(**{name: counts[f"sum_{name}"] for name in names}, last=counts["last"])

    def well_supported(self) -> Self:
        """Those of entries of which most claims are supported by the source cited, and none is found to be wrong."""
        every = reduce(add, (models.F(name) for name in CLASSES))
        return self.filter(failed=0, doubted=0, supported__gt=every / 2)


class ClaimCounts(models.Model):
    """How many claims of a published entry stand how: `encyclopedia.core.standing.Summary`, of its citations now."""

    entry = models.OneToOneField(Entry, on_delete=models.CASCADE, related_name="claim_counts")
    supported = models.PositiveIntegerField(default=0)
    partly = models.PositiveIntegerField(default=0)
    failed = models.PositiveIntegerField(default=0)
    inaccessible = models.PositiveIntegerField(default=0)
    context_changed = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    unchecked = models.PositiveIntegerField(default=0)
    needed = models.PositiveIntegerField(default=0)
    doubted = models.PositiveIntegerField(default=0)
    last = models.DateTimeField(null=True)

    objects: ClassVar = ClaimCountsQuerySet.as_manager()

    class Meta:
        verbose_name = _("count of claims")
        verbose_name_plural = _("counts of claims")
        default_permissions = ()


class WordingQuerySet(models.QuerySet["Wording"]):
    def in_order(self) -> Self:
        return self.order_by("first", "pk")

    def newest(self) -> Self:
        """Those of the newest edition of each entry."""
        return self.filter(last=None)


class Wording(models.Model):
    """A run of editions of an entry in which a claim stood in these words; `last` is null up to the newest edition.

    Derived from the documents of all editions. Kept after a withdrawal, so that the claim's address answers 410.
    """

    entry_id = models.UUIDField(db_index=True)
    digest = models.CharField(max_length=64)
    claim = models.TextField()
    first = models.PositiveIntegerField()
    last = models.PositiveIntegerField(null=True)

    objects: ClassVar = WordingQuerySet.as_manager()

    class Meta:
        verbose_name = _("wording of a claim")
        verbose_name_plural = _("wordings of claims")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["digest", "first"], name="wording_begins_once")
        ]


class Rewording(models.Model):
    """A claim of an edition came from one that the edition before it had; both by digest."""

    entry_id = models.UUIDField(db_index=True)
    edition = models.PositiveIntegerField()
    earlier = models.CharField(max_length=64, db_index=True)
    later = models.CharField(max_length=64, db_index=True)

    class Meta:
        verbose_name = _("change of a claim's wording")
        verbose_name_plural = _("changes of claims' wordings")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["later", "earlier", "edition"], name="rewording_once_an_edition"
            )
        ]


class EditionSource(models.Model):
    """A source that an edition of an entry cites, by the key that it had then."""

    entry_id = models.UUIDField()
    edition = models.PositiveIntegerField()
    key = models.CharField(max_length=200)

    class Meta:
        verbose_name = _("source of an edition")
        verbose_name_plural = _("sources of editions")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["entry_id", "edition", "key"], name="edition_source_once"
            )
        ]
