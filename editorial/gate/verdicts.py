"""The standing of citations: the newest check of each, compared with the source and the context as they are now."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from editorial.gate.cited_works import CitedWork, cited_works
from editorial.models import Check, Confirmation, DigestUpgrade
from encyclopedia.core.checked_words import DIGEST_VERSION
from encyclopedia.core.chunks import in_chunks
from encyclopedia.core.citations import DocumentCitation, Use
from encyclopedia.core.standing import CONTEXT_CHANGED, DISPUTED, CitationStanding
from encyclopedia.core.telling import COLUMNS as TOLD
from encyclopedia.core.telling import NOTHING_TOLD, Telling
from encyclopedia.models import PublishedCheck, Standing

MODERATOR = "moderator"
# The verdicts that vouch for a claim, and so for its meaning where it stands.
VOUCHING: Final = frozenset({"supports", "partly"})

_COLUMNS = (
    "pk",
    "digest",
    "revision",
    "version",
    "verdict",
    "at",
    "context",
    "source",
    "source_edition",
    "work",
    "source_mark",
    *TOLD,
)


def current_standings(
    entry_id: uuid.UUID, citations: Iterable[DocumentCitation]
) -> dict[Use, CitationStanding]:
    """Use → standing, for all citations of one entry that were ever checked; at most seven queries."""
    return standings_by_entry({entry_id: citations})


def standings_by_entry(
    entries: Mapping[uuid.UUID, Iterable[DocumentCitation]],
) -> dict[Use, CitationStanding]:
    """Use → standing, for all of these citations that were ever checked; seven queries for every 5,000.

    A check of another work or edition than the key means now is stale. So is one made when the source had another
    mark, unless it found a fault: that stays, whatever is known against the source since. One made elsewhere in the
    entry, or before a heading, picture or link around it changed, holds as "context changed" until somebody confirms
    it, if no check of the same words differs. A citation without a check is stale too when this entry once had a
    checked citation, since removed, of the same source and place, or claim: it probably changed since that check.
    This is a remark and not a verdict: no check is assigned by guessing.
    """
    by_entry = {pk: {citation.use: citation for citation in uses} for pk, uses in entries.items()}
    listed = [citation for uses in by_entry.values() for citation in uses.values()]
    checks = _checks({citation.digest for citation in listed})
    works = cited_works({citation.key for citation in listed if citation.digest in checks})
    standings: dict[Use, CitationStanding] = {}
    present: dict[str, set[str]] = defaultdict(set)
    for citation in listed:
        present[citation.digest].add(citation.context)
    for citation in listed:
        if (made := checks.get(citation.digest)) is None:
            continue
        work = works.get(citation.key, CitedWork())
        standing = made.standing_in(citation.context, present[citation.digest], work)
        if standing is not None:
            standings[citation.use] = standing
    unchecked = {
        pk: [citation for use, citation in uses.items() if use not in standings]
        for pk, uses in by_entry.items()
    }
    unchecked = {pk: citations for pk, citations in unchecked.items() if citations}
    standings.update(_changed(unchecked, {citation.digest for citation in listed}))
    return standings


def checked_any(person: int, digests: list[str]) -> bool:
    """Whether this person checked one of these citations, whatever they found, also before an upgrade of digests."""
    return any(
        Check.objects.of_digests(chunk).filter(by=person).exists() for chunk in in_chunks(digests)
    )


@dataclass(slots=True)
class _CheckMade:
    verdict: str
    at: datetime
    context: str
    # Whether it says of which source it was: none, if its key led to none. Checks of version 1 that fell do not.
    names_source: bool
    source: uuid.UUID | None
    source_edition: int
    work: str
    mark: str
    telling: Telling

    def is_of_another_work(self, now: CitedWork) -> bool:
        return (
            (now.is_published and self.source_edition != now.edition)
            or (self.names_source and self.source != now.id)
            or (self.work != "" and self.work != now.work)
        )

    def is_of_another_mark(self, now: CitedWork) -> bool:
        return (now.marked_at is not None and self.at < now.marked_at) or (
            self.mark != "" and now.is_published and self.mark != now.mark
        )


@dataclass(slots=True)
class _Checks:
    """The checks of one citation: the newest, and the newest that holds in each context, made or confirmed there."""

    newest: _CheckMade
    by_context: dict[str, _CheckMade] = field(default_factory=dict)

    def standing_in(
        self, context: str, present: Collection[str], work: CitedWork
    ) -> CitationStanding | None:
        """How the citation stands in this context, of those in which it is `present`; None where none was checked.

        In a new context the newest check holds as "context changed" if none found a fault. A fault stays where the
        context in which it was found is gone, and is none of another place's while it is there. Where checks in several
        contexts differ, nobody can tell which of them was of this place: it has to be checked again. So it has where a
        newer fault was found in a context that is gone: the words may have moved back.
        """
        made = self.by_context.get(context)
        standing = (made or self.newest).verdict
        if made is not None:
            if made.verdict in VOUCHING and self._is_outdone(made, present):
                standing = Standing.STALE
        else:
            vouching = {check.verdict in VOUCHING for check in self.by_context.values()}
            if vouching == {True}:
                standing = CONTEXT_CHANGED
            elif len(vouching) > 1:
                standing = Standing.STALE
            elif self.by_context.keys() <= set(present):
                return None
        made = made or self.newest
        telling = made.telling if standing in (made.verdict, CONTEXT_CHANGED) else NOTHING_TOLD
        if made.is_of_another_work(work):
            standing, telling = Standing.STALE, NOTHING_TOLD
        elif made.is_of_another_mark(work) and standing not in DISPUTED:
            # What it did not bear out is still not borne out.
            standing, telling = Standing.STALE, Telling(not_borne_out=telling.not_borne_out)
        return CitationStanding(standing, made.at, MODERATOR, telling)

    def _is_outdone(self, made: _CheckMade, present: Collection[str]) -> bool:
        return any(
            check.verdict not in VOUCHING and check.at > made.at
            for context, check in self.by_context.items()
            if context not in present
        )


def _checks(digests: set[str]) -> dict[str, _Checks]:
    upgrades = _upgrades(digests)
    checks: dict[str, _Checks] = {}
    by_id: dict[int, _CheckMade] = {}
    for chunk in in_chunks(sorted(digests | {old for old, _revision in upgrades})):
        rows = Check.objects.filter(digest__in=chunk).order_by("at", "id")
        for pk, digest, revision, version, *columns in rows.values_list(*_COLUMNS):
            made = by_id[pk] = _made(version >= DIGEST_VERSION, *columns)
            upgrade = upgrades.get((digest, revision))
            if upgrade and not made.names_source:
                digest, made.context, made.source, made.work = upgrade
            if digest not in digests:
                continue
            known = checks.setdefault(digest, _Checks(made))
            if made.at >= known.newest.at:
                known.newest = made
            before = known.by_context.get(made.context)
            if before is None or made.at >= before.at:
                known.by_context[made.context] = made
    for chunk in in_chunks(sorted(checks)):
        confirmations = Confirmation.objects.filter(digest__in=chunk).order_by("at", "id")
        for digest, context, made_id, at in confirmations.values_list(
            "digest", "context", "check_made", "at"
        ):
            before = checks[digest].by_context.get(context)
            if before is None or before.at < at:
                checks[digest].by_context[context] = by_id[made_id]
    return checks


def _made(
    names_source: bool,
    verdict: str,
    at: datetime,
    context: str,
    source: uuid.UUID | None,
    source_edition: int,
    work: str,
    mark: str,
    *told: Any,
) -> _CheckMade:
    telling = Telling(*told) if any(told) else NOTHING_TOLD
    return _CheckMade(
        verdict, at, context, names_source, source, source_edition, work, mark, telling
    )


_Upgrade = tuple[str, str, uuid.UUID | None, str]


def _upgrades(digests: set[str]) -> dict[tuple[str, int], _Upgrade]:
    """Digest of an earlier version and the check's revision → what it is now, and what the check was made of."""
    upgrades = {}
    for chunk in in_chunks(sorted(digests)):
        for row in DigestUpgrade.objects.filter(new__in=chunk):
            upgrades[row.old, row.revision] = (row.new, row.context, row.source, row.work)
    return upgrades


