"""Only a token that the provider signed, for this client, now, and in answer to this question, lets anybody in."""

from __future__ import annotations

import base64
import json
import time
from typing import Any

import pytest
from accounts.local_provider import CLIENT, LocalProvider, encoded, joins, name_of, signs_in
from django.test import Client
from factories import Cast
from office import proven


def altered(token: str) -> str:
    """Signed for somebody else."""
    head, claims, signature = token.split(".")
    data = json.loads(base64.urlsafe_b64decode(claims + "=="))
    return ".".join([head, encoded(json.dumps(data | {"sub": "root-there"}).encode()), signature])


def unsigned(token: str) -> str:
    claims = token.split(".")[1]
    return ".".join([encoded(b'{"alg": "none"}'), claims, ""])


NOW = int(time.time())


@pytest.mark.portion(3)
@pytest.mark.parametrize(
    "changes",
    [
        {"iss": "https://evil.example"},
        {"aud": "another client"},
        {"aud": [CLIENT, "another"]},
        {"aud": [CLIENT, "another"], "azp": "another"},
        {"azp": "another"},
        {"aud": None},
        {"exp": NOW - 3600},
        {"exp": None},
        {"exp": True},
        {"iat": NOW + 3600},
        {"nonce": "another"},
        {"nonce": None},
        {"sub": ""},
        {"sub": 7},
        {"sub": "x" * 256},
    ],
)
def test_a_token_that_says_something_else_lets_nobody_in(
    cast: Cast, provider: LocalProvider, changes: dict[str, Any]
) -> None:
    joins(proven(cast.editor), provider)
    provider.changes = changes
    client = Client()
    assert signs_in(client, provider).status_code == 403
    assert name_of(client) == "AnonymousUser"


@pytest.mark.portion(3)
@pytest.mark.parametrize(
    ("head", "alter"),
    [
        ({}, altered),
        ({}, unsigned),
        ({"alg": "none"}, lambda token: token),
        ({"alg": "HS256"}, lambda token: token),
        ({"alg": "ES256"}, lambda token: token),
        ({"kid": "ES256"}, lambda token: token),
        ({"kid": "unknown"}, lambda token: token),
        ({"kid": None}, lambda token: token),
        ({"crit": ["exp"]}, lambda token: token),
        ({}, lambda token: token[:-4]),
        ({}, lambda token: "x.y"),
        ({}, lambda token: "é" * 30),
        ({}, lambda token: "[" * 9_000 + "." + token),
        ({}, lambda token: 7),
    ],
)
def test_a_token_that_is_not_signed_as_it_has_to_be_lets_nobody_in(
    cast: Cast, provider: LocalProvider, head: dict[str, Any], alter: Any
) -> None:
    joins(proven(cast.editor), provider)
    provider.head, provider.alter = head, alter
    client = Client()
    assert signs_in(client, provider).status_code in (403, 502)
    assert name_of(client) == "AnonymousUser"
