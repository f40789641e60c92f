"""How long citations have waited, in words that do not contradict each other."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.template.loader import render_to_string
from django.utils import timezone

from editorial.projection.queue_counts import QueueWaiting


@pytest.mark.parametrize(("median", "said"), [(3, False), (2, True)])
def test_the_median_is_told_where_it_is_another_than_the_oldest(median: int, said: bool) -> None:
    oldest = timezone.now() - timedelta(minutes=3)
    waiting = QueueWaiting(count=3, oldest=oldest, median=timedelta(minutes=median))
    words = render_to_string("editorial/desk/parts/waiting.html", {"waiting": waiting})
    assert "the oldest has waited for 3 minutes" in words
    assert ("half of them have waited for 2 minutes or longer" in words) == said
    assert ("half of them" in words) == said


def test_nothing_is_said_of_times_under_a_minute() -> None:
    waiting = QueueWaiting(count=1, oldest=timezone.now(), median=timedelta(0))
    words = render_to_string("editorial/desk/parts/waiting.html", {"waiting": waiting})
    assert "has waited" not in words
    assert "half of them" not in words
