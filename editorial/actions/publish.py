"""What readers come to see, or no longer see: schedule, unschedule, publish, withdraw."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext as _

from editorial import workflow
from editorial.actions.mark import last_mark, set_mark
from editorial.actions.refresh_standings import lock_citing, restate
from editorial.actions.review import pass_gate
from editorial.actions.transaction import Outcome, done_already, enter, locked, record, record_next
from editorial.gate.gate_input import approval_of
from editorial.gate.verdicts import current_standings, publish_checks
from editorial.models import Event, Manuscript, Publication, Status, Waiver
from editorial.workflow import NotAllowed, Refused
from encyclopedia import projection
from encyclopedia.analysis import analyse
from encyclopedia.core import documents
from encyclopedia.rendering import PageNotice, Parts

if TYPE_CHECKING:
    from django.contrib.auth.models import User


def schedule(*, manuscript: uuid.UUID, by: User, publish_at: datetime) -> Outcome:
    """Have an approved revision published at a time to come, by `publish_due`, through the same gate."""
    with locked(manuscript) as found:
        if found.status == Status.SCHEDULED and found.publish_at == publish_at:
            return done_already(found, by, "schedule")
        workflow.require(by, found, "schedule")
        if publish_at <= timezone.now():
            raise Refused(_("That time has passed. Choose a later one, or publish now."))
        enter(found, Status.SCHEDULED, publish_at=publish_at)
        event = record(
            "schedule", by=by, manuscript=found, data={"publish_at": publish_at.isoformat()}
        )
    return Outcome(found, event)


def unschedule(*, manuscript: uuid.UUID, by: User) -> Outcome:
    """Take the time from a scheduled revision: it stays approved, and waits for somebody to publish it."""
    with locked(manuscript) as found:
        if found.status == Status.APPROVED:
            return done_already(found, by, "unschedule")
        workflow.require(by, found, "unschedule")
        planned = found.publish_at.isoformat() if found.publish_at else ""
        enter(found, Status.APPROVED)
        event = record("unschedule", by=by, manuscript=found, data={"publish_at": planned})
    return Outcome(found, event)


def publish(*, manuscript: uuid.UUID, by: User, only_due: bool = False) -> Outcome:
    """Publish the approved revision as the next edition: exactly the document whose digest was signed.

    `only_due` leaves everything as it is when its time was changed or taken from it meanwhile. Raises GateClosed when
    something came in the way since, NotAllowed when the document is not the approved one.
    """
    with locked(manuscript) as found:
        if found.status == Status.PUBLISHED and found.revision == found.published_revision:
            return done_already(found, by, "publish")
        if only_due and not Manuscript.objects.due().filter(pk=found.pk).exists():
            return Outcome(found, changed=False)
        workflow.require(by, found, "publish")
        approval = approval_of(found)
        if approval is None or approval.revision.number != found.revision:
            raise NotAllowed(_("The newest revision is not the approved one."))
        document = approval.revision.read()
        if documents.digest(document) != approval.digest:
            raise NotAllowed(_("The document is not the one that was approved."))
        pass_gate(found, "publish", approver=approval.by_id)
        if isinstance(document, documents.SourceDocument):
            lock_citing(found.slug)
        number = found.edition + 1
        at = record_next()
        Publication.objects.create(
            manuscript=found,
            number=number,
            revision=approval.revision,
            approval=approval,
            digest=approval.digest,
            by=by,
            at=at,
        )
        analysis = analyse(document)
        digests = [citation.digest for citation in analysis.citations]
        event: Event | None = None

        def sign(parts: Parts) -> str:
            # The event tells of the page as well, so that an archive shows a changed one.
            nonlocal event
            data = {"edition": number, "digest": approval.digest, "parts": parts.digest()}
            event = record(
                "publish", by=by, manuscript=found, reason=approval.summary, data=data, at=at
            )
            return event.hash

        projection.publish(
            document,
            number=number,
            digest=approval.digest,
            change=approval.change,
            summary=approval.summary,
            at=at,
            sign=sign,
            standings=current_standings(found.pk, analysis.citations),
            notices=waiver_notices(found),
            analysis=analysis,
        )
        publish_checks(digests)
        enter(
            found,
            Status.PUBLISHED,
            edition=number,
            live_edition=number,
            published_revision=found.revision,
        )
        if isinstance(document, documents.SourceDocument):
            _follow_source(found)
    return Outcome(found, event)


def withdraw(*, manuscript: uuid.UUID, by: User, reason: str) -> Outcome:
    """Take an entry from readers; its address answers 410 with the reason, which is public.

    Whatever was under way falls back to a draft of the withdrawn entry. Raises Refused for a source that published
    entries still cite.
    """
    if not reason.strip():
        raise Refused(_("Say why: readers who follow a link are shown the reason."))
    with locked(manuscript) as found:
        if found.status == Status.WITHDRAWN:
            return done_already(found, by, "withdraw")
        workflow.require(by, found, "withdraw")
        event = record("withdraw", by=by, manuscript=found, reason=reason.strip())
        try:
            projection.withdraw(found.pk, reason=reason.strip(), at=event.at)
        except projection.StillCited as error:
            raise Refused(
                _("Published entries still cite this source: %(titles)s. Fix those first.")
                % {"titles": ", ".join(error.titles)}
            ) from error
        enter(found, Status.WITHDRAWN, live_edition=0)
    return Outcome(found, event)


def _follow_source(manuscript: Manuscript) -> None:
    """A source that comes back keeps its mark; one taken as another edition makes its checks stale."""
    if mark := last_mark(manuscript):
        set_mark(manuscript, mark)
    elif standings := restate(manuscript.slug):
        projection.set_standings(standings)


def waiver_notices(manuscript: Manuscript) -> list[PageNotice]:
    """What readers are told of the waivers in force."""
    return [
        PageNotice(
            kind="waiver",
            text=waiver.reason,
            until=waiver.expires_at,
            by=waiver.by.get_full_name() or waiver.by.get_username(),
        )
        for waiver in Waiver.objects.in_force()
        .filter(manuscript=manuscript)
        .select_related("by")
        .order_by("at", "id")
    ]


def scheduled_by(manuscript: Manuscript) -> User:
    """Who scheduled the manuscript last: the person in whose name `publish_due` publishes it."""
    return (
        Event.objects.filter(manuscript=manuscript, action="schedule")
        .select_related("by")
        .latest("seq")
        .by
    )
