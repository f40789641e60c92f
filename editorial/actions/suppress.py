"""Taking words out of sight for legal reasons: one person asks, another one confirms, and the words are gone.

What is left is what the chain of events tells: that there was a revision or an edition, its digest, when its words went
and on what ground. It cannot be undone.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from editorial import permissions
from editorial.actions.picture_library import put_out_of_sight
from editorial.actions.transaction import Outcome, locked, record, record_next
from editorial.contributions.keeping import contributions_of
from editorial.models import Contribution, ErrorReport, Event, Manuscript, Revision
from editorial.models.restrictions import restriction_of
from editorial.record.suppressed import suppressed_digests
from editorial.workflow import Forbidden, NotAllowed, Refused
from encyclopedia import projection
from encyclopedia.core.chunks import in_chunks
from encyclopedia.core.documents import canonical_json
from encyclopedia.core.suppressed import MAX_GROUND, TITLE, left_of
from encyclopedia.models import Edition, EditionState

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser, User

ASKED, REFUSED, DONE = "ask_suppression", "refuse_suppression", "suppress"


def may_suppress(user: User | AnonymousUser) -> bool:
    """Whether this person may ask for words to be taken out of sight, and confirm what somebody else asked for."""
    may = user.is_active and user.has_perm(permissions.SUPPRESS_MANUSCRIPT)
    return may and restriction_of(user) is None


def ask_suppression(*, manuscript: uuid.UUID, revision: int, ground: str, by: User) -> Outcome:
    """Ask for the words of this revision, and of all with the same document, published or not, to be taken away.

    Raises Forbidden, Refused without a ground, NotAllowed where there is no such revision, or where its words are those
    that readers see or that the next draft begins with.
    """
    _refuse_stranger(by)
    words = " ".join(ground.replace("\x00", "").split())
    if not words:
        raise Refused(_("Say on what ground: readers of its address are told it."))
    if len(words) > MAX_GROUND:
        raise Refused(
            ngettext(
                "The ground is too long: %(most)s character is the most.",
                "The ground is too long: %(most)s characters are the most.",
                MAX_GROUND,
            )
            % {"most": MAX_GROUND}
        )
    with locked(manuscript) as row:
        meant = Revision.objects.filter(manuscript=row, number=revision).first()
        if meant is None:
            raise NotAllowed(_("There is no revision %(number)s of it.") % {"number": revision})
        newest = newest_of(row, meant.digest)
        if newest is not None and newest.action != REFUSED:
            return Outcome(row, changed=False)
        data = {"digest": meant.digest, **_affected(row, meant.digest), "ground": words}
        event = record(ASKED, by=by, manuscript=row, data=data)
    return Outcome(row, event)


def refuse_suppression(
    *, manuscript: uuid.UUID, digest: str, by: User, reason: str = ""
) -> Outcome:
    """Leave the words where they are; whoever asked may take it back so, too. Raises Forbidden, NotAllowed."""
    _refuse_stranger(by)
    with locked(manuscript) as row:
        newest = _asked(row, digest)
        if newest.action == REFUSED:
            return Outcome(row, changed=False)
        if newest.action == DONE:
            raise NotAllowed(_("Its words were suppressed already: they are gone."))
        event = record(
            REFUSED, by=by, manuscript=row, reason=reason.strip(), data={"digest": digest}
        )
    return Outcome(row, event)


def suppress(*, manuscript: uuid.UUID, digest: str, by: User) -> Outcome:
    """Take away the words that somebody else asked for; `digest` is of the document that is meant.

    Raises Forbidden also for whoever asked, and NotAllowed where nobody did, or where the words came back into use.
    """
    _refuse_stranger(by)
    with locked(manuscript) as row:
        asked = _asked(row, digest)
        if asked.action == DONE:
            return Outcome(row, changed=False)
        if asked.action == REFUSED:
            raise NotAllowed(_("It was refused meanwhile. Ask again, if it has to be."))
        if asked.by_id == by.pk:
            raise Forbidden(_("You asked for it: somebody else has to confirm it."))
        affected = _affected(row, digest)
        stored = Revision.objects.filter(manuscript=row, digest=digest).newest()[0].document
        ground = asked.data["ground"]
        told_of = json.loads(stored)
        left = canonical_json(left_of(told_of, ground)).decode()
        at, _seq = record_next()
        told = {"digest": digest, **affected, "ground": ground, "left": left}
        event = record(DONE, by=by, manuscript=row, data=told, at=at)
        Revision.objects.filter(manuscript=row, digest=digest).update(document=left)
        _forget_claims(row)
        reports = ErrorReport.objects.of_manuscript(row).filter(digest=digest)
        reports.exclude(claim="").update(claim=TITLE)
        if affected["editions"]:
            projection.suppress(row.pk, affected["editions"], left=left, at=at)
        put_out_of_sight(_pictures_of(row, told_of), by=by, reason=ground)
    return Outcome(row, event)


def newest_of(manuscript: Manuscript, digest: str) -> Event | None:
    """What was said last about suppressing this document."""
    events = Event.objects.of_manuscript(manuscript).filter(action__in=(ASKED, REFUSED, DONE))
    newest: Event | None = events.filter(data__digest=digest).in_order().last()
    return newest


def _asked(manuscript: Manuscript, digest: str) -> Event:
    newest = newest_of(manuscript, digest)
    if newest is None:
        raise NotAllowed(_("Nobody asked for this to be suppressed."))
    return newest


def _refuse_stranger(by: User) -> None:
    if not may_suppress(by):
        raise Forbidden(
            _("You may not take words out of sight: it is for office managers, two together.")
        )


def _affected(manuscript: Manuscript, digest: str) -> dict[str, list[int]]:
    """The numbers of all revisions and editions of this document. Raises NotAllowed where one of them is in use."""
    revisions = sorted(
        Revision.objects.filter(manuscript=manuscript, digest=digest).values_list(
            "number", flat=True
        )
    )
    editions = Edition.objects.filter(entry_id=manuscript.pk, digest=digest).order_by("number")
    if editions.filter(state=EditionState.CURRENT).exists():
        raise NotAllowed(
            _(
                "Readers see these words now. Publish an edition without them, or withdraw the entry; then ask "
                "again."
            )
        )
    if manuscript.revision in revisions:
        raise NotAllowed(
            _("The newest revision has these words. Save one without them first; then ask again.")
        )
    return {"revisions": revisions, "editions": list(editions.values_list("number", flat=True))}


def _pictures_of(manuscript: Manuscript, data: Mapping[str, Any]) -> list[str]:
    """Digests of the pictures of this document that no other revision of the manuscript has."""
    shown = sorted({picture["digest"] for picture in data.get("pictures", ())})
    others = Revision.objects.filter(manuscript=manuscript)
    return [digest for digest in shown if not others.filter(document__contains=digest).exists()]


def _forget_claims(manuscript: Manuscript) -> None:
    """The words of claims that stood only in what is gone. Whose they were stays, for four eyes."""
    rows = Contribution.objects.filter(
        manuscript=manuscript, revision__digest__in=suppressed_digests(manuscript)
    ).exclude(words="")
    kept = set(rows.values_list("digest", flat=True))
    gone = kept - {brought.digest for brought in contributions_of(manuscript)} if kept else set()
    for chunk in in_chunks(sorted(gone)):
        rows.filter(digest__in=chunk).update(words=TITLE, locator="", quotation="")
