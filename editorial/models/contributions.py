"""Who brought which citation into a manuscript: nobody checks a citation of which they brought in any part."""

from __future__ import annotations

import itertools
import json
import uuid
from collections.abc import Iterable
from typing import ClassVar, Self

from django.conf import settings
from django.db import connection, models
from django.db.models import OuterRef
from django.utils.translation import gettext_lazy as _

from editorial.models.manuscripts import Manuscript, Revision

_AT_ONCE = 5_000
_KEEP = {
    "sqlite": "INSERT INTO editorial_contribution (manuscript_id, digest, person_id, revision_id, words,"
    " source_key, locator, quotation) SELECT json_extract(value, '$[0]'),"
    " json_extract(value, '$[1]'), json_extract(value, '$[2]'), json_extract(value, '$[3]'),"
    " json_extract(value, '$[4]'), json_extract(value, '$[5]'), json_extract(value, '$[6]'),"
    " json_extract(value, '$[7]') FROM json_each(%s)"
    " WHERE true ON CONFLICT (manuscript_id, digest, person_id) DO NOTHING",
    "postgresql": "INSERT INTO editorial_contribution (manuscript_id, digest, person_id, revision_id, words,"
    " source_key, locator, quotation) SELECT (value ->> 0)::uuid,"
    " value ->> 1, (value ->> 2)::bigint, (value ->> 3)::bigint, value ->> 4, value ->> 5,"
    " value ->> 6, value ->> 7 FROM jsonb_array_elements(%s::jsonb)"
    " ON CONFLICT (manuscript_id, digest, person_id) DO NOTHING",
}


class ContributionQuerySet(models.QuerySet["Contribution"]):
    def by(self, person: int) -> Self:
        return self.filter(person=person)

    def of(self, manuscript: uuid.UUID, digests: Iterable[str]) -> Self:
        return self.filter(manuscript=manuscript, digest__in=list(digests))

    def keep(self, rows: Iterable[tuple[uuid.UUID, str, int, int, str, str, str, str]]) -> None:
        """Insert (manuscript, digest, ids of person and revision, words, key, locator, quotation); what is there stays.

        A long document brings in thousands at one save: a statement for many rows takes a fifth of the time.
        """
        statement, is_hex = _KEEP[connection.vendor], connection.vendor == "sqlite"
        remaining = ((entry.hex if is_hex else str(entry), *row) for entry, *row in rows)
        with connection.cursor() as cursor:
            while chunk := list(itertools.islice(remaining, _AT_ONCE)):
                cursor.execute(statement, [json.dumps(chunk)])

    def to_outer(self) -> Self:
        """For a subquery: those to the citation of the outer row, which has `manuscript` and `digest`."""
        return self.filter(manuscript=OuterRef("manuscript"), digest=OuterRef("digest"))


class Contribution(models.Model):
    """A person brought in a part of this citation, or of a sentence that has none yet: words, source, place, quotation.

    `revision` is the first in which they did. With who saved each digest first stands what it is of: the sentence or
    fact (`words`, empty with all others) and, of a citation, key, locator and quotation.
    `editorial.contributions` writes it at every save and makes it again.
    Never changed, never deleted: triggers enforce it in both databases, and that who has a row makes no check.
    """

    manuscript = models.ForeignKey(
        Manuscript, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    digest = models.CharField(max_length=64)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    revision = models.ForeignKey(
        Revision, on_delete=models.PROTECT, related_name="+", db_index=False
    )

    words = models.TextField(default="")
    source_key = models.TextField(default="")
    locator = models.TextField(default="")
    quotation = models.TextField(default="")

    objects: ClassVar = ContributionQuerySet.as_manager()

    class Meta:
        verbose_name = _("contribution")
        verbose_name_plural = _("contributions")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["manuscript", "digest", "person"], name="contribution_once"
            )
        ]
