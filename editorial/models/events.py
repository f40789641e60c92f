"""The audit log of who did what, as a chain of hashes."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from editorial.models.manuscripts import Manuscript
from editorial.verifying import event_hash

GENESIS = "0" * 64


class EventQuerySet(models.QuerySet["Event"]):
    def in_order(self) -> Self:
        return self.order_by("seq")

    def of_manuscript(self, manuscript: Manuscript) -> Self:
        return self.filter(manuscript=manuscript)


class Event(models.Model):
    """One line of the audit log. `hash` covers every other column and the hash of the event before.

    An event of format 2 has a public half (what was done, with `data`) and a private one (`by`, `reason`, `private`,
    and `salt` against guessing); `hash` covers a hash of each, so that the private half can be left out or erased.
    Events of format 1 are from before version 0.2. Never deleted, and never changed but for that erasure: triggers
    enforce it in both databases.
    """

    seq = models.PositiveBigIntegerField(primary_key=True)
    format = models.PositiveSmallIntegerField(default=event_hash.HALVES)
    action = models.CharField(max_length=20)
    manuscript = models.ForeignKey(
        Manuscript, null=True, on_delete=models.PROTECT, related_name="events"
    )
    revision = models.PositiveIntegerField(default=0)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField()
    reason = models.TextField(blank=True)
    data = models.JSONField(default=dict)
    private = models.JSONField(default=dict)
    salt = models.CharField(max_length=32, blank=True)
    private_hash = models.CharField(max_length=64, blank=True)
    previous = models.CharField(max_length=64, unique=True)
    hash = models.CharField(max_length=64, unique=True)

    objects: ClassVar = EventQuerySet.as_manager()

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        default_permissions = ("view",)
        indexes = [
            models.Index(fields=["manuscript", "-seq"], name="event_by_manuscript"),
            # For the triggers that look for the event of a row.
            models.Index(fields=["manuscript", "at"], name="event_by_time"),
        ]

    def __str__(self) -> str:
        return f"{self.seq} {self.action}"

    @property
    def who(self) -> str:
        """The name of the person; that it was erased where it was."""
        return self.by.get_full_name() or self.by.get_username() if self.by else gettext("(erased)")

    def columns(self) -> dict[str, Any]:
        """What its hash is made of, JSON-ready, by the names that bundles have too."""
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
            "hash": self.hash,
        }
        if self.format == event_hash.WHOLE:
            return columns
        names = ("format", "private", "salt", "private_hash")
        return columns | {name: getattr(self, name) for name in names}

    def computed_hash(self) -> str:
        """SHA-256 (hex) over every other column, or over its halves."""
        return event_hash.event_hash(self.columns())


class ChainHead(models.Model):
    """The newest event's number and hash, in one row that every move locks."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    seq = models.PositiveBigIntegerField(default=0)
    hash = models.CharField(max_length=64, default=GENESIS)

    class Meta:
        default_permissions = ()
        constraints = [models.CheckConstraint(condition=Q(id=1), name="one_chain_head")]
