"""Kept files that nobody is sent to any more: which of them go, and when."""

from __future__ import annotations

import uuid
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import Client
from django.utils import timezone
from published import open_readers_tables, publish

from encyclopedia.downloads import books, kept_books, old_files
from encyclopedia.downloads.old_files import delete_old_files
from encyclopedia.models import Entry, Tag

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _rows(settings: Any) -> None:
    open_readers_tables()


def kept(place: str) -> str:
    return default_storage.save(f"downloads/{place}", ContentFile(b"a file"))


def a_month_later(monkeypatch: pytest.MonkeyPatch) -> None:
    later = timezone.now() + timedelta(days=31)
    monkeypatch.setattr(old_files.timezone, "now", lambda: later)


def test_files_of_superseded_editions_go_after_a_month_and_those_of_the_current_one_stay(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    entry = publish("Basel", text="It met in Basel.")
    Entry.objects.filter(pk=entry.pk).update(edition=2)
    superseded, gone = kept(f"{entry.pk}/1-aa.pdf"), kept(f"{uuid.uuid4()}/1-aa.pdf")
    earlier, current = kept(f"{entry.pk}/2-aa.pdf"), kept(f"{entry.pk}/2-bb.pdf")
    other_format = kept(f"{entry.pk}/2-aa.epub")
    assert delete_old_files.call() == 0
    a_month_later(monkeypatch)
    assert delete_old_files.call() == 3
    assert not any(map(default_storage.exists, (superseded, gone, earlier)))
    assert all(map(default_storage.exists, (current, other_format)))
    # Made again for whoever asks.
    assert client.get("/article/basel/@1/entry.md").status_code == 200


def test_books_of_subjects_that_are_gone_go_and_what_no_book_is_made_of_after_a_month(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    publish("Basel", text="It met.", tags=("Exile",))
    publish("Zurich", text="It was there.", tags=("Exile",))
    scope = books.scope_of(Tag.objects.get(slug="exile"))
    kept_books.make(scope)
    former, left = kept("books/former/aa.pdf"), kept("books/exile/left.pdf")
    a_month_later(monkeypatch)
    assert delete_old_files.call() == 2
    assert not any(map(default_storage.exists, (former, left)))
    files = kept_books.state_of(scope).files
    assert files
    assert all(map(default_storage.exists, files.values()))


def test_nothing_is_deleted_where_nothing_was_kept(tmp_path: Path) -> None:
    assert delete_old_files.call() == 0


def test_a_selection_that_was_chosen_long_ago_goes_with_its_files(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for title in ("Basel", "Zurich"):
        publish(title, text="It met.")
    scope = books.Scope("", "Two", ("article/basel", "article/zurich"))
    kept_books.ask_for(scope)
    kept_books.make_selection.call(scope.key)
    assert delete_old_files.call() == 0
    assert list(kept_books.selections()) == [scope]
    a_month_later(monkeypatch)
    delete_old_files.call()
    assert list(kept_books.selections()) == []
    assert not kept_books.state_of(scope).files
