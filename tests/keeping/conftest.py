"""What tests of restoring share."""

from __future__ import annotations

import pytest

from editorial.keeping import restoring


@pytest.fixture
def empty(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if the database had no rows yet; it is never written to here."""
    monkeypatch.setattr(restoring, "_WORK", ())
    monkeypatch.setattr(restoring, "_migrated_to", lambda applied: pytest.fail("went on"))
