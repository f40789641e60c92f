"""Days, ages and labels inside sentences, in the active language."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone, translation
from moved_clock import moved_clock
from pseudo_language import bracketed

from encyclopedia.wording import filled_in
from encyclopedia.wording.filled_in import (
    ago,
    colon,
    day,
    in_sentence,
    lasting,
    listed,
    moment,
    quoted,
    set_apart,
    short_day,
)

NOW = datetime(2027, 5, 3, 23, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("passed", "words"),
    [
        ({"seconds": 20}, "0 minutes ago"),
        ({"seconds": -20}, "0 minutes ago"),  # clocks of two hosts
        ({"minutes": 1}, "1 minute ago"),
        ({"hours": 23, "minutes": 59}, "23 hours ago"),
        ({"days": 1}, "1 day ago"),
        ({"days": 13}, "1 week ago"),
        ({"days": 29}, "4 weeks ago"),
        ({"days": 364}, "12 months ago"),
        ({"days": 800}, "2 years ago"),
    ],
)
def test_an_age_is_told_in_its_longest_unit(passed: dict[str, Any], words: str) -> None:
    with moved_clock(NOW):
        at = timezone.now() - timedelta(**passed)
        assert ago(at) == words
        assert lasting(at) == f"for {words.removesuffix(' ago')}"


def test_days_are_those_of_the_active_zone() -> None:
    with timezone.override("Asia/Tokyo"):
        assert day(NOW) == "4 May 2027"
        assert moment(NOW) == "4 May 2027, 08:30"
    assert day(date(2027, 5, 3)) == "3 May 2027"


def test_the_first_of_a_month_is_counted_as_the_language_does() -> None:
    with translation.override("fr"):
        assert day(date(2027, 5, 1)) == "1er mai 2027"
        assert day(date(2027, 5, 21)) == "21 mai 2027"
        assert short_day(date(2027, 6, 1)) == "1er juin"
        assert moment(datetime(2027, 5, 1, 9, tzinfo=UTC)).startswith("1er mai 2027 à ")
    assert day(date(2027, 5, 1)) == "1 May 2027"


def test_french_has_a_space_before_a_colon_that_breaks_no_line() -> None:
    assert colon() == ": "
    with translation.override("fr"):
        assert colon() == "\u00a0: "


def test_nothing_is_said_of_what_is_not_known() -> None:
    assert [fill(None) for fill in (day, moment, ago, lasting)] == ["", "", "", ""]


def test_a_label_loses_its_capital_but_where_the_language_keeps_it() -> None:
    assert in_sentence("Draft") == "draft"
    with translation.override("de"):
        assert in_sentence("Entwurf") == "Entwurf"
        assert in_sentence("Freigegeben") == "freigegeben"


def test_quotation_marks_are_of_the_language() -> None:
    assert quoted("so") == "“so”"
    with bracketed():
        assert quoted("so") == "⟦“so”⟧"


def test_parts_that_are_empty_leave_no_comma() -> None:
    assert listed(["Berlin", "", "S. 4"]) == "Berlin, S. 4"
    assert set_apart(("seen", "")) == "seen"


def test_separators_are_of_the_language(monkeypatch: pytest.MonkeyPatch) -> None:
    arabic = {", ": "، ", "; ": "؛ "}
    monkeypatch.setattr(filled_in, "pgettext", lambda context, message: arabic[message])
    assert listed(["أ", "ب"]) == "أ، ب"
    assert set_apart(["أ", "ب"]) == "أ؛ ب"
