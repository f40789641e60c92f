"""Asking for citations: a return to the author that names the sentences, one by one."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from editorial.actions.review import return_
from editorial.actions.transaction import Outcome
from editorial.models import Manuscript, Revision
from editorial.workflow import Conflict, Refused
from encyclopedia.analysis import analyse

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@dataclass(frozen=True)
class Ask:
    """One sentence that wants a citation: its words, its line in the text, and why."""

    sentence: str
    line: int
    reason: str = ""

    @property
    def mark(self) -> str:
        """What the author may put behind the sentence instead: `[@? reason]`."""
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
    """Return the manuscript to its author with the sentences that want a citation, each with its reason.

    The event holds them as data too, by line, so that the form can show each at its place. Raises Refused for a
    sentence that is not in the revision or has a citation already, Conflict when a newer revision was saved.
    """
    if not asks:
        raise Refused(_("Choose at least one sentence that needs a citation."))
    found = Manuscript.objects.get(pk=manuscript)
    if found.revision != revision:
        raise Conflict(
            _("You looked at revision %(seen)s; the newest is %(current)s. Look at that one first.")
            % {"seen": revision, "current": found.revision},
            current=found.revision,
        )
    document = Revision.objects.get(manuscript=found, number=revision).read()
    uncited = {(each.text, each.line) for each in analyse(document).parsed.uncited}
    if not {(each.sentence, each.line) for each in asks} <= uncited:
        raise Refused(_("Choose sentences that are there and that have no citation yet."))
    lines = [reason.strip()] if reason.strip() else []
    lines.append(_("These sentences need a citation:"))
    lines += [
        _("Line %(line)s: “%(sentence)s” %(mark)s")
        % {"line": each.line, "sentence": each.sentence, "mark": each.mark}
        for each in asks
    ]
    data = [{"sentence": a.sentence, "line": a.line, "reason": a.reason.strip()} for a in asks]
    return return_(manuscript=manuscript, by=by, reason="\n".join(lines), asks=data)
