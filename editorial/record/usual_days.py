"""How long review usually takes, for whoever waits for others."""

from __future__ import annotations

import statistics
from collections import defaultdict
from datetime import datetime, timedelta
from typing import Any

from editorial.models import ChainHead, Event

# So many reviews that ended last are counted, of so many lines of the log: the first page asks for it each time.
MAX_REVIEWS = 200
MAX_LINES_BACK = 20_000
# Of fewer, a median says nothing.
MIN_REVIEWS = 5


def usual_days() -> int | None:
    """The median of days from a submission until it was returned or published, at least 1; None of too few.

    Three queries, however long the log is.
    """
    newest = ChainHead.objects.values_list("seq", flat=True).get(pk=1)
    recent = Event.objects.filter(seq__gt=newest - MAX_LINES_BACK, manuscript__isnull=False)
    ended = recent.filter(action__in=("return", "publish")).order_by("-seq")
    ends = list(ended.values_list("manuscript", "seq", "at")[:MAX_REVIEWS])
    submitted: dict[Any, list[tuple[int, datetime]]] = defaultdict(list)
    manuscripts = {manuscript for manuscript, _seq, _at in ends}
    begun = Event.objects.filter(action="submit", manuscript__in=manuscripts).order_by("seq")
    for manuscript, seq, at in begun.values_list("manuscript", "seq", "at"):
        submitted[manuscript].append((seq, at))
    days = []
    for manuscript, seq, at in ends:
        before = [start for number, start in submitted[manuscript] if number < seq]
        if before:
            days.append((at - before[-1]) / timedelta(days=1))
    if len(days) < MIN_REVIEWS:
        return None
    return max(1, round(statistics.median(days)))
