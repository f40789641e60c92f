"""Which entries are translations of one another: beside their editions, since an edition never changes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar, Self
from uuid import UUID

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from encyclopedia.models.entries import Entry
from encyclopedia.models.pages import Change, Edition

# Of the original, what a translation has to follow.
SUBSTANTIVE = (Change.ADDITION, Change.CORRECTION)


class TranslationQuerySet(models.QuerySet["Translation"]):
    def joining(self, entries: Iterable[UUID]) -> Self:
        """The rows of these entries, as translations and as originals."""
        ids = list(entries)
        return self.filter(Q(entry_id__in=ids) | Q(original_id__in=ids))

    def behind(self) -> Self:
        """Those whose original, which readers see, was added to or corrected after the edition that they follow."""
        original = OuterRef("original_id")
        revised = Edition.objects.readable().filter(
            entry_id=original, number__gt=OuterRef("edition"), change__in=SUBSTANTIVE
        )
        return self.filter(Exists(Entry.objects.filter(pk=original)), Exists(revised))


class Translation(models.Model):
    """An entry that is a translation of the `original`, whose `edition` it follows; it stays while one is withdrawn.

    An original is no translation itself: an entry and its translations are one group. The audit log says it:
    `encyclopedia.projection.translations` alone writes it.
    """

    entry_id = models.UUIDField(primary_key=True, editable=False)
    original_id = models.UUIDField(db_index=True)
    edition = models.PositiveIntegerField()
    since = models.DateTimeField()

    objects: ClassVar = TranslationQuerySet.as_manager()

    class Meta:
        verbose_name = _("translation")
        verbose_name_plural = _("translations")
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=~Q(entry_id=F("original_id")), name="translation_is_of_another"
            ),
            models.CheckConstraint(
                condition=Q(edition__gte=1), name="translation_follows_an_edition"
            ),
        ]
