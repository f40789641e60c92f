"""The signature under a revision, and its publication as an edition. Both are history: triggers protect them."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from encyclopedia.models import Change


class Approval(models.Model):
    """A person's signature under the digest of one revision. A trigger refuses those who wrote any part of it."""

    manuscript = models.ForeignKey("Manuscript", on_delete=models.PROTECT, related_name="+")
    revision = models.ForeignKey("Revision", on_delete=models.PROTECT, related_name="+")
    digest = models.CharField(max_length=64)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    change = models.CharField(max_length=12, choices=Change.choices)
    summary = models.CharField(max_length=500, blank=True)

    class Meta:
        verbose_name = _("approval")
        verbose_name_plural = _("approvals")
        default_permissions = ("view",)


class Publication(models.Model):
    """The publication of a revision as an edition. A trigger refuses it when the digest is not the approved one."""

    manuscript = models.ForeignKey("Manuscript", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    revision = models.ForeignKey("Revision", on_delete=models.PROTECT, related_name="+")
    approval = models.OneToOneField(Approval, on_delete=models.PROTECT, related_name="+")
    digest = models.CharField(max_length=64)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("publication")
        verbose_name_plural = _("publications")
        default_permissions = ("view",)
        constraints = [
            models.UniqueConstraint(fields=["manuscript", "number"], name="publication_number_once")
        ]
