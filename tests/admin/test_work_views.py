"""Who owes what, on one page."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from factories import Cast, article, drafted, published, source, submitted
from office import entered

from editorial import actions
from editorial.models import Event, Manuscript, SubjectRule


@pytest.fixture
def in_hand(cast: Cast) -> Manuscript:
    """A draft of the editor, and an article that the moderator has and that is overdue."""
    published(source(), cast)
    drafted(article("A draft"), cast)
    manuscript = submitted(article("In review"), cast)
    actions.take(manuscript=manuscript.pk, by=cast.moderator)
    Manuscript.objects.filter(pk=manuscript.pk).update(
        due_on=timezone.localdate() - timedelta(days=1)
    )
    return manuscript


def owed(cast: Cast) -> dict[str, tuple[int, int]]:
    page = entered(cast.approver).get(reverse("admin:work"))
    return {one.name: (one.total, one.overdue) for one in page.context["owed"]}


def test_each_person_and_each_role_with_what_they_owe(cast: Cast, in_hand: Manuscript) -> None:
    submitted(article("Nobody's"), cast)
    assert owed(cast) == {"mona": (1, 1), "Edna Editor": (1, 0), "any moderator": (1, 0)}


def test_one_click_reminds_of_all_that_is_overdue(cast: Cast, in_hand: Manuscript) -> None:
    client = entered(cast.approver)
    client.post(reverse("admin:work"), {"person": str(cast.moderator.pk)})
    assert Event.objects.latest("seq").action == "remind"
    assert "reminded" in client.get(reverse("admin:work")).content.decode()


@pytest.mark.parametrize("person", ["", "x", "99999999999999", "-1", "0"])
def test_a_person_who_is_not_there_is_not_reminded(
    cast: Cast, in_hand: Manuscript, person: str
) -> None:
    events = Event.objects.count()
    entered(cast.approver).post(reverse("admin:work"), {"person": person})
    assert Event.objects.count() == events


def test_the_page_needs_as_many_queries_for_two_as_for_twenty(
    cast: Cast, in_hand: Manuscript, django_assert_max_num_queries: Any
) -> None:
    for number in range(20):
        drafted(article(f"Draft {number}"), cast)
    client = entered(cast.approver)
    client.get(reverse("admin:work"))
    with django_assert_max_num_queries(9):
        client.get(reverse("admin:work"))


def test_a_rule_is_kept_and_ended(cast: Cast) -> None:
    client = entered(cast.approver)
    typed = {"subject": "Stalin", "column": "checker", "person": str(cast.moderator.pk)}
    client.post(reverse("admin:work_rules"), typed)
    rule = SubjectRule.objects.get()
    assert "Stalin" in client.get(reverse("admin:work_rules")).content.decode()
    client.post(reverse("admin:work_rule_delete", args=[rule.pk]))
    assert not SubjectRule.objects.exists()


def test_a_refused_rule_keeps_what_was_typed(cast: Cast) -> None:
    typed = {"subject": "Stalin <b>", "column": "checker", "person": str(cast.editor.pk)}
    answer = entered(cast.approver).post(reverse("admin:work_rules"), typed)
    assert answer.status_code == 422
    assert 'value="Stalin &lt;b&gt;"' in answer.content.decode()
