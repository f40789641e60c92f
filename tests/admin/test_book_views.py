"""Choosing entries for a book: what is ticked stays, what is missing is said, and the worker is asked."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from factories import Cast, article, biography, published, source
from office import entered

from encyclopedia.downloads import kept_books

pytestmark = pytest.mark.django_db

ADDRESS = "/admin/book/"


@pytest.fixture(autouse=True)
def _encyclopedia(cast: Cast) -> None:
    for document in (source(), biography(), article(tags=("Theory",)), article("Exile")):
        published(document, cast)


def entries(answer: Any, name: str) -> list[str]:
    return [entry.path for entry in answer.context[name]]


def test_entries_are_found_by_words_and_by_subject_and_what_is_ticked_stays(cast: Cast) -> None:
    client = entered(cast.editor)
    by_words = client.post(ADDRESS, {"q": "Trotsky"})
    # No source belongs in a book.
    assert entries(by_words, "offered")[0] == "person/leon-trotsky"
    assert not any(path.startswith("source/") for path in entries(by_words, "offered"))
    ticked = client.post(ADDRESS, {"subject": "theory", "entry": ["person/leon-trotsky"]})
    assert entries(ticked, "offered") == ["article/permanent-revolution"]
    assert entries(ticked, "chosen") == ["person/leon-trotsky"]
    assert 'value="person/leon-trotsky" checked' in ticked.content.decode()
    assert list(kept_books.selections()) == []


def test_a_book_of_what_was_chosen_is_asked_for_and_everybody_may_read_its_page(
    cast: Cast,
) -> None:
    chosen = ["person/leon-trotsky", "article/exile"]
    answer = entered(cast.editor).post(
        ADDRESS, {"entry": chosen, "title": " Two\nof them ", "make": "1"}
    )
    assert answer.status_code == 302
    (scope,) = kept_books.selections()
    assert answer["Location"] == scope.path
    assert (scope.title, scope.paths) == ("Two of them", ("article/exile", "person/leon-trotsky"))
    assert "Two of them as a book" in Client().get(scope.path).content.decode()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"entry": ["article/exile", "person/leon-trotsky"]}, "has no title"),
        ({"entry": ["article/exile"], "title": "One"}, "at least two entries"),
        (
            {"entry": ["article/exile", "article/no\x00where", "x", "page/a"], "title": "One"},
            "at least two",
        ),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_asked_for(
    cast: Cast, typed: dict[str, Any], said: str
) -> None:
    answer = entered(cast.editor).post(ADDRESS, {**typed, "make": "1"})
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert list(kept_books.selections()) == []
