"""The fragment that a script shows beside a link to an entry."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.test import Client
from published import publish

from encyclopedia.models import Address, Fact, Page, Source

PATH = "/person/leon-trotsky/preview/"


def test_a_preview_gives_kind_title_and_summary_in_one_query(
    client: Client, django_assert_num_queries: Any
) -> None:
    publish("Leon Trotsky", kind="person", summary="Who <b>he</b> was.")
    with django_assert_num_queries(1):
        answer = client.get(PATH)
    assert answer.content.decode() == (
        '<div lang="en" dir="ltr">\n<p class="kind">Person</p>\n<p class="title">Leon Trotsky</p>\n'
        "<p>Who &lt;b&gt;he&lt;/b&gt; was.</p></div>"
    )
    assert answer["X-Robots-Tag"] == "noindex"
    assert "must-revalidate" in answer["Cache-Control"]


@pytest.mark.parametrize(
    "picture",
    [
        '<img src="/media/ab" alt="A face" width="300" height="400">',
        '<picture><source type="image/webp" srcset="/media/renditions/ab.webp 320w"'
        ' sizes="7rem"><img src="/media/ab" alt="A face" width="300" height="400"></picture>',
    ],
)
def test_a_preview_shows_the_portrait_of_the_stored_facts(client: Client, picture: str) -> None:
    entry = publish("Leon Trotsky", kind="person")
    assert "<img" not in client.get(PATH).content.decode()
    facts = f'<aside class="facts"><figure class="portrait">\n{picture}\n</figure></aside>'
    Page.objects.filter(entry_id=entry.pk).update(facts=facts)
    assert 'src="/media/ab" alt="A face" width="300"' in client.get(PATH).content.decode()


@pytest.mark.parametrize(
    ("kind", "dates", "words"),
    [
        (
            "person",
            {"born": "1879-11-07", "died": "1940-08-21"},
            "7 November 1879 – 21 August 1940",
        ),
        ("organisation", {"founded": "1938", "dissolved": "1953"}, "1938–1953"),
        ("person", {"born": "1818"}, "Born 1818"),
        ("organisation", {"dissolved": "1943"}, "Dissolved 1943"),
        ("person", {"born": "1818~", "died": "1883/.."}, "c. 1818 – 1883 or later"),
        ("person", {"born": "1870/1872", "died": "1940"}, "1870–1872 – 1940"),
        ("person", {"died": "one day"}, ""),
    ],
)
def test_a_preview_tells_the_dates_of_a_life_and_of_an_organisation_in_the_same_query(
    client: Client,
    django_assert_num_queries: Any,
    kind: str,
    dates: dict[str, str],
    words: str,
) -> None:
    entry = publish("Leon Trotsky", kind=kind)
    for position, (name, date) in enumerate(dates.items()):
        # Of those in dispute the first is preferred.
        for late, typed in enumerate((date, "1000")):
            Fact.objects.create(
                entry_id=entry.pk, position=2 * position + late, property=name, date=typed
            )
    with django_assert_num_queries(1):
        shown = client.get(f"/{kind}/leon-trotsky/preview/").content.decode()
    assert ('<p class="times">' in shown) is bool(words)
    assert words in shown


def test_a_preview_of_a_source_is_its_line_with_the_mark_against_it(client: Client) -> None:
    entry = publish("Trotsky", kind="source", slug="service")
    record = {
        "type": "book",
        "title": "Trotsky & Co",
        "author": [{"family": "Service", "given": "Robert"}],
        "issued": {"date-parts": [[2009]]},
    }
    source = Source.objects.filter(pk=entry.pk)
    source.update(record=record, reliability="retracted", reliability_reason="Invented.")
    shown = client.get("/source/service/preview/").content.decode()
    assert "Service, Robert. <em>Trotsky &amp; Co</em>. 2009." in shown
    assert '<strong class="reliability">Retracted</strong>' in shown
    assert 'class="title"' not in shown


def test_a_preview_that_a_reader_has_is_not_sent_again_until_it_differs(client: Client) -> None:
    entry = publish("Leon Trotsky", kind="person")
    etag = client.get(PATH)["ETag"]
    assert client.get(PATH, headers={"if-none-match": etag}).status_code == 304
    type(entry).objects.filter(pk=entry.pk).update(summary="Another.")
    assert client.get(PATH, headers={"if-none-match": etag}).status_code == 200


def test_what_is_not_published_has_no_preview_and_a_former_address_leads_to_it(
    client: Client, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(7):
        assert client.get("/person/nobody/preview/").status_code == 404
    entry = publish("Leon Trotsky", kind="person")
    day = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)
    Address.objects.create(
        kind="person", slug="trotzki", entry_id=entry.pk, title="x", status="moved", since=day
    )
    moved = client.get("/person/trotzki/preview/")
    assert (moved.status_code, moved["Location"]) == (301, PATH)
    Address.objects.create(
        kind="person",
        slug="gone",
        entry_id="00000000-0000-0000-0000-000000000001",
        title="Gone",
        status="withdrawn",
        reason="Untrue.",
        since=day,
    )
    assert client.get("/person/gone/preview/").status_code == 410
    assert client.post(PATH).status_code == 405
