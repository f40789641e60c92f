"""Every route × method × actor × state, compared with one table; no canary word where it may not be."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from access.routes import NAMELESS, addresses, names, places
from access.table import ROUTES, SUPERUSER, RouteAccess
from access.world import World, build
from django.db import connection, transaction
from django.test import Client, override_settings
from portions import Portion

OUTSIDERS = ("reader", "disabled", "member", "clerk", "manager")
INSIDERS = ("author", "other editor", "moderator", "approver", "superuser")
REFUSED = {302, 403, 404, 405}
ANSWERED = {200, 301, 302, 304, 400, 404, 405, 409, 410, 422}


def test_every_route_is_in_the_table_and_nothing_else_is() -> None:
    assert {name for name in names() if name not in NAMELESS} == set(ROUTES)


# What a request may write without changing anything that matters: sessions and Django's own tables.
_HARMLESS_WRITES = re.compile(
    r"^(SAVEPOINT|RELEASE|ROLLBACK|SELECT|WITH candidate AS|UPDATE \"auth_user\" SET \"last_login\"|"
    r"(INSERT INTO|UPDATE|DELETE FROM) \"(django_session|django_admin_log|"
    r"editorial_(keptlimit|signinfailure|accountevent)))",
    re.I,
)


@contextmanager
def watched_writes() -> Iterator[list[str]]:
    """The statements that write to any other table."""
    writes: list[str] = []

    def note(execute: Any, sql: str, parameters: Any, many: bool, context: Any) -> Any:
        if not _HARMLESS_WRITES.match(sql.strip("( \n")):
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
    """One folder for the whole module: the world's files are made once."""
    settings.MEDIA_ROOT = media


@pytest.fixture(scope="module")
def world(made_once: None, media: Path) -> World:
    """Built once for all actors: every request is rolled back, and the world itself after the last one."""
    with override_settings(MEDIA_ROOT=media):
        world = build()
    asked = places(world.manuscripts)
    world.addresses = {name: list(addresses(name, asked)) for name in ROUTES}
    return world


def stand_in(world: World, actor: str, access: RouteAccess, number: int) -> str:
    """Who is asked for all that have the same rights on this route: from route to route another one of them."""

    def rights(other: str) -> tuple[bool, bool]:
        return holds(world, other, access.read), holds(world, other, access.write)

    group = OUTSIDERS[1:] if actor in OUTSIDERS else INSIDERS
    alike = [other for other in group if rights(other) == rights(actor)]
    return alike[number % len(alike)]


def requests(
    world: World, actor: str, portion: Portion
) -> Iterator[tuple[str, RouteAccess, str, str, str]]:
    """Name, access, state, path and method of every request; unusual methods once for every route.

    In `make test-thorough` everybody tries every route in every state. Otherwise a reader tries every route, and of the
    others one of those with the same rights; on a second database the superuser, who may open everything.
    """
    share = 3 if actor == "reader" else 6 if actor in OUTSIDERS else 12
    everywhere = portion.thorough or actor == "reader" or portion.again
    for position, (name, access) in enumerate(ROUTES.items()):
        if not (everywhere or stand_in(world, actor, access, position) == actor):
            continue
        for number, (state, path) in enumerate(portion(world.addresses[name], share)):
            methods = ["get", "post"]
            if number == 0 and actor in ("reader", "superuser"):
                methods += ["head", "put", "patch", "delete", "options"]
            yield from ((name, access, state, path, method) for method in methods)


@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.parametrize(
    "actor",
    [
        # On other databases whoever may open everything is enough to find what these refuse.
        actor if actor == "superuser" else pytest.param(actor, marks=pytest.mark.one_database)
        for actor in (*OUTSIDERS, *INSIDERS)
    ],
)
def test_every_route_answers_as_the_table_says_and_shows_no_canary(
    actor: str, world: World, portion: Portion, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The client would copy every template's context, which is not used here.
    monkeypatch.setattr("django.test.client.store_rendered_templates", lambda *_, **__: None)
    faults = []
    count = 0
    client = signed_in(world, actor)
    session = dict(client.cookies.items())
    for name, access, state, path, method in requests(world, actor, portion):
        count += 1
        client.cookies.update(session)
        point = transaction.savepoint()
        with watched_writes() as writes:
            response = getattr(client, method)(path)
        body = b"".join(response) if response.streaming else response.content  # type: ignore[attr-defined]
        text = body.decode("utf-8", "replace") + str(dict(response.headers))
        place = f"{actor}: {method.upper()} {path} ({name}, {state}) → {response.status_code}"
        if not expected(world, actor, access, method, response.status_code, text):
            faults.append(place)
        leaks = [canary_place for word, canary_place in world.canaries.items() if word in text]
        if leaks and (access.public or actor in OUTSIDERS):
            faults.append(f"{place} shows {leaks}")
        may_write = holds(world, actor, access.write) or access.account
        if writes and (method != "post" or not may_write):
            faults.append(f"{place} wrote {writes[0]}")
        transaction.savepoint_rollback(point)
    assert not faults, "\n".join(faults)
    assert count > 50


def expected(
    world: World, actor: str, access: RouteAccess, method: str, status: int, text: str
) -> bool:
    if access.account:
        return status in ANSWERED | REFUSED
    if access.token:
        return status == (401 if method == "post" else 405)
    if access.read_token:
        return status == (401 if method in ("get", "head") else 405)
    if method in ("put", "patch", "delete"):
        # Only what is checked for every request: no change, no canary, no fault.
        return status < 500
    if access.public:
        return status in (ANSWERED if method in ("get", "head") else {200, 204, 403, 404, 405, 410})
    if method == "options":
        return status < 500
    permission = access.write if method == "post" else access.read
    if holds(world, actor, permission):
        return status in ANSWERED
    if method == "post" and access.write is None and holds(world, actor, access.read):
        # A page that only shows something may answer a POST like a GET; the test checks that it writes nothing.
        return status in ANSWERED | REFUSED
    return status in REFUSED and (status != 302 or "/admin/" in text)
