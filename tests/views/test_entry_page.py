"""An entry's page from the view, and the answer where there is none; `tests/serving/test_reader_fast_path.py`
compares the fast path."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.conf import LazySettings, settings
from django.http.response import HttpResponseBase
from django.test import Client
from published import DAY, publish

from encyclopedia.models import Address, Edition, Entry, Page
from encyclopedia.serving import page_frame

PATH = "/person/leon-trotsky/"


@pytest.fixture
def trotsky() -> Entry:
    return publish("Leon Trotsky", kind="person", text="A life.", aliases=("Lev Bronstein",))


def with_session(client: Client) -> Client:
    client.cookies["sessionid"] = "s" * 32
    return client


def body(response: HttpResponseBase) -> str:
    return response.content.decode()  # type: ignore[attr-defined, no-any-return]


def test_a_page_is_answered_from_one_query(
    client: Client, trotsky: Entry, django_assert_num_queries: Any
) -> None:
    page_frame.shell_for(settings.LANGUAGE_CODE)  # once a process
    with django_assert_num_queries(1):
        response = client.get(PATH)
    assert response.status_code == 200
    assert "<h1>Leon Trotsky</h1>" in body(response)
    assert "<p>A life.</p>" in body(response)
    assert "tail" in body(response)
    assert "\x02" not in body(response)


def test_a_session_changes_neither_bytes_nor_headers(
    client: Client, trotsky: Entry, django_assert_max_num_queries: Any
) -> None:
    plain = client.get(PATH)
    with django_assert_max_num_queries(3):
        signed_in = with_session(Client()).get(PATH)
    assert signed_in.content == plain.content
    assert dict(signed_in.headers) == dict(plain.headers)
    assert not signed_in.cookies


@pytest.mark.parametrize("session", [False, True])
def test_the_headers_hold_what_a_public_page_needs(
    trotsky: Entry, settings: LazySettings, session: bool
) -> None:
    settings.SECURE_HSTS_SECONDS = 3600
    settings.SECURE_HSTS_INCLUDE_SUBDOMAINS = settings.SECURE_HSTS_PRELOAD = True
    client = with_session(Client()) if session else Client()
    response = client.get(PATH, secure=True)
    assert "script-src 'self'" in response["Content-Security-Policy"]
    assert "unsafe" not in response["Content-Security-Policy"]
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["X-Frame-Options"] == "DENY"
    assert response["Referrer-Policy"] == "same-origin"
    assert response["Strict-Transport-Security"] == "max-age=3600; includeSubDomains; preload"
    assert response["Cache-Control"] == "public, max-age=0, must-revalidate"
    assert int(response["Content-Length"]) == len(response.content)


def test_what_a_reader_has_already_is_not_sent_again(client: Client, trotsky: Entry) -> None:
    first = client.get(PATH)
    for browser in (client, with_session(Client())):
        again = browser.get(PATH, headers={"if-none-match": first["ETag"]})
        assert again.status_code == 304
        assert not again.content
        assert again["ETag"] == first["ETag"]
        assert "Content-Length" not in again
        assert (
            browser.get(PATH, headers={"if-modified-since": first["Last-Modified"]}).status_code
            == 304
        )
        assert browser.get(PATH, headers={"if-none-match": '"other"'}).status_code == 200


def test_a_changed_page_and_a_changed_shell_are_sent_again(
    client: Client, trotsky: Entry, settings: LazySettings
) -> None:
    first = client.get(PATH)["ETag"]
    Page.objects.filter(entry=trotsky).update(etag="0" * 64, modified_at=DAY + timedelta(days=1))
    second = client.get(PATH, headers={"if-none-match": first})
    assert second.status_code == 200
    settings.SAMPLE_CONTENT = True
    page_frame.forget()
    third = client.get(PATH, headers={"if-none-match": second["ETag"]})
    assert third.status_code == 200
    assert "This site shows a sample" in body(third)


def test_head_has_the_headers_of_get(client: Client, trotsky: Entry) -> None:
    assert dict(client.head(PATH).headers) == dict(client.get(PATH).headers)


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_other_methods_are_refused(client: Client, trotsky: Entry, method: str) -> None:
    assert getattr(client, method)(PATH).status_code == 405


def test_http_is_redirected_to_https(
    client: Client, trotsky: Entry, settings: LazySettings
) -> None:
    settings.SECURE_SSL_REDIRECT = True
    response = Client().get(PATH)
    assert response.status_code == 301
    assert response["Location"] == f"https://testserver{PATH}"
    assert Client().get(PATH, secure=True).status_code == 200


def test_an_unknown_host_is_refused(client: Client, trotsky: Entry) -> None:
    assert client.get(PATH, headers={"host": "evil.example"}).status_code == 400


def test_a_moved_entry_answers_301_at_its_old_address_with_what_follows_it(
    client: Client, trotsky: Entry
) -> None:
    Address.objects.create(
        kind="person", slug="lev-trotsky", entry_id=trotsky.pk, title="x", status="moved", since=DAY
    )
    for rest in ("", "history/", "@1/", "links/", "compare/1/1/"):
        response = client.get(f"/person/lev-trotsky/{rest}")
        assert response.status_code == 301
        assert response["Location"] == PATH + rest


@pytest.mark.parametrize(
    "typed",
    ["/person/Leon-Trotsky/", "/person/Leon_Trotsky/", "/person/lev-bronstein/", "/person/LEV_BRONSTEIN/"],
)  # fmt: skip
def test_other_spellings_and_aliases_answer_301(client: Client, trotsky: Entry, typed: str) -> None:
    response = client.get(typed)
    assert response.status_code == 301
    assert response["Location"] == PATH


def test_a_missing_slash_is_added(client: Client, trotsky: Entry) -> None:
    assert client.get("/person/leon-trotsky")["Location"] == PATH


def test_an_alias_that_two_entries_share_leads_to_neither(client: Client) -> None:
    publish("Old Bolsheviks", aliases=("The Party",))
    publish("New Party", aliases=("The Party",))
    response = client.get("/article/the-party/")
    assert response.status_code == 404
    assert "Old Bolsheviks" in body(response)
    assert "New Party" in body(response)


def test_a_withdrawn_entry_answers_410_with_the_reason_and_nothing_of_its_words(
    client: Client, trotsky: Entry
) -> None:
    Address.objects.create(
        kind="person",
        slug="leon-trotsky",
        entry_id=trotsky.pk,
        title="Leon Trotsky",
        status="withdrawn",
        reason="A copy of <another> work.",
        since=DAY,
    )
    Edition.objects.filter(entry_id=trotsky.pk).update(state="withdrawn")
    trotsky.delete()
    for path in (PATH, f"{PATH}@1/", f"{PATH}history/", f"{PATH}compare/1/1/", f"{PATH}links/"):
        response = client.get(path)
        assert response.status_code == 410
        assert "A copy of &lt;another&gt; work." in body(response)
        assert "Edition 1" in body(response)
        assert "A life." not in body(response)


def test_an_unknown_name_answers_404_with_what_is_near(client: Client, trotsky: Entry) -> None:
    response = client.get("/person/leon-trotzki/")
    assert response.status_code == 404
    assert 'href="/person/leon-trotsky/"' in body(response)
    assert client.get("/article/nothing/").status_code == 404
    assert client.get("/planet/mars/").status_code == 404


@pytest.mark.parametrize(
    "path", ["/person/%00/", "/person/a%00b/", "/person/%0A/", "/person/" + "x" * 300 + "/"]
)
def test_impossible_addresses_answer_404(client: Client, trotsky: Entry, path: str) -> None:
    assert client.get(path).status_code == 404


def test_slugs_of_other_scripts_and_with_signs_have_pages(client: Client) -> None:
    entry = publish("Троцкий", kind="person")
    assert client.get(entry.get_absolute_url()).status_code == 200
    odd = publish("Odd", kind="source", slug="who?#100%")
    assert client.get(odd.get_absolute_url()).status_code == 200


def test_shell_and_parts_are_in_the_same_language_for_every_reader(
    client: Client, trotsky: Entry
) -> None:
    plain = client.get(PATH)
    other = client.get(PATH, headers={"accept-language": "de-DE,de;q=0.9,fr;q=0.5"})
    assert other.content == plain.content
    # A cache need not keep a page for each language that a browser may ask for.
    assert "Accept-Language" not in other["Vary"]
