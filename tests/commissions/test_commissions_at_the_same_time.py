"""Two people at one commission at the same time: one wins, nothing is done twice."""

from __future__ import annotations

import pytest
from commissioned import LETTER, OUTSIDE, TOPIC, fresh, late, promised, reserved, wanted
from factories import Cast, article, make_cast
from same_time import at_once

from editorial import actions
from editorial.actions.remind_commissions import due_commissions, remind_of_commission
from editorial.models import Commission, Event, Manuscript
from editorial.record.verification import faults
from editorial.workflow import NotAllowed, Refused

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def people() -> Cast:
    return make_cast()


def test_of_two_who_commission_one_topic_one_is_told_of_the_other(people: Cast) -> None:
    answers = at_once(
        lambda: actions.make_commission(by=people.approver, title=TOPIC),
        lambda: actions.make_commission(by=people.other_approver, title=TOPIC.lower()),
    )
    assert sorted(type(answer).__name__ for answer in answers) == ["Commission", "TopicTaken"]
    assert Commission.objects.count() == 1
    assert Event.objects.filter(action="make_commission").count() == 1


def test_who_agrees_and_is_declined_for_at_once_has_said_one_thing(people: Cast) -> None:
    row = reserved(people)
    at_once(
        lambda: actions.agree_commission(commission=row.pk, by=people.editor),
        lambda: actions.decline_commission(commission=row.pk, by=people.approver),
    )
    states = sorted(Commission.objects.values_list("state", flat=True))
    assert states == ["declined", "wanted"]
    assert not list(faults())


def test_two_who_decline_free_the_topic_once(people: Cast) -> None:
    row = reserved(people)
    answers = at_once(
        lambda: actions.decline_commission(commission=row.pk, by=people.editor),
        lambda: actions.decline_commission(commission=row.pk, by=people.approver),
    )
    assert answers.count(None) == 1
    assert Commission.objects.count() == 2


def test_one_invitation_is_sent_once(people: Cast) -> None:
    row = reserved(people, who=OUTSIDE)
    answers = at_once(
        *[
            lambda: actions.invite_commission(commission=row.pk, by=people.approver, **LETTER)
            for _time in range(2)
        ]
    )
    assert answers.count(None) == 1
    assert Event.objects.filter(action="invite_commission").count() == 1


def test_two_drafts_of_one_title_are_one_commission(people: Cast) -> None:
    wanted(people)
    at_once(
        lambda: actions.save(document=article(slug="one"), by=people.editor),
        lambda: actions.save(document=article(slug="other"), by=people.other_editor),
    )
    row = Commission.objects.get()
    assert Manuscript.objects.count() == 2
    assert row.person == row.manuscript.author
    assert Event.objects.filter(action="join_commission").count() == 1
    assert not list(faults())


def test_what_is_begun_while_it_is_set_free_is_either(people: Cast) -> None:
    row = promised(people)
    (_saved, released) = at_once(
        lambda: actions.save(document=article(), by=people.editor),
        lambda: actions.release_commission(commission=row.pk, by=people.approver),
    )
    row = fresh(row)
    assert row.manuscript is not None
    assert (row.state, row.person) == ("agreed", people.editor)
    if isinstance(released, Refused):
        assert isinstance(released, NotAllowed)


def test_two_runs_remind_once(people: Cast) -> None:
    late(promised(people))
    (due,) = due_commissions()
    answers = at_once(*[lambda: remind_of_commission(due) for _time in range(2)])
    assert sorted(answers) == [False, True]
    assert Event.objects.filter(action="remind").count() == 1
