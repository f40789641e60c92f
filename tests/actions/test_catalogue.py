"""Works from bibliographies: who may import them, and what is recognised."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from factories import Cast, drafted, source

from editorial.actions.catalogue import import_work, import_works, look_up
from editorial.models import ImportedPage, LineState, Manuscript
from editorial.workflow import Forbidden

RECORD: dict[str, Any] = {
    "id": "marx-1867",
    "type": "book",
    "title": "Das Kapital",
    "author": [{"family": "Marx", "given": "Karl"}],
    "issued": {"date-parts": [[1867]]},
}


def test_importing_a_work_needs_the_permission(cast: Cast) -> None:
    for nobody in (cast.moderator, cast.disabled):
        with pytest.raises(Forbidden):
            import_work(record=RECORD, by=nobody)
    assert not Manuscript.objects.exists()


def test_a_work_is_imported_once(cast: Cast) -> None:
    first = import_work(record=RECORD, by=cast.editor)
    again = import_work(record={**RECORD, "id": "other-key"}, by=cast.other_editor)
    assert (first.state, again.state) == (LineState.NEW, LineState.SAME)
    assert first.manuscript == again.manuscript
    assert ImportedPage.objects.count() == 1


def test_two_records_of_one_work_in_one_file_are_one_source(cast: Cast) -> None:
    one = RECORD | {"DOI": "10.1000/a"}
    other = one | {"id": "other-key", "title": "Capital"}
    first, second = import_works(items=[one, other], by=cast.editor)
    assert (second.state, second.manuscript) == (LineState.SAME, first.manuscript)


@pytest.mark.parametrize(
    ("first", "second", "state"),
    [
        ({"DOI": "10.1000/a"}, {"DOI": "10.1000/A"}, LineState.SAME),
        ({"DOI": "10.1000/a"}, {"DOI": "10.1000/b", "title": "X"}, LineState.NEW),
        ({"ISBN": "9780674036154"}, {"ISBN": "0-674-03615-8"}, LineState.SAME),
        # Another volume has the same number as the whole set, so nothing is assumed.
        (
            {"ISBN": "9780674036154", "volume": "1"},
            {"ISBN": "9780674036154", "volume": "2"},
            LineState.NEW,
        ),
        ({"OCLC": "12"}, {"OCLC": "12", "title": "Capital"}, LineState.SAME),
        ({}, {"title": "das kapital"}, LineState.NEW),
    ],
)
def test_an_identifier_decides_and_a_title_does_not(
    cast: Cast, first: dict[str, str], second: dict[str, str], state: str
) -> None:
    drafted(source("kapital", title="Das Kapital", record={**RECORD, **first}), cast)
    before = Manuscript.objects.get().revision
    result = import_work(record={**RECORD, **second}, by=cast.other_editor)
    assert result.state == state
    assert Manuscript.objects.get(slug="kapital").revision == before


def test_looking_up_takes_two_queries(cast: Cast, django_assert_max_num_queries: Any) -> None:
    for number in range(5):
        drafted(source(f"k-{number}", title="Das Kapital", record=RECORD), cast)
    with django_assert_max_num_queries(2):
        match = look_up(RECORD)
    assert match is not None
    assert (match.source.slug, match.sure) == ("k-0", False)


def test_a_key_of_many_sources_needs_no_more_queries_than_a_key_of_two(cast: Cast) -> None:
    def works(first: int, last: int) -> None:
        for number in range(first, last):
            key = "smith" if number == 1 else f"smith-{number}"
            record = {"type": "book", "title": f"Works {number} of many"}
            drafted(source(key, title=record["title"], record=record), cast)

    def imported(title: str) -> tuple[str, int]:
        with CaptureQueriesContext(connection) as queries:
            result = import_work(
                record={"id": "smith", "type": "book", "title": title}, by=cast.editor
            )
        assert result.state == LineState.NEW
        return result.path, len(queries)

    works(1, 3)
    drafted(source("smith-9", title="A far one"), cast)
    path, few = imported("Iron")
    assert path == "source/smith-3"
    works(4, 9)
    works(10, 25)
    path, many = imported("Steel")
    assert path == "source/smith-25"
    assert many == few


def test_a_work_that_is_here_under_a_numbered_key_is_found(cast: Cast) -> None:
    for key, title in (("marx-1867", "Grundrisse"), ("marx-1867-2", "Das Kapital")):
        drafted(source(key, title=title, record={**RECORD, "id": key, "title": title}), cast)
    result = import_work(record=RECORD, by=cast.other_editor)
    assert (result.state, result.path) == (LineState.SAME, "source/marx-1867-2")


def test_a_source_of_another_person_is_never_overwritten(cast: Cast) -> None:
    drafted(source("marx-1867", title="Das Kapital", record=RECORD), cast)
    result = import_work(record={**RECORD, "publisher": "Meissner"}, by=cast.other_editor)
    assert (result.state, result.path) == (LineState.NEW, "source/marx-1867-2")
    assert Manuscript.objects.get(slug="marx-1867").revision == 1
