"""Two people publish one set, or one of its sources, at the same time: each once, and none is half done."""

from __future__ import annotations

import pytest
from factories import Cast, article, check_all, drafted, make_cast, source, submitted
from same_time import at_once

from editorial import actions
from editorial.models import Event, Manuscript, Publication, Status
from editorial.record.verification import faults
from encyclopedia.models import Entry

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def people() -> Cast:
    return make_cast()


def entry_with_source(people: Cast) -> tuple[Manuscript, Manuscript]:
    cited = drafted(source(), people)
    manuscript = submitted(article(), people)
    check_all(manuscript, people)
    return manuscript, cited


def test_of_two_approvers_one_publishes_the_set(people: Cast) -> None:
    manuscript, cited = entry_with_source(people)
    at_once(
        *(
            lambda by=by: actions.publish_set(
                manuscript=manuscript.pk, revision=1, sources={cited.pk: 1}, by=by
            )
            for by in (people.approver, people.other_approver)
        )
    )
    assert set(Manuscript.objects.values_list("status", flat=True)) == {Status.PUBLISHED}
    assert Publication.objects.count() == Entry.objects.count() == 2
    assert list(faults()) == []


def test_a_source_is_published_once_by_itself_or_with_its_entry(people: Cast) -> None:
    manuscript, cited = entry_with_source(people)
    actions.approve(manuscript=cited.pk, revision=1, by=people.other_approver)
    at_once(
        lambda: actions.publish_set(
            manuscript=manuscript.pk, revision=1, sources={cited.pk: 1}, by=people.approver
        ),
        lambda: actions.publish(manuscript=cited.pk, by=people.other_approver),
    )
    assert set(Manuscript.objects.values_list("status", flat=True)) == {Status.PUBLISHED}
    assert Event.objects.filter(action="publish").count() == 2
    assert list(faults()) == []


def test_two_entries_that_need_one_source_are_submitted_together(people: Cast) -> None:
    drafted(source(), people)
    one = drafted(article(), people)
    other = drafted(article("Other"), people)
    at_once(
        lambda: actions.submit(manuscript=one.pk, revision=1, by=people.editor),
        lambda: actions.submit(manuscript=other.pk, revision=1, by=people.editor),
    )
    assert set(Manuscript.objects.values_list("status", flat=True)) == {Status.SUBMITTED}
    assert Event.objects.filter(action="submit").count() == 3
    assert list(faults()) == []
