"""What machines read: sitemap, robots, pictures."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from django.test import Client
from published import publish

from encyclopedia import sitemaps
from encyclopedia.models import Picture

MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def test_the_sitemap_is_paged(client: Client, monkeypatch: Any) -> None:
    monkeypatch.setattr(sitemaps, "MAX_ON_PAGE", 2)
    for title in ("Alpha", "Beta", "Троцкий"):
        publish(title)
    index = ElementTree.fromstring(client.get("/sitemap.xml").content)
    assert [location.text for location in index.iter(f"{MAP}loc")] == [
        "http://127.0.0.1:8000/sitemap-1.xml",
        "http://127.0.0.1:8000/sitemap-2.xml",
    ]
    addresses = [
        str(location.text)
        for part in (1, 2)
        for location in ElementTree.fromstring(client.get(f"/sitemap-{part}.xml").content).iter(
            f"{MAP}loc"
        )
    ]
    assert len(addresses) == len(set(addresses)) == 3
    for address in addresses:
        assert client.get(address.removeprefix("http://127.0.0.1:8000")).status_code == 200
    assert client.get("/sitemap-3.xml").status_code == 404


def test_robots_names_the_sitemap_and_excludes_the_office(client: Client) -> None:
    text = client.get("/robots.txt").content.decode()
    assert "Disallow: /admin/" in text
    assert "Sitemap: http://127.0.0.1:8000/sitemap.xml" in text


def test_a_browser_that_asks_for_an_icon_by_itself_is_led_to_it(client: Client) -> None:
    response = client.get("/favicon.ico")
    assert response.status_code == 302
    assert response["Location"].startswith("/static/img/favicon")
    assert "max-age" in response["Cache-Control"]
    assert client.post("/favicon.ico").status_code == 405


@pytest.fixture
def picture(settings: Any) -> Picture:
    digest = "cd" * 32
    folder = Path(settings.MEDIA_ROOT) / digest[:2]
    folder.mkdir(parents=True)
    (folder / digest).write_bytes(b"the bytes of a picture")
    row: Picture = Picture.objects.create(
        entry=publish("Alpha"), name="x", digest=digest, media_type="image/png", width=1, height=1
    )
    return row


def test_a_published_picture_is_served_for_ever(client: Client, picture: Picture) -> None:
    for path in (f"/media/{picture.digest}", f"/media/{picture.digest}.png"):
        response = client.get(path)
        assert b"".join(response.streaming_content) == b"the bytes of a picture"  # type: ignore[attr-defined]
        assert response["Content-Type"] == "image/png"
        assert response["X-Content-Type-Options"] == "nosniff"
        assert "immutable" in response["Cache-Control"]
    again = client.get(f"/media/{picture.digest}", headers={"if-none-match": response["ETag"]})
    assert again.status_code == 304


def test_a_picture_that_no_published_entry_shows_is_not_there(
    client: Client, picture: Picture
) -> None:
    assert client.get(f"/media/{picture.digest}.html").status_code == 404
    assert client.get("/media/../settings.py").status_code == 404
    picture.delete()
    assert client.get(f"/media/{picture.digest}").status_code == 404


def test_a_picture_whose_file_is_lost_answers_404(
    client: Client, picture: Picture, settings: Any, tmp_path: Path
) -> None:
    settings.MEDIA_ROOT = tmp_path / "elsewhere"
    assert client.get(f"/media/{picture.digest}").status_code == 404
