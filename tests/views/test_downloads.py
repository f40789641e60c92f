"""Editions as files at their addresses: made once, kept, and refused where the page is."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.test import Client
from published import add_edition, publish

from encyclopedia.downloads import formats, kept_names, writers
from encyclopedia.downloads.editions import NoFile
from encyclopedia.downloads.kept import file_of
from encyclopedia.models import Edition, EditionState, Entry

PATH = "/article/conference/"


@pytest.fixture(autouse=True)
def _storage(settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def conference() -> Entry:
    entry = publish("Conference", text="It met in Basel.")
    add_edition(entry, text="It met in Zimmerwald.")
    entry.edition = 2
    entry.save(update_fields=["edition"])
    return entry


def kept(entry: Entry) -> list[str]:
    return sorted(default_storage.listdir(kept_names.folder_of(entry.pk))[1])


@pytest.mark.parametrize("form", formats.FORMATS.values(), ids=lambda form: form.ending)
def test_every_format_is_made_once_and_kept(
    form: formats.Format,
    client: Client,
    conference: Entry,
    monkeypatch: pytest.MonkeyPatch,
    django_assert_max_num_queries: Any,
) -> None:
    assert form.is_offered
    address = f"{PATH}entry.{form.ending}"
    with django_assert_max_num_queries(3):
        first = client.get(address)
    assert (first.status_code, first["Content-Type"]) == (200, form.media_type)
    assert f'filename="conference.{form.ending}"' in first["Content-Disposition"]
    assert 'conference/>; rel="canonical"' in first["Link"]
    (name,) = kept(conference)
    assert name.startswith("2-")
    monkeypatch.setitem(
        writers.WRITERS, form.ending, (pytest.fail, writers.WRITERS[form.ending][1])
    )
    again = client.get(f"{PATH}@2/entry.{form.ending}")
    assert again.content == first.content
    unchanged = client.get(address, headers={"if-none-match": first["ETag"]})
    assert (unchanged.status_code, unchanged.content) == (304, b"")


def test_a_withdrawn_edition_has_no_file(client: Client, conference: Entry) -> None:
    edition = Edition.objects.filter(entry_id=conference.pk, number=1)
    edition.update(state=EditionState.WITHDRAWN)
    assert client.get(f"{PATH}@1/entry.pdf").status_code == 410
    with pytest.raises(NoFile):
        file_of(edition.get(), formats.FORMATS["pdf"])


def test_an_entry_that_is_not_there_has_none(client: Client, conference: Entry) -> None:
    assert client.get("/article/nothing/entry.pdf").status_code == 404
    assert client.get(f"{PATH}@7/entry.pdf").status_code == 404
    assert client.get(f"{PATH}entry.exe").status_code == 404
    assert client.post(f"{PATH}entry.pdf").status_code == 405


def test_without_its_library_a_format_is_not_offered(
    client: Client, conference: Entry, monkeypatch: pytest.MonkeyPatch
) -> None:
    lacking = formats.Format("pdf", "application/pdf", "PDF", extra="no_such_library")
    monkeypatch.setitem(formats.FORMATS, "pdf", lacking)
    assert lacking not in formats.offered_formats()
    assert client.get(f"{PATH}entry.pdf").status_code == 404


def test_letters_without_a_font_are_answered_in_words(client: Client) -> None:
    publish("Signs", text="漢字" * 100)
    response = client.get("/article/signs/entry.pdf")
    assert response.status_code == 422
    assert "This site has no font for 2 characters" in response.content.decode()


def test_what_was_kept_of_an_entry_can_be_forgotten(client: Client, conference: Entry) -> None:
    client.get(f"{PATH}entry.pdf")
    kept_names.forget(conference.pk)
    assert kept(conference) == []
    kept_names.forget(conference.pk)
