"""Sources: works that can be cited, with their records and whether they can be trusted."""

from __future__ import annotations

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from encyclopedia.models.entries import Entry, Kind
from encyclopedia.models.ordered_json import OrderedJSONField


class Reliability(models.TextChoices):
    """Whether a source as a whole can be trusted."""

    SOUND = "sound", _("Sound")
    UNRELIABLE = "unreliable", _("Unreliable")
    RETRACTED = "retracted", _("Retracted")
    FORGED = "forged", _("Forged")


class SourceQuerySet(models.QuerySet["Source"]):
    def cited_by(self, entry: Entry) -> Self:
        """The sources that an entry cites, each once."""
        return self.filter(pk__in=entry.citations.values("source"))

    def doubted(self) -> Self:
        """Those that are marked as unreliable, retracted or forged."""
        return self.exclude(reliability=Reliability.SOUND)

    def marked(self) -> Self:
        """The same with the time at which each was marked, without its record."""
        return self.doubted().filter(marked_at__isnull=False).defer("record")

    def latest_first(self) -> Self:
        """The last marked first."""
        return self.order_by("-marked_at", "-pk")

    def by_key(self, after: str = "") -> Self:
        """In the order of their keys, those after `after`."""
        return self.filter(kind=Kind.SOURCE, slug__gt=after).order_by("slug")


class Source(Entry):
    """A work that can be cited; `slug` is its key."""

    record = OrderedJSONField()
    record_edition = models.PositiveIntegerField(default=1)
    record_type = models.CharField(max_length=40)
    reliability = models.CharField(
        max_length=12, choices=Reliability.choices, default=Reliability.SOUND
    )
    reliability_reason = models.TextField(blank=True)
    # Checks made before this no longer hold: they trusted the source.
    marked_at = models.DateTimeField(null=True)

    objects: ClassVar = SourceQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        constraints = [
            models.CheckConstraint(
                condition=Q(reliability__in=Reliability.values), name="source_reliability_is_known"
            ),
            models.CheckConstraint(
                condition=Q(reliability="sound") | ~Q(reliability_reason=""),
                name="source_doubt_has_a_reason",
            ),
        ]
        indexes = [
            models.Index(
                fields=["-marked_at", "-entry_ptr"],
                condition=~Q(reliability=Reliability.SOUND),
                name="source_by_mark",
            ),
        ]

    @property
    def key(self) -> str:
        return self.slug
