"""Items are saved many at a time; what becomes of each, and what is reported, is as if each were saved by itself."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from exports import CITED, export, page
from factories import Cast, drafted, source
from importers.jobs.test_running import carried_out, requested
from stored_rows import Rows, rows_of, stop_the_clock

from editorial.actions import draft_new
from editorial.actions.catalogue import import_works
from editorial.importers.jobs import steps as steps_module
from editorial.importers.jobs.bibliography_steps import bibliography_steps
from editorial.importers.jobs.mediawiki_steps import mediawiki_steps
from editorial.importers.jobs.steps import Step, Steps, in_batches
from editorial.models import ImportStatus, LineState, Manuscript, Revision

ONE_BY_ONE, TOGETHER = 1, 10_000
BOOK: dict[str, Any] = {
    "id": "marx-1867",
    "type": "book",
    "title": "Das Kapital",
    "author": [{"family": "Marx", "given": "Karl"}],
    "issued": {"date-parts": [[1867]]},
}
OTHER = CITED.replace("Trotsky", "Lenin").replace("2009", "2000")


def weighing(monkeypatch: pytest.MonkeyPatch, weight: int) -> None:
    monkeypatch.setattr(steps_module, "_FIRST_WEIGHT", weight)
    monkeypatch.setattr(steps_module, "MAX_WEIGHT", weight)


def brought_in(
    cast: Cast, steps: Steps, weight: int, monkeypatch: pytest.MonkeyPatch, **columns: Any
) -> Rows:
    """What the tables hold after an import in transactions of this weight, which is then undone."""
    with transaction.atomic(), monkeypatch.context() as patched:
        weighing(patched, weight)
        stop_the_clock(patched)
        job = carried_out(requested(cast.editor, **columns), steps)
        assert job.status == ImportStatus.FINISHED
        rows = rows_of("editorial")
        transaction.set_rollback(True)
    for row in rows["Import"]:
        del row["id"]
    for line in rows["ImportLine"]:
        del line["of_id"]
    return rows


def assert_same(
    cast: Cast, read: Callable[[], Steps], monkeypatch: pytest.MonkeyPatch, **columns: Any
) -> Rows:
    expected = brought_in(cast, read(), ONE_BY_ONE, monkeypatch, **columns)
    rows = brought_in(cast, read(), TOGETHER, monkeypatch, **columns)
    for table in expected:
        assert rows[table] == expected[table], table
    return rows


def states(rows: Rows) -> list[str]:
    return [line["state"] for line in rows["ImportLine"]]


def test_the_pages_of_an_export(
    cast: Cast, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = export(
        tmp_path,
        page(text=f"It began.{CITED} It went on.{OTHER} {{{{Unheard of|x}}}}"),
        page(number=2, title="Rising", text=f"So did it.{OTHER} [[Revolt]] [[Category:Risings]]"),
        page(number=3, title="Riot", redirect='<redirect title="Revolt" />', text="#REDIRECT"),
        page(number=4, title="Revolt?", text="Its address is taken."),
        page(number=1, version=8, text=f"A newer version.{CITED}"),
        page(number=2, version=7, title="Rising", text="The same version."),
        page(number=5, title="Empty", text=" "),
    )
    rows = assert_same(cast, lambda: mediawiki_steps(path), monkeypatch)
    assert set(states(rows)) == {"new", "revised", "same", "left"}
    assert [row["slug"] for row in rows["Manuscript"] if row["slug"] == "revolt-2"]


def test_the_works_of_a_bibliography(
    cast: Cast, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    drafted(source("old", title="Old", record={**BOOK, "title": "Old", "DOI": "10.1000/b"}), cast)
    works = [
        BOOK,
        {**BOOK, "title": "Grundrisse"},
        {**BOOK, "publisher": "Meissner"},
        {**BOOK, "id": "kapital", "DOI": "10.1000/a"},
        {**BOOK, "id": "again", "DOI": "10.1000/a", "title": "Capital"},
        {**BOOK, "id": "other", "DOI": "10.1000/b"},
        {**BOOK, "id": "marx-1867", "title": "Letters"},
        {**BOOK, "id": "alike", "title": "Old"},
        BOOK,
        {"id": "http://example.org/x", "type": "webpage", "title": "A page"},
    ]
    path = tmp_path / "works.json"
    path.write_text(json.dumps(works))
    rows = assert_same(cast, lambda: bibliography_steps(path), monkeypatch)
    assert set(states(rows)) >= {"new", "revised", "same", "left"}
    dry = assert_same(cast, lambda: bibliography_steps(path), monkeypatch, dry_run=True)
    assert len(dry["Manuscript"]) == 1
    assert "left" in states(dry)


def works(count: int, bad: set[int]) -> Steps:
    deep: Any = {}
    for _level in range(20):
        deep = {"x": deep}
    for number in range(count):
        item = {"id": f"work-{number}", "type": "book", "title": f"Work {number}"}
        if number in bad:
            item["custom"] = deep
        yield Step(number + 1, count, item["title"], import_works, item=item)


def test_of_many_items_only_those_that_cannot_be_saved_are_refused(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = assert_same(cast, lambda: works(20, bad={3, 4, 17}), monkeypatch)
    assert [n for n, state in enumerate(states(rows)) if state == LineState.REFUSED] == [3, 4, 17]
    assert len(rows["Manuscript"]) == 17


def test_what_comes_before_a_failure_is_saved(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    weighing(monkeypatch, TOGETHER)

    def fail(*, items: Any, by: User) -> Any:
        raise RuntimeError("power cut")

    def steps() -> Steps:
        yield from works(5, bad=set())
        yield Step(6, 7, "Torn", fail)
        yield Step(7, 7, "After", import_works, item=BOOK)

    job = requested(cast.editor)
    with pytest.raises(RuntimeError):
        carried_out(job, steps())
    assert job.counts == {"new": 5}
    assert Manuscript.objects.count() == 5


def test_a_killed_batch_leaves_nothing_and_the_next_run_does_nothing_twice(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    weighing(monkeypatch, 4)

    def killed(**_arguments: Any) -> None:
        raise KeyboardInterrupt

    job = requested(cast.editor)
    insert = draft_new._insert
    calls: list[int] = []

    def killed_the_second_time(revisions: list[Revision]) -> None:
        calls.append(len(revisions))
        if len(calls) == 2:
            raise KeyboardInterrupt
        insert(revisions)

    with monkeypatch.context() as patched:
        patched.setattr(draft_new, "_insert", killed_the_second_time)
        with pytest.raises(KeyboardInterrupt):
            carried_out(job, works(12, bad=set()))
    assert calls == [4, 4]
    assert Manuscript.objects.count() == Revision.objects.count() == job.lines.count() == 4
    again = carried_out(requested(cast.editor), works(12, bad=set()))
    assert again == job
    assert again.counts == {"new": 12}
    assert Revision.objects.count() == 12


def test_batches_grow_and_are_bounded() -> None:
    sizes = [len(batch) for batch in in_batches(works(700, bad=set()))]
    assert sizes[:4] == [1, 2, 4, 8]
    assert max(sizes) == steps_module.MAX_WEIGHT


def test_hundreds_of_works_need_hardly_more_statements_than_one(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    def statements(count: int) -> int:
        with CaptureQueriesContext(connection) as queries, transaction.atomic():
            import_works(
                items=[step.item for step in works(count, bad=set())],
                by=User.objects.get(pk=cast.editor.pk),
            )
            transaction.set_rollback(True)
        return len(queries)

    assert statements(200) <= statements(1) + 30
