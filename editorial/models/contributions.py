"""Who brought which citation into a manuscript: nobody checks a citation of which they brought in any part."""

from __future__ import annotations

import itertools
import json
import uuid
from collections.abc import Iterable
from typing import ClassVar, Self

from django.conf import settings
from django.db import connection, models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from editorial.models.manuscripts import Manuscript, Revision
from encyclopedia.core.suppressed import TITLE
from encyclopedia.models import Kind

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

    def suppressed(self) -> Self:
        """Those to citations that stood only in what was suppressed: their words are gone."""
        return self.filter(words=TITLE)

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

    def bar_outer(self) -> Q:
        """Whether any of these keeps its person from checking the citation of the outer row."""
        return Q(Exists(self._to_outer())) | Q(Exists(self._naming_for_outer()))

    def _to_outer(self) -> Self:
        """Those to the citation of the outer row, which has `manuscript`, `digest` and `source_key`."""
        return self.filter(manuscript=OuterRef("manuscript"), digest=OuterRef("digest"))

    def naming(self, source: uuid.UUID, key: str) -> Self:
        """Those that say who gave this key the work that this source is."""
        return self.filter(manuscript=source, source_key=key, words="")

    def barring(
        self, manuscript: uuid.UUID, digest: str, *, key: str, source: uuid.UUID | None
    ) -> Self:
        """Those that keep their person from checking this citation of `source`, if its key has any."""
        brought = Q(manuscript=manuscript, digest=digest)
        if source is None:
            return self.filter(brought)
        cited = Contribution.objects.filter(
            brought, revision__saved_at__lt=OuterRef("revision__saved_at")
        )
        named = Q(Exists(cited), manuscript=source, source_key=key, words="")
        return self.filter(brought | named)

    def _naming_for_outer(self) -> Self:
        """Those that gave the key of the outer row its work after somebody had brought that citation in."""
        cited = Contribution.objects.filter(
            manuscript=OuterRef(OuterRef("manuscript")),
            digest=OuterRef(OuterRef("digest")),
            revision__saved_at__lt=OuterRef("revision__saved_at"),
        )
        return self.filter(
            Exists(cited),
            manuscript__kind=Kind.SOURCE,
            manuscript__slug=OuterRef("source_key"),
            source_key=OuterRef("source_key"),
            words="",
        )


class Contribution(models.Model):
    """A person brought in a part of this citation, or of a sentence that has none yet: words, source, place, quotation.

    Or changed what stands around the citation. A row with `source_key` and without `words`, of a source, says that its
    person gave this key that work, or another one: who cited it before that chose something else.
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
