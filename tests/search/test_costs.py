"""What search does not ask for, so that its cost does not grow with what is published."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from published import publish

from encyclopedia import search
from encyclopedia.models import SearchText
from encyclopedia.search import keys, naming, postgresql, ranking
from encyclopedia.search.query import read_query


def titles(query: str, **filters: str) -> list[str]:
    return [hit.entry.title for hit in search.find(query, **filters).hits]


def statements(query: str) -> list[str]:
    with CaptureQueriesContext(connection) as queries:
        search.find(query)
    return [row["sql"] for row in queries]


def test_the_number_of_a_work_is_looked_up_and_nothing_else() -> None:
    publish("Anna Karenina", kind="source", record={"ISBN": "080442957X"})
    publish("A catalogue", text="It lists 978-0-8044-2957-3, or 9780804429573.")
    assert titles("9780804429573") == ["Anna Karenina"]
    assert not any("MATCH" in sql or "@@" in sql for sql in statements("9780804429573"))
    # No work has it: then it is a word like others.
    assert titles("978-0-8044-2957-4") == []
    assert titles("lists 978-0-8044-2957-3") == ["A catalogue"]


def test_a_short_number_is_a_year_even_if_a_source_has_it_as_its_key() -> None:
    publish("Roe", kind="source", slug="1930")
    publish("Someone", text="Born in 1930.")
    assert set(titles("1930")) == {"Roe", "Someone"}


def test_entries_in_other_spellings_are_found_however_many_sources_there_are(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(naming, "MAX_KEYED", 2)
    for number in range(9):
        publish(f"Trotsky: volume {number}", kind="source")
    publish("Leon Trotsky", kind="person")
    assert titles("Trotzki")[0] == "Leon Trotsky"
    assert search.near("Trptsky")[0].title == "Leon Trotsky"


def test_other_forms_are_not_sought_in_texts_where_something_is_called_so() -> None:
    publish("Alpha", text="A revolution was near.")
    assert titles("revolutions") == ["Alpha"]
    publish("Revolutions")
    assert titles("revolutions") == ["Revolutions"]


def test_texts_are_scored_only_where_all_of_them_are_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(4):
        publish(f"Entry {number}", text="Lenin. " * (number + 1) + "Word. " * 9)
    assert titles("lenin")[0] == "Entry 3"
    assert any("bm25" in sql or "ts_rank" in sql for sql in statements("lenin"))
    monkeypatch.setattr(ranking, "MAX_CANDIDATES", 3)
    assert not any("bm25" in sql or "ts_rank" in sql for sql in statements("lenin"))
    assert len(titles("lenin")) == 3


def test_a_stem_of_a_name_is_looked_up_once_whatever_the_languages_in_which_it_is_one() -> None:
    (asked,) = keys.of_names(read_query("Revolution"))
    stems_asked = [key for key in asked if key.startswith("m")]
    assert 1 <= len(stems_asked) <= 8


@pytest.mark.postgresql
def test_postgresql_is_not_told_which_keys_are_asked_for_when_it_plans() -> None:
    # Else it reads the keys of row after row: with a limit it takes unknown keys for frequent ones.
    keyed, parameters = postgresql.keyed([frozenset({"dqqx", "dqxq"})])
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN {keyed} LIMIT 60", parameters)
        plan = "\n".join(row[0] for row in cursor.fetchall())
    assert "InitPlan" in plan
    assert "dqqx" not in plan.partition("InitPlan")[0]


def test_a_closed_phrase_is_looked_for_in_texts_once() -> None:
    publish("The strike", text="They wrote that revolution is near.")
    asked = [sql for sql in statements('"that revolution is"') if "MATCH" in sql or "@@" in sql]
    assert titles('"that revolution is"') == ["The strike"]
    assert len(asked) == len(set(asked)) == 2


@pytest.mark.postgresql
def test_no_index_of_words_keeps_a_list_of_those_that_wait() -> None:
    """Every search would read it through, up to four megabytes of it."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.relname, c.reloptions FROM pg_class c JOIN pg_am a ON a.oid = c.relam WHERE a.amname = 'gin'"
        )
        options = dict(cursor.fetchall())
    assert options.keys() == {
        "encyclopedia_searchtext_words",
        "encyclopedia_searchtext_name_words",
        "encyclopedia_searchtext_key_words",
        "editorial_drafttext_words",
    }
    assert all("fastupdate=off" in (given or []) for given in options.values())


def test_an_entry_is_indexed_in_seven_statements_and_again_in_six(
    django_assert_num_queries: Any,
) -> None:
    entry = publish("The Hague Congress", text="It was held in 1872.")
    SearchText.objects.filter(entry=entry).delete()
    # Entry, aliases and facts; words written; names read and written; centuries read.
    with django_assert_num_queries(7):
        search.index(entry.pk)
    # As they were: names are read and nothing else is written.
    with django_assert_num_queries(6):
        search.index(entry.pk)
    assert titles("Hague") == ["The Hague Congress"]
