"""Nobody with a restriction reaches a foreign manuscript: every route × method × manuscript, by people of all roles."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from access.routes import addresses, places
from access.table import ROUTES
from access.test_every_route import watched_writes
from access.world import World, build
from api.world import sent
from django.contrib.auth.models import User
from django.db import transaction
from django.test import Client, override_settings
from django.utils import timezone
from factories import article, person, published, source, submitted
from portions import Portion

from editorial import actions
from editorial.models import Manuscript, Restriction, Shown
from encyclopedia.core import documents

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
ALL_ROLES = ("Editors", "Moderators", "Approvers")
# What these routes write is the person's own: profile, notices, views, tokens, what they hold at the desk.
OWN = {
    *("admin:notice_settings", "admin:notices_read", "admin:keep_view", "admin:drop_view"),
    *("admin:tokens", "admin:profile", "admin:profile_confirmed", "admin:desk_next"),
}
# They name a source or an entry by an address that readers have too, or no manuscript at all.
OF_NO_MANUSCRIPT = re.compile(
    r"^(?!admin:)|admin:(live_|lookup_|profile_confirmed|editorial_\w+_(changelist|add)$)"
)


@dataclass
class Strangers:
    world: World
    people: dict[str, User]
    own: Manuscript


@pytest.fixture(scope="module")
def media(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("restrictions")


@pytest.fixture(autouse=True)
def files_apart(media: Path, settings: Any) -> None:
    settings.MEDIA_ROOT = media


@pytest.fixture(scope="module")
def strangers(made_once: None, media: Path) -> Strangers:
    with override_settings(MEDIA_ROOT=media):
        world = build()
    other = source("deutscher-1954", title="The Prophet Armed")
    published(other, world.cast)
    document = article("Opened to a guest", text="Opened.[@deutscher-1954, p. 9]")
    own = submitted(document, world.cast)
    tomorrow = timezone.now() + timedelta(days=1)
    yesterday = timezone.now() - timedelta(days=1)
    people = {}
    for name, shown, of, ends_at in (
        ("author", Shown.OWN, None, None),
        ("of a subject", Shown.SUBJECTS, None, None),
        ("guest", Shown.MANUSCRIPT, own, tomorrow),
        ("guest at citations", Shown.CITATIONS, own, tomorrow),
        ("former guest", Shown.CITATIONS, own, yesterday),
    ):
        people[name] = person(name.replace(" ", "-"), *ALL_ROLES)
        Restriction.objects.create(
            account=people[name],
            shown=shown,
            subjects=["Another subject"] if shown == Shown.SUBJECTS else [],
            keys=["another subject"] if shown == Shown.SUBJECTS else [],
            manuscript=of,
            ends_at=ends_at,
            by=world.cast.superuser,
        )
    return Strangers(world, people, own)


FEW = ("draft", "submitted", "published")
WHO = ("author", "of a subject", "guest", "guest at citations", "former guest")


def foreign(strangers: Strangers, who: str, portion: Portion) -> Iterator[tuple[str, str, str]]:
    """Name, state and path of addresses of the office and of programs, for the manuscripts of others.

    In `make test-thorough` each of them tries every route, and an author with a manuscript in all its states. Otherwise
    an author tries every route, and of the others, who take the same way through every view, one.
    """
    manuscripts = strangers.world.manuscripts
    if who != "author" or not portion.thorough:
        manuscripts = {state: manuscripts[state] for state in FEW}
    again = Manuscript.objects.get(kind="source", slug="service-again")
    asked = places({**manuscripts, "source": again})
    routes = [name for name in ROUTES if name.startswith(("admin:", "api_draft"))]
    others = WHO[1:]
    for number, name in enumerate(routes):
        if portion.thorough or who in ("author", others[number % len(others)]):
            for state, path in portion(list(addresses(name, asked)), 3):
                yield name, state, path


LEFT_TO_ALL = {"admin:login", "admin:logout", "admin:password_change", "admin:jsi18n"}
BODY = {
    "move": "submit",
    "reason": "because",
    "message": "x",
    "verdict": "supports",
    "name": "a name",
    "everything": "",
    "filters": "",
    "number": "1",
    "change": "wording",
}


@pytest.mark.parametrize("who", WHO)
def test_no_route_shows_or_changes_a_foreign_manuscript(
    who: str, strangers: Strangers, portion: Portion, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The client would copy every template's context, which is not used here.
    monkeypatch.setattr("django.test.client.store_rendered_templates", lambda *_, **__: None)
    client = Client()
    client.force_login(strangers.people[who])
    session = dict(client.cookies.items())
    hidden = {str(one.pk): state for state, one in strangers.world.manuscripts.items()}
    words = strangers.world.canaries
    chosen = [one.as_chosen for one in strangers.world.manuscripts.values()]
    faults, count = [], 0
    for name, state, path in foreign(strangers, who, portion):
        for method in ("get", "post"):
            count += 1
            client.cookies.update(session)
            point = transaction.savepoint()
            body = {**BODY, "chosen": chosen} if method == "post" else {}
            with watched_writes() as writes:
                response = getattr(client, method)(path, body)
            read = b"".join(response) if response.streaming else response.content  # type: ignore[attr-defined]
            text = read.decode("utf-8", "replace")
            place = f"{method.upper()} {path} ({name}, {state}) → {response.status_code}"
            faults += [f"{place} shows {words[word]}" for word in words if word in text]
            if response.status_code in (200, 409, 422):
                named = [hidden[pk] for pk in hidden if pk in text and state != hidden[pk]]
                faults += [f"{place} names {one}" for one in named]
            of_manuscript = state and not OF_NO_MANUSCRIPT.match(name)
            if of_manuscript and response.status_code not in (302, 401, 403, 404, 405):
                faults.append(f"{place} answers")
            if writes and name not in OWN:
                faults.append(f"{place} wrote {writes[0]}")
            if who == "former guest" and name not in LEFT_TO_ALL and response.status_code == 200:
                faults.append(f"{place} is open after the end")
            transaction.savepoint_rollback(point)
    assert not faults, "\n".join(faults)
    assert count > 50


def test_programs_reach_what_their_person_sees_and_nothing_else(strangers: Strangers) -> None:
    author = strangers.people["author"]
    secret = actions.make_token(name="a script", by=author)[1]
    headers = {"Authorization": f"Bearer {secret}"}
    client = Client()
    for one in strangers.world.manuscripts.values():
        assert client.get(f"/api/v1/drafts/{one.pk}/", headers=headers).status_code == 404
    taken = Manuscript.objects.get(pk=strangers.world.manuscripts["draft"].pk)
    document = article("Draft", summary="Taken over.")
    foreign_document = {**documents.write(document), "id": str(taken.pk), "slug": taken.slug}
    answer = sent(client, secret, foreign_document, based_on=taken.revision)
    assert answer.status_code == 404
    taken.refresh_from_db()
    assert taken.revision == 1
    own = sent(client, secret, article("Her own"))
    assert own.status_code == 201
    assert client.get(f"/api/v1/drafts/{own.json()['id']}/", headers=headers).status_code == 200
