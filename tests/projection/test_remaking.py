"""Pages that are due: readers are shown what the rows say, the worker stores the same bytes, and nothing is lost."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import factories
import pytest
from django.conf import LazySettings
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from projection.shelf import KEY, changed, page, publish, rebuilt
from same_time import at_once
from served import Roads, ask

from editorial import actions
from encyclopedia import projection
from encyclopedia.core.documents import Document
from encyclopedia.models import Citation, DuePage, Extent, Page
from encyclopedia.projection import remaking, storing
from encyclopedia.projection.marking import mark_due
from encyclopedia.serving.reader_fast_path import ReaderFastPath

PATH = "/article/permanent-revolution/"

in_one_transaction = pytest.mark.django_db
with_threads = pytest.mark.django_db(transaction=True)


@pytest.fixture
def cast(db: None, settings: LazySettings) -> Any:
    settings.ALLOWED_HOSTS = ["localhost"]
    return factories.make_cast()


def stored(document: Document) -> Page:
    return Page.objects.get(pk=document.id)


def mark(document: Document, extent: Extent = Extent.WHOLE) -> None:
    with transaction.atomic():
        mark_due([UUID(document.id)], extent, timezone.now())


def read(host: ReaderFastPath) -> tuple[dict[str, str], str]:
    status, headers, body = ask(host, PATH, HTTP_HOST="localhost")
    assert status == "200 OK"
    return headers, body.decode()


@pytest.fixture
def hosts(monkeypatch: pytest.MonkeyPatch) -> tuple[ReaderFastPath, ReaderFastPath]:
    """Two processes that serve readers."""
    monkeypatch.setattr(connection, "close_if_unusable_or_obsolete", lambda: None)
    return Roads().front, Roads().front


@in_one_transaction
def test_a_reader_is_shown_a_due_page_as_it_will_be_stored_and_writes_nothing(
    due: Document, hosts: tuple[ReaderFastPath, ReaderFastPath]
) -> None:
    before, marks = stored(due), list(DuePage.objects.values_list("pk", "stamp"))
    headers, body = read(hosts[0])
    assert "/person/leon-trotsky/" in body
    assert "/person/leon-trotsky/" not in stored(due).body
    assert (stored(due).etag, stored(due).modified_at) == (before.etag, before.modified_at)
    assert list(DuePage.objects.values_list("pk", "stamp")) == marks
    assert read(hosts[1]) == (headers, body)
    projection.store_due_pages.call()
    assert "/person/leon-trotsky/" in stored(due).body
    assert read(hosts[0]) == (headers, body)
    assert read(hosts[1]) == (headers, body)


@in_one_transaction
def test_a_due_page_is_made_once_a_process(
    due: Document, hosts: tuple[ReaderFastPath, ReaderFastPath], django_assert_num_queries: Any
) -> None:
    first = read(hosts[0])
    with django_assert_num_queries(1):
        assert read(hosts[0]) == first
    headers, _ = first
    mark(due)
    status, _, _ = ask(hosts[0], PATH, HTTP_HOST="localhost", HTTP_IF_NONE_MATCH=headers["ETag"])
    assert status == "304 Not Modified"


@in_one_transaction
@pytest.mark.parametrize("first", list(Extent))
@pytest.mark.parametrize("second", list(Extent))
def test_a_page_that_is_marked_twice_is_made_to_the_greater_extent(
    article: Document, first: Extent, second: Extent
) -> None:
    mark(article, first)
    stamp = DuePage.objects.get().stamp
    mark(article, second)
    due = DuePage.objects.get()
    assert due.extent == max(first, second)
    assert due.stamp != stamp


@in_one_transaction
def test_what_is_marked_again_while_it_is_stored_stays_due(
    article: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    mark(article)
    make = storing.remake

    def make_while_it_changes(due: Any) -> Any:
        made = make(due)
        mark(article)
        return made

    monkeypatch.setattr(storing, "remake", make_while_it_changes)
    projection.store_due_pages.call()
    assert DuePage.objects.count() == 1
    monkeypatch.setattr(storing, "remake", make)
    projection.store_due_pages.call()
    assert not DuePage.objects.exists()


@in_one_transaction
def test_what_changes_while_it_is_made_for_a_reader_is_made_again(
    due: Document, monkeypatch: pytest.MonkeyPatch, cast: Any
) -> None:
    make = remaking.remake
    made: list[int] = []

    def make_while_it_changes(pages: Any) -> Any:
        result = make(pages)
        if not made:
            publish(changed(due, text=f"It was thought of by nobody.[@{KEY}, p. 1]"), cast)
        made.append(1)
        return result

    monkeypatch.setattr(remaking, "remake", make_while_it_changes)
    shown = projection.made_page(PATH.strip("/"))
    assert shown
    assert b"thought of by nobody" in shown.parts["body"]
    assert len(made) == 2


@in_one_transaction
def test_an_entry_that_is_withdrawn_is_due_no_more(due: Document, cast: Any) -> None:
    actions.withdraw(manuscript=UUID(due.id), by=cast.approver, reason="Copied.")
    assert not DuePage.objects.filter(pk=due.id).exists()
    assert projection.made_page(PATH.strip("/")) is None


@in_one_transaction
def test_the_worker_is_asked_once_for_all_that_is_due(
    article: Document, django_capture_on_commit_callbacks: Any
) -> None:
    connection.run_on_commit = []
    with django_capture_on_commit_callbacks() as first:
        mark(article)
        mark(article)
    assert len(first) == 1
    connection.run_on_commit = []
    due = DuePage.objects.get()
    with django_capture_on_commit_callbacks(execute=True):
        mark(article)
    assert not DuePage.objects.exists()
    DuePage.objects.create(entry_id=due.pk, extent=due.extent, stamp=1, since=due.since)
    connection.run_on_commit = []
    other = Page.objects.exclude(pk=article.id).values_list("pk", flat=True)[0]
    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        mark_due([other], Extent.TAIL, timezone.now())
    # Whoever was asked for the first takes this too.
    assert DuePage.objects.count() == 2


@in_one_transaction
def test_rows_are_right_before_any_page_is_stored(due: Document) -> None:
    assert list(projection.rebuild(dry_run=True)) == []
    assert DuePage.objects.exists()
    assert rebuilt() == []
    assert not DuePage.objects.exists()


@in_one_transaction
def test_many_due_pages_cost_few_queries(due: Document, cast: Any) -> None:
    for number in range(8):
        publish(changed(factories.article(f"Article {number}"), text=f"One.[@{KEY}]"), cast)
    projection.store_due_pages.call()
    for pk in Page.objects.values_list("pk", flat=True):
        with transaction.atomic():
            mark_due([pk], Extent.STANDINGS, timezone.now())
    with CaptureQueriesContext(connection) as queries:
        remaking.remake(list(DuePage.objects.all()))
    assert len(queries) <= 22


@with_threads
def test_two_that_name_each_other_are_published_at_the_same_time() -> None:
    cast = factories.make_cast()
    factories.published(factories.source(KEY), cast)
    documents = (
        factories.article(text=f"It was thought of by [[Leon Trotsky]].[@{KEY}, p. 1]"),
        factories.biography(text=f"He thought of [[Permanent revolution]].[@{KEY}, p. 2]"),
        factories.organisation(text=f"[[Leon Trotsky]] and [[Permanent revolution]].[@{KEY}]"),
    )
    manuscripts = [factories.approved(document, cast) for document in documents]
    at_once(
        *(
            lambda pk=manuscript.pk: actions.publish(manuscript=pk, by=cast.approver)
            for manuscript in manuscripts
        )
    )
    assert list(projection.rebuild(dry_run=True)) == []
    shown = [page(document) for document in documents]
    assert 'href="/person/leon-trotsky/"' in shown[0].body
    assert 'href="/article/permanent-revolution/"' in shown[1].body
    assert shown[2].body.count('href="/') == 2
    projection.store_due_pages.call()
    for document, before in zip(documents, shown, strict=True):
        assert stored(document).etag == before.etag


@with_threads
def test_pages_are_stored_while_others_publish_and_nothing_stays_behind() -> None:
    cast = factories.make_cast()
    factories.published(factories.source(KEY), cast)
    documents = [
        factories.article(f"Article {number}", text=f"By [[Leon Trotsky]].[@{KEY}, p. {number}]")
        for number in range(4)
    ]
    for document in documents:
        factories.published(document, cast)
    manuscripts = [
        factories.approved(changed(document, summary="A summary."), cast)
        for document in documents[:2]
    ]
    person = factories.approved(factories.biography(), cast)
    digest = Citation.objects.get(entry=documents[3].id).digest
    at_once(
        projection.store_due_pages.call,
        projection.store_due_pages.call,
        *(
            lambda pk=manuscript.pk: actions.publish(manuscript=pk, by=cast.approver)
            for manuscript in (*manuscripts, person)
        ),
        lambda: actions.check(
            manuscript=UUID(documents[3].id),
            digest=digest,
            verdict="contradicts",
            note="It says otherwise.",
            by=cast.moderator,
        ),
    )
    projection.store_due_pages.call()
    assert not DuePage.objects.exists()
    for document in documents:
        assert "/person/leon-trotsky/" in stored(document).body
    assert "standing-contradicts" in stored(documents[3]).notes
    assert rebuilt() == []
