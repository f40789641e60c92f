"""Several people, or one in two tabs, carry out moves over many entries at the same time: each is moved once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from factories import Cast, approved, article, checked, drafted, make_cast, published, source
from same_time import at_once

from editorial.actions.bulk_runs import plan_run
from editorial.admin import bulk_views
from editorial.models import BulkRun, Event, Manuscript
from editorial.record.verification import faults

pytestmark = pytest.mark.django_db(transaction=True)
MANY = 6


@pytest.fixture
def people() -> Cast:
    return make_cast()


@pytest.fixture(autouse=True)
def small_portions(monkeypatch: pytest.MonkeyPatch) -> None:
    """So that two runs are among each other's rows all the time."""
    monkeypatch.setattr(bulk_views, "MAX_TOGETHER", 2)


def run_of(rows: list[Manuscript], move: str, by: User, **answers: str) -> BulkRun:
    chosen = [Manuscript.objects.get(pk=row.pk).as_chosen for row in rows]
    return plan_run(answers={"move": move, **answers}, chosen=chosen, by=by)


def pressed(run: BulkRun) -> Callable[[], Any]:
    return lambda: bulk_views._carry_on(run, run.by)


def done_and_others(*runs: BulkRun) -> tuple[Counter[str], Counter[str]]:
    """How often each manuscript was reported as done, and as done already by somebody else, or refused."""
    done: Counter[str] = Counter()
    others: Counter[str] = Counter()
    for run in runs:
        run.refresh_from_db()
        assert run.is_done
        assert len(run.reports) == len(run.chosen)
        for _title, _words, is_done, pk, changed in run.reports:
            (done if is_done and changed else others)[pk] += 1
    return done, others


def each_once(action: str, done: Counter[str], rows: list[Manuscript]) -> None:
    assert done == Counter(str(row.pk) for row in rows)
    assert Event.objects.filter(action=action, manuscript__in=rows).count() == len(rows)
    assert not list(faults())


def test_one_run_in_two_tabs_does_each_once(people: Cast) -> None:
    published(source(), people)
    rows = [drafted(article(f"Article {number}"), people) for number in range(MANY)]
    run = run_of(rows, "submit", people.editor)
    at_once(pressed(run), pressed(run), pressed(run))
    done, others = done_and_others(run)
    assert not others
    each_once("submit", done, rows)


def test_of_two_people_with_the_same_set_one_moves_each_and_the_other_is_told(
    people: Cast,
) -> None:
    published(source(), people)
    rows = [drafted(article(f"Article {number}"), people) for number in range(MANY)]
    runs = [
        run_of(rows, "submit", people.editor),
        run_of(rows[::-1], "submit", people.other_editor),
    ]
    at_once(*map(pressed, runs))
    done, others = done_and_others(*runs)
    each_once("submit", done, rows)
    assert others == done


def test_overlapping_sets_of_two_approvers(people: Cast) -> None:
    published(source(), people)
    rows = [checked(article(f"Article {number}"), people) for number in range(MANY)]
    runs = [
        run_of(rows[: MANY * 2 // 3], "approve", people.approver, change="addition"),
        run_of(rows[MANY // 3 :][::-1], "approve", people.other_approver, change="addition"),
    ]
    at_once(*map(pressed, runs))
    done, others = done_and_others(*runs)
    each_once("approve", done, rows)
    assert sum(others.values()) == MANY // 3


def test_two_publish_what_cites_the_same_sources_from_both_ends(people: Cast) -> None:
    """A publication locks its sources too, and marks the pages of others."""
    keys = [f"work-{number}-1999" for number in range(3)]
    for key in keys:
        published(source(key, title=f"Work {key}"), people)
    cited = "".join(f"[@{key}]" for key in keys)
    rows = [
        approved(article(f"Article {number}", text=f"So it was{cited}."), people)
        for number in range(4)
    ]
    runs = [
        run_of(rows, "publish", people.approver),
        run_of(rows[::-1], "publish", people.other_approver),
    ]
    at_once(*map(pressed, runs))
    done, _others = done_and_others(*runs)
    each_once("publish", done, rows)


def test_a_return_against_an_approval_of_the_same_set(people: Cast) -> None:
    """Of each, one of the two holds: whoever comes second is refused, and nothing is in between."""
    published(source(), people)
    rows = [checked(article(f"Article {number}"), people) for number in range(MANY)]
    runs = [
        run_of(rows, "approve", people.approver, change="addition"),
        run_of(rows[::-1], "return", people.other_approver, reason="Not yet."),
    ]
    at_once(*map(pressed, runs))
    done, _others = done_and_others(*runs)
    states = {str(row.pk): row.status for row in Manuscript.objects.filter(kind="article")}
    assert set(states.values()) <= {"approved", "returned"}
    # An approved one can still be returned; nothing returned is approved.
    assert all(count == 1 or states[pk] == "returned" for pk, count in done.items())
    assert set(done) == set(states)
    assert not list(faults())
