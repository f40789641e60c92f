"""Entries that may be one: the keys that find them, the proposed pairs, and those marked as different."""

from __future__ import annotations

import uuid
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from editorial.models.manuscripts import Manuscript


class SourceKey(models.Model):
    """One key by which the newest revision of a source, person or organisation can be found.

    Of a source it is one of `bibliography.work_keys`, of the others one of `core.same_entry.entry_keys`.

    Derived at every save by `editorial.projection.duplicate_pairs`, rebuilt by `rebuild`.
    """

    manuscript = models.ForeignKey(Manuscript, on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=200)

    objects: ClassVar = models.Manager()

    class Meta:
        verbose_name = _("key of an entry")
        verbose_name_plural = _("keys of entries")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["key", "manuscript"], name="source_key_once")
        ]


class DuplicateQuerySet(models.QuerySet["Duplicate"]):
    def of(self, source: uuid.UUID) -> Self:
        return self.filter(Q(first=source) | Q(second=source))

    def surest_first(self) -> Self:
        return self.order_by("-sure", "id")

    def following(self, last: Duplicate) -> Self:
        """Those after this one, `surest_first`."""
        later = Q(sure=last.sure, pk__gt=last.pk)
        return self.filter(later | Q(sure=False) if last.sure else later)


class Duplicate(models.Model):
    """Two entries proposed as one: `first` is the one with the smaller id; `by` says what they share.

    Derived like the keys; a pair that is merged or marked as different is not proposed again.
    """

    first = models.ForeignKey(Manuscript, on_delete=models.CASCADE, related_name="+")
    second = models.ForeignKey(Manuscript, on_delete=models.CASCADE, related_name="+")
    by = models.CharField(max_length=10)
    # By an identifier, not only by title, name and year.
    sure = models.BooleanField()

    objects: ClassVar = DuplicateQuerySet.as_manager()

    class Meta:
        verbose_name = _("pair that may be one")
        verbose_name_plural = _("pairs that may be one")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="duplicate_once"),
            models.CheckConstraint(
                condition=Q(first__lt=F("second")), name="duplicate_pair_is_in_order"
            ),
        ]
        indexes = [models.Index(fields=["-sure", "id"], name="duplicate_surest_first")]


class ToldApart(models.Model):
    """A person's decision that two entries are different, however similar they are."""

    first = models.ForeignKey(Manuscript, on_delete=models.PROTECT, related_name="+")
    second = models.ForeignKey(Manuscript, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=500)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    objects: ClassVar = models.Manager()

    class Meta:
        verbose_name = _("pair marked as different")
        verbose_name_plural = _("pairs marked as different")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="told_apart_once"),
            models.CheckConstraint(
                condition=Q(first__lt=F("second")), name="told_apart_pair_is_in_order"
            ),
        ]
