"""What was found to be right is remembered within a bound."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from encyclopedia.models import Generation, Page, PageState
from encyclopedia.models.wal_index import WalIndex
from encyclopedia.serving import verified


@pytest.fixture
def log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[sqlite3.Connection]:
    """A write-ahead log whose index is that of the database."""
    log = sqlite3.connect(tmp_path / "log.sqlite3", isolation_level=None)
    log.execute("PRAGMA journal_mode=wal")
    log.execute("CREATE TABLE words (word TEXT)")
    index = WalIndex(str(tmp_path / "log.sqlite3"))
    monkeypatch.setattr(verified, "own_wal_index", lambda: index)
    yield log
    log.close()


@pytest.mark.usefixtures("log")
def test_a_generation_is_known_before_any_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Generation, "now", lambda: 7)
    known = verified.Verified()
    assert known.generation() == known.known_generation() == 7


@pytest.mark.usefixtures("log")
def test_no_more_pages_are_remembered_than_the_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    state = PageState("0" * 64, None)
    monkeypatch.setattr(verified, "MAX_PAGES", 2)
    monkeypatch.setattr(Page, "state", lambda path: state)
    known = verified.Verified()
    for path in ("a", "b", "c"):
        assert known.page(path, state)
    assert [known.knows(path, state) for path in ("a", "b", "c")] == [False, False, True]


def test_with_a_log_nothing_is_asked_until_anybody_commits(
    log: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    state = PageState("0" * 64, None)
    monkeypatch.setattr(Page, "state", lambda path: state)
    monkeypatch.setattr(Generation, "now", lambda: 7)
    known = verified.Verified()
    assert not known.knows("a", state)
    assert known.known_generation() is None
    assert known.page("a", state)
    assert known.generation() == known.known_generation() == 7
    assert known.knows("a", state)
    assert not known.knows("a", PageState("1" * 64, None))
    assert not known.knows("b", state)
    log.execute("INSERT INTO words VALUES ('x')")
    assert not known.knows("a", state)
    assert known.known_generation() is None
    # What is asked for one page tells nothing of another.
    assert known.page("b", state)
    assert not known.knows("a", state)


def test_without_a_log_everything_is_asked_each_time(monkeypatch: pytest.MonkeyPatch) -> None:
    state = PageState("0" * 64, None)
    monkeypatch.setattr(verified, "own_wal_index", lambda: None)
    monkeypatch.setattr(Page, "state", lambda path: state)
    monkeypatch.setattr(Generation, "now", lambda: 7)
    known = verified.Verified()
    assert known.page("a", state)
    assert known.generation() == 7
    assert not known.knows("a", state)
    assert known.known_generation() is None
