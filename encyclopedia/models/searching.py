"""The text that search reads. The indexes over it are each database's own (`encyclopedia.search`, migration 0002)."""

from __future__ import annotations

from typing import ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from encyclopedia.models.entries import Entry


class SearchTextQuerySet(models.QuerySet["SearchText"]):
    def of_kind(self, kind: str) -> Self:
        return self.filter(entry__kind=kind) if kind else self

    def tagged_with(self, slug: str) -> Self:
        return self.filter(entry__tagged__tag__slug=slug) if slug else self


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

    objects: ClassVar = SearchTextQuerySet.as_manager()

    class Meta:
        verbose_name = _("search text")
        verbose_name_plural = _("search texts")
