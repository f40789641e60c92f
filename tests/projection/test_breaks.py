"""Whoever writes while a rebuild is at work finds the database free between two of its transactions."""

from __future__ import annotations

from collections.abc import Callable

import factories
import pytest
from django.db import connection
from projection.shelf import publish

from editorial.projection.full_rebuild import rebuild_drafts
from encyclopedia import projection
from encyclopedia.models import Edition
from encyclopedia.projection import breaks

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def taken(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """For each break whether it was taken inside a transaction; every one that is offered is due."""
    noted: list[bool] = []
    monkeypatch.setattr(breaks, "MAX_HELD", 0)
    monkeypatch.setattr(
        breaks.time, "sleep", lambda _seconds: noted.append(connection.in_atomic_block)
    )
    return noted


@pytest.fixture
def entries(transactional_db: None) -> int:
    cast = factories.make_cast()
    publish(factories.source(), cast)
    publish(factories.article(), cast)
    return Edition.objects.count()


def derive_again() -> None:
    list(projection.rebuild())


def verify() -> None:
    list(projection.rebuild(dry_run=True))


def derive_drafts_again() -> None:
    list(rebuild_drafts())


@pytest.mark.parametrize(
    ("work", "transactions"), [(derive_again, 4), (verify, 4), (derive_drafts_again, 1)]
)
def test_a_break_comes_before_each_entry_and_in_no_transaction(
    entries: int, taken: list[bool], work: Callable[[], None], transactions: int
) -> None:
    work()
    if connection.vendor == "postgresql":
        assert not taken, "whoever waits there has a place in a queue"
    else:
        assert len(taken) >= transactions * entries
        assert not any(taken)


def test_no_break_is_due_at_once(
    entries: int, taken: list[bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(breaks, "MAX_HELD", 3_600)
    derive_again()
    assert not taken
