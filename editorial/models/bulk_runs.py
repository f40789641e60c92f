"""One move over all that a list found, carried out in portions."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class BulkRun(models.Model):
    """What somebody chose to do with many manuscripts.

    `answers` are the form's fields as they were sent; `chosen` the manuscripts with the revisions that were listed, as
    lists send them; `place` how many of them were taken up; `reports` lists of title, words, whether it is done, id,
    and whether that was not so already.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    answers = models.JSONField(default=dict)
    chosen = models.JSONField(default=list)
    place = models.PositiveIntegerField(default=0)
    reports = models.JSONField(default=list)

    objects: ClassVar = models.Manager()

    class Meta:
        verbose_name = _("move over many entries")
        verbose_name_plural = _("moves over many entries")
        default_permissions = ()

    @property
    def is_done(self) -> bool:
        return self.place >= len(self.chosen)

    @property
    def ids(self) -> list[uuid.UUID]:
        return [uuid.UUID(chosen.partition(":")[0]) for chosen in self.chosen]
