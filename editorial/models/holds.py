"""Holds: while one moderator looks at a citation, no other moderator gets it."""

from __future__ import annotations

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from editorial.models.manuscripts import Manuscript
from encyclopedia.core.citations import Use


class HoldQuerySet(models.QuerySet["Hold"]):
    def in_force(self) -> Self:
        return self.filter(until__gt=timezone.now())

    def of(self, user: models.Model) -> Self:
        return self.in_force().filter(by=user)

    def of_others(self, user: models.Model) -> Self:
        return self.in_force().exclude(by=user)

    def of_use(self, use: Use) -> Self:
        return self.filter(digest=use.digest, context=use.context)


class Hold(models.Model):
    """A hold on one citation where it stands: it expires by itself, and another moderator can then use the row.

    The same words in another place of the entry are another citation, with a hold of its own.
    """

    digest = models.CharField(max_length=64)
    context = models.CharField(max_length=64, blank=True)
    manuscript = models.ForeignKey(Manuscript, on_delete=models.CASCADE, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    until = models.DateTimeField()

    objects: ClassVar = HoldQuerySet.as_manager()

    class Meta:
        verbose_name = _("hold")
        verbose_name_plural = _("holds")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["digest", "context"], name="hold_once_a_use")
        ]
        indexes = [models.Index(fields=["by", "until"], name="hold_by_moderator")]
