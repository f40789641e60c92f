"""Second checks by another moderator, who sees nothing of the first: is there one, and do the two agree?"""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from editorial.models import Check, DigestUpgrade, DraftCitation
from encyclopedia.core.chunks import in_chunks
from encyclopedia.core.standing import CHECKED
from encyclopedia.models import Reliability

MISSING, AGREE, DISAGREE = "missing", "agree", "disagree"


@dataclass(frozen=True, slots=True)
class Agreement:
    """How the newest check of a citation stands to those of other moderators; `by` made it, `at` this time (aware)."""

    state: str
    by: int
    at: datetime


def agreements(digests: Iterable[str]) -> dict[str, Agreement]:
    """Digest → agreement, for those that were checked; a source that nobody could access counts as no check.

    Every moderator's newest verdict counts if it is of the same work, edition and mark of the source as the newest
    check; also one that was made under a digest of an earlier version.
    """
    by_digest: dict[str, Agreement] = {}
    for digest, made in _checks(list(digests)).items():
        newest = made[-1]
        verdicts = {check.by: check.verdict for check in made if check.is_of_the_same(newest)}
        others = [verdict for by, verdict in verdicts.items() if by != newest.by]
        state = AGREE if newest.verdict in others else DISAGREE if others else MISSING
        by_digest[digest] = Agreement(state, newest.by, newest.at)
    return by_digest


@dataclass(frozen=True, slots=True)
class _CheckMade:
    """What two checks are compared by."""

    by: int
    at: datetime
    verdict: str
    source: uuid.UUID | None
    work: str
    edition: int
    mark: str

    def is_of_the_same(self, other: _CheckMade) -> bool:
        """Whether both moderators had the same work before them; what is unknown may be the same."""
        return (
            (self.edition, self.mark) == (other.edition, other.mark)
            and len({self.source, other.source} - {None}) < 2
            and len({self.work, other.work} - {""}) < 2
        )


def _checks(digests: list[str]) -> dict[str, list[_CheckMade]]:
    """Digest → its checks, the oldest first."""
    checks: dict[str, list[_CheckMade]] = {}
    for chunk in in_chunks(digests):
        upgrades = {
            (row.old, row.revision): row for row in DigestUpgrade.objects.filter(new__in=chunk)
        }
        made = Check.objects.of_digests(chunk).filter(verdict__in=CHECKED)
        for check in made.order_by("at", "id"):
            upgrade = upgrades.get((check.digest, check.revision))
            checks.setdefault(upgrade.new if upgrade else check.digest, []).append(
                _CheckMade(
                    check.by_id,
                    check.at,
                    check.verdict,
                    upgrade.source if upgrade else check.source,
                    upgrade.work if upgrade else check.work,
                    check.source_edition,
                    # Version 0.1.0 did not write down that a source was sound.
                    check.source_mark or Reliability.SOUND,
                )
            )
    return checks


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
    known = agreements(digests)
    states = Counter(known[digest].state if digest in known else MISSING for digest in digests)
    return {state: states[state] for state in (AGREE, DISAGREE, MISSING)}
