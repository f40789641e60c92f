"""The figures of the office, against a log that is replayed by hand."""

from __future__ import annotations

import csv
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from django.urls import reverse
from factories import Cast, article, drafted, published, source, submitted
from office import entered

from editorial.models import Event, Status
from editorial.record.figures import Stay, figures, last_weeks, stays

ONE, OTHER = UUID(int=1), UUID(int=2)


def day(number: float) -> datetime:
    return datetime(2026, 3, 1, tzinfo=UTC) + timedelta(days=number)


def test_a_stay_ends_with_the_move_that_leaves_the_state() -> None:
    log = [
        (ONE, "save", day(0)),
        (OTHER, "save", day(1)),
        (ONE, "save", day(2)),
        (ONE, "submit", day(4)),
        (ONE, "return", day(10)),
        (ONE, "save", day(11)),  # stays returned while it is rewritten
        (ONE, "submit", day(12.5)),
        (OTHER, "submit", day(13)),
        (ONE, "approve", day(14)),
        (ONE, "publish", day(14)),
        (ONE, "save", day(40)),  # a new draft of what is published
    ]
    assert list(stays(log)) == [
        Stay(Status.DRAFT, day(0), day(4)),
        Stay(Status.SUBMITTED, day(4), day(10)),
        Stay(Status.RETURNED, day(10), day(12.5)),
        Stay(Status.DRAFT, day(1), day(13)),
        Stay(Status.SUBMITTED, day(12.5), day(14)),
        Stay(Status.APPROVED, day(14), day(14)),
        Stay(Status.PUBLISHED, day(14), day(40)),
    ]


def test_a_returned_draft_that_is_brought_back_is_returned_again() -> None:
    log = [
        (ONE, "save", day(0)),
        (ONE, "submit", day(1)),
        (ONE, "return", day(2)),
        (ONE, "discard", day(3)),
        (ONE, "bring_back", day(3.5)),
        (ONE, "submit", day(5)),
    ]
    assert list(stays(log))[2:] == [
        Stay(Status.RETURNED, day(2), day(3)),
        Stay(Status.DISCARDED, day(3), day(3.5)),
        Stay(Status.RETURNED, day(3.5), day(5)),
    ]


def test_weeks_begin_on_monday_and_this_one_is_the_last() -> None:
    weeks = last_weeks(date(2026, 3, 1))  # a Sunday
    assert weeks[-1] == date(2026, 2, 23)
    assert len(weeks) == 12
    assert {monday.weekday() for monday in weeks} == {0}


def test_the_figures_are_those_of_the_log(cast: Cast) -> None:
    published(source(), cast)
    published(article("Dual power"), cast)
    submitted(article("In review"), cast)
    drafted(article("Draft"), cast)
    counted = figures()
    assert {state.value: count for state, count in counted.states if count} == {
        "published": 2, "submitted": 1, "draft": 1,
    }  # fmt: skip
    actions = list(Event.objects.in_order().values_list("action", flat=True))
    left = {step.state.value: step.stays for step in counted.steps}
    assert left["draft"] == actions.count("submit") == 3
    assert left["submitted"] == actions.count("approve") == 2
    assert left["approved"] == actions.count("publish") == 2
    assert left["returned"] == left["scheduled"] == 0
    (mona,) = counted.checkers
    assert (mona.name, mona.total) == ("mona", actions.count("check"))
    assert mona.weeks[-1] == mona.total
    assert (counted.claims.supported, counted.claims.claims) == (1, 1)
    assert counted.supported == 1


def test_the_median_is_of_the_last_year(cast: Cast) -> None:
    published(source(), cast)
    drafted(article("Draft"), cast)
    later = figures(datetime.now(UTC) + timedelta(days=500))
    assert all(step.median is None for step in later.steps)
    submitted(article("In review"), cast)
    (median,) = (step.median for step in figures().steps if step.state == Status.DRAFT)
    assert median == pytest.approx(0, abs=0.01)
    later = figures(datetime.now(UTC) + timedelta(days=500))
    assert all(step.median is None for step in later.steps)
    assert not later.checkers


def test_the_page_and_the_table_say_the_same(cast: Cast) -> None:
    client = entered(cast.approver)
    assert "No claim is published yet" in client.get(reverse("admin:figures")).content.decode()
    published(source(), cast)
    published(article("Dual power"), cast)
    page = client.get(reverse("admin:figures")).content.decode()
    assert "100.0 %: 1 of 1" in page
    answer = client.get(reverse("admin:figures_file"))
    lines = b"".join(answer.streaming_content).decode().splitlines()
    rows = [tuple(row) for row in csv.reader(lines)]
    assert ("entries", "published", "", "2") in rows
    assert ("claims", "supported", "", "1") in rows
    assert sum(int(value) for figure, _of, _week, value in rows if figure == "checks") == 1
