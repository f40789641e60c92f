"""Asking for citations: a return to the author that lists the sentences which need one."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from editorial.actions.review import return_
from editorial.actions.transaction import Outcome
from editorial.actions.typed_lengths import refuse_too_long
from editorial.models import Manuscript, Revision
from editorial.wording.history_words import in_history
from editorial.workflow import Conflict, Refused
from encyclopedia.analysis import analyse

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@dataclass(frozen=True)
class Ask:
    """One sentence that needs a citation: its words, its line in the text, and why."""

    sentence: str
    line: int
    reason: str = ""

    @property
    def mark(self) -> str:
        """What the author may write after the sentence instead: `[@? reason]`."""
        reason = " ".join(self.reason.replace("[", "(").replace("]", ")").split())
        return f"[@? {reason}]" if reason else "[@?]"


def ask(
    *,
    manuscript: uuid.UUID,
    revision: int,
    asks: Sequence[Ask],
    by: User,
    reason: str = "",
) -> Outcome:
    """Return the manuscript to its author with the sentences that need a citation, and the reason for each.

    The event also stores them as data, by line, so that the form can show them in the text. Raises Refused for a
    sentence that is not in the revision or already has a citation, Conflict when a newer revision was saved.
    """
    refuse_too_long(message=reason)
    for request in asks:
        refuse_too_long(why=request.reason)
    if not asks:
        raise Refused(_("Choose at least one sentence that needs a citation."))
    row = Manuscript.objects.get(pk=manuscript)
    if row.revision != revision:
        raise Conflict(
            _("You looked at revision %(seen)s; the newest is %(current)s. Look at that one first.")
            % {"seen": revision, "current": row.revision},
            current=row.revision,
        )
    document = Revision.objects.get(manuscript=row, number=revision).read()
    uncited = {(sentence.text, sentence.line) for sentence in analyse(document).parsed.uncited}
    if not {(request.sentence, request.line) for request in asks} <= uncited:
        raise Refused(_("Choose sentences that are there and that have no citation yet."))
    lines = [reason.strip()] if reason.strip() else []
    lines.append(in_history(gettext_lazy("These sentences need a citation:")))
    lines += [
        in_history(
            gettext_lazy("Line %(line)s: “%(sentence)s” %(mark)s"),
            line=request.line,
            sentence=request.sentence,
            mark=request.mark,
        )
        for request in asks
    ]
    data = [
        {"sentence": request.sentence, "line": request.line, "reason": request.reason.strip()}
        for request in asks
    ]
    return return_(manuscript=manuscript, by=by, reason="\n".join(lines), asks=data)
