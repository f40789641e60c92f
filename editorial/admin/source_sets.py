"""The sources that go with an entry, as its page shows them: how each reads, what changed, what is in its way."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import F
from django.http import QueryDict
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from editorial.admin.draft_preview import revision_of
from editorial.admin.revision_views import comparison_context
from editorial.gate.gate_input import gate_input
from editorial.gate.going_with import to_publish_with, to_submit_with
from editorial.gate.judging import GateInput, Obstacle, judge, stopping
from editorial.gate.obstacle_wording import words
from editorial.gate.policy import policy_for
from editorial.gate.standing_alone import inputs_alone, stands_alone
from editorial.models import Manuscript, Revision, Status
from editorial.moves import UNFINISHED
from editorial.workflow import sees
from encyclopedia.analysis import analyse
from encyclopedia.core.documents import Document, SourceDocument
from encyclopedia.rendering.site_citation_style import site_citation_style
from encyclopedia.rendering.trusted import trusted

if TYPE_CHECKING:
    from django.contrib.auth.models import User

FIELD = "with"


@dataclass(frozen=True)
class SetPiece:
    """One source: `line` is its line in the bibliography as HTML, `comparison` what differs from its last edition."""

    manuscript: Manuscript
    line: SafeString | str
    obstacles: tuple[str, ...]
    comparison: dict[str, Any] | None = None


@dataclass(frozen=True)
class SourceSet:
    """What goes with an entry at its next step; `missing` is what its publication waits for besides, in words."""

    manuscript: Manuscript
    pieces: tuple[SetPiece, ...] = ()
    missing: tuple[str, ...] = ()

    @property
    def titles(self) -> tuple[str, ...]:
        return tuple(piece.manuscript.title for piece in self.pieces)

    @property
    def count(self) -> int:
        """With the entry itself."""
        return len(self.pieces) + 1

    @property
    def is_submitted(self) -> bool:
        """Whether it is with the approvers: before that, the sources are only named."""
        return self.manuscript.status not in UNFINISHED

    @property
    def can_be_published(self) -> bool:
        return not self.missing and not any(piece.obstacles for piece in self.pieces)

    def without_its_sources(self, obstacles: list[Obstacle]) -> list[Obstacle]:
        """Without those that its sources are not published yet: they are published with it."""
        keys = {piece.manuscript.slug for piece in self.pieces}
        return [one for one in obstacles if not _waits_for(one, keys)]


def set_of(manuscript: Manuscript, by: User, publication: list[Obstacle]) -> SourceSet:
    """What goes with it now; `publication` is what stops the publication of the entry.

    A fixed number of queries where the sources are new and cite nothing.
    """
    if manuscript.status in UNFINISHED:
        return SourceSet(manuscript, tuple(SetPiece(one, "", ()) for one in _going(manuscript, by)))
    if manuscript.status not in {Status.SUBMITTED, Status.APPROVED, Status.SCHEDULED}:
        return SourceSet(manuscript)
    waiting = [source for source in to_publish_with(manuscript) if sees(by, source)]
    pieces = tuple(_pieces(waiting, by))
    keys = {source.slug for source in waiting}
    missing = tuple(words(one) for one in publication if not _waits_for(one, keys))
    return SourceSet(manuscript, pieces, missing)


def going_titles(manuscript: Manuscript, by: User) -> tuple[str, ...]:
    """The titles of the sources that are submitted with this draft."""
    return tuple(source.title for source in _going(manuscript, by))


def _going(manuscript: Manuscript, by: User) -> list[Manuscript]:
    if manuscript.status not in UNFINISHED:
        return []
    return [source for source in to_submit_with(manuscript) if sees(by, source)]


def revisions_shown(sent: QueryDict) -> dict[uuid.UUID, int]:
    """The sources that the page showed, with their revisions, as the form sends them; without what is no such pair."""
    shown: dict[uuid.UUID, int] = {}
    for value in sent.getlist(FIELD):
        pk, _colon, revision = value.partition(":")
        try:
            shown[uuid.UUID(pk)] = int(revision[:9])
        except ValueError:
            continue
    return shown


def _waits_for(obstacle: Obstacle, keys: set[str]) -> bool:
    return obstacle.code == "source_not_published" and obstacle.subject in keys


def _pieces(sources: Sequence[Manuscript], by: User) -> list[SetPiece]:
    ids = [source.pk for source in sources]
    newest = Revision.objects.filter(manuscript__in=ids, number=F("manuscript__revision"))
    read = {revision.manuscript_id: revision.read() for revision in newest}
    inputs = _inputs(sources, read, by)
    return [_piece(source, read[source.pk], inputs[source.pk], by) for source in sources]


def _inputs(
    sources: Sequence[Manuscript], read: dict[uuid.UUID, Document], by: User
) -> dict[uuid.UUID, GateInput]:
    """What the gate looks at, of all that are new and cite nothing at once."""
    analysed = [(source, read[source.pk], analyse(read[source.pk])) for source in sources]
    alone = [
        one
        for one in analysed
        if not one[0].edition and one[0].status == Status.SUBMITTED and stands_alone(*one[1:])
    ]
    inputs = dict(
        zip([one[0].pk for one in alone], inputs_alone(alone, approver=by.pk), strict=True)
    )
    for source, document, analysis in analysed:
        if source.pk not in inputs:
            approver = source.approval.by_id if source.approval else by.pk
            inputs[source.pk] = gate_input(source, document, analysis=analysis, approver=approver)
    return inputs


def _piece(source: Manuscript, document: Document, inputs: GateInput, by: User) -> SetPiece:
    met = [words(one) for one in stopping(judge(inputs, policy_for(document), "publish"))]
    if source.edition and source.status == Status.SUBMITTED:
        met.append(
            _("Readers saw it before. Approve it on its own page, where you say what changed.")
        )
    line = ""
    if isinstance(document, SourceDocument):
        style = site_citation_style()
        line = style.bibliography_line(document.record) or style.full_note(document.record)
    return SetPiece(
        source,
        trusted(line),
        tuple(met),
        _comparison(source, document),
    )


def _comparison(source: Manuscript, document: Document) -> dict[str, Any] | None:
    if not source.published_revision:
        return None
    before = revision_of(source, source.published_revision)
    return comparison_context(before.read(), document) if before else None
