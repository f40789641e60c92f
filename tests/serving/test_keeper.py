"""What the thread does that keeps copies of readers' pages."""

from __future__ import annotations

from pathlib import Path

import pytest

from encyclopedia.serving.copies import Copies
from encyclopedia.serving.keeper import Keeper


def test_it_writes_and_compares_again_and_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keeper, done = Keeper(Copies(tmp_path / "copies.sqlite3")), []
    rounds = [None, None]

    def rest(_seconds: float) -> None:
        if not rounds:
            raise SystemExit
        rounds.pop()

    monkeypatch.setattr("encyclopedia.serving.keeper.time.sleep", rest)
    monkeypatch.setattr("encyclopedia.serving.keeper.connections.close_all", lambda: None)
    monkeypatch.setattr(keeper, "write", lambda: done.append("write"))
    monkeypatch.setattr(keeper, "look", lambda: done.append("look"))
    with pytest.raises(SystemExit):
        keeper._run()
    assert done == ["write", "look"] * 2
