"""Changing what readers see: schedule, unschedule, publish, withdraw."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.translation import gettext as _

from editorial import workflow
from editorial.actions.error_reports import close_reports, reports_answered
from editorial.actions.mark import last_mark, set_mark
from editorial.actions.refresh_standings import lock_citing, restate
from editorial.actions.review import pass_gate
from editorial.actions.transaction import (
    Outcome,
    done_already,
    enter,
    locked,
    newest_event,
    record,
    record_next,
)
from editorial.gate.gate_input import approval_of
from editorial.gate.judged_waivers import JudgedWaiver, judged_waivers
from editorial.gate.policy import asked_of_checks
from editorial.gate.verdicts import current_standings, publish_checks_of
from editorial.models import Approval, Event, Manuscript, Publication, Status, Waiver
from editorial.verifying.document_files import digest as digest_of
from editorial.verifying.document_files import sha256
from editorial.workflow import NotAllowed, Refused
from encyclopedia import projection
from encyclopedia.analysis import analyse
from encyclopedia.core import documents
from encyclopedia.models import Source
from encyclopedia.rendering import PageNotice, Parts
from encyclopedia.wording.filled_in import listed

if TYPE_CHECKING:
    from django.contrib.auth.models import User


def schedule(*, manuscript: uuid.UUID, by: User, publish_at: datetime) -> Outcome:
    """Have an approved revision published at a later time, by `publish_due`, through the same gate."""
    with locked(manuscript) as row:
        if row.status == Status.SCHEDULED and row.publish_at == publish_at:
            return done_already(row, by, "schedule")
        workflow.require(by, row, "schedule")
        if publish_at <= timezone.now():
            raise Refused(_("That time has passed. Choose a later one, or publish now."))
        enter(row, Status.SCHEDULED, publish_at=publish_at)
        event = record(
            "schedule", by=by, manuscript=row, data={"publish_at": publish_at.isoformat()}
        )
    return Outcome(row, event)


def unschedule(*, manuscript: uuid.UUID, by: User) -> Outcome:
    """Remove the time from a scheduled revision: it stays approved until somebody publishes it."""
    with locked(manuscript) as row:
        if row.status == Status.APPROVED:
            return done_already(row, by, "unschedule")
        workflow.require(by, row, "unschedule")
        planned = row.publish_at.isoformat() if row.publish_at else ""
        enter(row, Status.APPROVED)
        event = record("unschedule", by=by, manuscript=row, data={"publish_at": planned})
    return Outcome(row, event)


def publish(*, manuscript: uuid.UUID, by: User, only_due: bool = False) -> Outcome:
    """Publish the approved revision as the next edition: exactly the document whose digest was signed.

    `only_due` does nothing when its time was changed or removed in the meantime. Raises GateClosed when a new obstacle
    stops it, NotAllowed when the document is not the approved one.
    """
    with locked(manuscript) as row:
        if row.status == Status.PUBLISHED and row.revision == row.published_revision:
            return done_already(row, by, "publish")
        if only_due and not Manuscript.objects.due().filter(pk=row.pk).exists():
            return Outcome(row, changed=False)
        workflow.require(by, row, "publish")
        approval = approval_of(row)
        if approval is None or approval.revision.number != row.revision:
            raise NotAllowed(_("The newest revision is not the approved one."))
        document = approval.revision.read()
        if documents.digest(document) != approval.digest:
            raise NotAllowed(_("The document is not the one that was approved."))
        answered = reports_answered(approval)
        seen = newest_event()
        passed = pass_gate(row, document, "publish", approver=approval.by_id)
        former_key = row.slug
        if isinstance(document, documents.SourceDocument):
            shown = Source.objects.filter(pk=row.pk).values_list("slug", flat=True)
            former_key = shown.first() or row.slug
            lock_citing(former_key, row.slug)
        number = row.edition + 1
        analysis = analyse(document)
        digests = [citation.digest for citation in analysis.citations]
        waivers = _judged(row, document)
        rendered = projection.Rendered(
            document,
            number=number,
            digest=approval.digest,
            change=approval.change,
            summary=approval.summary,
            standings=passed.standings,
            notices=_notices(waivers),
            analysis=analysis,
        )
        at, newest = record_next()
        if newest != seen:
            # Another move came between: what the page shows of other entries and of checks may be different now.
            waivers = _judged(row, document)
            rendered.look_again(
                standings=current_standings(row.pk, analysis.citations), notices=_notices(waivers)
            )
        event: Event | None = None

        def sign(parts: Parts) -> str:
            # The event holds the digest of each part too, so that a page that was changed is found.
            nonlocal event
            notices_data = [notice.as_data() for notice in _notices(waivers)]
            edition = {"number": number, "change": approval.change, "summary": approval.summary}
            data = publication_data(edition, approval, parts, notices_data)
            # Which waivers readers are told of, and why not of the others, each by its time.
            data |= {"waivers": {judged.waiver.at.isoformat(): judged.why for judged in waivers}}
            # What the gate asked for, so that whoever verifies need not know the settings of that day.
            data |= {"policy": asked_of_checks(document)}
            event = record(
                "publish", by=by, manuscript=row, reason=approval.summary, data=data, at=at
            )
            Publication.objects.create(
                manuscript=row,
                number=number,
                revision=approval.revision,
                approval=approval,
                digest=approval.digest,
                by=by,
                at=at,
            )
            return event.hash

        rendered.publish(at=at, sign=sign)
        publish_checks_of(digests)
        enter(
            row,
            Status.PUBLISHED,
            edition=number,
            live_edition=number,
            published_revision=row.revision,
        )
        if isinstance(document, documents.SourceDocument):
            _follow_source(row, former_key)
        close_reports(answered=answered, edition=number, by=by)
    return Outcome(row, event)


def publication_data(
    edition: Mapping[str, Any], approval: Approval, parts: Parts, notices: list[dict[str, Any]]
) -> dict[str, Any]:
    """What the event of a publication says: number, kind of change, summary, and digests of what it shows."""
    stored = {name: sha256(html.encode()) for name, html in parts.as_dict().items()}
    return {
        "edition": edition["number"],
        "digest": approval.digest,
        "parts": parts.digest(),
        "stored": {**stored, "notices": digest_of(notices)},
        "change": edition["change"],
        "summary": edition["summary"],
        "approved_at": approval.at.isoformat(),
    }


def withdraw(*, manuscript: uuid.UUID, by: User, reason: str) -> Outcome:
    """Withdraw an entry from readers; its address answers 410 with the reason, which is public.

    That of an entry merged into another that readers see leads there (301), and its editions stay readable.
    A review that was under way ends with it. Raises Refused for a source that published entries still cite.
    """
    if not reason.strip():
        raise Refused(_("Say why: readers who follow a link are shown the reason."))
    with locked(manuscript) as row:
        if row.status == Status.WITHDRAWN:
            return done_already(row, by, "withdraw")
        workflow.require(by, row, "withdraw")
        into = projection.leads_on(row.pk)
        data = {"merged_into": str(into)} if into else {}
        event = record("withdraw", by=by, manuscript=row, reason=reason.strip(), data=data)
        try:
            projection.withdraw(row.pk, reason=reason.strip(), at=event.at, into=into)
        except projection.StillCited as error:
            raise Refused(
                _("Published entries still cite this source: %(titles)s. Fix those first.")
                % {"titles": listed(error.titles)}
            ) from error
        enter(row, Status.WITHDRAWN, live_edition=0)
    return Outcome(row, event)


def _follow_source(manuscript: Manuscript, former_key: str) -> None:
    """A source that is published again keeps its mark; a record that is now another edition makes its checks stale.

    Drafts that cite it by a key that it no longer has cite nothing any more: their checks are stale too.
    """
    if former_key != manuscript.slug:
        restate(former_key)
    if mark := last_mark(manuscript):
        set_mark(manuscript, mark)
    elif standings := restate(manuscript.slug):
        projection.set_standings(standings)


def waivers_in_force(manuscript: Manuscript) -> list[Waiver]:
    """Those that have not ended, in the order in which readers are told of them if they hold."""
    waivers = Waiver.objects.in_force().filter(manuscript=manuscript)
    return list(waivers.select_related("by").order_by("at", "id"))


def _judged(manuscript: Manuscript, document: documents.Document) -> list[JudgedWaiver]:
    return judged_waivers(manuscript, document, waivers_in_force(manuscript))


def _notices(waivers: list[JudgedWaiver]) -> list[PageNotice]:
    """What readers are told of those that hold."""
    return [
        PageNotice(
            kind="waiver",
            text=waiver.reason,
            until=waiver.expires_at,
            by=waiver.by.get_full_name() or waiver.by.get_username(),
        )
        for waiver in (judged.waiver for judged in waivers if not judged.why)
    ]


def scheduled_by(manuscript: Manuscript) -> User:
    """Who scheduled the manuscript last: the person in whose name `publish_due` publishes it. Raises NotAllowed."""
    events = Event.objects.filter(manuscript=manuscript, action="schedule")
    person = events.select_related("by").latest("seq").by
    if person is None:
        raise NotAllowed(_("Who scheduled it was erased. Publish it from its own page."))
    return person
