"""What became of digests when an upgrade of the software read claims in another way."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from editorial.models.events import Event
from editorial.models.manuscripts import Manuscript


class DigestUpgrade(models.Model):
    """What a citation's digest became when digests got another version; "" where it cannot be told.

    For checks and waivers of `old` made at `revision`. `context`, `source` and `work` are those of then: what later
    checks say themselves. Never changed, never deleted: triggers enforce it in both databases.
    """

    manuscript = models.ForeignKey(Manuscript, on_delete=models.PROTECT, related_name="+")
    revision = models.PositiveIntegerField()
    old = models.CharField(max_length=64)
    new = models.CharField(max_length=64, blank=True, db_index=True)
    version = models.PositiveSmallIntegerField()
    context = models.CharField(max_length=64, blank=True)
    source = models.UUIDField(null=True)
    work = models.CharField(max_length=64, blank=True)
    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="+")
    # Its place among the rows of that event, which says how many they are: none can be added later.
    position = models.PositiveIntegerField(null=True)

    class Meta:
        verbose_name = _("upgraded digest")
        verbose_name_plural = _("upgraded digests")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["old", "revision"], name="digest_upgraded_once"),
            models.UniqueConstraint(fields=["event", "position"], name="digest_upgrades_counted"),
        ]
