"""What stands in the way as the office's pages show it: each obstacle with the place that mends it."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from django.urls import reverse
from django.utils.translation import gettext_lazy

from editorial.gate.judging import Obstacle
from editorial.gate.obstacle_wording import words
from editorial.models import Manuscript
from encyclopedia.models import Kind

# Gathered under one heading each, in this order.
GROUPS: tuple[tuple[str, Any], ...] = (
    ("title", gettext_lazy("Title and address")),
    ("summary", gettext_lazy("Summary")),
    ("text", gettext_lazy("Text and its citations")),
    ("facts", gettext_lazy("Facts")),
    ("record", gettext_lazy("The source’s record")),
    ("", gettext_lazy("The review")),
)
CHECKED_AT_THE_DESK = frozenset({"unchecked", "stale", "could_not_access"})
MENDED_AT_THE_SOURCE = "source_not_published"


@dataclass(frozen=True)
class ObstacleLink:
    """An obstacle as the page shows it: its words and where it is mended; `cited` leads to the line that cites."""

    words: str
    address: str
    line: int
    waived: str
    stops: bool
    cited: str = ""


def points_of(
    manuscript: Manuscript, found: list[Obstacle], *, linked: bool, checks: bool = False
) -> list[ObstacleLink]:
    """One for each; `linked` for somebody who may edit it, `checks` for somebody who checks citations.

    One query more where a cited source waits, however many do.
    """
    sources = _waiting_sources(found)
    return [_point(manuscript, each, sources, linked=linked, checks=checks) for each in found]


def _waiting_sources(found: list[Obstacle]) -> dict[str, uuid.UUID]:
    """The manuscripts of cited sources that are not published, by key."""
    keys = {each.subject for each in found if each.code == MENDED_AT_THE_SOURCE}
    if not keys:
        return {}
    waiting = Manuscript.objects.of_kind(Kind.SOURCE).filter(slug__in=keys)
    return dict(waiting.values_list("slug", "pk"))


def _point(
    manuscript: Manuscript,
    obstacle: Obstacle,
    sources: Mapping[str, uuid.UUID],
    *,
    linked: bool,
    checks: bool,
) -> ObstacleLink:
    address, cited = mend_address(manuscript, obstacle) if linked else "", ""
    if checks and obstacle.code in CHECKED_AT_THE_DESK:
        address = reverse("admin:desk_citation", args=[manuscript.pk, obstacle.subject])
    if obstacle.code == MENDED_AT_THE_SOURCE and obstacle.subject in sources:
        cited = address
        address = reverse("admin:manuscript", args=[sources[obstacle.subject]])
    return ObstacleLink(
        words(obstacle), address, obstacle.line, obstacle.waived, obstacle.stops, cited
    )


def mend_address(manuscript: Manuscript, obstacle: Obstacle) -> str:
    """The place in the form that mends it."""
    if not obstacle.field:
        return ""
    if obstacle.line and obstacle.field == "text":
        words = quote(str(obstacle.values.get("claim", "")), safe="")
        return f"{edit_address(manuscript)}#line-{obstacle.line}{words and ':'}{words}"
    place = obstacle.field if obstacle.field in {"facts", "record"} else f"id_{obstacle.field}"
    return f"{edit_address(manuscript)}#{place}"


def grouped(
    found: list[Obstacle], points: list[ObstacleLink]
) -> list[tuple[str, list[ObstacleLink]]]:
    """What stops or is waived, by the part of the form that mends it."""
    parts: dict[str, list[ObstacleLink]] = {name: [] for name, _label in GROUPS}
    for obstacle, point in zip(found, points, strict=True):
        if obstacle.stops or obstacle.waived:
            name = "title" if obstacle.field == "slug" else obstacle.field
            parts.setdefault(name, []).append(point)
    labels = dict(GROUPS)
    return [(str(labels.get(name, name)), each) for name, each in parts.items() if each]


def edit_address(manuscript: Manuscript) -> str:
    return reverse(f"admin:editorial_{manuscript.kind}manuscript_change", args=[manuscript.pk])
