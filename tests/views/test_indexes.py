"""Every list that readers are shown is read along an index, in its order: it costs the same at any size."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from plans import assert_read_along, listing, plan
from published import add_edition, publish

from encyclopedia import projection
from encyclopedia.models import Fact, Link, SearchName
from encyclopedia.search import naming, ranking

QUESTIONS = [
    ("/", "encyclopedia_entry", "entry_newest_first"),
    ("/", "encyclopedia_edition", "edition_change_by_day"),
    ("/", "encyclopedia_tally", "tally_most_first"),
    ("/browse/", "encyclopedia_entry", "entry_all_by_title"),
    ("/browse/?letter=A", "encyclopedia_entry", "entry_all_by_letter"),
    ("/browse/article/", "encyclopedia_entry", "entry_by_title"),
    ("/browse/article/?letter=A", "encyclopedia_entry", "entry_by_letter"),
    ("/browse/?language=en", "encyclopedia_entry", "entry_by_language"),
    ("/browse/?language=en&letter=A", "encyclopedia_entry", "entry_language_letter"),
    ("/browse/article/?language=en", "encyclopedia_entry", "entry_language_kind"),
    (
        "/browse/article/?language=en&letter=A",
        "encyclopedia_entry",
        "entry_language_kind_letter",
    ),
    ("/tags/", "encyclopedia_tally", "tally_in_order"),
    ("/tags/?language=en", "encyclopedia_tally", "tally_in_order"),
    ("/tag/fruit/?language=en", "encyclopedia_taggedentry", "tagged_by_language"),
    ("/tag/fruit/", "encyclopedia_taggedentry", "tagged_by_title"),
    ("/wanted/", "encyclopedia_tally", "tally_most_first"),
    ("/timeline/", "encyclopedia_fact", "fact_in_time"),
    ("/timeline/?from=1917&to=1921", "encyclopedia_fact", "fact_in_time"),
    ("/corrections/", "encyclopedia_edition", "edition_correction_by_day"),
    ("/corrections.atom", "encyclopedia_edition", "edition_correction_by_day"),
    ("/corrections/", "encyclopedia_source", "source_by_mark"),
    ("/feed.atom", "encyclopedia_edition", "edition_by_day"),
    ("/tag/fruit/feed.atom", "encyclopedia_taggedentry", "tagged_by_change"),
    ("/article/apple/feed.atom", "encyclopedia_edition", "edition_number_once"),
]


@pytest.fixture
def shelf() -> None:
    entry = publish("Apple", tags=("Fruit",))
    add_edition(entry, text="right", change="correction", summary="It was wrong")
    Link.objects.create(entry=entry, name="Pear", name_key="pear", target=None)
    Fact.objects.create(
        entry=entry, position=0, property="event", date="1917", begins=19170101, value="Fell"
    )
    projection.count([entry.pk])
    publish("A Book", kind="source")


@pytest.mark.parametrize(("path", "table", "index"), QUESTIONS)
def test_a_list_is_read_along_an_index_and_never_sorted(
    client: Client, shelf: None, path: str, table: str, index: str
) -> None:
    assert_read_along(plan(listing(client, path, table)), index, table)


def test_names_are_found_by_how_they_begin_along_an_index(client: Client, shelf: None) -> None:
    with CaptureQueriesContext(connection) as queries:
        client.get("/search/?q=apple")
    statement = next(
        query["sql"] for query in queries if '"encyclopedia_searchname"' in query["sql"]
    )
    assert_read_along(plan(statement), "search_name_in_order", "encyclopedia_searchname")


def test_an_unknown_address_is_looked_up_and_nothing_is_read_whole(
    client: Client, shelf: None
) -> None:
    with CaptureQueriesContext(connection) as queries:
        assert client.get("/article/nought/").status_code == 404
    united = [query["sql"] for query in queries if "UNION" in query["sql"]]
    (statement,) = (sql for sql in united if "encyclopedia_alias" in sql)
    steps = plan(statement)
    assert "Seq Scan" not in steps, steps
    assert not re.search(r"^SCAN encyclopedia", steps, re.MULTILINE), steps


@pytest.mark.parametrize(
    "path",
    ["/", "/browse/", "/browse/?language=en", "/tags/", "/tag/fruit/", "/wanted/", "/sitemap.xml"],
)
def test_no_list_counts_or_groups_what_is_published(client: Client, shelf: None, path: str) -> None:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(path).status_code == 200
    for query in queries:
        grouped = re.search(r"COUNT\(|GROUP BY|DISTINCT", query["sql"])
        assert not grouped or 'FROM "encyclopedia_tally"' in query["sql"], query["sql"]


def test_no_more_candidates_are_ranked_than_are_allowed(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ranking, "MAX_CANDIDATES", 3)
    for limit in ("MAX_KEYED", "MAX_COMPARED"):
        monkeypatch.setattr(naming, limit, 3)
    for number in range(9):
        publish(f"Apple {number}", text="Pears.")
    publish("Pears", text="Apples.")
    with CaptureQueriesContext(connection) as queries:
        page = client.get("/search/?q=pears").content.decode()
    assert page.index("/article/pears/") < page.index("/article/apple-")
    assert SearchName.objects.count() == 10
    candidates = [sql for sql in (query["sql"] for query in queries) if "WITH candidate" in sql]
    names = [sql for sql in (query["sql"] for query in queries) if "called.name" in sql]
    assert candidates
    assert names
    limits = [sql.rpartition("LIMIT")[2] for sql in candidates + names]
    # Entries and sources in other spellings, so many of each.
    assert all(int(limit.split(")")[0]) <= 2 * 3 for limit in limits), limits
