"""What is held of a person: given to them whole, and erased by a manager, with the history whole."""

from __future__ import annotations

import io
import json
import zipfile
from typing import Any

import pytest
import raw_sql
from django.contrib.auth.models import User
from django.db import DatabaseError
from django.urls import reverse
from factories import Cast, article, person, published, source
from office import entered, proven

from editorial import actions
from editorial.accounts import erasing, management, own_account, own_data
from editorial.models import (
    AccountEvent,
    AccountEventKind,
    ApiToken,
    Notice,
    OutsideIdentity,
    Profile,
    Revision,
    SavedView,
)
from editorial.models.tokens import Scope
from editorial.record.verification import faults
from editorial.workflow import Forbidden, NotAllowed
from encyclopedia.models import Page

ORCID = "0000-0002-1825-0097"
PERSONAL = (ORCID, "Edna", "edna@example.org", "203.0.113.7", "my view", "my token")


@pytest.fixture
def manager(cast: Cast) -> User:
    return person("max", "Office managers")


@pytest.fixture
def edna(cast: Cast) -> User:
    """With something in every table that is her own."""
    published(source(), cast)
    published(article(authors=()), cast)
    edna = cast.editor
    own_account.save_profile(
        given_name="Edna",
        family_name="Edelweiss",
        orcid=ORCID,
        affiliation="A university",
        languages=["en"],
        time_zone="",
        office_language="",
        by=edna,
        address="203.0.113.7",
    )
    actions.make_token(name="my token", scope=next(iter(Scope)).value, days=30, by=edna)
    SavedView.objects.create(person=edna, name="my view", filters="status=draft")
    OutsideIdentity.objects.create(account=edna, issuer="https://orcid.org", subject=ORCID)
    edna.refresh_from_db()
    return edna


def erased(edna: User, manager: User) -> bool:
    return erasing.erase(account=edna, by=manager)


def closed(edna: User, manager: User) -> None:
    management.close(account=edna, by=manager)


def test_a_person_gets_all_that_is_held_and_no_secret(edna: User) -> None:
    answer = proven(edna).get(reverse("admin:profile_data"))
    assert answer["Content-Type"] == "application/zip"
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        data: dict[str, Any] = json.loads(archive.read("data.json"))
    text = json.dumps(data)
    for part in PERSONAL:
        assert part in text
    assert len(data["wrote"]["revisions"]) == 2
    assert data["tokens"][0]["name"] == "my token"
    assert data["notices"]
    token = ApiToken.objects.get()
    assert token.digest not in text
    assert edna.password not in text


def test_somebody_else_gets_their_own_and_who_has_not_shown_who_they_are_nothing(
    edna: User, cast: Cast
) -> None:
    assert "my token" not in json.dumps(own_data.own_data(cast.other_editor), default=str)
    answer = entered(edna).get(reverse("admin:profile_data"))
    assert answer.status_code == 302
    assert answer["Location"].startswith(reverse("account_reauthenticate"))


def test_nothing_personal_is_left_and_the_history_is_whole(edna: User, manager: User) -> None:
    closed(edna, manager)
    assert erased(edna, manager)
    edna.refresh_from_db()
    assert (edna.username, edna.email, edna.get_full_name()) == (f"former-{edna.pk}", "", "")
    assert not edna.has_usable_password()
    for model, column in ((Profile, "account"), (OutsideIdentity, "account"), (Notice, "user")):
        assert not model._default_manager.filter(**{column: edna}).exists()
    left = json.dumps(own_data.own_data(edna), default=str)
    for part in PERSONAL:
        assert part not in left
    assert Revision.objects.filter(author=edna).count() == 2
    assert list(faults()) == []
    assert AccountEvent.objects.get(kind=AccountEventKind.ERASED).by == manager


def test_pages_of_readers_stay_as_they_are(edna: User, manager: User) -> None:
    before = list(Page.objects.values_list("etag", flat=True))
    closed(edna, manager)
    erased(edna, manager)
    assert list(Page.objects.values_list("etag", flat=True)) == before


def test_only_a_manager_erases_a_closed_account_once(edna: User, manager: User, cast: Cast) -> None:
    with pytest.raises(NotAllowed, match="Close the account first"):
        erased(edna, manager)
    closed(edna, manager)
    with pytest.raises(Forbidden):
        erased(edna, cast.approver)
    with pytest.raises(Forbidden):
        erasing.erase(account=manager, by=manager)
    assert erased(edna, manager)
    assert not erased(edna, manager)
    with pytest.raises(NotAllowed, match="Invite them anew"):
        management.open_again(account=User.objects.get(pk=edna.pk), by=manager)


def test_a_manager_does_it_on_the_person_s_page(edna: User, manager: User) -> None:
    closed(edna, manager)
    client, address = proven(manager), reverse("admin:person", args=[edna.pk])
    assert "Erase it for good" in client.get(address).content.decode()
    assert client.post(address, {"act": "erase"}).status_code == 302
    page = client.get(address).content.decode()
    assert "is erased" in page
    assert "Edelweiss" not in page


@pytest.mark.parametrize("change", ["data = '{}', address = ''", "address = ''", "kind = 'x'"])
def test_the_log_of_accounts_loses_nothing_without_an_erasure(change: str, edna: User) -> None:
    with pytest.raises(DatabaseError, match="editorial_accountevent is not changed"):
        raw_sql.run(f"UPDATE editorial_accountevent SET {change}")


@pytest.mark.parametrize(
    "change", ["kind = 'x'", "at = '2020-01-01'", "address = 'x'", "by_id = NULL"]
)
def test_nor_anything_else_with_one(change: str, edna: User, manager: User) -> None:
    closed(edna, manager)
    erased(edna, manager)
    with pytest.raises(DatabaseError, match="editorial_accountevent is not changed"):
        raw_sql.run(f"UPDATE editorial_accountevent SET {change} WHERE kind = 'closed'")
