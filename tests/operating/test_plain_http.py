"""Without https a program is refused, and a person is led to it."""

from __future__ import annotations

import pytest
from django.conf import LazySettings
from django.test import Client

pytestmark = pytest.mark.django_db


def test_a_program_is_refused_and_a_person_led_to_https(
    client: Client, settings: LazySettings
) -> None:
    settings.SECURE_SSL_REDIRECT = True
    refused = Client().get("/api/v1/entries/")
    assert refused.status_code == 403
    assert refused.headers["Content-Type"] == "application/problem+json"
    assert "revoke" in refused.json()["detail"]
    assert Client().get("/api/v1/entries/", secure=True).status_code == 200
    assert Client().get("/about/").headers["Location"] == "https://testserver/about/"
    settings.SECURE_SSL_REDIRECT = False
    assert Client().get("/api/v1/entries/").status_code == 200
