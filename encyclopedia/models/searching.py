"""The text that search reads. The indexes over it are each database's own (`encyclopedia.search`, migration 0002)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from encyclopedia.models.bytewise import Bytewise
from encyclopedia.models.entries import Entry, Kind

# Of a longer name as much is found as fits: no more is typed.
MAX_NAME = 300


class SearchText(models.Model):
    """The folded words of one published entry, as `encyclopedia.search.folding.folded` writes them.

    `names` holds the title and then all other names as they are written, a line each. `keys` are those of
    `encyclopedia.search.keys`. `plain` is the text as readers see it, from which snippets are cut.
    """

    entry = models.OneToOneField(Entry, on_delete=models.CASCADE, related_name="search_text")
    title = models.TextField()
    aliases = models.TextField(blank=True)
    summary = models.TextField(blank=True)
    body = models.TextField(blank=True)
    names = models.TextField()
    keys = models.TextField(blank=True)
    plain = models.TextField(blank=True)

    class Meta:
        verbose_name = _("search text")
        verbose_name_plural = _("search texts")


class SearchName(models.Model):
    """A folded title or alias of a published entry, so that names are found by how they begin."""

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="search_names")
    text = models.ForeignKey(SearchText, on_delete=models.CASCADE, related_name="search_names")
    name = models.CharField(max_length=MAX_NAME)
    is_title = models.BooleanField()
    kind = models.CharField(max_length=12, choices=Kind.choices)

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


class SearchCentury(models.Model):
    """A century to which a published entry belongs, by its first year (`encyclopedia.dates.centuries`)."""

    # Its index is that of the constraint.
    text = models.ForeignKey(
        SearchText, on_delete=models.CASCADE, related_name="centuries", db_index=False
    )
    begins = models.SmallIntegerField()

    class Meta:
        verbose_name = _("searched century")
        verbose_name_plural = _("searched centuries")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["text", "begins"], name="search_century_once")
        ]
