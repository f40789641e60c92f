"""The home page leads somewhere: one entry with its lead, what is new and changed, subjects, and where it stands."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
from django.test import Client
from published import DAY, add_edition, publish
from views.test_browsing import cite, text_of

from encyclopedia import projection
from encyclopedia.core.standing import CLASSES, Summary
from encyclopedia.models import ClaimCounts, Entry, Page
from encyclopedia.rendering.site_language import standing_words
from encyclopedia.views import home_page

TODAY = date(2026, 11, 30)


def counted(title: str, *, kind: str = "article", text: str = "Its lead.", **counts: int) -> Entry:
    entry = publish(title, kind=kind, text=text)
    ClaimCounts.objects.create(entry=entry, **counts)
    return entry


def test_home_is_called_as_the_site(client: Client, settings: Any) -> None:
    settings.SITE_NAME = "Encyclopedia of Movements"
    page = client.get("/").content.decode()
    assert "<title>Encyclopedia of Movements</title>" in page
    assert ">Encyclopedia of Movements</h1>" in page


def test_home_shows_what_there_is(client: Client, django_assert_max_num_queries: Any) -> None:
    entry = publish("Trotskyism", summary="A movement.", tags=("Marxism",))
    cite(entry, publish("A Book", kind="source"), standing="supports", checked_at=DAY)
    ClaimCounts.objects.create(entry=entry, supported=1, last=DAY)
    other = publish("Marxism")
    ClaimCounts.objects.create(entry=other, supported=3, failed=1, needed=2)
    projection.count([entry.pk, other.pk])
    add_edition(entry, text="x", change="correction", summary="The founding year")
    with django_assert_max_num_queries(11):
        page = text_of(client, "/")
    for words in (
        "Trotskyism",
        "A movement.",
        "Marxism",
        "7 claims: 4 supported · 1 not supported",
        "The founding year",
        "Entry of the day",
        "1 claim: 1 supported",
        "/about/#stands",
    ):
        assert words in page


def test_an_empty_encyclopedia_has_a_home(client: Client) -> None:
    page = text_of(client, "/")
    assert "Entry of the day" not in page
    assert "Where it stands" not in page


def test_the_lead_is_the_first_paragraph_in_plain_words(db: None) -> None:
    entry = counted("Trotskyism", supported=2)
    body = (
        '<figure><img src="/x" alt="x"></figure><h2>Head</h2><p>It <em>began</em> in 1905'
        '<sup class="refs"><a href="#fn-1">[1]</a></sup>. &amp; so on.</p><p>Then it ended.</p>'
    )
    Page.objects.filter(pk=entry.pk).update(body=body)
    featured = home_page.featured(TODAY)
    assert featured is not None
    assert featured.lead == "It began in 1905. & so on."


def test_without_a_text_the_summary_is_the_lead(client: Client) -> None:
    entry = publish("Trotskyism", summary="A movement.")
    ClaimCounts.objects.create(entry=entry, supported=1)
    assert '<p class="featured-lead">A movement.</p>' in text_of(client, "/")


def test_the_entry_of_the_day_is_not_listed_again_among_the_new_ones(client: Client) -> None:
    featured = counted("Trotskyism", supported=2)
    for number in range(home_page.ON_HOME):
        publish(f"Other {number}")
    html = text_of(client, "/")
    assert html.count(f'href="{featured.get_absolute_url()}"') == 1
    assert html.count("/article/other-") == home_page.ON_HOME


def test_each_day_has_its_article(db: None) -> None:
    articles = {counted(f"Article {n}", supported=3, needed=1).pk for n in range(8)}
    counted("A person", kind="person", supported=9)
    days = [TODAY + timedelta(days=n) for n in range(60)]
    chosen = [home_page.featured(day) for day in days]
    found = {entry.entry.pk for entry in chosen if entry}
    assert found <= articles
    assert len(found) > 1
    assert [home_page.featured(day) for day in days] == chosen


@pytest.mark.parametrize(
    "counts",
    [
        {"supported": 3, "failed": 1},
        {"supported": 3, "doubted": 1},
        {"supported": 2, "needed": 2},
        {"supported": 2, "unchecked": 1, "changed": 1},
        {"supported": 0},
    ],
)
def test_what_is_not_well_supported_is_never_shown_first(db: None, counts: dict[str, int]) -> None:
    counted("Badly supported", **counts)
    assert home_page.featured(TODAY) is None
    person = counted("Well supported", kind="person", supported=2, partly=1)
    featured = home_page.featured(TODAY)
    assert featured is not None
    assert featured.entry.pk == person.pk


def test_a_source_is_never_shown_first(db: None) -> None:
    counted("A book", kind="source", supported=5)
    assert home_page.featured(TODAY) is None


@pytest.mark.parametrize(
    "claims",
    [
        Summary(supported=252, partly=2, inaccessible=17, needed=33),
        Summary(supported=1),
        Summary(**dict.fromkeys(CLASSES, 1)),
        Summary(supported=1_000_000, failed=1),
    ],
)
def test_the_bar_is_whole_and_shows_every_class(claims: Summary) -> None:
    shares = list(home_page.shares(claims))
    assert [share.name for share in shares] == [n for n in CLASSES if getattr(claims, n)]
    assert sum(share.width for share in shares) == home_page.WHOLE
    assert min(share.width for share in shares) >= home_page.LEAST
    for before, after in pairwise(shares):
        assert before.start + before.width == after.start


def test_nothing_claimed_has_no_bar() -> None:
    assert list(home_page.shares(Summary())) == []


def test_large_numbers_are_written_in_groups() -> None:
    claims = Summary(supported=12_500, unchecked=27_500)
    assert standing_words(claims) == [
        "40,000 claims: 12,500 supported (31%)",
        "27,500 not yet checked",
    ]
