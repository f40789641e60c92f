"""Second checks by another moderator, who sees nothing of the first: is there one, and do the two agree?"""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from editorial.models import Check, DraftCitation
from encyclopedia.core.chunks import in_chunks
from encyclopedia.core.standing import CHECKED

MISSING, AGREE, DISAGREE = "missing", "agree", "disagree"


@dataclass(frozen=True, slots=True)
class Agreement:
    """How the newest check of a citation stands to those of other moderators; `by` made it, `at` this time (aware)."""

    state: str
    by: int
    at: datetime


def agreements(digests: Iterable[str]) -> dict[str, Agreement]:
    """Digest → agreement, for those that were checked; a source that nobody could access counts as no check.

    Every moderator's newest verdict counts if it is of the same edition and mark of the source as the newest check.
    """
    found: dict[str, Agreement] = {}
    checks: dict[str, list[Check]] = {}
    for chunk in in_chunks(list(digests)):
        for check in Check.objects.filter(digest__in=chunk, verdict__in=CHECKED).order_by(
            "at", "id"
        ):
            checks.setdefault(check.digest, []).append(check)
    for digest, made in checks.items():
        newest = made[-1]
        seen = (newest.source_edition, newest.source_mark)
        verdicts = {
            check.by_id: check.verdict
            for check in made
            if (check.source_edition, check.source_mark) == seen
        }
        others = [verdict for by, verdict in verdicts.items() if by != newest.by_id]
        state = AGREE if newest.verdict in others else DISAGREE if others else MISSING
        found[digest] = Agreement(state, newest.by_id, newest.at)
    return found


def awaiting_second(digests: Iterable[str]) -> dict[str, int]:
    """Digest → who made the only check, for those of which no other moderator has made one."""
    return {
        digest: agreement.by
        for digest, agreement in agreements(digests).items()
        if agreement.state == MISSING
    }


def counted(manuscript: uuid.UUID) -> dict[str, int]:
    """How many citations of the newest revision that need a second check have which agreement; empty for none."""
    rows = DraftCitation.objects.filter(manuscript=manuscript, second=True)
    digests = set(rows.values_list("digest", flat=True))
    if not digests:
        return {}
    found = agreements(digests)
    states = Counter(found[digest].state if digest in found else MISSING for digest in digests)
    return {state: states[state] for state in (AGREE, DISAGREE, MISSING)}
