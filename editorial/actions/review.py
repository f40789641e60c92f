"""The way to approval: submit, take back, return with a reason, approve."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from editorial import permissions, workflow
from editorial.actions.error_reports import reports_named, with_reports
from editorial.actions.kind_of_change import kind_of_change
from editorial.actions.subject_rules import named_by_rules
from editorial.actions.transaction import GateClosed, Outcome, done_already, enter, locked, record
from editorial.gate.gate_input import gate_input
from editorial.gate.going_with import to_submit_with
from editorial.gate.judging import GateInput, Stage, judge, stopping, waiting_source
from editorial.gate.policy import policy_for
from editorial.models import Approval, ErrorReport, Event, Manuscript, Revision, Status, Thread
from editorial.moves import MOVES
from editorial.wording.history_words import in_history
from editorial.workflow import Conflict, Forbidden, NotAllowed, Refused
from encyclopedia.core import documents
from encyclopedia.models import Source
from encyclopedia.serving import counting

if TYPE_CHECKING:
    from django.contrib.auth.models import User


def submit(*, manuscript: uuid.UUID, revision: int, by: User, message: str = "") -> Outcome:
    """Submit the newest revision for review, and with it the sources that were drafted for it: all or nothing.

    Raises GateClosed with the obstacles that stop it.
    """
    with transaction.atomic():
        entry = Manuscript.objects.get(pk=manuscript)
        if Status(entry.status) in MOVES["submit"].from_states:
            _submit_sources(entry, by)
        return _submit(manuscript, revision, by, message)


def _submit_sources(entry: Manuscript, by: User) -> None:
    """Raises GateClosed for one that this person does not see: then it is a source that is not submitted."""
    sources = to_submit_with(entry)
    # Locked together, before the head of the log: the order of every move.
    ids = [source.pk for source in sources]
    list(Manuscript.objects.filter(pk__in=ids).order_by("pk").select_for_update())
    list(Manuscript.objects.filter(pk=entry.pk).select_for_update())
    for source in sources:
        if not workflow.sees(by, source):
            raise GateClosed([waiting_source(source.slug, "draft")])
        words = in_history(gettext_lazy("With “%(title)s”"), title=entry.title)
        try:
            _submit(source.pk, source.revision, by, words)
        except GateClosed as closed:
            raise Refused(
                _("The source “%(title)s” cannot be submitted with it: %(why)s")
                % {"title": source.title, "why": closed}
            ) from closed


def _submit(manuscript: uuid.UUID, revision: int, by: User, message: str) -> Outcome:
    with locked(manuscript) as row:
        if row.status == Status.SUBMITTED and row.revision == revision:
            return done_already(row, by, "submit")
        workflow.require(by, row, "submit")
        refuse_other_revision(row, revision)
        if row.revision == row.published_revision and row.is_live:
            raise NotAllowed(_("This revision is the published one: there is nothing to submit."))
        document = newest_document(row)
        pass_gate(row, document, "submit")
        named = named_by_rules(row, document.tags, ["checker", "approver"])
        enter(row, Status.SUBMITTED, **named)
        private = {column: somebody.pk for column, somebody in named.items()}
        event = record("submit", by=by, manuscript=row, reason=message, private=private)
    return Outcome(row, event)


def recall(*, manuscript: uuid.UUID, by: User, reason: str) -> Outcome:
    """Take a manuscript back from review to continue writing; this also removes an approval and a time.

    Raises Forbidden for what is not one's own (`may_recall`), Refused without a reason: others worked on it meanwhile.
    """
    if not reason.strip():
        raise Refused(_("Say why: others may be reading, checking or expecting it."))
    with locked(manuscript) as row:
        if row.status == Status.DRAFT:
            return done_already(row, by, "recall")
        workflow.require(by, row, "recall")
        if not may_recall(by, row):
            raise Forbidden(
                _(
                    "Only whoever wrote, submitted or is responsible for it takes it back, or an approver."
                )
            )
        enter(row, Status.DRAFT)
        event = record("recall", by=by, manuscript=row, reason=reason.strip())
    return Outcome(row, event)


def may_recall(user: User, manuscript: Manuscript) -> bool:
    """Whether this person is responsible, saved it since the last publication, or submitted it; or is an approver."""
    if user.has_perm(permissions.APPROVE_MANUSCRIPT):
        return True
    if Manuscript.objects.in_writing_by(user).filter(pk=manuscript.pk).exists():
        return True
    submissions = Event.objects.filter(manuscript=manuscript, action="submit").order_by("-seq")
    return submissions.values_list("by", flat=True).first() == user.pk


def return_(
    *, manuscript: uuid.UUID, by: User, reason: str, asks: Sequence[Mapping[str, Any]] = ()
) -> Outcome:
    """Return a submission to its author with a reason; this also removes an approval.

    `asks` are the sentences that need citations (`editorial.actions.ask`), stored in the event's data.
    """
    if not reason.strip():
        raise Refused(_("Say why: the author needs a reason to work on."))
    with locked(manuscript) as row:
        if row.status == Status.RETURNED and _returned_with(row, by, reason, asks):
            return done_already(row, by, "return")
        workflow.require(by, row, "return")
        enter(row, Status.RETURNED)
        event = record(
            "return",
            by=by,
            manuscript=row,
            reason=reason.strip(),
            data=({"asks": list(asks)} if asks else {})
            | ({"threads": threads} if (threads := _open_threads(row)) else {}),
        )
    return Outcome(row, event)


def _open_threads(manuscript: Manuscript) -> list[str]:
    """The comments that go with a return: those that the author finds open at their lines."""
    rows = Thread.objects.open().of(manuscript).in_order()
    return [str(pk) for pk in rows.values_list("pk", flat=True)]


def _returned_with(
    manuscript: Manuscript, by: User, reason: str, asks: Sequence[Mapping[str, Any]]
) -> bool:
    """Whether the last return says just this: another reason would be lost if it were taken for done."""
    last = Event.objects.filter(manuscript=manuscript, action="return").order_by("-seq").first()
    return (
        last is not None
        and (last.by_id, last.reason) == (by.pk, reason.strip())
        and last.data.get("asks", []) == list(asks)
    )


def approve(
    *,
    manuscript: uuid.UUID,
    revision: int,
    by: User,
    change: str = "",
    summary: str = "",
    another_edition: bool | None = None,
    reports: Sequence[int] = (),
) -> Outcome:
    """Sign the digest of the submitted revision.

    `change` is the kind of change that readers see (`encyclopedia.models.Change`; always *new* for a first
    publication), `summary` its public description. A published source whose record changed needs `another_edition`:
    True when the record now describes another edition of the work (checks of its citations become stale), False when
    it corrects the record. `reports` are readers' upheld reports that a correction answers: its description says so,
    and its publication closes them. Raises GateClosed (four eyes among its obstacles), Conflict when the revision is
    not the newest, Refused when `another_edition` is missing or disagrees with the draft.
    """
    with locked(manuscript) as row:
        if row.status in {Status.APPROVED, Status.SCHEDULED} and row.revision == revision:
            return done_already(row, by, "approve")
        workflow.require(by, row, "approve")
        refuse_other_revision(row, revision)
        signed_revision = Revision.objects.get(manuscript=row, number=revision)
        document = signed_revision.read()
        data = _edition_confirmed(row, document, another_edition)
        kind = kind_of_change(row, document, change, summary)
        named = reports_named(row, reports, kind)
        summary = with_reports(summary, named)
        pass_gate(row, document, "approve", approver=by.pk)
        digest = documents.digest(document)
        event = record(
            "approve",
            by=by,
            manuscript=row,
            reason=summary,
            data={"digest": digest, "change": kind} | data,
        )
        approval = Approval.objects.create(
            manuscript=row,
            revision=signed_revision,
            digest=digest,
            by=by,
            at=event.at,
            change=kind,
            summary=summary.strip()[:500],
        )
        ErrorReport.objects.filter(pk__in=[report.pk for report in named]).update(approval=approval)
        enter(row, Status.APPROVED, approval=approval)
    return Outcome(row, event)


def newest_document(manuscript: Manuscript) -> documents.Document:
    """The document of the newest revision."""
    return Revision.objects.get(manuscript=manuscript, number=manuscript.revision).read()


def pass_gate(
    manuscript: Manuscript,
    document: documents.Document,
    stage: Stage,
    *,
    approver: int | None = None,
) -> GateInput:
    """What the gate looked at: the one place where every path to publication meets it.

    `document` is that of the newest revision. Raises GateClosed if an obstacle stops the move.
    """
    inputs = gate_input(manuscript, document, approver=approver)
    gate_obstacles = judge(inputs, policy_for(document), stage)
    if stopping(gate_obstacles):
        counting.count("gate_refusals")
        raise GateClosed(gate_obstacles)
    return inputs


def refuse_other_revision(manuscript: Manuscript, revision: int) -> None:
    """Raises Conflict when the revision that the person looked at is no longer the newest."""
    if manuscript.revision != revision:
        raise Conflict(
            _("You looked at revision %(seen)s; the newest is %(current)s. Look at that one first.")
            % {"seen": revision, "current": manuscript.revision},
            current=manuscript.revision,
        )


def asks_for_edition(manuscript: Manuscript, document: documents.Document) -> bool:
    """Whether an approver has to say how a published source's record changed: corrected, or another edition."""
    if not isinstance(document, documents.SourceDocument):
        return False
    published = Source.objects.filter(pk=manuscript.pk).first()
    return published is not None and (published.record, published.record_edition) != (
        document.record,
        document.record_edition,
    )


def _edition_confirmed(
    manuscript: Manuscript, document: documents.Document, another_edition: bool | None
) -> dict[str, bool]:
    """The event's data about it. Raises Refused when the approver has not said, or disagrees with the draft."""
    if not isinstance(document, documents.SourceDocument) or not asks_for_edition(
        manuscript, document
    ):
        return {}
    if another_edition is None:
        raise Refused(
            _(
                "The source’s record changed. Say whether it is a correction of the record (checks "
                "stay) or another edition of the work (checks of its citations go stale)."
            )
        )
    drafted = document.record_edition != Source.objects.get(pk=manuscript.pk).record_edition
    if drafted and not another_edition:
        raise Refused(
            _(
                "The draft takes the record as another edition, so that checks go stale. If it only "
                "corrects the record, return it to its author to say so."
            )
        )
    if another_edition and not drafted:
        raise Refused(
            _(
                "The draft says that it corrects the record, so that checks would stay. If it is "
                "another edition, return it to its author to say so."
            )
        )
    return {"another_edition": another_edition}
