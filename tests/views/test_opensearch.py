"""The site among a browser's search engines: what OpenSearch 1.1 asks of its description."""

from __future__ import annotations

from typing import Any
from xml.etree import ElementTree

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from published import publish

SPACE = "{http://a9.com/-/spec/opensearch/1.1/}"
SITE = "http://127.0.0.1:8000"


def test_the_description_has_what_a_browser_needs(client: Client, settings: Any) -> None:
    settings.SITE_NAME = "An Encyclopedia <of> Movements & Parties"
    response = client.get("/opensearch.xml")
    assert response["Content-Type"].startswith("application/opensearchdescription+xml")
    root = ElementTree.fromstring(response.content)
    assert root.tag == f"{SPACE}OpenSearchDescription"
    name = root.findtext(f"{SPACE}ShortName", "")
    assert 0 < len(name) <= 16
    assert settings.SITE_NAME.startswith(name)
    assert 0 < len(root.findtext(f"{SPACE}LongName", "")) <= 48
    assert settings.SITE_NAME in root.findtext(f"{SPACE}Description", "")
    templates = {
        url.get("type"): url.get("template", "").replace("{searchTerms}", "alpha")
        for url in root.findall(f"{SPACE}Url")
    }
    publish("Alpha & Omega")
    for template in templates.values():
        assert client.get(template.removeprefix(SITE)).status_code == 200
    page = client.get(templates["text/html"].removeprefix(SITE)).content.decode()
    assert "/article/alpha-omega/" in page
    assert 'type="application/opensearchdescription+xml" href="/opensearch.xml"' in page
    address = templates["application/x-suggestions+json"].removeprefix(SITE)
    assert client.get(address).json() == [
        "alpha",
        ["Alpha & Omega"],
        ["Article"],
        [f"{SITE}/article/alpha-omega/"],
    ]


def test_suggestions_cost_as_many_queries_whatever_there_is(client: Client) -> None:
    counts = []
    for title in ("Alpha", "Alphabet", "Alphard"):
        publish(title)
        with CaptureQueriesContext(connection) as queries:
            assert client.get("/search/opensearch.json?q=alpha").status_code == 200
        counts.append(len(queries))
    assert len(set(counts)) == 1


def test_nothing_typed_or_anything_typed_is_answered(client: Client) -> None:
    for typed in ("", "%00", "%ff", "{}", '"'):
        response = client.get(f"/search/opensearch.json?q={typed}")
        assert response.status_code == 200
        assert len(response.json()) == 4
