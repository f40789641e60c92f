"""The side-door matrix: every route × method × actor × state, against one table; no canary where it may not be."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client, override_settings
from doors.routes import NAMELESS, addresses, names
from doors.table import DOORS, SUPERUSER, Door
from doors.world import World, build
from portions import Portion

OUTSIDERS = ("reader", "disabled", "member", "clerk")
INSIDERS = ("author", "other editor", "moderator", "approver", "superuser")
REFUSED = {302, 403, 404, 405}
ANSWERED = {200, 301, 302, 304, 400, 404, 405, 409, 410, 422}


def test_every_route_is_in_the_table_and_nothing_else_is() -> None:
    assert {name for name in names() if name not in NAMELESS} == set(DOORS)


# What a request may write without changing anything that matters: sessions and Django's own books.
_BOOKS = re.compile(
    r"^(SAVEPOINT|RELEASE|ROLLBACK|SELECT|UPDATE \"auth_user\" SET \"last_login\"|"
    r"(INSERT INTO|UPDATE|DELETE FROM) \"(django_session|axes_|django_admin_log))",
    re.I,
)


@contextmanager
def watched() -> Iterator[list[str]]:
    """The statements that write to anything but the books."""
    writes: list[str] = []

    def note(execute: Any, sql: str, parameters: Any, many: bool, context: Any) -> Any:
        if not _BOOKS.match(sql.strip("( \n")):
            writes.append(sql[:120])
        return execute(sql, parameters, many, context)

    with connection.execute_wrapper(note):
        yield writes


def holds(world: World, actor: str, permission: str | None) -> bool:
    user = world.actors[actor]
    if permission is None or user is None or not user.is_active:
        return False
    return user.is_superuser if permission == SUPERUSER else user.has_perm(permission)


def signed_in(world: World, actor: str) -> Client:
    client = Client(raise_request_exception=True)
    user = world.actors[actor]
    if user is not None:
        client.force_login(user)
    return client


@pytest.fixture(scope="module")
def media(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("doors")


@pytest.fixture(autouse=True)
def files_apart(media: Path, settings: Any) -> None:
    """One folder for the whole walk: the world's files are made once."""
    settings.MEDIA_ROOT = media


@pytest.fixture(scope="module")
def world(made_once: None, media: Path) -> World:
    """Built once for all who walk: each request is rolled back, and the world after the last of them."""
    with override_settings(MEDIA_ROOT=media):
        world = build()
    world.addresses = {name: list(addresses(name, world.manuscripts)) for name in DOORS}
    return world


def tries(world: World, actor: str, portion: Portion) -> Iterator[tuple[str, Door, str, str, str]]:
    """Name, door, state, path and method of every request; unusual methods once a route.

    Outsiders, who may get nowhere, try every state of each route; the others do so in `make test-thorough`.
    """
    for name, door in DOORS.items():
        places = world.addresses[name]
        if actor in INSIDERS:
            places = portion(places, 4)
        for number, (state, path) in enumerate(places):
            methods = ["get", "post"]
            if number == 0 and actor in ("reader", "superuser"):
                methods += ["head", "put", "patch", "delete", "options"]
            yield from ((name, door, state, path, method) for method in methods)


@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.parametrize(
    "actor",
    [
        # On other databases those who get nowhere and everywhere are enough to find what they refuse.
        actor
        if actor in ("reader", "superuser")
        else pytest.param(actor, marks=pytest.mark.one_database)
        for actor in (*OUTSIDERS, *INSIDERS)
    ],
)
def test_every_route_answers_as_the_table_says_and_shows_no_canary(
    actor: str, world: World, portion: Portion, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The client would copy every template's context, which nobody looks at here.
    monkeypatch.setattr("django.test.client.store_rendered_templates", lambda *_, **__: None)
    faults = []
    count = 0
    client = signed_in(world, actor)
    session = dict(client.cookies.items())
    for name, door, state, path, method in tries(world, actor, portion):
        count += 1
        client.cookies.update(session)
        point = transaction.savepoint()
        with watched() as writes:
            response = getattr(client, method)(path)
        body = b"".join(response) if response.streaming else response.content  # type: ignore[attr-defined]
        text = body.decode("utf-8", "replace") + str(dict(response.headers))
        place = f"{actor}: {method.upper()} {path} ({name}, {state}) → {response.status_code}"
        if not expected(world, actor, door, method, response.status_code, text):
            faults.append(place)
        seen = [what for word, what in world.canaries.items() if word in text]
        if seen and (door.public or actor in OUTSIDERS):
            faults.append(f"{place} shows {seen}")
        may_write = holds(world, actor, door.write) or door.account
        if writes and (method != "post" or not may_write):
            faults.append(f"{place} wrote {writes[0]}")
        transaction.savepoint_rollback(point)
    assert not faults, "\n".join(faults)
    assert count > 300


def expected(world: World, actor: str, door: Door, method: str, status: int, text: str) -> bool:
    if door.account:
        return status in ANSWERED | REFUSED
    if door.token:
        return status == (401 if method == "post" else 405)
    if method in ("put", "patch", "delete"):
        # Never anything but what the walk checks for every request: no change, no canary, no fault.
        return status < 500
    if door.public:
        return status in (ANSWERED if method in ("get", "head") else {200, 403, 404, 405, 410})
    if method == "options":
        return status < 500
    permission = door.write if method == "post" else door.read
    if holds(world, actor, permission):
        return status in ANSWERED
    if method == "post" and door.write is None and holds(world, actor, door.read):
        # A page to look at may answer a POST like a GET: that it writes nothing is watched.
        return status in ANSWERED | REFUSED
    return status in REFUSED and (status != 302 or "/admin/" in text)
