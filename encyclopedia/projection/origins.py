"""What an entry's rows and parts are derived from: document, edition, notices, and how its citations stand."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from uuid import UUID

from django.utils import timezone

from encyclopedia.core import documents
from encyclopedia.core.citations import DocumentCitation, Use
from encyclopedia.core.documents import Document
from encyclopedia.core.language_tags import MAX_TAG
from encyclopedia.core.standing import CitationStanding, Standings
from encyclopedia.core.telling import COLUMNS, Telling
from encyclopedia.models import Citation as CitationRow
from encyclopedia.models import Edition, Source
from encyclopedia.projection import resolution
from encyclopedia.projection.other_languages import others_of
from encyclopedia.projection.resolution import ResolvedEntry
from encyclopedia.rendering import (
    Analysis,
    Content,
    EditionFacts,
    Library,
    PageNotice,
    Parts,
    analyse,
    complete,
    render_content,
)
from encyclopedia.rendering.parts import OtherLanguage

# Entry id and numbered citations → the standing of each, by digest; the editorial side knows it from the checks.
StandingsOf = Callable[[UUID, Sequence[DocumentCitation]], Standings]


@dataclass
class Origin:
    """One edition to project. What it needs from the database is read once, when first used."""

    document: Document
    edition: EditionFacts
    notices: Sequence[PageNotice] = ()
    standings: Standings = field(default_factory=dict)
    # Whether no row of the entry is there yet.
    is_new: bool = False

    @property
    def id(self) -> UUID:
        return UUID(self.document.id)

    @property
    def path(self) -> str:
        return f"{self.document.kind}/{self.document.slug}"

    @property
    def language(self) -> str:
        """As the columns hold it."""
        return self.document.language[:MAX_TAG]

    @cached_property
    def analysis(self) -> Analysis:
        return analyse(self.document)

    @cached_property
    def targets(self) -> Mapping[str, ResolvedEntry | None]:
        """The entry that each name in the document refers to now."""
        names = resolution.names_in(self.document, self.analysis)
        return resolution.resolve(names, own=self.document)

    @cached_property
    def source_ids(self) -> Mapping[str, UUID]:
        """The published source of each key that is cited now, where there is one."""
        rows = Source.objects.filter(slug__in=self.analysis.keys)
        return dict(rows.values_list("slug", "pk"))

    @cached_property
    def library(self) -> Library:
        return resolution.library(self.document, self.analysis, targets=self.targets)

    @cached_property
    def content(self) -> Content:
        return render_content(
            self.document,
            analysis=self.analysis,
            library=self.library,
            standings=self.standings,
            published=True,
        )

    @cached_property
    def translations(self) -> Sequence[OtherLanguage]:
        return others_of([self.id]).get(self.id, ())

    @cached_property
    def parts(self) -> Parts:
        return complete(
            self.content,
            self.document,
            library=self.library,
            edition=self.edition,
            notices=self.notices,
            translations=self.translations,
        )


def origin_of(edition: Edition, standings_of: StandingsOf | None = None) -> Origin:
    """The origin of a published entry, from its edition's row.

    Standings come from `standings_of`, or else from the citations' rows.
    """
    editions = Edition.objects.filter(entry_id=edition.entry_id).order_by("number")
    origin = Origin(
        document=documents.read(json.loads(edition.document)),
        edition=edition_facts(edition, editions.values_list("published_at", flat=True)[0]),
        notices=notices_of(edition),
    )
    origin.standings = (
        standings_of(origin.id, origin.analysis.citations)
        if standings_of
        else stored_standings([origin.id])
    )
    return origin


def notices_of(edition: Edition) -> list[PageNotice]:
    """The notices in force now; the page of the edition itself keeps showing all of them."""
    now = timezone.now()
    notices = [PageNotice.from_data(data) for data in edition.notices]
    return [notice for notice in notices if not notice.lapsed(now)]


def edition_facts(edition: Edition, first_published_at: datetime) -> EditionFacts:
    return EditionFacts(
        number=edition.number,
        digest=edition.digest,
        published_at=edition.published_at,
        change=edition.change,
        summary=edition.summary,
        first_published_at=first_published_at,
        doi=edition.doi,
        changed_at=edition.changed_at,
    )


def stored_standings(entries: Iterable[UUID]) -> dict[Use, CitationStanding]:
    """How the published citations of these entries stand, by use."""
    rows = CitationRow.objects.filter(entry__in=list(entries)).exclude(standing="unchecked")
    return {
        Use(digest, context): CitationStanding(standing, checked_at, role, Telling(*told))
        for digest, context, standing, checked_at, role, *told in rows.values_list(
            "digest", "context", "standing", "checked_at", "role", *COLUMNS
        )
    }
