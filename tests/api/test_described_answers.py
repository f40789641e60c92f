"""Every answer of every address is as `openapi.json` describes it, and everything described is answered."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterator
from typing import Any

import pytest
from api.described import OPENAPI, held, operations, resolved
from api.world import DRAFTS, KEY, ApiWorld, build, send, sent, token_of
from django.contrib.auth.models import User
from django.test import Client
from factories import article, published

from editorial import actions
from editorial.models import Restriction
from encyclopedia.core import documents

pytestmark = pytest.mark.django_db
V = "/api/v1/"
COMMENTS = f"{DRAFTS}comments/"
ONE_DRAFT = f"{DRAFTS}{{pk}}/"
GETS = [template for template in OPENAPI["paths"] if not template.startswith(DRAFTS)]
PLACES = {
    f"{V}entries/{{kind}}/{{slug}}/": f"{V}entries/article/permanent-revolution/",
    f"{V}sources/{{slug}}/": f"{V}sources/{KEY}/",
    f"{V}search/": f"{V}search/?q=trotsky",
}
LOST = {
    f"{V}entries/article/old-name/": 301,
    f"{V}entries/article/The%20Permanent%20Revolution/": 301,
    f"{V}entries/article/withdrawn/": 410,
    f"{V}entries/article/nothing/": 404,
    f"{V}sources/old-key/": 301,
    f"{V}sources/withdrawn-1999/": 410,
    f"{V}sources/nothing/": 404,
}


@pytest.fixture
def world(cast: Any) -> ApiWorld:
    return build(cast)


def seen_by_reading(client: Client) -> Iterator[tuple[str, str, str]]:
    """Every kind of answer to GET and HEAD, each compared; the other methods without a CSRF token."""
    guarded = Client(enforce_csrf_checks=True)
    for template in GETS:
        path = PLACES.get(template, template)
        answer = client.get(path)
        assert answer.status_code == 200, path
        yield held(answer, "get", path)
        yield held(client.head(path), "head", path)
        again = client.get(path, headers={"If-None-Match": answer["ETag"]})
        assert again.status_code == 304, path
        yield held(again, "get", path)
        wrong = f"{path}{'&' if '?' in path else '?'}colour=red"
        yield held(client.get(wrong), "get", wrong)
        for method in ("post", "put", "patch", "delete", "options"):
            refused = getattr(guarded, method)(path)
            assert (refused.status_code, refused["Allow"]) == (405, "GET, HEAD"), (method, path)
            yield held(refused, method, path)
    for path, status in LOST.items():
        answer = client.get(path)
        assert answer.status_code == status, path
        yield held(answer, "get", path)


def seen_by_writing(client: Client, world: ApiWorld) -> Iterator[tuple[str, str, str]]:
    """Every kind of answer to a draft that is handed in."""
    cast = world.cast
    token, unable = token_of(cast.editor), token_of(cast.approver)
    User.objects.get(pk=cast.approver.pk).groups.clear()
    outside = token_of(cast.other_editor)
    Restriction.objects.create(account=cast.other_editor, shown="own", by=cast.superuser)
    new = article("By a program")
    longer = documents.read({**documents.write(new), "summary": "Longer."})
    waiting = {**documents.write(article()), "id": str(world.submitted.pk)}
    tries = [
        (201, lambda: sent(client, token, new, summary="First")),
        (200, lambda: sent(client, token, new)),
        (409, lambda: sent(client, token, longer)),
        (409, lambda: sent(client, token, waiting)),
        (422, lambda: sent(client, token, article("By a program"))),
        (422, lambda: sent(client, token, article("Too long", summary="x" * 3_000))),
        (422, lambda: sent(client, token, {"schema": 1, "kind": "poem"})),
        (400, lambda: send(client, token, "{")),
        (401, lambda: sent(client, None, new)),
        (401, lambda: sent(client, "wrong", new)),
        (403, lambda: sent(client, unable, new)),
        (404, lambda: sent(client, outside, {**documents.write(new), "id": str(world.draft.pk)})),
        (413, lambda: send(client, token, b" " * 12_000_001)),
        (415, lambda: send(client, token, "a=b", "application/x-www-form-urlencoded")),
    ]
    for status, attempt in tries:
        answer = attempt()
        assert answer.status_code == status, answer.content
        yield held(answer, "post", DRAFTS)
    for method in ("get", "head", "put", "patch", "delete", "options"):
        refused = getattr(client, method)(DRAFTS)
        assert (refused.status_code, refused["Allow"]) == (405, "POST")
        yield held(refused, method, DRAFTS)


def seen_by_reading_drafts(client: Client, world: ApiWorld) -> Iterator[tuple[str, str, str]]:
    """Every kind of answer to whoever asks for a draft."""
    token = {"Authorization": f"Bearer {token_of(world.cast.editor, 'a reader')}"}
    path = f"{DRAFTS}{world.draft.pk}/"
    unknown = f"{DRAFTS}{uuid.uuid4()}/"
    for status, address, headers in ((200, path, token), (404, unknown, token), (401, path, {})):
        answer = client.get(address, headers=headers)
        assert answer.status_code == status, answer.content
        yield held(answer, "get", address)
    for method in ("post", "put", "patch", "delete", "options"):
        refused = getattr(client, method)(path, headers=token)
        assert (refused.status_code, refused["Allow"]) == (405, "GET, HEAD")
        yield held(refused, method, path)


def seen_in_comments(client: Client, world: ApiWorld) -> Iterator[tuple[str, str, str]]:
    """Every kind of answer to whoever reads comments on a draft, or writes one."""
    editor = world.cast.editor
    able = {"Authorization": f"Bearer {token_of(editor, 'a commenter')}"}
    reads = actions.make_token(name="reads", by=editor, scope="read")[1]
    said = {"draft": str(world.draft.pk), "part": "entry", "comment": "Good."}
    path, unknown = f"{DRAFTS}{world.draft.pk}/comments/", f"{DRAFTS}{uuid.uuid4()}/comments/"
    for status, address, headers in ((200, path, able), (404, unknown, able), (401, path, {})):
        answer = client.get(address, headers=headers)
        assert answer.status_code == status, answer.content
        yield held(answer, "get", address)
    answer = client.post(path, headers=able)
    assert answer.status_code == 405
    yield held(answer, "post", path)
    tries: list[tuple[int, Any, dict[str, str], str]] = [
        (201, said, able, "application/json"),
        (200, said, able, "application/json"),
        (409, said | {"part": "text", "words": "No such words"}, able, "application/json"),
        (422, said | {"comment": ""}, able, "application/json"),
        (404, said | {"draft": str(uuid.uuid4())}, able, "application/json"),
        (401, said, {}, "application/json"),
        (403, said, {"Authorization": f"Bearer {reads}"}, "application/json"),
        (400, "{", able, "application/json"),
        (413, " " * 12_000_001, able, "application/json"),
        (415, "a=b", able, "application/x-www-form-urlencoded"),
    ]
    for status, body, headers, kind in tries:
        text = body if isinstance(body, str) else json.dumps(body)
        answer = client.post(COMMENTS, text, content_type=kind, headers=headers)
        assert answer.status_code == status, answer.content
        yield held(answer, "post", COMMENTS)
    for method in ("get", "put", "patch", "delete", "options"):
        refused = getattr(client, method)(COMMENTS)
        assert (refused.status_code, refused["Allow"]) == (405, "POST")
        yield held(refused, method, COMMENTS)


def test_every_described_answer_occurs_and_no_other(client: Client, world: ApiWorld) -> None:
    seen = {*seen_by_reading(client), *seen_by_writing(client, world)}
    seen |= set(seen_by_reading_drafts(client, world))
    seen |= set(seen_in_comments(client, world))
    described = {
        (template, method, status)
        for template, method, operation in operations()
        for status in operation["responses"]
    }
    assert seen == described


def test_every_described_parameter_is_accepted(client: Client, world: ApiWorld) -> None:
    published(article("Trotskyism", text=f"It began in 1903.[@{KEY}, p. 6]"), world.cast)
    for template, _, operation in operations():
        if template == ONE_DRAFT:
            continue
        path = PLACES.get(template, template).partition("?")[0]
        parameters = [resolved(node) for node in operation.get("parameters", [])]
        required = {
            parameter["name"]: parameter["example"]
            for parameter in parameters
            if parameter["required"]
        }
        required = {name: value for name, value in required.items() if name == "q"}
        for parameter in parameters:
            if parameter["in"] != "query" or parameter["name"] == "after":
                continue
            response = client.get(path, {**required, parameter["name"]: parameter["example"]})
            assert response.status_code == 200, (path, parameter["name"], response.content)
            held(response, "get", path)
        if any(parameter["name"] == "after" for parameter in parameters):
            first = client.get(path, {**required, "limit": 1}).json()
            if first["next"]:
                after = client.get(first["next"])
                assert after.status_code == 200
                held(after, "get", path)
                assert after.json()["items"] != first["items"]


@pytest.mark.parametrize(
    ("path", "where"),
    [
        ("entries/?kind=poem&limit=0&colour=red", {"kind", "limit", "colour"}),
        ("entries/?limit=101", {"limit"}),
        ("entries/?limit=١", {"limit"}),
        ("entries/?kind=article&kind=person", {"kind"}),
        ("entries/?changed_since=yesterday", {"changed_since"}),
        ("entries/?changed_since=2026-02-30", {"changed_since"}),
        ("entries/?changed_since=2026-05-01T12:00:00", {"changed_since"}),
        ("entries/?changed_since=0001-01-01T00:00:00%2B14:00", {"changed_since"}),
        ("entries/?tag=a&title=b", {"tag", "title"}),
        ("entries/?title=%00", {"title"}),
        ("entries/?title=%20", {"title"}),
        ("entries/?after=", {"after"}),
        ("sources/?kind=source", {"kind"}),
        ("citations/?entry=permanent-revolution", {"entry"}),
        ("citations/?entry=article/a/b", {"entry"}),
        ("citations/?entry=article/nothing&source=nobody", {"entry", "source"}),
        ("citations/?standing=good", {"standing"}),
        ("search/", {"q"}),
        ("search/?q=", {"q"}),
        (f"search/?q={'x' * 201}", {"q"}),
        ("?page=2", {"page"}),
        (f"sources/{KEY}/?full=1", {"full"}),
    ],
)
def test_a_wrong_parameter_is_named_with_how_to_fix_it(
    client: Client, cast: Any, path: str, where: set[str]
) -> None:
    response = client.get(V + path)
    assert response.status_code == 400
    held(response, "get", V + path)
    assert {fault["where"] for fault in response.json()["errors"]} == where
    assert all(fault["what"] and fault["mend"] for fault in response.json()["errors"])


def test_an_unknown_address_answers_in_the_same_form(client: Client) -> None:
    for path in (
        "/api/",
        "/api/v2/entries/",
        f"{V}entries/poem/x/",
        f"{V}entries/?/",
        f"{V}x/?y=1",
    ):
        response = client.get(path.replace("?/", "%3F/"))
        assert response.status_code == 404, path
        assert response["Content-Type"] == "application/problem+json"
        assert response.json()["type"] == "urn:stet:problem:not-found"
        for method in ("post", "put", "delete"):
            refused = getattr(Client(enforce_csrf_checks=True), method)(path.replace("?/", "%3F/"))
            assert (refused.status_code, refused["Allow"]) == (405, "GET, HEAD"), path
            assert refused["Content-Type"] == "application/problem+json"
    assert client.get(f"{V}entries")["Location"] == f"{V}entries/"
