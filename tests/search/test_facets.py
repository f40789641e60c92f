"""By what a search is narrowed: kinds, subjects, centuries and languages, each leading to as many as it counts."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from published import publish

from encyclopedia import search
from encyclopedia.models import Entry, Fact, SearchCentury
from encyclopedia.projection.content_rows import date_keys
from encyclopedia.search import finding


def dated(entry: Entry, *dates: str) -> Entry:
    for place, date in enumerate(dates):
        earliest, latest = date_keys(date)
        Fact.objects.create(
            entry=entry,
            position=place,
            property="event",
            date=date,
            earliest=earliest,
            latest=latest,
        )
    search.index(entry.pk)
    return entry


def centuries(entry: Entry) -> set[int]:
    stored = SearchCentury.objects.filter(text__entry=entry)
    return set(stored.values_list("begins", flat=True))


def titles(query: str, **narrowed: Any) -> set[str]:
    return {hit.entry.title for hit in search.find(query, **narrowed).hits}


@pytest.mark.parametrize(
    ("dates", "expected"),
    [
        (("1879-11-07", "1940"), {1800, 1900}),
        (("1690/1810",), {1600, 1700, 1800}),
        (("19XX",), {1900}),
        (("1922/..",), {1900}),
        (("-0043", "0014"), {-99, 0}),
        (("-Y0", "in spring"), set()),
        ((), set()),
    ],
)
def test_an_entry_is_of_the_centuries_of_its_facts(
    dates: tuple[str, ...], expected: set[int]
) -> None:
    assert centuries(dated(publish("Something"), *dates)) == expected


def test_a_person_is_of_each_century_of_a_long_life() -> None:
    person = publish("Methuselah", kind="person")
    person.began, person.ended = 16900101, 18101231  # type: ignore[attr-defined]
    person.save(update_fields=["began", "ended"])
    search.index(person.pk)
    assert centuries(person) == {1600, 1700, 1800}


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        ({"issued": {"date-parts": [[2009]]}}, {2000}),
        (
            {"issued": {"date-parts": [[1888]]}, "original-date": {"date-parts": [[1772]]}},
            {1800, 1700},
        ),
        ({"issued": {"date-parts": [[1899], [1901]]}}, {1800, 1900}),
        ({"issued": {"date-parts": [[-44]]}}, {-99}),
        ({"issued": {"literal": "no date"}}, set()),
        ({"issued": [7], "original-date": {"date-parts": [["x"], 3]}}, set()),
        ({"issued": {"date-parts": [[999999]]}}, set()),
    ],
)
def test_a_source_is_of_the_centuries_of_its_years(
    record: dict[str, Any], expected: set[int]
) -> None:
    assert centuries(publish("A work", kind="source", record=record)) == expected


def test_centuries_follow_the_facts_and_rebuild_makes_them_again() -> None:
    entry = dated(publish("Something"), "1879")
    Fact.objects.filter(entry=entry).delete()
    assert search.rebuild() == [entry.pk]
    assert centuries(entry) == set()
    dated(entry, "1917")
    SearchCentury.objects.all().delete()
    assert search.rebuild() == [entry.pk]
    assert centuries(entry) == {1900}
    assert search.rebuild() == []
    search.remove(entry.pk)
    assert not SearchCentury.objects.exists()


@pytest.fixture
def entries() -> None:
    dated(publish("Lenin in exile", tags=("Exile", "Russia")), "1900", "1899")
    dated(publish("Lenin", kind="person", tags=("Russia",)), "1870")
    publish("Lénine", kind="article", language="fr", text="Lenin.")
    publish("On Lenin", kind="source", record={"issued": {"date-parts": [[1924]]}})


def test_each_facet_leads_to_as_many_as_it_counts(entries: None) -> None:
    result = search.find("lenin")
    facets = search.count_facets(result.ids)
    assert facets.kinds == {"article": 2, "person": 1, "source": 1}
    assert facets.subjects == {("russia", "Russia"): 2, ("exile", "Exile"): 1}
    assert facets.centuries == {1800: 2, 1900: 2}
    assert facets.languages == {"en": 3, "fr": 1}
    for name, counts in (
        ("kind", facets.kinds),
        ("tag", {slug: count for (slug, _name), count in facets.subjects.items()}),
        ("century", facets.centuries),
        ("language", facets.languages),
    ):
        for value, count in counts.items():
            assert search.find("lenin", **{name: value}).total == count, (name, value)  # type: ignore[arg-type]


def test_facets_can_be_combined(entries: None) -> None:
    assert titles("lenin", tag="russia", century=1800) == {"Lenin in exile", "Lenin"}
    assert titles("lenin", tag="russia", century=1800, kind="person") == {"Lenin"}
    assert titles("lenin", kind="article", language="fr") == {"Lénine"}
    assert titles("lenin", kind="source", language="fr") == set()


@pytest.mark.parametrize(
    "narrowed",
    [{"century": 1800}, {"language": "fr"}, {"century": 1900, "language": "en", "tag": "exile"}],
)
def test_where_more_is_found_than_is_shown_the_database_narrows_alike(
    entries: None, monkeypatch: pytest.MonkeyPatch, narrowed: dict[str, Any]
) -> None:
    expected = titles("lenin", **narrowed)
    assert expected
    monkeypatch.setattr(finding, "MAX_HITS", 2)
    assert titles("lenin", **narrowed) == expected


def test_counting_takes_three_queries_however_many_are_found(entries: None) -> None:
    for query in ("exile", "lenin"):
        ids = search.find(query).ids
        with CaptureQueriesContext(connection) as queries:
            search.count_facets(ids)
        assert len(queries) == 3
