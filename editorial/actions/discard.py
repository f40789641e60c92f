"""Drafts that were never published and are wanted no more: discard one, and bring it back within a day.

A discarded draft keeps its history and stays in no other table. It gives up its address and its name: its row has an
address of its own until it is brought back.
"""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db.models import Count
from django.utils import timezone
from django.utils.translation import gettext as _

from editorial import permissions, workflow
from editorial.actions.draft import AddressTaken, address_guard
from editorial.actions.review import may_recall
from editorial.actions.title_columns import title_columns
from editorial.actions.transaction import Outcome, done_already, enter, locked, record
from editorial.models import DraftCitation, Event, Manuscript, OpenForm, Revision, Status
from editorial.moves import UNFINISHED
from editorial.projection.drafts import derive, remove_derived
from editorial.projection.steps import judge_again_citing
from editorial.workflow import NotAllowed, Refused
from encyclopedia.analysis import analyse
from encyclopedia.models import Kind

if TYPE_CHECKING:
    from django.contrib.auth.models import User

BROUGHT_BACK_WITHIN = timedelta(days=1)


def discard(*, manuscript: uuid.UUID, by: User, reason: str = "") -> Outcome:
    """Take a draft that was never published out of every pile and list. The sources that it cites stay.

    Raises Forbidden, or Refused for somebody who neither wrote it, is responsible for it nor approves.
    """
    with locked(manuscript) as row:
        if row.status == Status.DISCARDED:
            return done_already(row, by, "discard")
        workflow.require(by, row, "discard")
        if not may_recall(by, row):
            raise Refused(
                _("Only whoever wrote it or is responsible for it discards it, or an approver.")
            )
        data = {"slug": row.slug, "state": row.status}
        remove_derived(row)
        counts = dict.fromkeys(("obstacles", "citations", "unchecked"), 0)
        enter(row, Status.DISCARDED, slug=_put_away(row), name_key="", **counts)
        if row.kind == Kind.SOURCE:
            judge_again_citing(data["slug"])
        event = record("discard", by=by, manuscript=row, reason=reason.strip(), data=data)
    return Outcome(row, event)


def bring_back(*, manuscript: uuid.UUID, by: User) -> Outcome:
    """Make a discarded draft again what it was, a draft or returned, with its address and all that it had.

    Raises NotAllowed a day later, AddressTaken where another entry has its address by now, and Refused for somebody
    who neither discarded it nor approves.
    """
    document = Revision.objects.filter(manuscript=manuscript).newest()[0].read()
    with address_guard(document), locked(manuscript) as row:
        if row.status in UNFINISHED:
            return done_already(row, by, "bring_back")
        workflow.require(by, row, "bring_back")
        if timezone.now() - row.since > BROUGHT_BACK_WITHIN:
            raise NotAllowed(
                _(
                    "It was discarded more than a day ago. Its history is kept: draft it anew from there."
                )
            )
        if not may_bring_back(by, row):
            raise Refused(_("Only whoever discarded it brings it back, or an approver."))
        if _of_another(row, document.slug):
            raise AddressTaken(
                _(
                    "Another entry has its address “%(address)s” by now. Rename that one first, "
                    "or draft this anew from its history."
                )
                % {"address": document.slug}
            )
        state = _state_before(row)
        enter(row, state, slug=document.slug, **title_columns(document.title))
        analysis = analyse(document)
        derive(row, document, analysis)
        if row.kind == Kind.SOURCE:
            judge_again_citing(row.slug)
        event = record("bring_back", by=by, manuscript=row, data={"state": state})
    return Outcome(row, event)


def _state_before(discarded: Manuscript) -> Status:
    """Draft or returned; what was discarded before this was recorded comes back as a draft."""
    discards = Event.objects.filter(manuscript=discarded, action="discard").order_by("-seq")
    return Status(discards[0].data.get("state", Status.DRAFT))


def _put_away(manuscript: Manuscript) -> str:
    """An address that nobody wants; where somebody has it all the same, another."""
    address = f"discarded-{manuscript.pk}"
    return f"discarded-{uuid.uuid4()}" if _of_another(manuscript, address) else address


def _of_another(manuscript: Manuscript, address: str) -> bool:
    alike = Manuscript.objects.filter(kind=manuscript.kind, slug=address)
    return alike.exclude(pk=manuscript.pk).exists()


def may_bring_back(user: User, manuscript: Manuscript) -> bool:
    """Whether this person discarded it, or approves; however long ago it was."""
    if user.has_perm(permissions.APPROVE_MANUSCRIPT):
        return True
    discards = Event.objects.filter(manuscript=manuscript, action="discard").order_by("-seq")
    return discards.values_list("by", flat=True).first() == user.pk


def goes_with_it(manuscript: Manuscript) -> dict[str, int]:
    """What is put away with a draft, and what stays: how many of each."""
    forms = OpenForm.objects.kept().filter(document=manuscript.pk)
    cited = DraftCitation.objects.filter(manuscript=manuscript)
    sources = Manuscript.objects.of_kind(Kind.SOURCE).filter(
        slug__in=cited.values("source_key"), edition=0
    )
    return {
        "revisions": manuscript.revision,
        "people": Revision.objects.filter(manuscript=manuscript).aggregate(
            people=Count("author", distinct=True)
        )["people"],
        "unsaved": forms.count(),
        "sources": sources.count(),
    }
