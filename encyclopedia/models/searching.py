"""The text that search reads. The indexes over it are each database's own (`encyclopedia.search`, migration 0002)."""

from __future__ import annotations

from typing import ClassVar, Self
from uuid import UUID

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from encyclopedia.models.bytewise import LAST, Bytewise
from encyclopedia.models.entries import Entry, Kind

# Of a longer name as much is found as fits: no more is typed.
MAX_NAME = 300


class SearchText(models.Model):
    """The folded words of one published entry, as `encyclopedia.search.folding.folded` writes them.

    `names` holds the folded title and then the aliases, each between line feeds. `plain` is the text as readers
    see it, from which snippets are cut.
    """

    entry = models.OneToOneField(Entry, on_delete=models.CASCADE, related_name="search_text")
    title = models.TextField()
    aliases = models.TextField(blank=True)
    summary = models.TextField(blank=True)
    body = models.TextField(blank=True)
    names = models.TextField()
    plain = models.TextField(blank=True)

    class Meta:
        verbose_name = _("search text")
        verbose_name_plural = _("search texts")


class SearchNameQuerySet(models.QuerySet["SearchName"]):
    def beginning_with(self, folded: str) -> Self:
        """In the order of bytes, which begins with what is just that."""
        names = self.alias(bytewise=Bytewise("name"))
        return names.filter(bytewise__gte=folded, bytewise__lt=folded + LAST).order_by("bytewise")

    def beside(self, folded: str, most: int) -> list[UUID]:
        """The entries of the names before and after this place of the alphabet, `most` of each."""
        names = self.alias(bytewise=Bytewise("name"))
        before = names.filter(bytewise__lt=folded).order_by("-bytewise")
        after = names.filter(bytewise__gte=folded).order_by("bytewise")
        return [
            entry_id
            for side in (after, before)
            for entry_id in side.values_list("entry_id", flat=True)[:most]
        ]


class SearchName(models.Model):
    """A folded title or alias of a published entry, so that names are found by how they begin."""

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="search_names")
    text = models.ForeignKey(SearchText, on_delete=models.CASCADE, related_name="search_names")
    name = models.CharField(max_length=MAX_NAME)
    is_title = models.BooleanField()
    kind = models.CharField(max_length=12, choices=Kind.choices)

    objects: ClassVar = SearchNameQuerySet.as_manager()

    class Meta:
        verbose_name = _("searched name")
        verbose_name_plural = _("searched names")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["text"], condition=Q(is_title=True), name="search_title_once"
            )
        ]
        indexes = [models.Index(Bytewise("name"), name="search_name_in_order")]
