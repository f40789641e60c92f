"""How citations stand with readers, and how that is summed up. Pure: no Django.

The words of a standing are those of `encyclopedia.models.Standing`; here it is its plain value.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Final, Protocol, TypeVar

from encyclopedia.core.citations import Use
from encyclopedia.core.telling import NOTHING_TOLD, Telling

UNCHECKED: Final = "unchecked"
STALE: Final = "stale"
COULD_NOT_ACCESS: Final = "could_not_access"
# A check holds, but was made of the same words under another heading, picture or the like.
CONTEXT_CHANGED: Final = "context_changed"

# A moderator saw the source and decided whether it supports the claim.
CHECKED: Final = frozenset({"supports", "partly", "does_not_support", "contradicts"})
# Nothing waits for a moderator: what could not be accessed was looked for, but counts nowhere as checked.
SETTLED: Final = CHECKED | {COULD_NOT_ACCESS}
DISPUTED: Final = frozenset({"does_not_support", "contradicts"})

# What a mark against the source leaves as it is: nobody vouches for these, or nobody looked.
LEFT_BY_MARK: Final = DISPUTED | {STALE, UNCHECKED}

# The first that any use of a footnote has is what the footnote shows as a whole.
WORST_FIRST: Final = (
    "contradicts",
    "does_not_support",
    STALE,
    UNCHECKED,
    CONTEXT_CHANGED,
    COULD_NOT_ACCESS,
    "partly",
    "supports",
)


@dataclass(frozen=True, slots=True)
class CitationStanding:
    """How one citation stands: the verdict of its newest check, `stale`, `context_changed` or `unchecked`.

    `checked_at` is the time of that check (aware), None only for `unchecked`; `role` says in a word
    who made it ("moderator"), never which person; `telling` what else readers are told of it.
    """

    standing: str = UNCHECKED
    checked_at: datetime | None = None
    role: str = ""
    telling: Telling = NOTHING_TOLD

    @property
    def is_checked(self) -> bool:
        return self.standing in CHECKED


NOT_CHECKED: Final = CitationStanding()

Standings = Mapping[Use, CitationStanding]


def worst(standings: Iterable[CitationStanding]) -> str:
    """The worst of the standings; `unchecked` for none."""
    values = {standing.standing for standing in standings}
    return next((value for value in WORST_FIRST if value in values), UNCHECKED)


def is_marked_since(checked_at: datetime | None, marked_at: datetime | None) -> bool:
    """Whether a source was marked after a check of it; False where there is no check, or no mark."""
    return checked_at is not None and marked_at is not None and checked_at < marked_at


# The class in which each standing is counted; `Summary` has a member of its name.
_CLASSES: Final = {
    "supports": "supported",
    "partly": "partly",
    "does_not_support": "failed",
    "contradicts": "failed",
    COULD_NOT_ACCESS: "inaccessible",
    CONTEXT_CHANGED: "context_changed",
    STALE: "changed",
    UNCHECKED: "unchecked",
}


@dataclass(frozen=True, slots=True)
class Summary:
    """What the line under the title says, counted in claims: each is in one class, and the classes add up.

    A claim is the words before a marker or markers, at their place. `needed` are those with a place where a citation
    is needed. `doubted` counts no class of its own but those of all claims that cite a source which is marked.
    `last` is the time (aware) of the newest check.
    """

    supported: int = 0
    partly: int = 0
    failed: int = 0
    inaccessible: int = 0
    context_changed: int = 0
    changed: int = 0
    unchecked: int = 0
    needed: int = 0
    doubted: int = 0
    last: datetime | None = None

    @property
    def claims(self) -> int:
        """How many there are: the sum of the classes."""
        return sum(getattr(self, name) for name in CLASSES)


CLASSES: Final = tuple(
    field.name for field in fields(Summary) if field.name not in ("doubted", "last")
)


def counted(numbers: Mapping[str, int]) -> Summary:
    """Citations counted by how they stand, each for itself, whatever else its claim cites."""
    counts = dict.fromkeys(CLASSES, 0)
    for standing, number in numbers.items():
        counts[_CLASSES[standing]] += number
    return Summary(**counts, last=None)


class Counted(Protocol):
    """A numbered citation as far as it is counted: `DocumentCitation` says what its members mean."""

    @property
    def claim_digest(self) -> str: ...

    @property
    def context(self) -> str: ...

    @property
    def number(self) -> int: ...

    @property
    def fact(self) -> int | None: ...

    @property
    def key(self) -> str: ...

    @property
    def use(self) -> Use: ...


AnyCounted = TypeVar("AnyCounted", bound=Counted)


def summarise(
    citations: Iterable[Counted],
    standings: Standings,
    *,
    needed: Iterable[str] = (),
    doubted: Iterable[str] = (),
) -> Summary:
    """The sum over numbered citations, in their order.

    `standings` are by use, `doubted` are source keys; `needed` are the digests of the claims that need a citation. A
    claim with several citations counts once, by the worst of them: that one source supports it does not make good
    that another contradicts it. One that cites a source and needs another counts as needed, unless it failed.
    """
    doubted_keys = frozenset(doubted)
    counts: Counter[str] = Counter()
    last: datetime | None = None
    without = Counter(needed)
    for counted, claim, stands in _classed(citations, standings, without):
        counts[counted] += 1
        if doubted_keys and any(citation.key in doubted_keys for citation in claim):
            counts["doubted"] += 1
        for standing in stands:
            if (
                standing.is_checked
                and standing.checked_at
                and (last is None or standing.checked_at > last)
            ):
                last = standing.checked_at
    counts["needed"] += without.total()
    return Summary(**counts, last=last)


def first_of_classes(
    citations: Iterable[AnyCounted], standings: Standings, *, needed: Iterable[str] = ()
) -> dict[str, AnyCounted]:
    """The first citation that puts its claim in each class, as `summarise` counts them, by the class's name."""
    firsts: dict[str, AnyCounted] = {}
    for counted, claim, stands in _classed(citations, standings, Counter(needed)):
        if counted not in firsts:
            gravest = worst(stands)
            firsts[counted] = next(
                citation
                for citation, standing in zip(claim, stands, strict=True)
                if standing.standing == gravest
            )
    return firsts


