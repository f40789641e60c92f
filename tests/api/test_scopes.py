"""A token does what it was made for, and never more, at every address of the API."""

from __future__ import annotations

import json
import re
from datetime import timedelta
from typing import Any

import pytest
from access.routes import names
from api.world import DRAFTS, sent
from django.test import Client
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from factories import Cast, article, drafted, person

from editorial import actions
from editorial.accounts import management
from editorial.models import ApiToken, Event, Manuscript
from encyclopedia.core import documents

pytestmark = pytest.mark.django_db

# What a token of each scope may do at each address that looks at tokens; all others answer everybody alike.
MAY = {
    ("api_draft", "get"): {"read", "write"},
    ("api_drafts", "post"): {"write"},
    ("api_draft_comments", "get"): {"read", "write"},
    ("api_draft_comment", "post"): {"write"},
}
METHODS = ("get", "post", "put", "patch", "delete")


def token_for(cast: Cast, scope: str) -> str:
    return actions.make_token(name=f"to {scope}", by=cast.editor, scope=scope)[1]


def address(name: str, manuscript: Manuscript) -> str:
    for arguments in (
        {},
        {"pk": manuscript.pk},
        {"kind": "article", "slug": manuscript.slug},
        {"slug": manuscript.slug},
    ):
        try:
            return reverse(name, kwargs=arguments)
        except NoReverseMatch:
            continue
    raise AssertionError(name)


@pytest.mark.parametrize("scope", ["read", "write"])
def test_every_address_gives_each_scope_what_it_may_and_nothing_more(
    client: Client, cast: Cast, scope: str
) -> None:
    waiting = drafted(article("Kanarienvogel"), cast)
    headers = {"Authorization": f"Bearer {token_for(cast, scope)}"}
    draft = json.dumps({"document": documents.write(article("By a program"))})
    said = json.dumps({"draft": str(waiting.pk), "part": "entry", "comment": "By a program."})
    tried = set()
    for name in (name for name in names() if name.startswith("api")):
        path = address(name, waiting)
        body = said if name == "api_draft_comment" else draft
        for method in METHODS:
            events = Event.objects.count()
            answer = getattr(client, method)(
                path, *([] if method == "get" else [body, "application/json"]), headers=headers
            )
            bare = getattr(client, method)(
                path, *([] if method == "get" else [body, "application/json"])
            )
            place = (name, method, answer.status_code)
            may = MAY.get((name, method))
            if may is None:
                assert answer.status_code == bare.status_code, place
                assert "Kanarienvogel" not in answer.content.decode(), place
                assert Event.objects.count() == events, place
                continue
            tried.add((name, method))
            assert bare.status_code == 401, place
            assert answer.status_code in ({200, 201} if scope in may else {403}), place
            if scope not in may:
                assert Event.objects.count() == events, place
                assert 'error="insufficient_scope"' in answer["WWW-Authenticate"]
    assert tried == set(MAY)


def test_a_draft_is_read_changed_and_handed_in(client: Client, cast: Cast) -> None:
    waiting = drafted(article(), cast)
    token = token_for(cast, "write")
    path = f"{DRAFTS}{waiting.pk}/"
    answer = client.get(path, headers={"Authorization": f"Bearer {token}"})
    data = answer.json()
    assert answer["Cache-Control"] == "no-store"
    assert (data["revision"], data["status"]) == (1, "draft")
    assert [one["code"] for one in data["obstacles"]] == ["unknown_source"]
    data["document"]["summary"] = "Another."
    saved = sent(client, token, data["document"], based_on=data["revision"])
    assert (saved.status_code, saved.json()["revision"]) == (201, 2)


def test_reading_asks_what_the_person_may_see_now(client: Client, cast: Cast) -> None:
    waiting = drafted(article(), cast)
    headers = {"Authorization": f"Bearer {token_for(cast, 'read')}"}
    path = f"{DRAFTS}{waiting.pk}/"
    assert client.get(path, headers=headers).status_code == 200
    cast.editor.groups.clear()
    assert client.get(path, headers=headers).status_code == 404


@pytest.mark.parametrize("end", ["revoked", "ended", "password", "closed", "opened again"])
def test_a_token_that_holds_no_more_reads_nothing(client: Client, cast: Cast, end: str) -> None:
    waiting = drafted(article(), cast)
    headers = {"Authorization": f"Bearer {token_for(cast, 'read')}"}
    token = ApiToken.objects.get()
    manager = person("max", "Office managers")
    if end == "revoked":
        actions.revoke_token(token=token.pk, by=cast.editor)
    elif end == "ended":
        ApiToken.objects.update(ends_at=timezone.now() - timedelta(seconds=1))
    elif end == "password":
        cast.editor.set_password("quite another password")
        cast.editor.save(update_fields=["password"])
    else:
        management.close(account=cast.editor, by=manager)
        if end == "opened again":
            management.open_again(account=cast.editor, by=manager)
    assert client.get(f"{DRAFTS}{waiting.pk}/", headers=headers).status_code == 401


def test_the_page_makes_tokens_of_either_scope_and_says_which(cast: Cast) -> None:
    from office import proven

    client: Any = proven(cast.editor)
    client.post("/admin/tokens/", {"name": "reads", "scope": "read"})
    client.post("/admin/tokens/", {"name": "usual"})
    assert client.post("/admin/tokens/", {"name": "x", "scope": "all"}).status_code == 422
    assert dict(ApiToken.objects.values_list("name", "scope")) == {
        "reads": "read",
        "usual": "write",
    }
    page = client.get("/admin/tokens/").content.decode()
    assert len(re.findall(r"may read (?:and save )?drafts", page)) == 2
