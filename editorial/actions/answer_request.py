"""Answering a moderator who could not access a source and asked its author for the page or a scan."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from editorial import permissions
from editorial.actions.transaction import Outcome, locked, record
from editorial.actions.typed_lengths import refuse_too_long
from editorial.models import DraftCitation, Event
from editorial.projection.asking import bring_back
from editorial.workflow import Forbidden, NotAllowed, Refused

if TYPE_CHECKING:
    from django.contrib.auth.models import User


def answer_request(*, manuscript: uuid.UUID, digest: str, answer: str, by: User) -> Outcome:
    """Send the moderators an answer; the citation comes back into their queue with it.

    Raises Forbidden for somebody who may not write drafts, Refused without an answer, and NotAllowed when nobody asks
    any more: it was answered, evidence was attached, or the citation was changed or checked meanwhile.
    """
    if not (by.is_active and by.has_perm(permissions.SAVE_MANUSCRIPT)):
        raise Forbidden(_("You may not answer for the author of this entry."))
    words = answer.replace("\x00", "").strip()
    refuse_too_long(answer=words)
    if not words:
        raise Refused(_("Write an answer, or attach the page or the scan to the source."))
    with locked(manuscript) as row:
        citations = DraftCitation.objects.filter(manuscript=row, digest=digest)
        asked = citations.asked_of_author().first()
        if asked is None:
            if _sent_already(row.pk, digest, words, by):
                return Outcome(row, changed=False)
            raise NotAllowed(
                _(
                    "Nobody asks for this page any more: it was answered or attached, or its citation was changed or "
                    "checked meanwhile."
                )
            )
        event = record(
            "answer_request",
            by=by,
            manuscript=row,
            reason=words,
            data={"digest": digest, "source": asked.source_key},
        )
        bring_back(citations)
    return Outcome(row, event)


def _sent_already(manuscript: uuid.UUID, digest: str, words: str, by: User) -> bool:
    answers = Event.objects.filter(
        manuscript=manuscript, action="answer_request", data__digest=digest
    )
    last = answers.order_by("-seq").first()
    return last is not None and (last.by_id, last.reason) == (by.pk, words)
