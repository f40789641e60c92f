"""Nothing is stored in the language of whoever did it: others read it in their own."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from access import world
from moved_clock import moved_clock
from office_year import Year
from pseudo_language import bracketed, stored_words


@pytest.mark.django_db
def test_weeks_of_work_leave_no_words_of_a_person_s_language() -> None:
    with moved_clock(datetime(2026, 1, 5, 9, tzinfo=UTC)) as clock, bracketed():
        year = Year(clock, days=20, entries=8, citations=4)
        for day in range(year.days):
            year.work(day)
            year.clock.go_on(hours=24)
        assert stored_words() == []


@pytest.mark.django_db
def test_all_that_the_office_has_leaves_none() -> None:
    with bracketed():
        world.build()
        assert stored_words() == []
