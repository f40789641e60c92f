"""`/healthz` and `/readyz` as a load balancer and a monitor ask for them."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import OperationalError, connection
from django.test import Client
from django.urls import reverse

from editorial.operating import signal_views


def test_alive_needs_no_database(client: Client) -> None:
    answer = client.get("/healthz")  # without the mark `django_db` a query fails
    assert (answer.status_code, answer.content) == (200, b"alive\n")
    assert client.get("/healthz", headers={"accept": "application/json"}).json() == {
        "state": "alive"
    }


@pytest.mark.parametrize("address", ["/healthz", "/readyz"])
def test_it_is_answered_at_any_host_without_https_and_never_kept(
    client: Client, db: None, settings: Any, address: str
) -> None:
    settings.SECURE_SSL_REDIRECT = True
    answer = client.get(address, headers={"host": "10.0.0.11:8000"})
    assert answer.status_code == 200
    assert "no-store" in answer.headers["Cache-Control"]
    assert "Set-Cookie" not in answer.headers
    assert client.post(address, headers={"host": "10.0.0.11:8000"}).status_code == 405


def test_every_address_of_the_host_has_a_route() -> None:
    assert {reverse(name) for name in ("healthz", "readyz", "metrics")} == signal_views.OF_THE_HOST


def test_ready_in_one_word_and_in_json(client: Client, all_at_work: None) -> None:
    answer = client.get("/readyz")
    assert (answer.status_code, answer.content) == (200, b"ready\n")
    told = client.get("/readyz?json").json()
    assert told["state"] == "ready"
    parts = {part["part"]: part for part in told["parts"]}
    assert parts["worker:default"]["figures"]["sign_age_seconds"] >= 0
    assert all(set(part) <= {"part", "state", "told", "figures"} for part in told["parts"])


def test_a_site_without_workers_stays_up_and_says_so(client: Client, waiting_tasks: None) -> None:
    answer = client.get("/readyz")
    assert answer.status_code == 200
    assert answer.content.startswith(b"degraded\ntimer: It has given no sign yet.\n")
    strict = client.get("/readyz?strict")
    assert strict.status_code == 503
    assert strict.headers["Retry-After"] == "10"


def test_without_a_database_the_host_says_which_part_is_away(client: Client, db: None) -> None:
    def away(*_query: Any) -> None:
        raise OperationalError("no")

    with connection.execute_wrapper(away):
        answer = client.get("/readyz")
        told = client.get("/readyz?json")
    assert answer.status_code == told.status_code == 503
    assert answer.content == b"unready\ndatabase: The database does not answer.\n"
    assert told.json()["state"] == "unready"
    assert client.get("/healthz").status_code == 200
