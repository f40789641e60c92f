"""New sources that are published together: what publishing one after another makes, and nothing past the gate."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from actions.test_publish_imported import imported, publish
from django.contrib.auth.models import Group
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from exports import CITED, page
from factories import Cast, article, drafted, published, source
from stored_rows import Rows, rows_of, stop_the_clock

from editorial import actions
from editorial.actions import publish_imported
from editorial.actions.draft_new import draft_new
from editorial.actions.publish_new import publish_new
from editorial.models import Event, Import, Manuscript, Publication
from editorial.record.verification import faults
from encyclopedia import projection
from encyclopedia.core.documents import SourceDocument
from encyclopedia.models import Page
from encyclopedia.projection.new_sources import NewSources

REASON = "Imported from W."
OTHER = CITED.replace("Trotsky", "Lenin").replace("2009", "2000")
THIRD = CITED.replace("Trotsky", "Stalin").replace("2009", "2004")


def rows_after(
    job: Import, cast: Cast, monkeypatch: pytest.MonkeyPatch, *, together: bool
) -> tuple[Rows, list[set[Any]]]:
    """What the tables hold after its publication, which is then undone; and what was published together."""
    batches: list[set[Any]] = []

    def publish_some(**arguments: Any) -> set[Any]:
        batches.append(publish_new(**arguments) if together else set())
        return batches[-1]

    with transaction.atomic(), monkeypatch.context() as patched:
        stop_the_clock(patched)
        patched.setattr("editorial.actions.publish_new._APART", timedelta(0))
        patched.setattr(publish_imported, "publish_new", publish_some)
        publish(job, cast.approver)
        projection.store_due_pages.call()
        rows = rows_of("editorial", "encyclopedia")
        # One transaction for many is one generation.
        del rows["Generation"]
        transaction.set_rollback(True)
    return rows, batches


def test_every_row_and_hash_is_that_of_publishing_one_after_another(
    cast: Cast, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    linking = article("Naming it", text="See [[Trotsky]].[@?]")
    published(source("own"), cast)
    published(replace(linking, text=f"{linking.text} So it is.[@own]"), cast)
    job = imported(
        cast,
        tmp_path,
        page(text=f"It began.{CITED} It went on.{OTHER}"),
        page(number=2, text=f"So it was.{THIRD}"),
    )
    expected, _none = rows_after(job, cast, monkeypatch, together=False)
    rows, batches = rows_after(job, cast, monkeypatch, together=True)
    assert [len(batch) for batch in batches] == [3]
    assert len(expected["Publication"]) == 7
    assert [row["body"] for row in rows["Page"] if "/source/" in row["body"]]
    for table in expected:
        assert rows[table] == expected[table], table


def new_sources(cast: Cast, *documents: SourceDocument) -> dict[Any, int]:
    made = draft_new(drafts=[(document, "") for document in documents], by=cast.editor)
    return {manuscript.pk: 1 for manuscript in made}


def test_the_log_verifies_and_readers_see_them(cast: Cast) -> None:
    revisions = new_sources(cast, source("a"), source("b"))
    assert publish_new(revisions=revisions, by=cast.approver, reason=REASON) == set(revisions)
    assert list(faults()) == []
    assert set(Page.objects.values_list("path", flat=True)) == {"source/a", "source/b"}


def test_twenty_sources_need_hardly_more_statements_than_one(cast: Cast) -> None:
    def statements(first: int, last: int) -> int:
        revisions = new_sources(cast, *(source(f"work-{n}") for n in range(first, last)))
        with CaptureQueriesContext(connection) as queries:
            assert publish_new(revisions=revisions, by=cast.approver, reason=REASON)
        return len(queries)

    one, many = statements(0, 1), statements(1, 21)
    assert many <= one + 12


def test_what_has_to_be_looked_at_by_itself_is_left_alone(cast: Cast) -> None:
    own = source("own")
    seen = published(source("seen"), cast)
    withdrawn = published(source("withdrawn"), cast)
    actions.withdraw(manuscript=withdrawn.pk, by=cast.approver, reason="No.")
    submitted = drafted(source("submitted"), cast)
    actions.submit(manuscript=submitted.pk, revision=1, by=cast.editor)
    unfit = source("unfit", record={"type": "no such type"})
    words = source("words", text="It says so itself.")
    names = source("names", aliases=("Another name",))
    revisions = new_sources(cast, own, unfit, words, names)
    newer = drafted(replace(own, summary="Newer"), cast)
    others = {seen.pk: 1, withdrawn.pk: 1, submitted.pk: 1, newer.pk: 1}
    others[drafted(article("An article"), cast).pk] = 1
    before = Event.objects.count()
    assert publish_new(revisions=revisions | others, by=cast.approver, reason=REASON) == set()
    assert Event.objects.count() == before


def test_nobody_publishes_what_they_wrote_or_without_the_permission(cast: Cast) -> None:
    revisions = new_sources(cast, source("a"))
    assert publish_new(revisions=revisions, by=cast.editor, reason=REASON) == set()
    assert publish_new(revisions=revisions, by=cast.moderator, reason=REASON) == set()
    cast.editor.groups.add(Group.objects.get(name="Approvers"))
    writer = type(cast.editor).objects.get(pk=cast.editor.pk)
    assert publish_new(revisions=revisions, by=writer, reason=REASON) == set()
    assert not Publication.objects.exists()


def test_an_error_in_one_of_them_leaves_the_others_published_and_reports_it(
    cast: Cast, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    job = imported(cast, tmp_path, page(text=f"It began.{CITED} It went on.{OTHER}"))
    bad = Manuscript.objects.get(title="Lenin")
    submit = publish_imported.submit

    def fail(sources: NewSources, *_arguments: Any) -> None:
        raise LookupError("a fault of ours")

    def fails_alone_too(**arguments: Any) -> Any:
        if arguments["manuscript"] == bad.pk:
            raise LookupError("a fault of ours")
        return submit(**arguments)

    monkeypatch.setattr(NewSources, "write", fail)
    monkeypatch.setattr(publish_imported, "submit", fails_alone_too)
    publish(job, cast.approver)
    assert set(Publication.objects.values_list("manuscript__title", flat=True)) == {"Trotsky"}
    failed = job.lines.filter(construct="publishing").values_list("manuscript__title", flat=True)
    assert set(failed) == {"Lenin", "Revolt"}


def test_a_killed_batch_publishes_nothing_and_the_next_request_goes_on(
    cast: Cast, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    job = imported(cast, tmp_path, page(text=f"It began.{CITED} It went on.{OTHER}"))

    def killed(*_rows: Any) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(NewSources, "write", killed)
        with pytest.raises(KeyboardInterrupt):
            publish(job, cast.approver)
    assert set(Manuscript.objects.values_list("status", flat=True)) == {"draft"}
    assert not Event.objects.exclude(action="save").exists()
    publish(job, cast.approver)
    assert Publication.objects.count() == 3
