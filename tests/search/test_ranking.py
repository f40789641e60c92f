"""What search looks at, and in which order: names first, a bounded number of candidates, the same on both databases."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from published import publish

from encyclopedia import search
from encyclopedia.models import SearchName, Tag
from encyclopedia.search import filters, ranking


def titles(query: str, **filters: str) -> list[str]:
    return [hit.entry.title for hit in search.find(query, **filters).hits]


@pytest.fixture
def few_candidates(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ranking, "MAX_CANDIDATES", 3)


def test_an_exact_name_is_first_however_many_names_begin_with_it(few_candidates: None) -> None:
    for number in range(9):
        publish(f"Lenin {number}", text="Lenin. " * number)
    publish("Vladimir Ulyanov", aliases=("Lenin",))
    publish("Lenin", kind="organisation")
    assert titles("lenin")[:2] == ["Lenin", "Vladimir Ulyanov"]


def test_a_name_comes_before_any_number_of_texts(few_candidates: None) -> None:
    for number in range(9):
        publish(f"Entry {number}", text="Lenin was here. " * 9)
    publish("Of Vladimir Lenin")
    assert titles("lenin")[0] == "Of Vladimir Lenin"


def test_titles_come_before_aliases_and_sources_last() -> None:
    publish("Leninism: a book", kind="source")
    publish("Someone", aliases=("Leninist",))
    publish("Leninism")
    publish("Leningrad")
    assert titles("lenini") == ["Leninism", "Someone", "Leninism: a book"]
    assert titles("lenin") == ["Leninism", "Leningrad", "Someone", "Leninism: a book"]


def test_texts_with_the_whole_word_come_before_those_that_go_on_with_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    publish("Alpha", text="The leninists met.")
    publish("Beta", text="Lenin spoke.")
    assert titles("lenin") == ["Beta", "Alpha"]
    assert titles("lenini") == ["Alpha"]
    monkeypatch.setattr(ranking, "FEW", 1)
    assert titles("lenin") == ["Beta"]


def test_of_names_that_have_the_word_the_shortest_come_first() -> None:
    publish("A life of Leon Trotsky", text="Trotsky. " * 9)
    publish("Natalia Trotsky")
    publish("Leon Trotsky")
    assert titles("trotsky") == ["Leon Trotsky", "Natalia Trotsky", "A life of Leon Trotsky"]


def test_names_follow_the_entry() -> None:
    entry = publish("Lenin", aliases=("Ulyanov", "Ülyanov"))
    names = SearchName.objects.filter(entry=entry)
    assert set(names.values_list("name", "is_title", "kind")) == {
        ("lenin", True, "article"),
        ("ulyanov", False, "article"),
    }
    entry.title = "Stalin"
    entry.save(update_fields=["title"])
    assert list(search.stale()) == [entry.pk]
    search.index(entry.pk)
    assert names.get(is_title=True).name == "stalin"
    names.filter(is_title=False).delete()
    assert search.rebuild() == [entry.pk]
    search.remove(entry.pk)
    assert not SearchName.objects.exists()


def test_a_misspelt_name_is_found_beside_its_place_in_the_alphabet() -> None:
    for number in range(20):
        publish(f"Trolley {number:02}")
    publish("Trotsky")
    assert search.near("trptsky")[0].title == "Trotsky"


@pytest.mark.parametrize("most", [0, 2, 500])
def test_a_subject_is_searched_alike_whether_it_is_small_or_large(
    monkeypatch: pytest.MonkeyPatch, most: int
) -> None:
    monkeypatch.setattr(filters, "MAX_SMALL", most)
    publish("Lenin in exile", tags=("Exile",))
    publish("Someone", aliases=("Lenin",), text="Nothing.", tags=("Exile",), kind="person")
    publish("Someone else", text="Lenin and Lenin met Lenin.", tags=("Exile",), kind="person")
    publish("Another", text="Leninists met.", tags=("Exile", "Party"), kind="person")
    publish("Lenin", tags=("Party",))
    publish("Lenins", kind="person")
    assert titles("lenin", tag="exile") == ["Someone", "Lenin in exile", "Someone else", "Another"]
    assert titles("lenin", tag="exile", kind="person") == ["Someone", "Someone else", "Another"]
    assert titles("lenin", tag="party", kind="person") == ["Another"]
    assert titles("lenin", kind="person") == ["Someone", "Lenins", "Someone else", "Another"]
    assert titles("lenin", tag="party") == ["Lenin", "Another"]


def test_a_subject_that_no_entry_has_is_not_searched_at_all() -> None:
    Tag.objects.create(name="Empty", slug="empty")
    publish("Lenin")
    with CaptureQueriesContext(connection) as queries:
        assert titles("lenin", tag="empty") == titles("lenin", tag="unknown") == []
    assert len(queries) == 3
