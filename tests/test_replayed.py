"""What a factory does again from its statements is what it did before, and is done only where all is as it was."""

from __future__ import annotations

from typing import Any

import pytest
import replayed
from django.conf import LazySettings
from django.contrib.auth.models import User
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from factories import Cast, article, make_cast, published, source

from editorial import actions
from editorial.models import Event
from editorial.record.verification import faults
from encyclopedia.core.documents import Document

# Elsewhere rows get other numbers each time, and nothing is done again.
pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]


@pytest.fixture
def filled() -> tuple[Cast, Document, Document]:
    """A published source and an article that cites it, made as every test makes them."""
    cast, cited, document = make_cast(), source(), article()
    published(cited, cast)
    published(document, cast)
    return cast, cited, document


def rows() -> dict[str, list[Any]]:
    """Every table with all that it holds."""
    with connection.cursor() as cursor:
        return {
            table: cursor.execute(f'SELECT * FROM "{table}"').fetchall()
            for table in connection.introspection.table_names(cursor)
        }


def hashes() -> list[str]:
    """Those of the audit log, in which every real move has random bits of its own."""
    return list(Event.objects.in_order().values_list("hash", flat=True))


def fill() -> list[str]:
    """Do all of it in an empty database, as another test would; the log that came of it."""
    point = transaction.savepoint()
    replayed.begin(None)
    cast = make_cast()
    published(source(), cast)
    log = hashes()
    transaction.savepoint_rollback(point)
    return log


def test_what_is_done_again_is_the_same_in_every_table() -> None:
    versions = []
    for _time in range(2):
        point = transaction.savepoint()
        replayed.begin(None)
        cast = make_cast()
        manuscripts = [published(source(), cast), published(article(), cast)]
        versions.append((rows(), [manuscript.pk for manuscript in manuscripts], cast.editor.pk))
        transaction.savepoint_rollback(point)
    assert versions[0] == versions[1]
    assert versions[0][0]["editorial_event"]


def test_moves_go_on_from_it_and_the_history_holds(
    filled: tuple[Cast, Document, Document],
) -> None:
    cast, _cited, document = filled
    actions.withdraw(manuscript=document.id, by=cast.approver, reason="It was wrong.")
    assert list(faults()) == []


def test_nothing_is_done_again_after_anything_else_was_written() -> None:
    before = fill()
    assert fill() == before
    replayed.begin(None)
    cast = make_cast()
    User.objects.create(username="new")
    published(source(), cast)
    assert hashes() != before


def test_nothing_is_done_again_under_other_settings(settings: LazySettings) -> None:
    before = fill()
    settings.SITE_NAME = "Another name"
    assert fill() != before


def test_nothing_is_done_again_where_queries_are_looked_at() -> None:
    before = fill()
    with CaptureQueriesContext(connection) as queries:
        assert fill() != before
    assert len(queries) > 100


def test_nothing_is_done_again_once_a_function_was_replaced(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    before = fill()
    monkeypatch.setattr(actions, "withdraw", lambda: None)
    point = transaction.savepoint()
    replayed.begin(monkeypatch)
    published(source(), make_cast())
    assert hashes() != before
    transaction.savepoint_rollback(point)
    monkeypatch.undo()
    assert fill() == before


def test_documents_of_different_tests_are_the_same_and_of_one_test_are_not() -> None:
    replayed.begin(None)
    first, second = source(), source()
    replayed.begin(None)
    assert (source().id, source().id) == (first.id, second.id)
    assert first.id != second.id
