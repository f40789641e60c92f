"""An entry and the sources that its imported text cites: all or nothing, also at the same time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from factories import Cast, article, drafted, make_cast, source
from same_time import at_once

from editorial.actions.text_import import save_with_sources
from editorial.models import Manuscript
from editorial.record.verification import faults
from editorial.workflow import Conflict, Forbidden, Refused

RECORDS = [
    {"id": f"work-{letter}", "type": "book", "title": f"Work {letter}"} for letter in "abcdef"
]


def citing(title: str, keys: str) -> Any:
    return article(title, text=" ".join(f"Words {key}.[@work-{key}]" for key in keys))


def slugs() -> set[str]:
    return set(Manuscript.objects.filter(kind="source").values_list("slug", flat=True))


def test_the_sources_that_are_cited_are_drafted_with_the_entry(cast: Cast) -> None:
    outcome, sources = save_with_sources(
        document=citing("One", "ab"), sources=RECORDS, by=cast.editor, summary="Brought in"
    )
    assert (outcome.manuscript.revision, outcome.changed) == (1, True)
    assert [source.slug for source in sources] == ["work-a", "work-b"]
    assert slugs() == {"work-a", "work-b"}


def test_a_second_time_changes_nothing(cast: Cast) -> None:
    document = citing("One", "ab")
    save_with_sources(document=document, sources=RECORDS, by=cast.editor)
    outcome, sources = save_with_sources(document=document, sources=RECORDS, by=cast.editor)
    assert (outcome.changed, sources) == (False, [])
    assert outcome.manuscript.revision == 1


@pytest.mark.parametrize("who", ["moderator", "disabled"])
def test_the_wrong_person_saves_nothing(cast: Cast, who: str) -> None:
    with pytest.raises(Forbidden):
        save_with_sources(document=citing("One", "a"), sources=RECORDS, by=getattr(cast, who))
    assert not Manuscript.objects.exists()


def test_a_refused_entry_leaves_no_source(cast: Cast) -> None:
    document = citing("One", "a")
    drafted(document, cast)
    changed = replace(document, text="Words.[@work-b]")
    with pytest.raises(Conflict):
        save_with_sources(document=changed, sources=RECORDS, by=cast.editor, based_on=0)
    Manuscript.objects.filter(pk=document.id).update(status="submitted")
    with pytest.raises(Refused):
        save_with_sources(document=changed, sources=RECORDS, by=cast.editor, based_on=1)
    assert slugs() == set()


def test_a_key_of_another_work_is_refused(cast: Cast) -> None:
    drafted(source("work-a"), cast)
    with pytest.raises(Refused, match="given to another work"):
        save_with_sources(document=citing("One", "ab"), sources=RECORDS, by=cast.editor)
    assert slugs() == {"work-a"}


@pytest.mark.django_db(transaction=True)
def test_two_entries_that_cite_the_same_new_works_at_once_are_both_saved() -> None:
    cast = make_cast()

    def saving(title: str, keys: str, by: Any) -> Callable[[], Any]:
        document = citing(title, keys)
        return lambda: save_with_sources(document=document, sources=RECORDS, by=by)

    for turn in range(3):
        moves = [
            saving(f"One {turn}", "abcdef", cast.editor),
            saving(f"Two {turn}", "fe", cast.other_editor),
            saving(f"Three {turn}", "dcb", cast.approver),
        ]
        answers = at_once(*moves)
        assert all(answers)
        if turn == 0:
            assert sum(len(sources) for _outcome, sources in answers) == 6
    assert slugs() == {record["id"] for record in RECORDS}
    assert Manuscript.objects.filter(kind="article").count() == 9
    assert list(faults()) == []
