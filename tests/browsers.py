"""Browsers in which people sign in, as the server sees them."""

from __future__ import annotations

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from factories import PASSWORD

MAX_FAILURES = 8
HERS, STRANGERS = "198.51.100.7", "203.0.113.9"


def browser(*forwarded: str, server_sees: str = "") -> Client:
    """A browser whose requests the server gets so: `server_sees` is empty behind a unix socket."""
    headers = {"HTTP_X_FORWARDED_FOR": ", ".join(forwarded)} if forwarded else {}
    return Client(REMOTE_ADDR=server_sees, **headers)


def type_in(client: Client, name: str, password: str) -> HttpResponse:
    client.cookies.pop("sessionid", None)
    return client.post(reverse("account_login"), {"login": name, "password": password})  # type: ignore[return-value]


def try_password(name: str, password: str, *forwarded: str, server_sees: str = "") -> HttpResponse:
    """From a browser in which nobody has signed in yet."""
    return type_in(browser(*forwarded, server_sees=server_sees), name, password)


def signs_in(name: str, *forwarded: str, server_sees: str = "") -> bool:
    return try_password(name, PASSWORD, *forwarded, server_sees=server_sees).status_code == 302


def fail(times: int, name: str, *forwarded: str, server_sees: str = "") -> HttpResponse:
    for number in range(times):
        answer = try_password(name, f"wrong {number}", *forwarded, server_sees=server_sees)
    return answer


def known_browser(name: str, *forwarded: str) -> Client:
    client = browser(*forwarded)
    assert type_in(client, name, PASSWORD).status_code == 302
    return client
