"""What somebody may see of a citation that waits for a second, blind check: that it was checked once, and no more."""

from __future__ import annotations

import dataclasses
import uuid
from typing import TYPE_CHECKING

from editorial import permissions
from editorial.gate.judging import Obstacle
from editorial.models import DraftCitation
from encyclopedia.core.standing import Standings

if TYPE_CHECKING:
    from django.contrib.auth.models import User

_MISSING = "second_check_missing"
# The obstacles that tell which verdict the first was.
_TELLING = frozenset({"does_not_support", "contradicts", "context_changed", "unchecked", "stale"})


def hidden_from(by: User, manuscript: uuid.UUID) -> set[str]:
    """Digests of the citations of this entry whose first check a moderator must not see; at most one query."""
    if not by.has_perm(permissions.CHECK_CITATION):
        return set()
    rows = DraftCitation.objects.filter(manuscript=manuscript).blind_to(by.pk)
    return set(rows.values_list("digest", flat=True))


def obstacles_seen_by(by: User, manuscript: uuid.UUID, obstacles: list[Obstacle]) -> list[Obstacle]:
    """The same obstacles; those that tell a first verdict say only that the second check is missing."""
    hidden = hidden_from(by, manuscript)
    if not hidden:
        return obstacles
    seen: dict[tuple[str, int], Obstacle] = {}
    for obstacle in obstacles:
        telling = obstacle.subject in hidden and obstacle.code in _TELLING
        if telling and not (obstacle.stops or obstacle.waived):
            # Where it only warns, a verdict that found no fault gives no warning.
            continue
        if telling and "doubt" in obstacle.values:
            doubt = dataclasses.replace(obstacle, code="doubted_source")
            seen.setdefault((doubt.key, doubt.line), doubt)
        shown = _second_missing(obstacle) if telling else obstacle
        seen.setdefault((shown.key, shown.line), shown)
    return list(seen.values())


def _second_missing(obstacle: Obstacle) -> Obstacle:
    values = {name: obstacle.values[name] for name in ("number", "key", "claim", "context")}
    return dataclasses.replace(obstacle, code=_MISSING, values=values)


def standings_seen_by(by: User, manuscript: uuid.UUID, standings: Standings) -> Standings:
    """The same standings without those of citations whose first check must not be seen: they are not yet checked."""
    hidden = hidden_from(by, manuscript)
    return {use: standing for use, standing in standings.items() if use.digest not in hidden}
