"""The marks “citation needed” of working revisions, so that the office has them in one list."""

from __future__ import annotations

from typing import ClassVar, Self

from django.db import models
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from editorial.models.manuscripts import Manuscript
from editorial.models.merges import Merge
from editorial.models.topics import Topic


class NeededCitationQuerySet(models.QuerySet["NeededCitation"]):
    def in_hand(self) -> Self:
        """Without those of sources merged into another, and of entries that were withdrawn."""
        merged = Merge.objects.filter(merged=OuterRef("manuscript"))
        return self.exclude(manuscript__status="withdrawn").exclude(Exists(merged))

    def about(self, tag: str) -> Self:
        """Those in entries with this subject."""
        return self.filter(manuscript__in=Topic.objects.named(tag).values("manuscript"))

    def by_entry(self) -> Self:
        """The entries in order of their titles, the marks in order of the text."""
        return self.order_by("manuscript__sort_key", "manuscript", "position")


class NeededCitation(models.Model):
    """One `[@? reason]` of a manuscript's newest revision: the words before it, and the line of the text.

    Derived, like the draft's citations.
    """

    manuscript = models.ForeignKey(
        Manuscript, on_delete=models.CASCADE, related_name="needed_citations"
    )
    position = models.PositiveIntegerField()
    line = models.PositiveIntegerField()
    claim = models.TextField()
    sentence = models.TextField()
    reason = models.TextField(blank=True)

    objects: ClassVar = NeededCitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("citation needed")
        verbose_name_plural = _("citations needed")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["manuscript", "position"], name="needed_citation_has_one_place"
            )
        ]
