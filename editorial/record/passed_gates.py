"""Editions that the gate cannot have let through, by the checks and waivers that there were when each was published.

An event of publication says which checks the policy asked for.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _

from editorial.gate.gate_input import is_living
from editorial.gate.judging import GOOD
from editorial.models import (
    Check,
    Contribution,
    DigestUpgrade,
    Event,
    Manuscript,
    Publication,
    Verdict,
    Waiver,
)
from editorial.record.suppressed import suppressed_digests
from editorial.verifying.event_hash import HALVES
from editorial.verifying.moments import MAX_APART
from editorial.verifying.recorded import WRITING
from encyclopedia.core.chunks import in_chunks
from encyclopedia.core.standing import DISPUTED
from encyclopedia.models import Kind

_AT_ONCE = 100
# The checks of each citation by its digest, own or what it became, in the order of their time.
_Checks = dict[str, list[Check]]


@dataclass(frozen=True)
class _Passed:
    """A publication with citations that no check of then bears out and no waiver names: their checks, by digest.

    `policy` is what its event says that the gate asked for (`editorial.gate.policy.asked_of_checks`).
    """

    publication: Publication
    checks: _Checks
    policy: Mapping[str, Any]

    @property
    def unchecked(self) -> list[str]:
        """Those that nobody had checked."""
        return [digest for digest, checks in self.checks.items() if not checks]

    @property
    def too_many_inaccessible(self) -> list[str]:
        """Those whose source could not be accessed; none where the policy lets so many through."""
        inaccessible = [
            digest
            for digest, checks in self.checks.items()
            if checks and checks[-1].verdict == Verdict.COULD_NOT_ACCESS
        ]
        most = self.policy.get("could_not_access")
        return inaccessible if isinstance(most, int) and len(inaccessible) > most else []


def gate_faults(
    manuscript: Manuscript, name: str, upgraded_at: Collection[datetime]
) -> Iterator[str]:
    """Citations that were published although the gate stops them, and no waiver named them.

    These are a quotation or a claim about a living person for which no check found its source good, and a citation of
    which every check says that its source, unchanged since, does not bear it out; and where the event says that all
    citations needed a check, those that nobody had checked, and more without access than it let through.
    """
    gone = suppressed_digests(manuscript)
    for passed in _passed(manuscript, upgraded_at):
        publication = passed.publication
        if publication.revision.digest in gone:
            continue
        living = manuscript.kind == Kind.PERSON and is_living(publication.revision.read())
        always = passed.checks if living else _quoted(manuscript, passed.checks)
        asks_for_all = passed.policy.get("checks") == "all"
        unchecked = passed.unchecked if asks_for_all else []
        inaccessible = passed.too_many_inaccessible if asks_for_all else []
        for digest, checks in sorted(passed.checks.items()):
            if digest in always:
                what = _("without a check that bears it out")
            elif digest in unchecked:
                what = _("unchecked, although the policy of then asked for a check")
            elif digest in inaccessible:
                what = _(
                    "among more without access to their source than the policy of then let through"
                )
            elif _deny(checks, publication.at):
                what = _("although its checks say that the source does not bear it out")
            else:
                continue
            yield _(
                "%(name)s, edition %(number)s was published with the citation %(digest)s… %(what)s, and no waiver "
                "names it."
            ) % {
                "name": name,
                "number": publication.number,
                "digest": digest[:12],
                "what": what,
            }


def _passed(manuscript: Manuscript, upgraded_at: Collection[datetime]) -> Iterator[_Passed]:
    """The publications with such citations.

    Left out is what version 0.1 wrote, what another site published, and a revision that was saved before digests got
    another version and published after it (`upgraded_at`): its list names none that later checks have.
    """
    events = Event.objects.filter(manuscript=manuscript, format=HALVES)
    published = events.filter(action="publish").exclude(data__has_key="origin")
    saved = events.filter(action__in=WRITING)
    publications = Publication.objects.filter(
        manuscript=manuscript,
        at__in=published.values("at"),
        revision__number__in=saved.values("revision"),
    )
    policies = dict(published.values_list("at", "data__policy"))
    listed = publications.select_related("revision").defer("revision__document").order_by("number")
    known: _Checks | None = None
    for publication in listed.iterator(chunk_size=_AT_ONCE):
        at, revision = publication.at, publication.revision
        if any(revision.saved_at < upgrade < at for upgrade in upgraded_at):
            continue
        known = _checks(manuscript) if known is None else known
        cited = {
            digest: [check for check in known.get(digest, ()) if check.at <= at]
            for digest in revision.citation_digests
        }
        lacking = {
            digest: checks
            for digest, checks in cited.items()
            if not any(check.verdict in GOOD for check in checks)
        }
        for digest in _waived(manuscript, at) if lacking else ():
            lacking.pop(digest, None)
        if lacking:
            yield _Passed(publication, lacking, policies.get(at) or {})


def _checks(manuscript: Manuscript) -> _Checks:
    upgrades = DigestUpgrade.objects.filter(manuscript=manuscript).exclude(new="")
    became = {
        (old, revision): new
        for old, revision, new in upgrades.values_list("old", "revision", "new")
    }
    known: _Checks = defaultdict(list)
    rows = Check.objects.filter(manuscript=manuscript).order_by("at", "pk")
    for check in rows.only("digest", "revision", "verdict", "at", "source").iterator():
        for digest in {check.digest, became.get((check.digest, check.revision), check.digest)}:
            known[digest].append(check)
    return known


def _waived(manuscript: Manuscript, at: datetime) -> set[str]:
    """The digests of the citations that waivers in force at that time name."""
    waivers = Waiver.objects.filter(
        manuscript=manuscript, at__lte=at, expires_at__gte=at - timedelta(seconds=MAX_APART)
    )
    return {
        part
        for obstacles in waivers.values_list("obstacles", flat=True)
        for key in obstacles
        for part in key.split(":")[1:2]
    }


def _quoted(manuscript: Manuscript, digests: Collection[str]) -> set[str]:
    """Those of these citations that have a quotation."""
    quoted: set[str] = set()
    for chunk in in_chunks(sorted(digests)):
        rows = Contribution.objects.filter(manuscript=manuscript, digest__in=chunk).exclude(
            quotation=""
        )
        quoted.update(rows.values_list("digest", flat=True))
    return quoted


def _deny(checks: Collection[Check], at: datetime) -> bool:
    """Whether there are checks and all are against it, of a source of which nothing was recorded from then on."""
    return bool(checks) and not any(
        check.verdict not in DISPUTED
        or check.source is None
        or Event.objects.filter(manuscript=check.source, at__gte=check.at, at__lte=at).exists()
        for check in checks
    )
