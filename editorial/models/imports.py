"""What was imported from where, so that importing twice does nothing twice."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from editorial.models.manuscripts import Manuscript


class ImportedPage(models.Model):
    """One page of another wiki and the manuscript it became; `version` is the wiki's newest revision that was read."""

    origin = models.CharField(max_length=200)
    page = models.CharField(max_length=40)
    version = models.CharField(max_length=40)
    manuscript = models.ForeignKey(Manuscript, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("imported page")
        verbose_name_plural = _("imported pages")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["origin", "page"], name="imported_page_once")
        ]
