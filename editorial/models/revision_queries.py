"""Queries of revisions: what is not published yet, and whose words are in it."""

from __future__ import annotations

from typing import Self, TypeVar

from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from editorial.models.merges import Merge
from editorial.models.publications import Publication

_Row = TypeVar("_Row", bound=models.Model)


class RevisionQueries(models.QuerySet[_Row]):
    """Of the one table of revisions, which stands above this file."""

    def unpublished(self) -> Self:
        """Those saved since the last publication of their manuscript."""
        return self.filter(number__gt=F("manuscript__published_revision"))

    def with_words_in_outer(self) -> Self:
        """For a subquery: the revisions whose words may be in the outer one, including itself.

        A revert restores an earlier revision with everything that it was built on. Whose words those were is no longer
        known, so all revisions up to the restored one count, unless that one was published and so approved.
        """
        published = Publication.objects.filter(revision=OuterRef(OuterRef("restored")))
        history = Q(number__lte=OuterRef("restored__number")) & ~Exists(published)
        return self.filter(
            Q(pk=OuterRef("pk")) | Q(pk=OuterRef("restored")) | history,
            manuscript=OuterRef("manuscript"),
        )

    def written_by(self, person: int) -> Self:
        """Those that this person saved, or suggested, or that copied fields from a merged source in which they wrote.

        A merge that copied fields has exactly the time of the revision that it made. Sources that were merged into the
        other record earlier count too.
        """
        merges_of_theirs = Merge.objects.filter(
            into=OuterRef("into"), at__lte=OuterRef("at"), merged__revisions__author=person
        )
        filled = Merge.objects.filter(into=OuterRef("manuscript"), at=OuterRef("saved_at"))
        own = Q(author=person) | Q(suggested_by=person)
        return self.filter(own | Exists(filled.filter(Exists(merges_of_theirs))))

    def newest(self) -> Self:
        return self.order_by("-number")
