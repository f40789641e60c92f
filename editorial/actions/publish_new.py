"""Publishing many new sources at once: submitted, approved and published in one transaction and few statements.

Every one of them makes the same moves, passes the same gate and has the same rows and events as if it were alone.
"""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Subquery
from django.utils import timezone

from editorial import workflow
from editorial.actions.publish import publication_data
from editorial.actions.recording import Line, lock_head, record_all
from editorial.actions.refresh_standings import lock_citing
from editorial.gate.judging import Stage, judge, stopping
from editorial.gate.policy import asked_of_checks, policy_for
from editorial.gate.standing_alone import inputs_alone, stands_alone
from editorial.models import (
    Approval,
    Check,
    DraftCitation,
    Manuscript,
    Merge,
    Publication,
    Revision,
    Status,
)
from editorial.models.query_plans import plan_anew
from editorial.models.turns import Step
from editorial.notices.telling import in_bulk
from encyclopedia.analysis import Analysis, analyse
from encyclopedia.core.documents import Document
from encyclopedia.core.standing import UNCHECKED
from encyclopedia.models import Change, Kind
from encyclopedia.models.insertion import insert
from encyclopedia.projection.new_sources import NewSources, never_published, says_only_its_record
from encyclopedia.rendering import EditionFacts, Parts

if TYPE_CHECKING:
    from django.contrib.auth.models import User

_MOVES: tuple[Stage, ...] = ("submit", "approve", "publish")
# Events of one transaction follow one another so closely, and none is in the future: rendering takes longer.
_APART = timedelta(microseconds=1)


@dataclass(frozen=True)
class _New:
    """A source that is published here, read once."""

    manuscript: Manuscript
    revision: Revision
    document: Document
    analysis: Analysis

    def edition(self, at: datetime, summary: str) -> EditionFacts:
        return EditionFacts(
            number=1,
            digest=self.revision.digest,
            published_at=at,
            change=Change.NEW,
            summary=summary,
            first_published_at=at,
        )


def publish_new(*, revisions: Mapping[uuid.UUID, int], by: User, reason: str) -> set[uuid.UUID]:
    """Submit, approve and publish those of these manuscripts that are new sources; the ids of those published.

    By id with the revision to publish. All of them or, where an error ends it, none. Left alone, and not among the ids,
    is whatever has to be looked at by itself: other entries, other revisions and states, sources that say more than
    their record or that were ever published, those cited by checked citations, and all that the gate would stop. Makes
    no notices: one tells of many (`notices.telling.notify_of_many`).
    """
    if not all(workflow.may(by, move) for move in _MOVES):
        return set()
    with transaction.atomic(), in_bulk(told=()):
        new = _without_obstacles(list(_new_sources(revisions)), by)
        if new:
            _publish(new, by, reason)
    return {one.manuscript.pk for one in new}


def _new_sources(wanted: Mapping[uuid.UUID, int]) -> Iterator[_New]:
    drafts = Manuscript.objects.filter(
        pk__in=wanted, kind=Kind.SOURCE, status=Status.DRAFT, edition=0
    )
    merges = Merge.objects.filter(merged=OuterRef("pk"))
    rows = {
        row.pk: row
        for row in drafts.exclude(Exists(merges)).select_for_update(of=("self",)).order_by("pk")
        if row.revision == wanted[row.pk]
    }
    keys = {pk: row.slug for pk, row in rows.items()}
    never_seen = never_published(keys) if keys else set()
    checked = _cited_by_checked(set(keys.values()))
    newest = Revision.objects.filter(manuscript__in=rows, number=F("manuscript__revision"))
    by_manuscript = {revision.manuscript_id: revision for revision in newest}
    for pk in wanted:
        if pk in never_seen and keys[pk] not in checked:
            revision = by_manuscript[pk]
            document = revision.read()
            analysis = analyse(document)
            if says_only_its_record(document) and stands_alone(document, analysis):
                revision.manuscript = rows[pk]
                yield _New(rows[pk], revision, document, analysis)


