"""Obstacles as the office's pages show them: each with a link to where it is fixed."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlencode

from django.urls import reverse
from django.utils.translation import gettext_lazy

from editorial.forms.places import element_id
from editorial.gate.judging import AGREEMENT, Obstacle
from editorial.gate.obstacle_wording import words
from editorial.models import Manuscript
from encyclopedia.models import Kind

if TYPE_CHECKING:
    from django.contrib.auth.models import User

# The headings, in this order.
GROUPS: tuple[tuple[str, Any], ...] = (
    ("title", gettext_lazy("Title and address")),
    ("summary", gettext_lazy("Summary")),
    ("text", gettext_lazy("Text and its citations")),
    ("facts", gettext_lazy("Facts")),
    ("record", gettext_lazy("The source’s record")),
    ("pictures", gettext_lazy("Pictures")),
    ("authors", gettext_lazy("Credited authors")),
    ("aliases", gettext_lazy("Other names")),
    ("tags", gettext_lazy("Subjects")),
    ("sort_name", gettext_lazy("Name for sorting")),
    ("more", gettext_lazy("Further details")),
    ("", gettext_lazy("The review")),
)
CHECKED_AT_THE_DESK = frozenset(
    {
        "unchecked",
        "stale",
        "context_changed",
        "could_not_access",
        "not_looked_at",
        "second_check_missing",
        "checks_disagree",
    }
)
FIXED_AT_THE_SOURCE = "source_not_published"


@dataclass(frozen=True)
class ObstacleLink:
    """An obstacle as the page shows it: its words and where it is fixed; `cited` leads to the line that cites."""

    words: str
    address: str
    line: int
    waived: str
    stops: bool
    cited: str = ""


def links_of(
    manuscript: Manuscript,
    obstacles: list[Obstacle],
    by: User,
    *,
    linked: bool,
    checks: bool = False,
    records: bool = False,
) -> list[ObstacleLink]:
    """One link for each obstacle; `linked` if the person may edit, `checks` if they check citations, `records` if they
    record agreements.

    One more query if cited sources are not published yet.
    """
    sources = _waiting_sources(obstacles, by)
    return [
        _link(manuscript, obstacle, sources, linked=linked, checks=checks, records=records)
        for obstacle in obstacles
    ]


def _waiting_sources(obstacles: list[Obstacle], by: User) -> dict[str, uuid.UUID]:
    """The manuscripts of cited sources that are not published, by key, as far as this person sees them."""
    keys = {obstacle.subject for obstacle in obstacles if obstacle.code == FIXED_AT_THE_SOURCE}
    if not keys:
        return {}
    waiting = Manuscript.objects.seen_by(by).of_kind(Kind.SOURCE).filter(slug__in=keys)
    return dict(waiting.values_list("slug", "pk"))


def _link(
    manuscript: Manuscript,
    obstacle: Obstacle,
    sources: Mapping[str, uuid.UUID],
    *,
    linked: bool,
    checks: bool,
    records: bool,
) -> ObstacleLink:
    address, citing_line = fix_address(manuscript, obstacle) if linked else "", ""
    if checks and obstacle.code in CHECKED_AT_THE_DESK:
        card = reverse("admin:desk_citation", args=[manuscript.pk, obstacle.subject])
        # The same words with the same source may stand in two places.
        address = f"{card}?{urlencode({'context': obstacle.values['context']})}"
    if records and obstacle.code == AGREEMENT:
        address = reverse("admin:agreements", args=[manuscript.pk])
    if obstacle.code == FIXED_AT_THE_SOURCE and obstacle.subject in sources:
        citing_line = address
        address = reverse("admin:manuscript", args=[sources[obstacle.subject]])
    return ObstacleLink(
        words(obstacle), address, obstacle.line, obstacle.waived, obstacle.stops, citing_line
    )


def fix_address(manuscript: Manuscript, obstacle: Obstacle) -> str:
    """The place in the form where it is fixed."""
    if not obstacle.field:
        return ""
    if obstacle.line and obstacle.field == "text":
        words = quote(str(obstacle.values.get("claim", "")), safe="")
        return f"{edit_address(manuscript)}#line-{obstacle.line}{words and ':'}{words}"
    if obstacle.place:
        return f"{edit_address(manuscript)}#{element_id(obstacle.place)}"
    place = obstacle.field if obstacle.field in {"facts", "record"} else f"id_{obstacle.field}"
    return f"{edit_address(manuscript)}#{place}"


def faults_told(obstacles: list[Obstacle]) -> list[tuple[str, str]]:
    """The wrong values among the obstacles, each with its place in the document and its sentence."""
    return [(obstacle.place, words(obstacle)) for obstacle in obstacles if obstacle.place]


def grouped(
    obstacles: list[Obstacle], links: list[ObstacleLink]
) -> list[tuple[str, list[ObstacleLink]]]:
    """What stops or is waived, by the part of the form where it is fixed."""
    parts: dict[str, list[ObstacleLink]] = {name: [] for name, _label in GROUPS}
    for obstacle, link in zip(obstacles, links, strict=True):
        if obstacle.stops or obstacle.waived:
            name = "title" if obstacle.field == "slug" else obstacle.field
            parts.setdefault(name, []).append(link)
    labels = dict(GROUPS)
    return [(str(labels.get(name, name)), part) for name, part in parts.items() if part]


def edit_address(manuscript: Manuscript) -> str:
    return reverse(f"admin:editorial_{manuscript.kind}manuscript_change", args=[manuscript.pk])
