"""The head of the audit log, at its public address."""

from __future__ import annotations

from django.test import Client
from factories import Cast, drafted, source

from editorial.models import GENESIS, Event


def test_anybody_may_keep_the_head_of_the_audit_log(client: Client, cast: Cast) -> None:
    assert client.get("/history/head.json").json() == {"seq": 0, "head": GENESIS}
    drafted(source(), cast)
    newest = Event.objects.latest("seq")
    assert client.get("/history/head.json").json() == {"seq": 1, "head": newest.hash}


def test_the_head_moves_with_every_event_and_is_never_cached(client: Client, cast: Cast) -> None:
    drafted(source("one-1901"), cast)
    before = client.get("/history/head.json")
    drafted(source("two-1902"), cast)
    after = client.get("/history/head.json")
    assert before.json()["head"] != after.json()["head"]
    assert "no-store" in after.headers["Cache-Control"]
