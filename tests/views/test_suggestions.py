"""What is suggested while one types: the entry with its kind, its years and its picture, in few queries."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from published import publish

from encyclopedia.models import Entry, Fact

PORTRAIT = (
    '<aside class="facts" aria-labelledby="facts"><h2 id="facts">Facts</h2><figure class="portrait">'
    '<picture><source type="image/webp" srcset="/media/{0}-320.webp 320w, /media/{0}-640.webp 640w" sizes="16rem">'
    '<img src="/media/{0}" alt="" width="800" height="1000"></picture></figure></aside>'
)


def suggested(client: Client, typed: str) -> Any:
    return client.get("/search/suggest.json", {"q": typed}).json()


def lived(entry: Entry, **dates: str) -> Entry:
    for place, (name, date) in enumerate(dates.items()):
        Fact.objects.create(entry=entry, position=place, property=name.rstrip("_"), date=date)
    return entry


def test_a_suggestion_says_what_the_entry_is(client: Client) -> None:
    trotsky = lived(
        publish("Leon Trotsky", kind="person"), born="1879-11-07", died="1940-08-21", born_="1880"
    )
    trotsky.page.facts = PORTRAIT.format("a" * 64)
    trotsky.page.save(update_fields=["facts"])
    assert suggested(client, "trot") == {
        "suggestions": [
            {
                "title": "Leon Trotsky",
                "kind": "person",
                "path": "/person/leon-trotsky/",
                "label": "Person",
                "years": "1879–1940",
                "picture": f"/media/{'a' * 64}-320.webp",
                "focus": "",
            }
        ],
        "told": "1 suggestion",
    }
    # Where a crop is made, it is made around the focal point.
    for said, told in (('"30 40"', "30 40"), ('"30 40; x"', "")):
        trotsky.page.facts = PORTRAIT.format("a" * 64).replace("<img ", f"<img data-focus={said} ")
        trotsky.page.save(update_fields=["facts"])
        assert suggested(client, "trot")["suggestions"][0]["focus"] == told
    assert suggested(client, "x") == {"suggestions": [], "told": "No entry has such a name."}


@pytest.mark.parametrize(
    ("kind", "dates", "years"),
    [
        ("person", {"born": "1879"}, "1879"),
        ("person", {"born": "1200~", "died": "1260"}, "c. 1200 – 1260"),
        ("person", {"born": "-0099", "died": "-0043-03-15"}, "100–44 BC"),
        ("person", {"born": "18XX", "died": "1940"}, "19th century – 1940"),
        ("person", {"born": "1879/1880"}, "c. 1879"),
        ("person", {"born": "in the year of the dog"}, ""),
        ("organisation", {"founded": "1938-09-03", "dissolved": "1963"}, "1938–1963"),
        ("organisation", {"born": "1938"}, "1938"),
        ("article", {"born": "1938"}, ""),
    ],
)
def test_the_years_are_those_of_a_life(
    client: Client, kind: str, dates: dict[str, str], years: str
) -> None:
    lived(publish("Somebody", kind=kind), **dates)
    assert [row["years"] for row in suggested(client, "some")["suggestions"]] == [years]


@pytest.mark.parametrize(
    ("record", "told"),
    [
        ({"author": [{"family": "Service"}], "issued": {"date-parts": [[2009]]}}, "Service 2009"),
        ({"issued": {"date-parts": [[-44]]}}, "44 BC"),
        ({"author": [{"literal": "Commission of Inquiry"}]}, "Commission of Inquiry"),
        ({"author": [7], "issued": {"date-parts": [["x"]]}}, ""),
    ],
)
def test_a_work_is_told_by_author_and_year(
    client: Client, record: dict[str, Any], told: str
) -> None:
    publish("Some work", kind="source", record=record)
    assert [row["years"] for row in suggested(client, "some")["suggestions"]] == [told]


def test_entries_are_suggested_before_sources_and_in_any_spelling(client: Client) -> None:
    publish("Khrushchev: a life", kind="source")
    publish("Nikita Khrushchev", kind="person")
    for typed in ("khru", "Krushchev", "Хрущёв", "Chruschtschow"):
        kinds = [row["kind"] for row in suggested(client, typed)["suggestions"]]
        assert kinds[0] == "person", typed


def test_only_the_readers_own_browser_keeps_the_answer(client: Client) -> None:
    response = client.get("/search/suggest.json?q=x")
    assert response["Cache-Control"] == "private, max-age=60"


def test_more_entries_cost_no_more_queries(client: Client) -> None:
    counts = []
    for name in ("Alpha", "Alphabet", "Alphard"):
        lived(publish(f"{name} one", kind="person"), born="1900")
        publish(f"{name} two", kind="source", record={"author": [{"family": "X"}]})
        with CaptureQueriesContext(connection) as queries:
            assert suggested(client, "alph")["suggestions"]
        counts.append(len(queries))
    assert len(set(counts)) == 1


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("krush", "Nikita Khrushchev"),
        ("krushch", "Nikita Khrushchev"),
        ("kruscht", "Nikita Khrushchev"),
        ("chrusch", "Nikita Khrushchev"),
        ("Хрущ", "Nikita Khrushchev"),
        ("nikita krush", "Nikita Khrushchev"),
        ("nikta krush", "Nikita Khrushchev"),
        ("trotz", "Leon Trotsky"),
        ("trotzk", "Leon Trotsky"),
        ("Троцк", "Leon Trotsky"),
        ("krupsk", "Nadezhda Krupskaya"),
        ("Крупс", "Nadezhda Krupskaya"),
        ("bucha", "Nikolai Bukharin"),
        ("buhar", "Nikolai Bukharin"),
        ("zinowj", "Grigory Zinoviev"),
        ("kamenef", "Lev Kamenev"),
        ("djerj", "Felix Dzerzhinsky"),
        ("luksem", "Rosa Luxemburg"),
    ],
)
def test_a_misspelt_beginning_suggests_whom_the_misspelt_name_finds(
    client: Client, typed: str, title: str
) -> None:
    names = ("Nikita Khrushchev", "Leon Trotsky", "Nadezhda Krupskaya", "Nikolai Bukharin")
    names += ("Grigory Zinoviev", "Lev Kamenev", "Felix Dzerzhinsky", "Rosa Luxemburg")
    for name in names:
        publish(name, kind="person")
    for article in ("Brush", "Crash", "Trots", "Truce", "Kruse Island", "Camera"):
        publish(article)
    for at in range(30):
        publish(f"Crushed stone {at}", kind="source")
    # What is called so already comes first.
    assert title in [row["title"] for row in suggested(client, typed)["suggestions"]][:3]


def test_what_is_too_short_to_be_misspelt_suggests_nothing_else(client: Client) -> None:
    publish("Nikita Khrushchev", kind="person")
    for typed in ("kr", "кр", "qqxq", "a", "'", "ts", "\x00"):
        assert suggested(client, typed)["suggestions"] == []


def test_a_search_for_a_misspelt_beginning_proposes_it(client: Client) -> None:
    publish("Nikita Khrushchev", kind="person")
    for path in ("/search/?q=krush", "/person/krush/"):
        assert "/person/nikita-khrushchev/" in client.get(path).content.decode(), path
