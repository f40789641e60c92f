"""A claim's page shows each place of the entry where it stands, what surrounds it and how it stands there."""

from __future__ import annotations

import html
import re

import pytest
from django.test import Client
from factories import Cast, article, published, said, source

from editorial import actions
from encyclopedia.models import Citation

pytestmark = pytest.mark.django_db

KEY = "service-trotsky-2009"
TWICE = (
    f"## Confirmed\n\nHe was a member.[@{KEY}, p. 1]\n\n"
    f"## Refuted\n\nIt was never true:\n\n- He was a member.[@{KEY}, p. 1]"
)


def words_of(client: Client, digest: str) -> str:
    page = html.unescape(client.get(f"/claim/{digest}/").content.decode())
    return " ".join(re.sub(r"<[^>]*>", " ", page).split())


def test_the_same_words_in_two_places_are_shown_in_both_with_two_standings(
    cast: Cast, client: Client
) -> None:
    published(source(KEY), cast)
    entry = published(article("Twice", TWICE), cast)
    first, second = Citation.objects.filter(entry=entry.pk).order_by("position")
    assert first.digest == second.digest
    check = {"manuscript": entry.pk, "digest": first.digest, "by": cast.moderator}
    actions.check(
        **check,
        context=second.context,
        verdict="contradicts",
        note="Seen.",
        **said(first.digest, "contradicts"),
    )
    page = words_of(client, first.claim_digest)
    assert "The entry says this in 2 places." in page
    one, two = re.split(r"Place \d", page.partition("Its checks over time")[0])[1:]
    assert "Heading above Confirmed" in one
    assert "supports" in one
    assert "Refuted" not in one
    assert "Heading above Refuted" in two
    assert "Words that lead in It was never true:" in two
    assert "the source contradicts this" in two
    checks = page.partition("Its checks over time")[2]
    assert re.search(r"contradicts this.*?place 2.*?supports.*?place 1", checks)


def test_a_claim_in_one_place_has_no_number(cast: Cast, client: Client) -> None:
    published(source(KEY), cast)
    entry = published(article("Once", f"## Life\n\nIt was so.[@{KEY}, p. 1]"), cast)
    page = words_of(client, Citation.objects.get(entry=entry.pk).claim_digest)
    assert "Heading above Life" in page
    assert "place 1" not in page.lower()
