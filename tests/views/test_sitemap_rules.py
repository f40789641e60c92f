"""The sitemap by the rules that sitemaps.org publishes (protocol.html, read by hand; nothing is fetched)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from urllib.parse import urlsplit
from xml.etree import ElementTree

import pytest
from django.test import Client
from published import publish

from encyclopedia import sitemaps
from encyclopedia.models import Page

MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
MAX_LISTED, MAX_BYTES, MAX_LOCATION = 50_000, 50 * 1024 * 1024, 2_048
# W3C's note on dates and times: a year, a month, a day, or a moment with its zone.
W3C = re.compile(r"\d{4}(-\d\d(-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d))?)?)?", re.ASCII)
ITEMS = {f"{MAP}sitemapindex": f"{MAP}sitemap", f"{MAP}urlset": f"{MAP}url"}
IN_ITEM = {"loc", "lastmod", "changefreq", "priority"}


def faults(body: bytes, host: str) -> Iterator[str]:
    """What a validator says of one sitemap, or of an index of sitemaps."""
    if len(body) > MAX_BYTES:
        yield "is too large"
    body.decode("utf-8")
    root = ElementTree.fromstring(body)
    if root.tag not in ITEMS:
        yield f"begins with {root.tag}"
        return
    if not 0 <= len(root) <= MAX_LISTED:
        yield f"lists {len(root)}"
    seen = set()
    for item in root:
        if item.tag != ITEMS[root.tag]:
            yield f"lists {item.tag}"
        names = [child.tag.removeprefix(MAP) for child in item]
        if names.count("loc") != 1 or not set(names) <= IN_ITEM or len(set(names)) != len(names):
            yield f"an item of {names}"
        location = item.findtext(f"{MAP}loc", "")
        parts = urlsplit(location)
        if parts.scheme not in ("http", "https") or parts.netloc != host or parts.fragment:
            yield f"{location} is no address of this site"
        if (
            not location.isascii()
            or len(location) >= MAX_LOCATION
            or re.search(r"[\s<>\"]", location)
        ):
            yield f"{location} is not encoded"
        if location in seen:
            yield f"{location} twice"
        seen.add(location)
        changed = item.findtext(f"{MAP}lastmod")
        if changed is not None and not W3C.fullmatch(changed):
            yield f"the date {changed}"
        if changed is not None and "T" in changed:
            datetime.fromisoformat(changed.replace("Z", "+00:00"))


@pytest.fixture
def odd_entries() -> None:
    for slug in ("plain", "o'neill-&-sons", "лев-троцкий", "a(b)c", "100%", "x" * 190):
        publish(slug, slug=slug)
    publish("Книга", kind="source", slug="книга-1917")


@pytest.mark.usefixtures("odd_entries")
def test_the_sitemap_keeps_the_rules_and_lists_what_is_answered(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sitemaps, "MAX_ON_PAGE", 3)
    index = client.get("/sitemap.xml")
    assert index["Content-Type"] == "application/xml"
    assert list(faults(index.content, "127.0.0.1:8000")) == []
    listed = []
    for part in ElementTree.fromstring(index.content).iter(f"{MAP}loc"):
        body = client.get(urlsplit(part.text or "").path).content
        assert list(faults(body, "127.0.0.1:8000")) == []
        listed += [loc.text or "" for loc in ElementTree.fromstring(body).iter(f"{MAP}loc")]
    assert len(listed) == len(set(listed)) == Page.objects.count()
    for location in listed:
        assert client.get(urlsplit(location).path).status_code == 200


def test_of_no_entries_it_keeps_the_rules_too(client: Client) -> None:
    assert list(faults(client.get("/sitemap.xml").content, "127.0.0.1:8000")) == []


def test_no_part_can_hold_too_much() -> None:
    # Parts are ranges of random ids: by chance one holds a tenth more, and never fifty times as many.
    assert sitemaps.MAX_ON_PAGE * 20 <= MAX_LISTED
    assert sitemaps.MAX_ON_PAGE * 2 * MAX_LOCATION <= MAX_BYTES