def claims_by_source(
    citations: Iterable[AnyCounted], keys: Iterable[str]
) -> dict[str, list[AnyCounted]]:
    """Of each of these sources that is cited the first citation in every claim that cites it, in their order."""
    wanted = frozenset(keys)
    claims: dict[str, list[AnyCounted]] = {}
    for claim in _claims(citations) if wanted else ():
        for key, citation in {citation.key: citation for citation in reversed(claim)}.items():
            if key in wanted:
                claims.setdefault(key, []).append(citation)
    return claims


def _classed(
    citations: Iterable[AnyCounted], standings: Standings, without: Counter[str]
) -> Iterator[tuple[str, list[AnyCounted], list[CitationStanding]]]:
    """Each claim with its class and how its citations stand. `without` loses those that need a citation as well."""
    for claim in _claims(citations):
        stands = [standings.get(citation.use, NOT_CHECKED) for citation in claim]
        counted = _CLASSES[stands[0].standing if len(stands) == 1 else worst(stands)]
        if without and without[claim[0].claim_digest]:
            without[claim[0].claim_digest] -= 1
            counted = counted if counted == "failed" else "needed"
        yield counted, claim, stands


def _claims(citations: Iterable[AnyCounted]) -> Iterator[list[AnyCounted]]:
    """The citations of each claim: neighbours with the same words, until one of them is there again."""
    claim: list[AnyCounted] = []
    for citation in citations:
        if not claim or (
            citation.claim_digest == claim[0].claim_digest
            and (citation.context, citation.fact) == (claim[0].context, claim[0].fact)
            and all(citation.number != other.number for other in claim)
        ):
            claim.append(citation)
        else:
            yield claim
            claim = [citation]
    if claim:
        yield claim
