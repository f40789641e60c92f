"""Subjects: tags, and which entries have them."""

from __future__ import annotations

from datetime import datetime
from hashlib import sha256
from typing import ClassVar, Self
from uuid import UUID

from django.db import models
from django.db.models import Q
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from taggit.models import ItemBase, NaturalKeyManager, TagBase


class Tag(TagBase):
    """A subject; a tag without a published entry has no page."""

    objects: ClassVar = NaturalKeyManager()

    class Meta:
        verbose_name = _("tag")
        verbose_name_plural = _("tags")

    def slugify(self, tag: str, i: int | None = None) -> str:
        """As taggit does it; a name without letters and digits gets an address too."""
        name = tag if slugify(tag, allow_unicode=True) else sha256(tag.encode()).hexdigest()[:12]
        return str(super().slugify(name, i))  # type: ignore[no-untyped-call]


class TaggedEntryQuerySet(models.QuerySet["TaggedEntry"]):
    def newest(self) -> Self:
        return self.order_by("-changed_at", "content_object_id")

    def by_change(
        self, tag: Tag, since: datetime, after: tuple[datetime, UUID] | None = None
    ) -> Self:
        """Those of one subject, else as `EntryQuerySet.by_change`."""
        later = Q(changed_at__gt=after[0]) | Q(content_object__lt=after[1]) if after else Q()
        lowest = max(since, after[0]) if after else since
        tagged = self.filter(later, tag=tag, changed_at__gte=lowest)
        return tagged.order_by("changed_at", "-content_object_id")


class TaggedEntry(ItemBase):
    tag = models.ForeignKey(Tag, on_delete=models.CASCADE, related_name="tagged")
    content_object = models.ForeignKey("Entry", on_delete=models.CASCADE, related_name="tagged")
    # The entry's, so that an index holds the entries of a subject in order of the alphabet.
    sort_key = models.CharField(max_length=300, blank=True)
    # The same for those of one language.
    language = models.CharField(max_length=20)
    # The same for the order in which they were changed.
    changed_at = models.DateTimeField()

    objects: ClassVar = TaggedEntryQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        indexes = [
            models.Index(fields=["tag", "sort_key", "content_object"], name="tagged_by_title"),
            models.Index(
                fields=["tag", "language", "sort_key", "content_object"], name="tagged_by_language"
            ),
            models.Index(fields=["tag", "-changed_at", "content_object"], name="tagged_by_change"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["tag", "content_object"], name="one_tag_once_per_entry")
        ]
