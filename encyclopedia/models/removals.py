"""Which entries were published and are no longer: what those who harvest the site are told."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import ClassVar, Self
from uuid import UUID

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from encyclopedia.models.entries import Kind


class RemovalQuerySet(models.QuerySet["Removal"]):
    def in_order(
        self, kind: str, since: datetime, after: tuple[datetime, UUID] | None = None
    ) -> Self:
        """Those of one kind since then, the oldest first; `after` is the time and id of the last one seen."""
        later = Q(removed_at__gt=after[0]) | Q(pk__lt=after[1]) if after else Q()
        lowest = max(since, after[0]) if after else since
        removals = self.filter(later, kind=kind, removed_at__gte=lowest)
        return removals.order_by("removed_at", "-entry_id")

    def of(self, entries: Iterable[UUID]) -> Self:
        return self.filter(pk__in=list(entries))


class Removal(models.Model):
    """An entry that was withdrawn, and when; the row goes when the entry is published again."""

    entry_id = models.UUIDField(primary_key=True)
    kind = models.CharField(max_length=12, choices=Kind.choices)
    removed_at = models.DateTimeField()

    objects: ClassVar = RemovalQuerySet.as_manager()

    class Meta:
        verbose_name = _("removal")
        verbose_name_plural = _("removals")
        default_permissions = ()
        indexes = [
            models.Index(fields=["kind", "-removed_at", "entry_id"], name="removal_in_order")
        ]
