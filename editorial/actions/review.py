"""The way to approval: submit, withdraw the submission, return with a reason, approve."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from editorial import workflow
from editorial.actions.transaction import GateClosed, Outcome, done_already, enter, locked, record
from editorial.gate.gate_input import obstacles
from editorial.gate.judging import Stage, stopping
from editorial.models import Approval, Manuscript, Revision, Status
from editorial.workflow import Conflict, NotAllowed, Refused
from encyclopedia.core import documents
from encyclopedia.models import Change, Source

if TYPE_CHECKING:
    from django.contrib.auth.models import User


def submit(*, manuscript: uuid.UUID, revision: int, by: User, message: str = "") -> Outcome:
    """Hand the newest revision in for review. Raises GateClosed with the obstacles that stop it."""
    with locked(manuscript) as found:
        if found.status == Status.SUBMITTED and found.revision == revision:
            return done_already(found, by, "submit")
        workflow.require(by, found, "submit")
        refuse_other_revision(found, revision)
        if found.revision == found.published_revision and found.is_live:
            raise NotAllowed(_("This revision is the published one: there is nothing to submit."))
        pass_gate(found, "submit")
        enter(found, Status.SUBMITTED)
        event = record("submit", by=by, manuscript=found, reason=message)
    return Outcome(found, event)


def recall(*, manuscript: uuid.UUID, by: User) -> Outcome:
    """Take a submission back to go on writing; an approval falls with it."""
    with locked(manuscript) as found:
        if found.status == Status.DRAFT:
            return done_already(found, by, "recall")
        workflow.require(by, found, "recall")
        enter(found, Status.DRAFT)
        event = record("recall", by=by, manuscript=found)
    return Outcome(found, event)


def return_(
    *, manuscript: uuid.UUID, by: User, reason: str, asks: Sequence[Mapping[str, Any]] = ()
) -> Outcome:
    """Give a submission back to its author with a reason; an approval falls with it.

    `asks` are the sentences for which citations are asked (`editorial.actions.ask`), kept in the event's data.
    """
    if not reason.strip():
        raise Refused(_("Say why: the author needs a reason to work on."))
    with locked(manuscript) as found:
        if found.status == Status.RETURNED:
            return done_already(found, by, "return")
        workflow.require(by, found, "return")
        enter(found, Status.RETURNED)
        event = record(
            "return",
            by=by,
            manuscript=found,
            reason=reason.strip(),
            data={"asks": list(asks)} if asks else {},
        )
    return Outcome(found, event)


def approve(
    *,
    manuscript: uuid.UUID,
    revision: int,
    by: User,
    change: str = "",
    summary: str = "",
    another_edition: bool | None = None,
) -> Outcome:
    """Sign the digest of the submitted revision.

    `change` is the kind of change readers are told (`encyclopedia.models.Change`; settled for a first publication),
    `summary` its public words. A published source whose record changed needs `another_edition`: True when the record
    now describes another edition of the work (checks of its citations go stale), False when it corrects the record.
    Raises GateClosed (four eyes among its obstacles), Conflict when the revision is not the newest, Refused when the
    answer is missing or the draft says otherwise.
    """
    with locked(manuscript) as found:
        if found.status in {Status.APPROVED, Status.SCHEDULED} and found.revision == revision:
            return done_already(found, by, "approve")
        workflow.require(by, found, "approve")
        refuse_other_revision(found, revision)
        signed = Revision.objects.get(manuscript=found, number=revision)
        data = _edition_confirmed(found, signed.read(), another_edition)
        kind = _kind_of_change(found, change, summary)
        pass_gate(found, "approve", approver=by.pk)
        approval = Approval.objects.create(
            manuscript=found,
            revision=signed,
            digest=documents.digest(signed.read()),
            by=by,
            change=kind,
            summary=summary.strip()[:500],
        )
        enter(found, Status.APPROVED, approval=approval)
        event = record(
            "approve",
            by=by,
            manuscript=found,
            reason=summary,
            data={"digest": approval.digest, "change": approval.change} | data,
        )
    return Outcome(found, event)


def pass_gate(manuscript: Manuscript, stage: Stage, *, approver: int | None = None) -> None:
    """Nothing, or GateClosed: the one place where every road meets the gate."""
    document = Revision.objects.get(manuscript=manuscript, number=manuscript.revision).read()
    found = obstacles(manuscript, document, stage, approver=approver)
    if stopping(found):
        raise GateClosed(found)


def refuse_other_revision(manuscript: Manuscript, revision: int) -> None:
    """Nothing, or Conflict when what the person looked at is no longer the newest revision."""
    if manuscript.revision != revision:
        raise Conflict(
            _("You looked at revision %(seen)s; the newest is %(current)s. Look at that one first.")
            % {"seen": revision, "current": manuscript.revision},
            current=manuscript.revision,
        )


def asks_for_edition(manuscript: Manuscript, document: documents.Document) -> bool:
    """Whether an approver has to say what became of a published source's record: corrected, or another edition."""
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
    """What the event says of it; Refused while the approver has not said, or says otherwise than the draft."""
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


def _kind_of_change(manuscript: Manuscript, change: str, summary: str) -> str:
    if manuscript.edition == 0:
        return Change.NEW
    if change not in Change.values or change == Change.NEW:
        raise Refused(
            _("Say what kind of change this is: an addition, a correction, wording or layout.")
        )
    if change == Change.CORRECTION and not summary.strip():
        raise Refused(_("Say in a line for readers what was wrong and what stands there now."))
    return change