def _cited_by_checked(keys: Collection[str]) -> set[str]:
    """Those of these keys that citations have whose checks may stand otherwise once the source is published."""
    citing = DraftCitation.objects.filter(source_key__in=list(keys))
    looked_at = Exists(Check.objects.filter(digest=OuterRef("digest")))
    untouched = citing.filter(~looked_at, standing=UNCHECKED, first_by=None, asked=None)
    return set(
        citing.exclude(pk__in=untouched.values("pk"))
        .values_list("source_key", flat=True)
        .distinct()
    )


def _without_obstacles(new: Sequence[_New], by: User) -> list[_New]:
    """Those that pass the gate at every one of its three stages."""
    drafts = [(one.manuscript, one.document, one.analysis) for one in new]
    return [
        one
        for one, judged in zip(new, inputs_alone(drafts, approver=by.pk), strict=True)
        if not any(stopping(judge(judged, policy_for(one.document), stage)) for stage in _MOVES)
    ]


def _publish(new: Sequence[_New], by: User, reason: str) -> None:
    summary = reason[:500]
    plan_anew()
    lock_citing(*(one.manuscript.slug for one in new))
    manuscripts = Manuscript.objects.filter(pk__in=[one.manuscript.pk for one in new])
    manuscripts.update(status=Status.SUBMITTED)
    # The log is locked before readers' pages are: the same order everywhere, so no deadlock.
    lock_head()
    began = timezone.now()
    times = [began + number * _APART for number in range(3 * len(new))]
    approved_at, published_at = times[1::3], times[2::3]
    sources = NewSources(
        [
            (one.document, one.edition(at, summary))
            for one, at in zip(new, published_at, strict=True)
        ]
    )
    approvals = [
        Approval(
            manuscript=one.manuscript,
            revision=one.revision,
            digest=one.revision.digest,
            by=by,
            at=at,
            change=Change.NEW,
            summary=summary.strip(),
        )
        for one, at in zip(new, approved_at, strict=True)
    ]
    lines = [
        line
        for number, (one, approval, parts) in enumerate(
            zip(new, approvals, sources.parts(), strict=True)
        )
        for line in _lines(one, approval, parts, times[3 * number : 3 * number + 3], reason)
    ]
    events = record_all(lines, by=by)
    Approval.objects.bulk_create(approvals)
    approval_of = Approval.objects.filter(manuscript=OuterRef("pk")).order_by("-pk").values("pk")
    manuscripts.update(status=Status.APPROVED, approval=Subquery(approval_of[:1]))
    insert(
        Publication(
            manuscript=one.manuscript,
            number=1,
            revision=one.revision,
            approval=approval,
            digest=approval.digest,
            by=by,
            at=at,
        )
        for one, approval, at in zip(new, approvals, published_at, strict=True)
    )
    sources.write([event.hash for event in events[2::3]], published_at[-1])
    now = timezone.now()
    manuscripts.update(
        status=Status.PUBLISHED,
        step=Step.NOTHING,
        since=now,
        changed_at=now,
        edition=1,
        live_edition=1,
        published_revision=F("revision"),
        approval=None,
    )


def _lines(
    new: _New, approval: Approval, parts: Parts, times: Sequence[datetime], reason: str
) -> Iterator[Line]:
    submitted, approved, published = times
    signed = {"digest": approval.digest, "change": approval.change}
    edition: dict[str, Any] = {
        "number": 1,
        "change": approval.change,
        "summary": approval.summary,
    }
    yield Line(action="submit", manuscript=new.manuscript, reason=reason, at=submitted)
    yield Line(
        action="approve", manuscript=new.manuscript, reason=reason[:500], data=signed, at=approved
    )
    yield Line(
        action="publish",
        manuscript=new.manuscript,
        reason=approval.summary,
        data=publication_data(edition, approval, parts, [])
        | {"waivers": {}, "policy": asked_of_checks(new.document)},
        at=published,
    )
