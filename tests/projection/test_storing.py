"""The worker stores pages that are due: one that fails stops no other, a database that is away stops the run."""

from __future__ import annotations

import logging
from typing import Any

import pytest
from django.db import OperationalError

from encyclopedia import projection
from encyclopedia.core.documents import Document
from encyclopedia.models import DuePage
from encyclopedia.projection import remaking, storing

in_one_transaction = pytest.mark.django_db


@in_one_transaction
def test_a_page_that_cannot_be_made_stops_no_other(
    due: Document, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    origin_of = remaking.origin_of

    def fail(edition: Any) -> Any:
        if str(edition.entry_id) == due.id:
            raise ValueError("broken")
        return origin_of(edition)

    monkeypatch.setattr(remaking, "origin_of", fail)
    assert DuePage.objects.count() > 1
    projection.store_due_pages.call()
    assert [str(pk) for pk in DuePage.objects.values_list("pk", flat=True)] == [due.id]
    assert due.id in caplog.text
    monkeypatch.undo()
    projection.store_due_pages.call()
    assert not DuePage.objects.exists()


@in_one_transaction
def test_without_a_database_the_run_ends_with_its_error_and_all_stays_due(
    due: Document, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    waiting = DuePage.objects.count()
    tries = []

    def go_away(rows: list[DuePage]) -> None:
        tries.append(len(rows))
        raise OperationalError("the connection is closed")

    monkeypatch.setattr(storing, "remake", go_away)
    with caplog.at_level(logging.ERROR), pytest.raises(OperationalError):
        projection.store_due_pages.call()
    assert tries == [waiting]
    assert DuePage.objects.count() == waiting
    assert caplog.text == ""
