"""How citations stand with readers, and how that is summed up. Pure: no Django.

The words of a standing are those of `encyclopedia.models.Standing`; here it is its plain value.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from encyclopedia.core.citations import DocumentCitation, Use

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
    who made it ("moderator"), never which person.
    """

    standing: str = UNCHECKED
    checked_at: datetime | None = None
    role: str = ""

    @property
    def is_checked(self) -> bool:
        return self.standing in CHECKED


NOT_CHECKED: Final = CitationStanding()

Standings = Mapping[Use, CitationStanding]


def worst(standings: Iterable[CitationStanding]) -> str:
    """The worst of the standings; `unchecked` for none."""
    values = {standing.standing for standing in standings}
    return next((value for value in WORST_FIRST if value in values), UNCHECKED)


def _checked_at(standing: CitationStanding) -> datetime | None:
    return standing.checked_at if standing.is_checked else None


@dataclass(frozen=True, slots=True)
class Summary:
    """What the line under the title says, counted in footnotes (`needed` in places).

    A footnote is `checked` when every use of it is; `disputed`, `inaccessible` and `stale` when
    any use is. `doubted` counts the footnotes whose source is marked against as a whole.
    """

    footnotes: int = 0
    checked: int = 0
    disputed: int = 0
    inaccessible: int = 0
    stale: int = 0
    doubted: int = 0
    needed: int = 0
    last: datetime | None = None


def summarise(
    citations: Iterable[DocumentCitation],
    standings: Standings,
    *,
    needed: int = 0,
    doubted: Iterable[str] = (),
) -> Summary:
    """The sum over numbered citations; `standings` by use, `doubted` source keys."""
    doubted_keys = frozenset(doubted)
    by_number: dict[int, list[CitationStanding]] = {}
    doubtful: set[int] = set()
    for citation in citations:
        standing = standings.get(citation.use, NOT_CHECKED)
        by_number.setdefault(citation.number, []).append(standing)
        if citation.key in doubted_keys:
            doubtful.add(citation.number)
    uses = list(by_number.values())

    def having(*values: str) -> int:
        return sum(any(use.standing in values for use in group) for group in uses)

    return Summary(
        footnotes=len(uses),
        checked=sum(all(use.is_checked for use in group) for group in uses),
        disputed=having(*DISPUTED),
        inaccessible=having(COULD_NOT_ACCESS),
        stale=having(STALE),
        doubted=len(doubtful),
        needed=needed,
        last=max(
            (checked_at for group in uses for use in group if (checked_at := _checked_at(use))),
            default=None,
        ),
    )