def _checks_of_entries(entries: list[uuid.UUID]) -> Iterator[Any]:
    for chunk in in_chunks(entries):
        rows = Check.objects.filter(manuscript__in=chunk).order_by("at", "id")
        yield from rows.values_list(
            "manuscript_id", "digest", "revision", "source_key", "locator", "claim_digest", "at"
        )


def _changed(
    unchecked: Mapping[uuid.UUID, Iterable[DocumentCitation]], present: set[str]
) -> dict[Use, CitationStanding]:
    # The same place of the same source, under other words; or the same words, with another place.
    gone: dict[tuple[uuid.UUID, str, str], datetime] = {}
    rows = list(_checks_of_entries(list(unchecked)))
    if not rows:
        return {}
    upgraded = {
        (old, revision): new
        for chunk in in_chunks(list(unchecked))
        for old, revision, new in DigestUpgrade.objects.filter(manuscript__in=chunk).values_list(
            "old", "revision", "new"
        )
    }
    for pk, digest, revision, key, locator, claim, at in rows:
        if upgraded.get((digest, revision), digest) not in present:
            gone[pk, key, locator] = gone[pk, key, claim] = at
    changed = {}
    for pk, citations in unchecked.items():
        for citation in citations:
            at = gone.get((pk, citation.key, citation.reference.locator)) or gone.get(
                (pk, citation.key, citation.claim_digest)
            )
            if at is not None:
                changed[citation.use] = CitationStanding(
                    standing=Standing.STALE, checked_at=at, role=MODERATOR
                )
    return changed


def publish_checks_of(digests: Iterable[str]) -> None:
    """Let readers see every check of these citations."""
    publish_checks(
        check
        for chunk in in_chunks(list(digests))
        for check in Check.objects.of_digests(chunk).order_by("id")
    )


def publish_checks(checks: Iterable[Check]) -> None:
    """Let readers see these checks: verdict, time, role and what is meant for them; never who.

    One that was made under an earlier digest keeps it: `ClaimUpgrade` leads its claim's address to the present one.
    """
    PublishedCheck.objects.bulk_create(
        [
            PublishedCheck(
                entry_id=check.manuscript_id,
                digest=check.digest,
                claim_digest=check.claim_digest,
                claim=check.claim,
                source_key=check.source_key,
                source_edition=check.source_edition,
                prefix=check.prefix,
                locator=check.locator,
                suffix=check.suffix,
                verdict=check.verdict,
                role=MODERATOR,
                public_note=check.public_note,
                checked_at=check.at,
                **check.telling.as_dict(),
            )
            for check in checks
        ],
        ignore_conflicts=True,
        batch_size=500,
    )
