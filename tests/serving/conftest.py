"""A published entry, asked for through the fast path and through Django alone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.conf import LazySettings
from django.db import connection
from published import open_readers_tables, publish
from served import Roads

from encyclopedia.models import Entry
from encyclopedia.serving import page_frame


@pytest.fixture(autouse=True)
def fresh_shell() -> Iterator[None]:
    page_frame.forget()
    yield
    page_frame.forget()


@pytest.fixture
def trotsky(db: None, monkeypatch: pytest.MonkeyPatch) -> Entry:
    # Both applications close connections that have changed: here, the one that this test's transaction needs.
    monkeypatch.setattr(connection, "close_if_unusable_or_obsolete", lambda: None)
    open_readers_tables()
    return publish("Leon Trotsky", kind="person", text="A life.", aliases=("Lev Bronstein",))


@pytest.fixture
def roads(trotsky: Entry, settings: LazySettings) -> Roads:
    settings.ALLOWED_HOSTS = ["testserver"]
    return Roads()


@pytest.fixture
def live_roads(transactional_db: None, settings: LazySettings) -> Roads:
    settings.ALLOWED_HOSTS = ["testserver"]
    open_readers_tables()
    publish("Leon Trotsky", kind="person", text="A life.")
    return Roads()
