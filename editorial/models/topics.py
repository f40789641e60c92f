"""The tags of working revisions, so that the desk can show one subject."""

from __future__ import annotations

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from editorial.models.manuscripts import Manuscript
from encyclopedia.core.names import name_key


class TopicQuerySet(models.QuerySet["Topic"]):
    def named(self, tag: str) -> Self:
        """By the tag's name, ignoring case."""
        return self.filter(key=name_key(tag))

    def waiting(self) -> Self:
        return self.filter(waits_since__isnull=False)


class Topic(models.Model):
    """One tag of a manuscript's newest revision; `key` is the name folded as titles are.

    `waits_since` is the time of the manuscript's oldest citation at the desk. Derived, like the draft's citations.
    """

    manuscript = models.ForeignKey(Manuscript, on_delete=models.CASCADE, related_name="topics")
    name = models.CharField(max_length=300)
    key = models.CharField(max_length=300)
    waits_since = models.DateTimeField(null=True)

    objects: ClassVar = TopicQuerySet.as_manager()

    class Meta:
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["manuscript", "key"], name="topic_once_per_manuscript")
        ]
        indexes = [
            models.Index(fields=["key", "manuscript"], name="topic_by_key"),
            models.Index(
                fields=["key", "waits_since", "manuscript"],
                name="topic_waiting",
                condition=Q(waits_since__isnull=False),
            ),
        ]
