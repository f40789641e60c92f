"""Books: made by the worker when their editions changed, with an index, and gone with what was withdrawn."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from published import open_readers_tables, publish
from pypdf import PdfReader

from encyclopedia.downloads import books, kept_books
from encyclopedia.downloads.kept_names import forget
from encyclopedia.models import Edition, EditionState, Entry, Tag

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _rows(settings: Any) -> None:
    open_readers_tables()
    settings.BOOKS = ["subjects", "whole"]


@pytest.fixture
def congress() -> Entry:
    publish(
        "Rosa Luxemburg", kind="person", sort_name="Luxemburg, Rosa", text="A.", tags=("Exile",)
    )
    publish("Alone", text="Not in it.", tags=("Else",))
    return publish("Basel", text="It met in Basel.", tags=("Exile",))


def subject() -> books.Scope:
    return books.scope_of(Tag.objects.get(slug="exile"))


def words(content: bytes) -> str:
    pages = PdfReader(io.BytesIO(content)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def test_the_worker_makes_a_book_once_and_readers_are_told(client: Client, congress: Entry) -> None:
    waiting = client.get("/tag/exile/book/").content.decode()
    assert "It is not made yet." in waiting
    assert client.get("/tag/exile/book.pdf").status_code == 404
    assert kept_books.make_books.call() == 2
    assert kept_books.make_books.call() == 0
    page = client.get("/tag/exile/book/").content.decode()
    assert 'href="/tag/exile/book.pdf"' in page
    assert "Nothing in it has changed since." in page
    book = client.get("/tag/exile/book.pdf")
    printed = words(b"".join(book.streaming_content))  # type: ignore[attr-defined]
    assert "2 entries, as published on 3 May 2026" in printed
    assert "Luxemburg, Rosa, 4" in printed
    assert "Not in it." not in printed
    whole = client.get("/book.pdf")
    assert "Not in it." in words(b"".join(whole.streaming_content))  # type: ignore[attr-defined]
    assert client.get("/tag/else/book/").status_code == 404
    again = client.get("/tag/exile/book.pdf", headers={"if-none-match": book["ETag"]})
    assert again.status_code == 304
    assert client.get("/tag/exile/book.epub")["Content-Type"] == "application/epub+zip"


def test_a_book_says_how_far_it_is_and_that_entries_changed(
    client: Client, congress: Entry, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept_books.make(subject())
    publish("Zurich", text="Another.", tags=("Exile",))
    assert "Entries have changed since" in client.get("/tag/exile/book/").content.decode()
    seen: list[str] = []

    def written(*given: Any) -> bytes:
        seen.append(client.get("/tag/exile/book/").content.decode())
        return b"a book"

    monkeypatch.setattr(books, "written", written)
    kept_books.make(subject())
    assert "It is being made now: 3 of 3 entries." in seen[0]
    assert "It is being made now" not in client.get("/tag/exile/book/").content.decode()


def test_a_book_is_gone_with_what_it_held(client: Client, congress: Entry) -> None:
    kept_books.make(subject())
    Edition.objects.filter(entry_id=congress.pk).update(state=EditionState.WITHDRAWN)
    assert client.get("/tag/exile/book.pdf").status_code == 404
    forget(congress.pk)
    assert kept_books.state_of(subject()).files == {}


def test_the_timer_asks_once_a_night(congress: Entry, settings: Any) -> None:
    assert kept_books.ask_if_due()
    assert kept_books.state_of(subject()).files
    assert not kept_books.ask_if_due()
    forget(congress.pk)
    settings.BOOKS = []
    kept_books.ask_if_due()
    assert not kept_books.state_of(subject()).files


def test_a_selection_is_written_to_a_file(congress: Entry, tmp_path: Path) -> None:
    path = tmp_path / "book.pdf"
    call_command("export_book", path, "article/alone", "article/basel", title="Two")
    printed = words(path.read_bytes())
    assert printed.index("Not in it.") < printed.index("It met in Basel.")
    with pytest.raises(CommandError, match="no published entry article/nothing"):
        call_command("export_book", path, "article/nothing")
    with pytest.raises(CommandError, match="no subject nothing"):
        call_command("export_book", path, subject="nothing")


def test_a_selection_is_made_by_the_worker_in_the_order_of_its_paths(
    client: Client, congress: Entry, monkeypatch: pytest.MonkeyPatch
) -> None:
    scope = books.Scope("", "Two of them", ("person/rosa-luxemburg", "article/alone"))
    assert client.get(scope.path).status_code == 404
    with monkeypatch.context() as busy:
        busy.setattr(kept_books, "make", lambda scope: False)
        kept_books.ask_for(scope)
    waiting = client.get(scope.path).content.decode()
    assert "It waits to be made." in waiting
    assert kept_books.make_selection.call(scope.key)
    page = client.get(scope.path).content.decode()
    assert f'href="/book/{scope.key}.pdf"' in page
    book = client.get(f"/book/{scope.key}.pdf")
    printed = words(b"".join(book.streaming_content))  # type: ignore[attr-defined]
    assert "Two of them" in printed
    assert "Not in it." in printed
    assert "It met in Basel." not in printed
    # With what it held all files go, and what was chosen stays, to be made again in the night.
    forget(congress.pk)
    assert client.get(f"/book/{scope.key}.pdf").status_code == 404
    assert kept_books.make_books.call() == 3
    assert client.get(f"/book/{scope.key}.pdf").status_code == 200
