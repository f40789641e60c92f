"""What was found to be right is remembered within a bound."""

from __future__ import annotations

import pytest

from encyclopedia.models import Page, PageState
from encyclopedia.serving import verified


@pytest.mark.one_database
@pytest.mark.django_db
def test_no_more_pages_are_remembered_than_the_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    state = PageState("0" * 64, None)
    monkeypatch.setattr(verified, "MAX_PAGES", 2)
    monkeypatch.setattr(Page, "state", lambda path: asked.append(path) or state)
    known = verified.Verified()
    for path in ("a", "b", "c", "c", "a"):
        assert known.page(path, state)
    assert asked == ["a", "b", "c", "a"]
