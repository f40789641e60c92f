"""What readers are told of claims: how many stand how."""

from __future__ import annotations

from typing import ClassVar

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
