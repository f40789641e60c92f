"""The words of working revisions, so that the office finds what no reader sees yet."""

from __future__ import annotations

from typing import ClassVar, Self

from django.db import connection, models
from django.db.models.expressions import RawSQL
from django.utils.translation import gettext_lazy as _

from editorial.models.manuscripts import Manuscript
from encyclopedia.search import postgresql, sqlite
from encyclopedia.search.query import read_query

# Each database's own index over the column `words` (migration 0101).
_FOUND = {
    "sqlite": "SELECT rowid FROM editorial_drafttextindex WHERE editorial_drafttextindex MATCH %s",
    "postgresql": (
        "SELECT id FROM editorial_drafttext WHERE word_index @@ to_tsquery('simple', %s)"
    ),
}


class DraftTextQuerySet(models.QuerySet["DraftText"]):
    def with_words(self, typed: str) -> Self:
        """Those that hold every word, in the last one also as a beginning; phrases in quotation marks as they stand."""
        query = read_query(typed)
        if not query:
            return self.none()
        joined = (sqlite if connection.vendor == "sqlite" else postgresql).expression(query)
        return self.filter(pk__in=RawSQL(_FOUND[connection.vendor], [joined]))  # noqa: S611  constants


class DraftText(models.Model):
    """The folded words of a manuscript's newest revision, as `encyclopedia.search.folding.folded` writes them.

    Title, other names, authors, summary, text and facts; of a source also who made the work, its titles and numbers.
    Derived, like the draft's citations.
    """

    manuscript = models.OneToOneField(
        Manuscript, on_delete=models.CASCADE, related_name="draft_text"
    )
    language = models.CharField(_("language"), max_length=35, db_index=True)
    words = models.TextField()

    objects: ClassVar = DraftTextQuerySet.as_manager()

    class Meta:
        verbose_name = _("words of a draft")
        verbose_name_plural = _("words of drafts")
        default_permissions = ()
