"""Why editions were withdrawn: kept when their entry is published again, and its address is its own once more."""

from __future__ import annotations

from typing import ClassVar, Self
from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy as _


class WithdrawalQuerySet(models.QuerySet["Withdrawal"]):
    def of_edition(self, entry_id: UUID, number: int) -> Self:
        """The one by which this edition went."""
        return self.filter(entry_id=entry_id, edition__gte=number).order_by("edition")[:1]


class Withdrawal(models.Model):
    """One withdrawal of an entry: `edition` was its last one then, `reason` is what readers were told."""

    entry_id = models.UUIDField()
    edition = models.PositiveIntegerField()
    reason = models.TextField()
    since = models.DateTimeField()

    objects: ClassVar = WithdrawalQuerySet.as_manager()

    class Meta:
        verbose_name = _("withdrawal")
        verbose_name_plural = _("withdrawals")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["entry_id", "edition"], name="withdrawn_once")
        ]
