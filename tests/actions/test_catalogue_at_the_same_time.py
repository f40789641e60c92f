"""Two imports of one bibliography at the same time: every work once."""

from __future__ import annotations

from typing import Any

import pytest
from actions.test_catalogue import RECORD
from factories import Cast, make_cast
from same_time import at_once

from editorial.actions.catalogue import import_work
from editorial.actions.import_result import ImportResult
from editorial.models import LineState, Manuscript

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def people() -> Cast:
    return make_cast()


def both(people: Cast, *records: dict[str, Any]) -> list[str]:
    answers = at_once(
        lambda: import_work(record=records[0], by=people.editor),
        lambda: import_work(record=records[-1], by=people.other_editor),
    )
    assert all(isinstance(answer, ImportResult) for answer in answers), answers
    return sorted(str(answer.state) for answer in answers)


def test_the_same_record_makes_one_source(people: Cast) -> None:
    states = both(people, RECORD)
    assert states == [LineState.NEW, LineState.SAME]
    assert Manuscript.objects.count() == 1


def test_two_works_under_one_key_are_both_imported(people: Cast) -> None:
    states = both(people, RECORD, {**RECORD, "title": "Grundrisse"})
    assert states == [LineState.NEW, LineState.NEW]
    keys = set(Manuscript.objects.values_list("slug", flat=True))
    assert keys == {"marx-1867", "marx-1867-2"}
