"""What single answers and the lists of sources, citations and search contain, and how many queries they take."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
from api.walking import V, slugs, walk
from api.world import CANARY, KEY, ApiWorld
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from encyclopedia import search
from encyclopedia.models import Citation, Source, Standing

pytestmark = pytest.mark.django_db


def test_an_entry_answers_what_its_index_json_answers(client: Client, world: ApiWorld) -> None:
    here = client.get(f"{V}entries/article/{world.article.slug}/")
    assert here.json() == client.get(f"/article/{world.article.slug}/index.json").json()
    assert here["Last-Modified"]
    moved = client.get(f"{V}entries/article/old-name/")
    assert (moved.status_code, moved["Location"]) == (301, f"{V}entries/article/new-name/")
    moved = client.get(f"{V}sources/old-key/")
    assert (moved.status_code, moved["Location"]) == (301, f"{V}sources/new-key/")
    gone = client.get(f"{V}entries/article/withdrawn/").json()
    assert (gone["reason"], gone["entry_title"]) == ("It rested on a forgery.", "Withdrawn")


def test_citations_of_what_is_not_published_are_refused_like_those_of_nothing(
    client: Client, world: ApiWorld
) -> None:
    hidden = f"article/{world.draft.slug}", "article/withdrawn", "article/nothing"
    for entry in hidden:
        refused = client.get(f"{V}citations/?entry={entry}")
        assert refused.status_code == 400, entry
        assert [fault["where"] for fault in refused.json()["errors"]] == ["entry"]
        assert refused.json()["detail"].replace(entry, "") == (
            "entry: No entry with this address is published: . Take it from an item of /api/v1/entries/."
        )
    for source in (f"{CANARY.lower()}-2020", "withdrawn-1999", "nothing"):
        refused = client.get(f"{V}citations/?source={source}")
        assert [fault["where"] for fault in refused.json()["errors"]] == ["source"], source


def test_no_answer_shows_what_is_not_published(client: Client, world: ApiWorld) -> None:
    places = ["", "entries/", "entries/?changed_since=2000-01-01", "sources/", "citations/"]
    places += [f"entries/?title={CANARY}", f"entries/?tag={CANARY.lower()}"]
    places += [f"citations/?source={CANARY.lower()}-2020", "citations/?standing=unchecked"]
    places += [f"citations/?entry=article/{world.draft.slug}", f"search/?q={CANARY}"]
    places += [f"entries/article/{world.draft.slug}/", f"sources/{CANARY.lower()}-2020/"]
    places += [f"entries/article/{world.article.slug}/", f"sources/{KEY}/"]
    client.force_login(world.cast.superuser)
    for place in places:
        response = client.get(V + place)
        data = response.json()
        # What was asked comes back in the words of a refusal.
        shown = json.dumps([data.get("items"), data.get("document"), data.get("citations")])
        assert CANARY not in shown, place
        assert CANARY.lower() not in shown, place
        assert (
            data.get("items")
            or "items" not in data
            or "anarienvogel" in place
            or "unchecked" in place
        )
    everything = [walk(client, "entries/?limit=2"), walk(client, "citations/?limit=2")]
    assert "anarienvogel" not in json.dumps(everything)


def test_a_source_counts_the_entries_that_cite_it(client: Client, world: ApiWorld) -> None:
    one = client.get(f"{V}sources/{KEY}/").json()
    assert one["cited_by"] == len(
        {item["entry"]["slug"] for item in walk(client, f"citations/?source={KEY}&limit=1")}
    )
    assert one["cited_by"] == 3
    assert one["record"]["title"] == "Trotsky: A Biography"
    assert one in walk(client, "sources/")
    Source.objects.filter(slug=KEY).update(reliability="forged", reliability_reason="Invented.")
    doubted = client.get(f"{V}sources/{KEY}/").json()
    assert (doubted["reliability"], doubted["reliability_reason"]) == ("forged", "Invented.")


@pytest.mark.parametrize("limit", [1, 100])
def test_citations_are_filtered_by_every_pair_of_filters(
    client: Client, world: ApiWorld, limit: int
) -> None:
    first = Citation.objects.order_by("pk")[0]
    day = datetime(2031, 1, 1, tzinfo=UTC)
    Citation.objects.filter(pk=first.pk).update(standing=Standing.CONTRADICTS, checked_at=day)
    path = first.entry.path
    filters = {
        "entry": (path, lambda c: c.entry.path == path),
        "source": (KEY, lambda c: c.source.slug == KEY),
        "standing": ("contradicts", lambda c: c.standing == "contradicts"),
        "checked_since": ("2031-01-01", lambda c: c.checked_at >= day),
    }
    every = list(Citation.objects.select_related("entry", "source"))
    for name, (value, fits) in filters.items():
        for other, (second, fits_too) in filters.items():
            question = f"{name}={value}" + (f"&{other}={second}" if other != name else "")
            items = walk(client, f"citations/?{question}&limit={limit}")
            expected = {c.digest for c in every if fits(c) and fits_too(c)}
            assert {item["digest"] for item in items} == expected, question
            assert len(items) == len(expected), question
    whole = walk(client, f"citations/?limit={limit}")
    assert len(whole) == len(every)
    assert {item["role"] for item in whole} == {"moderator"}


def test_search_finds_what_the_page_finds(client: Client, world: ApiWorld) -> None:
    hits = walk(client, "search/?q=revolution&limit=1")
    expected = [hit.entry.slug for hit in search.find("revolution").hits]
    assert slugs(hits) == expected
    assert len(expected) > 1
    assert "<mark>" in hits[0]["title_html"]
    assert slugs(walk(client, "search/?q=revolution&kind=article&tag=theory")) == [
        "permanent-revolution"
    ]
    assert client.get(f"{V}search/?q=nothing+at+all").json()["total"] == 0


def test_nobody_is_known_and_nothing_is_set(client: Client, world: ApiWorld) -> None:
    client.force_login(world.cast.superuser)
    for place in ("", "entries/", "openapi.json", "entries/article/x/"):
        response = client.get(V + place)
        assert response["Access-Control-Allow-Origin"] == "*"
        assert "Cookie" not in response.get("Vary", "")
        assert not response.cookies
        assert "Access-Control-Allow-Credentials" not in response.headers


def test_the_tag_of_an_answer_changes_with_a_standing(client: Client, world: ApiWorld) -> None:
    for place in ("citations/", f"entries/article/{world.article.slug}/"):
        before = client.get(V + place)["ETag"]
        assert client.get(V + place)["ETag"] == before
        condition = {"If-None-Match": f'"other", {before}'}
        assert client.get(V + place, headers=condition).status_code == 304
        changed = Citation.objects.filter(entry=world.article.id).first()
        assert changed is not None
        Citation.objects.filter(pk=changed.pk).update(locator=f"p. {len(place)}")
        assert client.get(V + place, headers=condition).status_code == 200


@pytest.mark.parametrize(
    ("place", "most"),
    [
        ("entries/?kind=article", 2),
        ("entries/?tag=theory", 3),
        ("entries/?changed_since=2000-01-01", 2),
        ("sources/?title=t", 3),
        ("citations/?standing=supports", 3),
        (f"citations/?source={KEY}&entry=article/permanent-revolution", 5),
        ("search/?q=revolution", 10),
        ("entries/article/permanent-revolution/", 9),  # its translations, too
        (f"sources/{KEY}/", 2),
        ("entries/article/nothing/", 4),
        ("openapi.json", 0),
    ],
)
def test_the_number_of_queries_does_not_grow_with_the_page(
    client: Client, world: ApiWorld, place: str, most: int
) -> None:
    limits = ("&limit=1", "&limit=100") if "?" in place else ("",)
    counts = set()
    for limit in limits:
        with CaptureQueriesContext(connection) as queries:
            client.get(V + place + limit)
        counts.add(len(queries))
    assert len(counts) == 1
    assert max(counts) <= most
