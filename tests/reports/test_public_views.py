"""The form with which readers report errors: no account, no cookie, nothing lost, nothing hidden shown."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core import mail, signing
from django.test import Client
from factories import Cast, article, drafted, published
from hostile import harm_in, naughty
from readers_reports import HOME, WORDS, claim_of, form_at, send

from editorial import actions
from editorial.actions import receive_report
from editorial.models import ErrorReport, Event, Manuscript
from editorial.reports import subject
from encyclopedia.models import Edition, EditionState

FORM = f"{HOME}report/"


def test_a_report_of_a_claim_is_bound_to_its_words_and_edition(manuscript: Manuscript) -> None:
    digest = claim_of(manuscript)
    events = Event.objects.count()
    client = Client()
    answer = send(
        f"{FORM}?claim={digest}", client, where="Deutscher, p. 3", email="reader@example.org"
    )
    assert answer.status_code == 302
    assert "Thank you" in client.get(answer.headers["Location"]).content.decode()
    report = ErrorReport.objects.get()
    edition = Edition.objects.get(entry_id=manuscript.pk)
    assert (report.edition, report.digest) == (1, edition.digest)
    assert (report.claim_digest, report.claim) == (digest, "Permanent revolution is a theory.")
    assert (report.words, report.where) == (WORDS, "Deutscher, p. 3")
    assert (report.email, report.state, report.person) == (
        "reader@example.org",
        "open",
        manuscript.responsible,
    )
    assert Event.objects.count() == events
    assert not client.cookies
    assert not mail.outbox


def test_a_reader_of_the_whole_entry_names_the_words(manuscript: Manuscript) -> None:
    send(FORM, claim="is a theory")
    report = ErrorReport.objects.get()
    assert (report.claim_digest, report.claim) == ("", "is a theory")


def test_every_page_of_an_entry_and_of_a_claim_leads_to_the_form(manuscript: Manuscript) -> None:
    for page in (HOME, f"{HOME}@1/"):
        assert '<a href="report/" rel="nofollow">' in Client().get(page).content.decode()
        assert Client().get(f"{page}report/").status_code == 200
    digest = claim_of(manuscript)
    page = Client().get(f"/claim/{digest}/").content.decode()
    assert f'href="{FORM}?claim={digest}"' in page


def test_an_edition_that_was_read_is_the_one_that_is_named(
    cast: Cast, manuscript: Manuscript
) -> None:
    token = form_at(FORM)
    published(
        replace(article(text="It was.[@service-trotsky-2009, p. 2]"), id=str(manuscript.pk)), cast
    )
    Client().post(FORM, {"form": token, "words": WORDS})
    send(f"{HOME}@1/report/")
    send(FORM)
    assert list(ErrorReport.objects.order_by("id").values_list("edition", flat=True)) == [1, 1, 2]


@pytest.mark.parametrize(
    "address",
    [
        "/article/nowhere/report/",
        f"{HOME}@2/report/",
        f"{FORM}?claim={'0' * 64}",
        f"{FORM}?claim=x%00",
        f"{FORM}?claim={'x' * 5000}",
        f"{HOME}@2/report/?claim={'0' * 64}",
    ],
)
def test_what_readers_never_had_is_not_there(manuscript: Manuscript, address: str) -> None:
    assert Client().get(address).status_code == 404


def test_a_draft_has_no_form(cast: Cast, manuscript: Manuscript) -> None:
    hidden = drafted(article("Hidden thing"), cast)
    assert Client().get(f"/{hidden.path}/report/").status_code == 404


def test_the_claim_of_another_entry_is_not_there(cast: Cast, manuscript: Manuscript) -> None:
    published(article("Another"), cast)
    assert Client().get(f"/article/another/report/?claim={claim_of(manuscript)}").status_code == 404


def test_what_was_withdrawn_is_gone_also_for_a_form_that_was_opened_before(
    cast: Cast, manuscript: Manuscript
) -> None:
    token = form_at(FORM)
    Edition.objects.filter(entry_id=manuscript.pk).update(state=EditionState.WITHDRAWN)
    assert Client().get(f"{HOME}@1/report/").status_code == 410
    assert Client().post(FORM, {"form": token, "words": WORDS}).status_code == 410
    actions.withdraw(manuscript=manuscript.pk, by=cast.approver, reason="No.")
    assert Client().get(FORM).status_code == 410
    assert Client().post(FORM, {"form": token, "words": WORDS}).status_code == 410
    assert not ErrorReport.objects.exists()


def test_sending_a_form_twice_is_one_report_and_two_forms_are_two(manuscript: Manuscript) -> None:
    token = form_at(FORM)
    for _time in range(2):
        assert Client().post(FORM, {"form": token, "words": WORDS}).status_code == 302
    assert ErrorReport.objects.count() == 1
    send(FORM)
    assert ErrorReport.objects.count() == 2


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ({"words": ""}, "Write what is wrong."),
        ({"words": " \n "}, "Write what is wrong."),
        ({"words": "a\x00b"}, "NUL character"),
        ({"words": "a\x08b"}, "control character"),
        ({"words": "x" * 1_000_000}, "1000000 characters"),
        ({"where": "y" * 501}, "501 characters"),
        ({"email": "nobody"}, "an address like"),
        ({"email": "a@example.org\nBcc: b@example.org"}, "an address like"),
        ({"email": "a@example.org\x00"}, "NUL character"),
        ({"email": "a@" + "b" * 300 + ".org"}, "an address like"),
        ({"claim": "z" * 1001}, "1001 characters"),
        ({"page": "https://spam.example"}, "people are not shown"),
    ],
)
def test_a_refused_form_keeps_what_was_typed(
    manuscript: Manuscript, typed: dict[str, str], why: str
) -> None:
    fields = {"words": "<b>What</b> is wrong", "where": "Here & there"} | typed
    answer = send(FORM, **fields)
    body = answer.content.decode()
    assert answer.status_code == 422
    assert why in body
    if "words" not in typed:
        assert "&lt;b&gt;What&lt;/b&gt; is wrong" in body
    if "where" not in typed:
        assert 'value="Here &amp; there"' in body
    assert not harm_in(answer.content)
    assert not ErrorReport.objects.exists()


def test_a_page_that_stood_open_too_long_is_shown_again_with_what_was_typed(
    manuscript: Manuscript, monkeypatch: pytest.MonkeyPatch
) -> None:
    token = form_at(FORM)
    monkeypatch.setattr(subject, "MAX_OPEN", timedelta(seconds=-1))
    answer = Client().post(FORM, {"form": token, "words": WORDS})
    assert answer.status_code == 422
    assert WORDS in answer.content.decode()
    assert "stood open" in answer.content.decode()
    monkeypatch.undo()
    fresh = re.search(r'name="form" value="([^"]+)"', answer.content.decode())
    assert fresh
    assert Client().post(FORM, {"form": fresh[1], "words": WORDS}).status_code == 302


def test_a_form_of_another_site_is_refused(manuscript: Manuscript) -> None:
    typed = {"form": form_at(FORM), "words": WORDS}
    for origin in ("https://evil.example", "null", "http://testserver.evil.example"):
        assert Client().post(FORM, typed, headers={"origin": origin}).status_code == 403
    assert not ErrorReport.objects.exists()
    home = Client(enforce_csrf_checks=True)
    assert home.post(FORM, typed, headers={"origin": "http://testserver"}).status_code == 302


@pytest.mark.parametrize("token", ["", "x", "\x00", "a:b:c", "9" * 10_000])
def test_a_token_that_the_site_did_not_sign_is_refused(manuscript: Manuscript, token: str) -> None:
    assert Client().post(FORM, {"form": token, "words": WORDS}).status_code == 403
    forged = signing.dumps([str(manuscript.pk), 1, "", "a"], salt="another")
    assert Client().post(FORM, {"form": forged, "words": WORDS}).status_code == 403
    assert not ErrorReport.objects.exists()


def test_a_flood_is_stopped_in_words_and_nothing_that_was_typed_is_lost(
    manuscript: Manuscript, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(receive_report, "MAX_FROM_ADDRESS", 2)
    assert [send(FORM).status_code for _time in range(2)] == [302, 302]
    answer = send(FORM, words="The third & last")
    assert answer.status_code == 429
    assert "The third &amp; last" in answer.content.decode()
    assert "send it again later" in answer.content.decode()
    elsewhere = Client(REMOTE_ADDR="198.51.100.9")
    assert send(FORM, elsewhere).status_code == 302


def test_whoever_writes_during_a_flood_is_told_that_it_may_take_longer(
    manuscript: Manuscript, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(receive_report, "MAX_OF_SITE", 1)
    usual, held = (send(FORM).headers["Location"] for _time in range(2))
    assert "later than usual" not in Client().get(usual).content.decode()
    assert "later than usual" in Client().get(held).content.decode()


def test_the_form_is_kept_by_no_cache_and_found_by_no_search(manuscript: Manuscript) -> None:
    page = Client().get(FORM)
    assert "no-store" in page.headers["Cache-Control"]
    assert '<meta name="robots" content="noindex">' in page.content.decode()
    assert form_at(FORM) != form_at(FORM)


def test_the_form_needs_few_queries(
    manuscript: Manuscript, django_assert_max_num_queries: Any
) -> None:
    address = f"{FORM}?claim={claim_of(manuscript)}"
    token = form_at(address)
    with django_assert_max_num_queries(3):
        Client().get(address)
    with django_assert_max_num_queries(12):
        Client().post(FORM, {"form": token, "words": WORDS})


def test_naughty_words_are_kept_as_they_are_or_refused(
    manuscript: Manuscript, shared_data: Path, monkeypatch: pytest.MonkeyPatch, portion: Any
) -> None:
    monkeypatch.setattr(receive_report, "MAX_FROM_ADDRESS", 10_000)
    monkeypatch.setattr(receive_report, "MAX_OF_SITE", 10_000)
    for words in portion(naughty(shared_data), 20):
        assert send(FORM, words=words, where=words[:100]).status_code in {302, 422}
