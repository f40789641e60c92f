"""An export reads one moment while others keep writing."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.db import connection
from exporters.shelf import export_to

from editorial.record.snapshot import snapshot
from editorial.verifying.whole_bundle import faults


def elsewhere(act: Callable[[], object]) -> None:
    """Run by another thread, on a connection of its own."""

    def run() -> None:
        act()
        connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    thread.join(timeout=15)
    assert not thread.is_alive()


@pytest.mark.usefixtures("transactional_db")
def test_what_is_written_meanwhile_is_not_seen_and_does_not_wait() -> None:
    with snapshot():
        assert not User.objects.exists()
        elsewhere(lambda: User.objects.create(username="late"))
        assert not User.objects.exists()
    assert User.objects.exists()


@pytest.mark.usefixtures("transactional_db")
def test_an_export_outside_any_transaction_leaves_none_open(tmp_path: Path) -> None:
    assert list(faults(export_to(tmp_path / "made", drafts=True).path)) == []
    assert not connection.in_atomic_block
    User.objects.create(username="after")
