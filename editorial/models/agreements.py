"""Agreements of authors with whoever publishes: who signed what, when; the file is kept where no reader reaches it."""

from __future__ import annotations

import uuid
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from editorial.models.commissions import Commission
from editorial.models.manuscripts import Manuscript
from editorial.models.turns import name_of


class AgreementQuerySet(models.QuerySet["Agreement"]):
    def in_force(self) -> Self:
        """Without those that were withdrawn or replaced."""
        return self.filter(ended_at__isnull=True)

    def kept(self) -> Self:
        """Those whose file was not erased."""
        return self.filter(is_erased=False)

    def of_manuscript(self, manuscript: Manuscript) -> Self:
        """Those of the manuscript, and of the commissions that it was written for."""
        return self.filter(Q(manuscript=manuscript) | Q(commission__manuscript=manuscript))

    def newest_first(self) -> Self:
        return self.order_by("-at", "id")


class Agreement(models.Model):
    """One signed paper, of a manuscript or of a commission. `kind` is what the office calls it: a licence, a transfer.

    `digest` is the SHA-256 (hex) of the file. What ended it stays in the audit log; `replaced_by` is the one that took
    its place.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    manuscript = models.ForeignKey(
        Manuscript, null=True, on_delete=models.PROTECT, related_name="agreements"
    )
    commission = models.ForeignKey(
        Commission, null=True, on_delete=models.PROTECT, related_name="agreements"
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    name = models.CharField(max_length=300, blank=True)
    kind = models.CharField(max_length=80)
    signed_on = models.DateField()
    digest = models.CharField(max_length=64, db_index=True)
    media_type = models.CharField(max_length=40)
    size = models.PositiveIntegerField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    replaced_by = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")
    is_erased = models.BooleanField(default=False)

    objects: ClassVar = AgreementQuerySet.as_manager()

    class Meta:
        verbose_name = _("agreement")
        verbose_name_plural = _("agreements")
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=Q(manuscript__isnull=False, commission__isnull=True)
                | Q(manuscript__isnull=True, commission__isnull=False),
                name="agreement_is_of_one_thing",
            ),
            models.CheckConstraint(
                condition=(Q(person__isnull=False) & Q(name=""))
                | (Q(person__isnull=True) & ~Q(name="")),
                name="agreement_is_one_persons",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ended_by__isnull=True, replaced_by__isnull=True)
                | Q(ended_at__isnull=False, ended_by__isnull=False),
                name="agreement_is_ended_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(is_erased=False) | Q(ended_at__isnull=False),
                name="agreement_in_force_has_its_file",
            ),
        ]
        indexes = [models.Index(fields=["manuscript", "ended_at"], name="agreements_of_an_entry")]

    def __str__(self) -> str:
        return f"{self.kind} {self.signed_on}"

    @property
    def who(self) -> str:
        """The name of whoever signed it."""
        return name_of(self.person) or self.name

    @property
    def is_in_force(self) -> bool:
        return self.ended_at is None
