"""The colour and the logo of the house are on every page, and at addresses that may be kept for ever."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import LazySettings
from django.test import Client
from published import publish

from encyclopedia.serving import page_frame

pytestmark = pytest.mark.django_db

LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90 30"><path d="M0 0h90v30z"/></svg>'


def between(text: str, before: str, after: str) -> str:
    return text.partition(before)[2].partition(after)[0]


def test_a_house_without_settings_asks_for_nothing_more(client: Client) -> None:
    page = client.get("/").content.decode()
    assert "house.css" not in page
    assert "house-logo" not in page
    for path in ("/house.css", "/house-logo"):
        assert client.get(path).status_code == 404


def test_the_colour_is_linked_before_the_sheet_for_print(
    client: Client, settings: LazySettings
) -> None:
    settings.SITE_COLOUR = "#7a1f5c"
    page = client.get("/").content.decode()
    assert page.index("house.css") < page.index("css/print.")
    response = client.get("/house.css" + between(page, 'href="/house.css', '"'))
    assert response.headers["Content-Type"] == "text/css; charset=utf-8"
    assert "immutable" in response.headers["Cache-Control"]
    assert "--house: #7a1f5c;" in response.content.decode()


def test_another_colour_has_another_address(client: Client, settings: LazySettings) -> None:
    addresses = set()
    for colour in ("#7a1f5c", "#1f5c7a"):
        settings.SITE_COLOUR = colour
        addresses.add(between(client.get("/").content.decode(), 'href="/house.css', '"'))
    assert len(addresses) == 2


def test_a_logo_stands_in_place_of_the_name(
    client: Client, settings: LazySettings, tmp_path: Path
) -> None:
    publish("Trotskyism")
    (tmp_path / "logo.svg").write_text(LOGO)
    settings.SITE_LOGO, settings.SITE_NAME = str(tmp_path / "logo.svg"), "Encyclopedia of Rest"
    page_frame.forget()
    for path in ("/", "/article/trotskyism/"):
        tag = between(client.get(path).content.decode(), '<img src="/house-logo', ">")
        assert 'alt="Encyclopedia of Rest" width="90" height="30"' in tag
    response = client.get("/house-logo")
    assert response.content.decode() == LOGO
    assert response.headers["Content-Type"] == "image/svg+xml"
    # What a drawing may do when it is opened by itself.
    assert "script-src 'self'" in response.headers["Content-Security-Policy"]
    settings.SITE_LOGO_ALT = "The house"
    assert 'alt="The house"' in client.get("/").content.decode()


def test_a_logo_that_cannot_be_read_leaves_the_name(client: Client, settings: LazySettings) -> None:
    settings.SITE_LOGO = "/nowhere/logo.svg"
    assert "house-logo" not in client.get("/").content.decode()
    assert client.get("/house-logo").status_code == 404
