"""A mark is written in a few statements, and says what judging every check of the source would say."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from factories import Cast, article, published, source

from editorial import actions
from editorial.actions.refresh_standings import restate
from editorial.models import DraftCitation, Manuscript, Topic
from encyclopedia import projection
from encyclopedia.core.standing import DISPUTED
from encyclopedia.models import Citation, ClaimCounts

KEY = "service-trotsky-2009"
VERDICTS = ("supports", "partly", "does_not_support", "contradicts", "could_not_access")
SENTENCES = [f"Event {n} took place.[@{KEY}, p. {n}]" for n in range(20)]


def told(verdict: str) -> dict[str, Any]:
    about = {"partly": {"not_borne_out": "took place"}, "could_not_access": {"asks": True}}
    means = {} if verdict == "could_not_access" else {"means": "shelf"}
    return {"note": "N.", **means, **about.get(verdict, {})}


def check_some(manuscript: Manuscript, cast: Cast, **which: Any) -> None:
    rows = DraftCitation.objects.filter(manuscript=manuscript, **which).in_order()
    for row, verdict in zip(list(rows), VERDICTS, strict=False):
        actions.check(
            manuscript=manuscript.pk,
            digest=row.digest,
            verdict=verdict,
            by=cast.moderator,
            **told(verdict),
        )


@pytest.fixture
def cited(cast: Cast) -> Manuscript:
    """A source that published words and a later draft cite, checked in every way there is."""
    cited = published(source(KEY), cast)
    text = "\n\n".join(["## Then", *SENTENCES, f"An unchecked one.[@{KEY}]"])
    document = article(text=text, tags=("War",))
    manuscript = published(document, cast)
    check_some(manuscript, cast)
    # Under another heading checks of before are no longer of this context, and a changed sentence has none.
    changed = text.replace("## Then", "## Later").replace("Event 1 took", "Event one took")
    changed += "".join(f"\n\nMore of event {n} is known.[@{KEY}, ch. {n}]" for n in range(20))
    actions.save(document=replace(document, text=changed), by=cast.editor, based_on=1)
    check_some(manuscript, cast, checked=False)
    return cited


def rows() -> list[list[Any]]:
    """All that a mark may change, but for the time since when a citation waits."""
    waits = [
        (*row[:-1], row[-1] is None)
        for row in DraftCitation.objects.in_order().values_list(
            "digest", "standing", "checked", "first_by", "asked", "waits_since"
        )
    ]
    return [
        waits,
        list(Citation.objects.order_by("pk").values()),
        list(ClaimCounts.objects.order_by("pk").values()),
        list(Manuscript.objects.order_by("pk").values_list("pk", "unchecked")),
        list(Topic.objects.order_by("pk").values_list("pk", "waits_since")),
    ]


@pytest.mark.django_db
@pytest.mark.parametrize("before", [None, "unreliable"])
def test_it_says_what_judging_every_check_would_say(
    cast: Cast, cited: Manuscript, before: str | None
) -> None:
    if before:
        actions.mark(manuscript=cited.pk, reliability=before, reason="B.", by=cast.approver)
        check_some(Manuscript.objects.get(kind="article"), cast, checked=False)
    standings = set(Citation.objects.values_list("standing", flat=True))
    standings |= set(DraftCitation.objects.values_list("standing", flat=True))
    assert {"partly", "could_not_access", "contradicts", "unchecked"} <= standings
    actions.mark(manuscript=cited.pk, reliability="forged", reason="F.", by=cast.approver)
    marked = rows()
    assert set(Citation.objects.values_list("standing", flat=True)) <= {
        "stale",
        "unchecked",
        *DISPUTED,
    }
    assert Citation.objects.filter(standing="stale").exclude(not_borne_out="").exists()
    assert projection.set_standings(restate(KEY)) == 0
    assert rows() == marked


@pytest.mark.django_db
def test_its_statements_are_as_many_for_many_citations(cast: Cast) -> None:
    counts = []
    for many in (6, 30):
        cited = published(source(f"work-{many}"), cast)
        text = " ".join(f"Event {n} took place.[@work-{many}, p. {n}]" for n in range(many))
        check_some(published(article(f"Of {many}", text=text), cast), cast)
        with CaptureQueriesContext(connection) as queries:
            actions.mark(manuscript=cited.pk, reliability="forged", reason="F.", by=cast.approver)
        counts.append(len(queries))
    assert counts[0] == counts[1]
