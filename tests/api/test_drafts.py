"""A program hands in drafts: with whose rights, what is accepted, what is refused where, and nothing else happens."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from api.described import held
from api.world import DRAFTS, KEY, send, sent, token_of
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone
from factories import article, biography, drafted, published, source, submitted

from editorial import actions
from editorial.models import ApiToken, Event, Manuscript, Revision
from encyclopedia.core import documents
from encyclopedia.models import Edition, Entry

pytestmark = pytest.mark.django_db


@pytest.fixture
def token(cast: Any) -> str:
    return token_of(cast.editor)


def test_a_document_becomes_a_draft_in_the_name_of_the_tokens_account(
    client: Client, cast: Any, token: str
) -> None:
    document = article()
    response = sent(client, token, document, summary="From  the card index")
    assert response.status_code == 201
    data = response.json()
    manuscript = Manuscript.objects.get(pk=document.id)
    revision = Revision.objects.get(manuscript=manuscript)
    assert (manuscript.author, manuscript.status) == (cast.editor, "draft")
    assert (revision.read(), revision.author) == (document, cast.editor)
    assert revision.summary == "From the card index"
    assert (data["revision"], data["digest"], data["changed"]) == (1, revision.digest, True)
    assert data["manuscript"] == response["Location"]
    assert data["manuscript"].endswith(f"/admin/manuscript/{document.id}/")
    assert [obstacle["code"] for obstacle in data["obstacles"]] == ["unknown_source"]
    assert [event.action for event in Event.objects.filter(manuscript=manuscript)] == ["save"]
    assert not Entry.objects.filter(pk=document.id).exists()


def test_the_same_again_changes_nothing_and_a_later_one_is_the_next_revision(
    client: Client, token: str
) -> None:
    document = article()
    sent(client, token, document)
    again = sent(client, token, document)
    assert (again.status_code, again.json()["revision"], again.json()["changed"]) == (200, 1, False)
    later = sent(client, token, replace(document, summary="Another."), based_on=1)
    assert (later.status_code, later.json()["revision"]) == (201, 2)
    assert Revision.objects.count() == 2


def test_what_an_entrys_index_json_gives_can_be_changed_and_handed_in(
    client: Client, cast: Any, token: str
) -> None:
    published(source(), cast)
    document = biography()
    published(document, cast)
    data = client.get(f"/api/v1/entries/person/{document.slug}/").json()["document"]
    assert sent(client, token, data, based_on=1).status_code == 200
    data["summary"] = "Who he was."
    assert sent(client, token, data, based_on=1).json()["revision"] == 2
    assert Entry.objects.get(pk=document.id).summary == document.summary
    assert Edition.objects.filter(entry_id=document.id).count() == 1


def test_a_conflict_names_the_newest_revision(client: Client, cast: Any, token: str) -> None:
    document = article()
    drafted(document, cast)
    drafted(replace(document, summary="By hand."), cast)
    response = sent(client, token, replace(document, summary="By a program."), based_on=1)
    assert (response.status_code, response.json()["revision"]) == (409, 2)
    assert Revision.objects.filter(manuscript=document.id).count() == 2


def test_a_manuscript_under_review_is_not_touched(client: Client, cast: Any, token: str) -> None:
    published(source(), cast)
    document = article()
    manuscript = submitted(document, cast)
    response = sent(client, token, replace(document, summary="Sneaked in."), based_on=1)
    assert response.status_code == 409
    assert response.json()["type"].endswith("not-allowed-now")
    manuscript.refresh_from_db()
    assert (manuscript.status, manuscript.revision) == ("submitted", 1)


@pytest.mark.parametrize("header", [None, "", "Bearer", "Bearer ", "Basic {}", "Token {}", "{}"])
def test_without_a_bearer_token_nothing_is_read(
    client: Client, token: str, header: str | None
) -> None:
    headers = {} if header is None else {"Authorization": header.format(token)}
    response = client.post(DRAFTS, "{", content_type="application/json", headers=headers)
    assert response.status_code == 401
    assert response["WWW-Authenticate"].startswith("Bearer ")
    assert "error" not in response["WWW-Authenticate"]


def test_a_wrong_revoked_or_closed_token_opens_nothing(
    client: Client, cast: Any, token: str
) -> None:
    closed = token_of(cast.other_editor)
    User.objects.filter(pk=cast.other_editor.pk).update(is_active=False)
    outside = token_of(cast.approver)
    User.objects.filter(pk=cast.approver.pk).update(is_staff=False)
    actions.revoke_token(token=ApiToken.objects.get(user=cast.editor).pk, by=cast.editor)
    stored = ApiToken.objects.get(user=cast.editor).digest
    for wrong in (token, closed, outside, stored, token[:-1], f"{token}x", "é", "x" * 5_000):
        response = sent(client, wrong, article())
        assert response.status_code == 401, wrong
        assert 'error="invalid_token"' in response["WWW-Authenticate"]
    assert not Manuscript.objects.exists()
    assert not ApiToken.objects.filter(used_at__isnull=False).exists()


def test_a_session_opens_nothing_and_a_token_opens_no_page(cast: Any, token: str) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.superuser)
    assert sent(client, None, article()).status_code == 401
    stranger = Client(enforce_csrf_checks=True)
    assert sent(stranger, token, article()).status_code == 201
    assert not stranger.cookies
    page = stranger.get("/admin/", headers={"Authorization": f"Bearer {token}"})
    assert page.status_code == 302


def test_an_account_without_the_right_to_write_cannot_write_through_a_program(
    client: Client, cast: Any, token: str
) -> None:
    cast.editor.groups.clear()
    assert sent(client, token, article()).status_code == 403
    assert send(client, token, "{").status_code == 403
    assert not Manuscript.objects.exists()


def test_a_program_can_only_save(client: Client, cast: Any, token: str) -> None:
    document = article()
    for more in ({"submit": True}, {"action": "publish"}, {"status": "published"}, {"by": 1}):
        response = sent(client, token, document, **more)
        assert response.status_code == 422, more
        assert response.json()["errors"][0]["where"] == next(iter(more))
    for path in ("submit", "approve", "publish"):
        assert client.post(f"{DRAFTS}{path}/").status_code in (404, 405)
    assert not Manuscript.objects.exists()


def test_the_time_of_use_is_written_once_a_minute(client: Client, token: str) -> None:
    sent(client, token, article())
    first = ApiToken.objects.get().used_at
    assert first is not None
    sent(client, token, article("Another"))
    assert ApiToken.objects.get().used_at == first
    ApiToken.objects.update(used_at=timezone.now() - timedelta(minutes=2))
    sent(client, token, article("A third"))
    assert ApiToken.objects.get().used_at > first


@pytest.mark.parametrize(
    "body",
    [
        b" ",
        b"{",
        b"\xff\xfe{\x00}\x00",
        b'{"document": NaN}',
        b'{"document": {}, "document": {}}',
        b'{"based_on": ' + b"9" * 5_000 + b"}",
        b"[" * 200_000,
        '{"summary": "é"}'.encode("latin-1"),
    ],
)
def test_what_is_no_json_is_refused(client: Client, token: str, body: bytes) -> None:
    response = send(client, token, body)
    assert response.status_code == 400
    held(response, "post", DRAFTS)


@pytest.mark.parametrize(
    "content_type", ["", "text/plain", "multipart/form-data", "application/json; charset=latin-1"]
)
def test_what_is_not_declared_as_json_is_refused(
    client: Client, token: str, content_type: str
) -> None:
    body = json.dumps({"document": documents.write(article())})
    assert send(client, token, body, content_type).status_code == 415
    assert send(client, token, body, "application/json; charset=UTF-8").status_code == 201


def test_a_body_that_is_too_large_is_refused(client: Client, token: str, settings: Any) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 2_000
    assert sent(client, token, article(summary="x" * 2_000)).status_code == 413
    assert sent(client, token, article()).status_code == 201


def with_(**fields: Any) -> dict[str, Any]:
    return {**documents.write(article()), **fields}


PICTURE = {"name": "x", "digest": "../../../etc/passwd", "alt": "x"}
RECORD = {"kind": "source", "record": {"type": "book"}}


@pytest.mark.parametrize(
    ("document", "where"),
    [
        ([], "document"),
        ({}, "document.id"),
        (with_(title=7), "document.title"),
        (with_(schema=2), "document.schema"),
        (with_(kind="poem"), "document.kind"),
        (with_(record={}), "document.record"),
        (with_(colour="red"), "document.colour"),
        (with_(id="no uuid"), "document.id"),
        (with_(id="CD609048-7C23-4400-9B77-417ECA2F2980"), "document.id"),
        (with_(title="  "), "document.title"),
        (with_(title="Two  spaces"), "document.title"),
        (with_(title="A\x07bell"), "document.title"),
        (with_(text="x\x00"), "document.text"),
        (with_(text="x\ud800"), "document.text"),
        (with_(text="one\r\ntwo"), "document.text"),
        (with_(text="x" * 2_000_001), "document.text"),
        (with_(slug=""), "document.slug"),
        (with_(slug="a/b"), "document.slug"),
        (with_(slug=".."), "document.slug"),
        (with_(slug="x" * 201), "document.slug"),
        (with_(tags=["x" * 101]), "document.tags"),
        (with_(facts=[{"property": "born", "citations": [{}]}]), "document.facts[0].citations[0]"),
        (with_(pictures=[PICTURE]), "document.pictures[0].digest"),
        (with_(**RECORD, slug="Schlüssel"), "document.slug"),
        (with_(**RECORD, record_edition=0), "document.record_edition"),
        (with_(**RECORD, record_edition=2**31), "document.record_edition"),
        (with_(**{**RECORD, "record": {"type": "book", "x": 1.5}}), "document.record.x"),
        (with_(**{**RECORD, "record": {"type": "book", "note": "\x01"}}), "document.record.note"),
    ],
)
def test_a_document_that_cannot_be_saved_is_refused_at_its_place(
    client: Client, token: str, document: Any, where: str
) -> None:
    response = sent(client, token, document)
    assert response.status_code == 422
    held(response, "post", DRAFTS)
    assert where in {fault["where"] for fault in response.json()["errors"]}
    assert not Manuscript.objects.exists()


@pytest.mark.parametrize(
    ("more", "where"),
    [
        ({"based_on": -1}, "based_on"),
        ({"based_on": True}, "based_on"),
        ({"based_on": 2**40}, "based_on"),
        ({"summary": None}, "summary"),
        ({"summary": "x" * 501}, "summary"),
        ({"summary": "x\x00"}, "summary"),
        ({"summary": "\ud800"}, "summary"),
    ],
)
def test_the_members_beside_the_document_must_fit(
    client: Client, token: str, more: dict[str, Any], where: str
) -> None:
    response = sent(client, token, article(), **more)
    assert response.status_code == 422
    assert [fault["where"] for fault in response.json()["errors"]] == [where]


def test_an_entry_keeps_its_kind_and_a_published_one_its_address(
    client: Client, cast: Any, token: str
) -> None:
    published(source(), cast)
    document = article()
    published(document, cast)
    moved = sent(client, token, replace(document, slug="elsewhere"), based_on=1)
    assert (moved.status_code, "Rename" in moved.json()["detail"]) == (422, True)
    other = {**documents.write(document), "kind": "organisation"}
    assert sent(client, token, other, based_on=1).status_code == 422
    same_address = sent(client, token, article())
    assert same_address.json()["errors"][0]["where"] == "document.slug"
    assert Manuscript.objects.exclude(kind="source").count() == 1


def test_a_citation_that_was_checked_keeps_its_check(client: Client, cast: Any, token: str) -> None:
    published(source(), cast)
    document = article(text=f"It was printed here.[@{KEY}, p. 1]")
    published(document, cast)
    later = replace(document, text=f"It was printed here.[@{KEY}, p. 1] It was sold.[@{KEY}, p. 2]")
    assert sent(client, token, later, based_on=1).status_code == 201
    assert Manuscript.objects.get(pk=document.id).unchecked == 1
