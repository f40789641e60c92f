"""How long review usually takes, on the first page of whoever waits for it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from factories import Cast, article, drafted, published, source, submitted
from office import entered

from editorial import actions
from editorial.record import usual_days as module
from editorial.record.usual_days import usual_days

NOW = timezone.now


def at(monkeypatch: pytest.MonkeyPatch, days: float) -> None:
    """It is so many days from now."""
    monkeypatch.setattr(timezone, "now", lambda: NOW() + timedelta(days=days))


def reviewed(cast: Cast, monkeypatch: pytest.MonkeyPatch, *days: float) -> None:
    """Articles that were returned so many days after they were submitted."""
    published(source(), cast)
    for number, taken in enumerate(days):
        at(monkeypatch, 0)
        manuscript = submitted(article(f"Reviewed {number}"), cast)
        at(monkeypatch, taken)
        actions.return_(manuscript=manuscript.pk, by=cast.moderator, reason="Shorter.")
    at(monkeypatch, 0)


def test_it_is_the_median_from_the_submission_to_its_end(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The source was submitted and published at once.
    reviewed(cast, monkeypatch, 3, 7, 9, 40)
    assert usual_days() == 7


def test_of_few_it_is_not_told(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    reviewed(cast, monkeypatch, 3, 7, 9)
    assert usual_days() is None


def test_what_was_submitted_again_counts_from_then(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "MIN_REVIEWS", 1)
    reviewed(cast, monkeypatch, 30)
    manuscript = drafted(article("Once more", summary="First."), cast)
    actions.submit(manuscript=manuscript.pk, revision=1, by=cast.editor)
    at(monkeypatch, 50)
    actions.return_(manuscript=manuscript.pk, by=cast.moderator, reason="No.")
    at(monkeypatch, 90)
    actions.submit(manuscript=manuscript.pk, revision=1, by=cast.editor)
    at(monkeypatch, 92)
    actions.return_(manuscript=manuscript.pk, by=cast.moderator, reason="No.")
    # 0 (the source), 2, 30, 50.
    assert usual_days() == 16


def test_whoever_waits_for_others_reads_it(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, django_assert_max_num_queries: Any
) -> None:
    reviewed(cast, monkeypatch, 3, 7, 9, 40)
    client = entered(cast.editor)
    assert "A review usually takes" not in client.get(reverse("admin:index")).content.decode()
    submitted(article("Waiting"), cast)
    body = client.get(reverse("admin:index")).content.decode()
    assert "A review usually takes 7 days." in body.replace("\xa0", " ")
    with django_assert_max_num_queries(3):
        usual_days()
