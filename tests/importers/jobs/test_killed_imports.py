"""An import that is killed before any of its statements goes on, and ends as if nobody had disturbed it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction
from exports import CITED, export, page
from factories import Cast
from importers.jobs.test_batches import OTHER, weighing
from importers.jobs.test_running import carried_out, requested
from portions import Portion
from stored_rows import TIME, Rows, rows_of, stop_the_clock

from editorial.importers.jobs.mediawiki_steps import mediawiki_steps
from editorial.models import Import

# Drawn by chance, or made of that.
_DRAWN = ("salt", "private_hash", "previous", "hash", "id", "of_id")


class Killed:
    """Ends the process, so to speak, before the statement with this number."""

    def __init__(self, number: int) -> None:
        self.number = number
        self.made = 0

    def __call__(self, execute: Callable[..., Any], sql: str, *arguments: Any) -> Any:
        # Within the test's transaction a savepoint is released where otherwise all is committed.
        if "SAVEPOINT" not in sql:
            self.made += 1
            if self.made == self.number:
                raise KeyboardInterrupt
        return execute(sql, *arguments)


def rows_after(path: Path, cast: Cast, kill: Killed, monkeypatch: pytest.MonkeyPatch) -> Rows:
    """What the tables hold after an import that was killed there and went on; it is then undone."""
    with transaction.atomic(), monkeypatch.context() as patched:
        weighing(patched, 3)
        stop_the_clock(patched)
        job = requested(cast.editor)
        try:
            with connection.execute_wrapper(kill):
                carried_out(job, mediawiki_steps(path))
        except KeyboardInterrupt:
            # Nothing has been heard of it for a day.
            Import.objects.update(changed_at=TIME - timedelta(days=1))
            if Import.objects.unfinished().exists():
                carried_out(requested(cast.editor), mediawiki_steps(path))
        rows = rows_of("editorial")
        transaction.set_rollback(True)
    for table in ("Event", "ChainHead", "Import", "ImportLine"):
        for row in rows[table]:
            for name in _DRAWN:
                row.pop(name, None)
            row.pop("changed_at", None)
    return rows


def test_whenever_it_is_killed(
    cast: Cast, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, portion: Portion
) -> None:
    path = export(
        tmp_path,
        page(text=f"It began.{CITED} It went on.{OTHER}"),
        page(number=2, title="Rising", text=f"So did it.{OTHER} [[Revolt]] [[Category:Risings]]"),
        page(number=1, version=8, text=f"A newer version.{CITED}"),
    )
    undisturbed = Killed(0)
    expected = rows_after(path, cast, undisturbed, monkeypatch)
    assert undisturbed.made > 50
    for number in portion(range(1, undisturbed.made + 1), 10):
        rows = rows_after(path, cast, Killed(number), monkeypatch)
        for table in expected:
            assert rows[table] == expected[table], (number, table)
