"""Merges of two entries of one work, person, body or subject: one is kept, and the other leads to it from then on."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Merge(models.Model):
    """An entry that is of the same work, person, body or subject as `into`, as a person decided; its history stays."""

    merged = models.OneToOneField("Manuscript", on_delete=models.PROTECT, related_name="+")
    into = models.ForeignKey("Manuscript", on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=500, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    objects: ClassVar = models.Manager()

    class Meta:
        verbose_name = _("merge")
        verbose_name_plural = _("merges")
        default_permissions = ()
        constraints = [
            models.CheckConstraint(condition=~Q(merged=F("into")), name="merge_joins_two")
        ]
