"""Sources as files: one, those of an entry, all of the site; for readers, who see only what is published."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.http.response import HttpResponseBase
from django.test import Client
from published import DAY, publish
from views.test_browsing import cite

from encyclopedia import export
from encyclopedia.bibliography import read_bibtex, read_csljson, read_ris
from encyclopedia.models import Address, Entry, Source

MEDIA = {
    "bib": "application/x-bibtex; charset=utf-8",
    "ris": "application/x-research-info-systems; charset=utf-8",
    "json": "application/vnd.citationstyles.csl+json",
}
READERS = {"bib": read_bibtex, "ris": read_ris, "json": read_csljson}
ENDINGS = pytest.mark.parametrize("ending", list(MEDIA))


def book(key: str, title: str, **fields: Any) -> Source:
    record = {"id": key, "type": "book", "title": title, "publisher": "Pluto & Söhne", **fields}
    entry = publish(title, kind="source", slug=key)
    Source.objects.filter(pk=entry.pk).update(record=record)
    return Source.objects.get(pk=entry.pk)


def titles(response: HttpResponseBase, ending: str) -> list[str]:
    pieces: Any = (
        response.streaming_content if response.streaming else [response.content]  # type: ignore[attr-defined]
    )
    reading = READERS[ending](b"".join(pieces).decode())
    assert reading.problems == []
    assert all(record["id"] for record in reading.records)
    return [record["title"] for record in reading.records]


@pytest.fixture
def moon() -> Entry:
    entry = publish("Moon")
    cite(entry, book("zeta-2001", "Zeta"), 0)
    cite(entry, book("alpha-1999", "Alpha"), 1)
    cite(entry, Source.objects.get(slug="zeta-2001"), 2)
    book("other", "Cited by nobody")
    return entry


def test_the_members_of_a_record_come_in_one_order_from_either_database(
    client: Client, db: None
) -> None:
    author = {"given": "Ada", "family": "Byron"}
    book("zeta-2001", "Zeta", author=[author], ISBN="9780306406157")
    (record,) = client.get("/source/zeta-2001/cite.json").json()
    assert list(record) == ["ISBN", "author", "id", "publisher", "title", "type"]
    assert list(record["author"][0]) == ["family", "given"]
    (whole,) = json.loads(b"".join(client.get("/bibliography.json").streaming_content))  # type: ignore[attr-defined]
    assert list(whole) == list(record)
    fields = client.get("/source/zeta-2001/cite.bib").content.decode()
    assert fields.index("author") < fields.index("publisher") < fields.index("title")


@ENDINGS
def test_a_source_is_cited_in_every_format(
    client: Client, moon: Entry, ending: str, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(1):
        response = client.get(f"/source/alpha-1999/cite.{ending}")
    assert titles(response, ending) == ["Alpha"]
    assert response["Content-Type"] == MEDIA[ending]
    assert response["Content-Disposition"] == f'attachment; filename="alpha-1999.{ending}"'
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "Pluto" in response.content.decode()


@ENDINGS
def test_an_entry_gives_each_source_that_it_cites_once(
    client: Client, moon: Entry, ending: str, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(2):
        response = client.get(f"/article/moon/bibliography.{ending}")
    assert titles(response, ending) == ["Alpha", "Zeta"]
    assert response["Content-Disposition"] == f'attachment; filename="moon-bibliography.{ending}"'


@ENDINGS
def test_the_whole_site_comes_in_the_order_of_keys_a_query_a_batch(
    client: Client, moon: Entry, ending: str, monkeypatch: Any, django_assert_num_queries: Any
) -> None:
    monkeypatch.setattr(export, "BATCH", 2)
    with django_assert_num_queries(3):
        response = client.get(f"/bibliography.{ending}")
        assert titles(response, ending) == ["Alpha", "Cited by nobody", "Zeta"]
    assert response["Content-Type"] == MEDIA[ending]
    assert response["Content-Disposition"] == f'attachment; filename="bibliography.{ending}"'


def test_the_whole_site_holds_one_batch_at_a_time(client: Client, monkeypatch: Any) -> None:
    monkeypatch.setattr(export, "BATCH", 1)
    for number in range(4):
        book(f"book-{number}", f"Book {number}")
    pieces: Iterator[bytes] = client.get("/bibliography.json").streaming_content  # type: ignore[attr-defined]
    assert b"Book 0" in next(pieces)
    Source.objects.get(slug="book-3").delete()
    rest = b"".join(pieces)
    assert b"Book 2" in rest
    assert b"Book 3" not in rest


@pytest.mark.parametrize("path", ["/source/alpha-1999/cite.bib", "/article/moon/bibliography.bib"])
def test_what_a_reader_has_is_not_sent_again_until_it_changes(
    client: Client, moon: Entry, path: str
) -> None:
    first = client.get(path)
    for headers in (
        {"if-none-match": first["ETag"]},
        {"if-modified-since": first["Last-Modified"]},
    ):
        again = client.get(path, headers=headers)
        assert (again.status_code, again.content) == (304, b"")
        assert again["ETag"] == first["ETag"]
    source = Source.objects.get(slug="alpha-1999")
    source.record["title"] = "Alpha, corrected"
    source.save(update_fields=["record"])
    changed = client.get(path, headers={"if-none-match": first["ETag"]})
    assert changed.status_code == 200
    assert "Alpha, corrected" in changed.content.decode()


@pytest.mark.parametrize(
    "path",
    [
        "/source/nobody/cite.bib",
        "/source/moon/cite.bib",
        "/article/sun/bibliography.ris",
        "/article/sun/cite.bib",
        "/article/moon/@2/cite.bib",
        "/source/alpha-1999/cite.exe",
        "/bibliography.xml",
    ],
)
def test_what_is_not_published_is_not_there(client: Client, moon: Entry, path: str) -> None:
    assert client.get(path).status_code == 404


def test_a_withdrawn_source_is_gone_and_a_renamed_one_leads_on(client: Client, moon: Entry) -> None:
    other = Source.objects.get(slug="other")
    Address.objects.create(
        kind="source", slug="old", entry_id=other.pk, title="X", status="moved", since=DAY
    )
    moved = client.get("/source/old/cite.ris")
    assert (moved.status_code, moved["Location"]) == (301, "/source/other/cite.ris")
    other.delete()
    Address.objects.filter(slug="old").update(status="withdrawn", reason="A forgery.")
    gone = client.get("/source/old/cite.ris")
    assert gone.status_code == 410
    assert "A forgery." in gone.content.decode()
    whole = b"".join(client.get("/bibliography.bib").streaming_content)  # type: ignore[attr-defined]
    assert b"other" not in whole


def test_an_entry_that_cites_nothing_has_an_empty_bibliography(client: Client) -> None:
    publish("Sun")
    assert json.loads(client.get("/article/sun/bibliography.json").content) == []
    assert client.get("/article/sun/bibliography.bib").content == b""


def test_only_reading_is_allowed_and_the_head_has_no_body(client: Client, moon: Entry) -> None:
    for path in (
        "/source/alpha-1999/cite.bib",
        "/article/moon/bibliography.bib",
        "/bibliography.bib",
    ):
        assert client.post(path).status_code == 405
        assert client.head(path).getvalue() == b""


def test_a_key_in_another_script_names_its_file(client: Client) -> None:
    book("троцкий-1930", "Моя жизнь")
    response = client.get("/source/троцкий-1930/cite.bib")
    assert "filename*=utf-8''" in response["Content-Disposition"]
    assert titles(response, "bib") == ["Моя жизнь"]


def test_bibtex_comes_in_the_classic_dialect_too(client: Client, moon: Entry) -> None:
    written = client.get("/article/moon/bibliography.bib?dialect=bibtex").content.decode()
    assert 'publisher = {Pluto \\& S{\\"o}hne}' in written
    plain = client.get("/article/moon/bibliography.bib?dialect=none").content.decode()
    assert "Pluto \\& Söhne" in plain
