"""The audit log of who did what, as a chain of hashes; and the notices about it."""

from __future__ import annotations

import hashlib
from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from editorial.models.manuscripts import Manuscript
from encyclopedia.core.documents import canonical_json

GENESIS = "0" * 64


class EventQuerySet(models.QuerySet["Event"]):
    def in_order(self) -> Self:
        return self.order_by("seq")

    def of_manuscript(self, manuscript: Manuscript) -> Self:
        return self.filter(manuscript=manuscript)


class Event(models.Model):
    """One line of the audit log. `hash` covers every other column and the hash of the event before.

    Never changed, never deleted: triggers enforce it in both databases.
    """

    seq = models.PositiveBigIntegerField(primary_key=True)
    action = models.CharField(max_length=20)
    manuscript = models.ForeignKey(
        Manuscript, null=True, on_delete=models.PROTECT, related_name="events"
    )
    revision = models.PositiveIntegerField(default=0)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    reason = models.TextField(blank=True)
    data = models.JSONField(default=dict)
    previous = models.CharField(max_length=64, unique=True)
    hash = models.CharField(max_length=64, unique=True)

    objects: ClassVar = EventQuerySet.as_manager()

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        default_permissions = ("view",)
        indexes = [models.Index(fields=["manuscript", "-seq"], name="event_by_manuscript")]

    def __str__(self) -> str:
        return f"{self.seq} {self.action}"

    def computed_hash(self) -> str:
        """SHA-256 (hex) over the canonical JSON of every other column."""
        columns: dict[str, Any] = {
            "seq": self.seq,
            "action": self.action,
            "manuscript": str(self.manuscript_id) if self.manuscript_id else None,
            "revision": self.revision,
            "by": self.by_id,
            "at": self.at.isoformat(),
            "reason": self.reason,
            "data": self.data,
            "previous": self.previous,
        }
        return hashlib.sha256(canonical_json(columns)).hexdigest()


class ChainHead(models.Model):
    """The newest event's number and hash, in one row that every move locks."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    seq = models.PositiveBigIntegerField(default=0)
    hash = models.CharField(max_length=64, default=GENESIS)

    class Meta:
        default_permissions = ()
        constraints = [models.CheckConstraint(condition=Q(id=1), name="one_chain_head")]


class NoticeQuerySet(models.QuerySet["Notice"]):
    def unread(self, user: models.Model) -> Self:
        return self.filter(user=user, read_at__isnull=True)


class Notice(models.Model):
    """An event that concerns a person: shown in the office until read, and sent by e-mail."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    read_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["user", "event"], name="notice_once")]
        indexes = [
            models.Index(fields=["user", "read_at", "-made_at"], name="notice_by_user"),
        ]
