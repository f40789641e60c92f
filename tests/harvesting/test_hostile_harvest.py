"""Nothing that a harvester sends breaks an answer: it is told what is wrong, in XML that can be read."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from urllib.parse import quote
from uuid import UUID
from xml.etree import ElementTree

import pytest
from django.test import Client
from harvesting import oai_rules
from published import add_edition, publish

from encyclopedia.api import cursors
from encyclopedia.harvesting.oai_request import VERBS

FORM = "application/x-www-form-urlencoded"
NAMES = ("identifier", "from", "until", "set", "metadataPrefix", "resumptionToken", "\x00", "verb")
NASTY = (
    "",
    "\x00",
    "\x00\ud800",
    "\x0b]]>&amp;",
    '"><script>alert(1)</script>',
    "9" * 30,
    "a" * 6_000,
    "0000-01-01",
    "0001-01-01",
    "9999-12-31",
    "9999-12-31T23:59:59Z",
    "2026-02-30",
    "2026-01-01T24:00:00Z",
    "２０２６-01-01",
    "oai:127.0.0.1:00000000-0000-0000-0000-00000000000g",
    "oai:127.0.0.1:" + "0" * 32,
    "kind-\x00",
    "kind-source",
    "subject-~00",
    "subject-~ff~fe",
    "subject-" + "x" * 5_000,
)
LAST, FIRST = datetime.max.replace(tzinfo=UTC), datetime(1, 1, 1, tzinfo=UTC)
# What no list of ours gives, in the form of a token.
FORGED = (
    ("ListRecords", "nope", "", "", "", LAST, UUID(int=2**128 - 1), 2**62),
    ("ListRecords", "oai_dc", "", "", "", FIRST, UUID(int=0), 0),
    ("ListRecords", "oai_dc", "subject-\x00", "9999-12-31", "9999-12-31", LAST, UUID(int=1), 1),
    ("ListRecords", "oai_dc", "", "x", "y", LAST, UUID(int=1), 1),
    ("ListRecords", "oai_dc", "", "2026-01-02", "2026-01-01", LAST, UUID(int=1), 1),
    ("ListSets", "", "", "", "", LAST, UUID(int=2**128 - 1), 1),
    ("ListIdentifiers", "oai_dc", "kind-nought", "", "", LAST, UUID(int=1), 1),
)
PATHS = (
    *("/feed.atom", "/corrections.atom", "/tag/people/feed.atom", "/person/ann/feed.atom"),
    *("/beacon/gnd.txt", "/beacon/%00.txt", "/opensearch.xml", "/search/opensearch.json"),
    *("/sitemap.xml", "/sitemap-1.xml", "/sitemap-0.xml", "/sitemap-99999999999999999999.xml"),
    *("/person/ann/cite.bib", "/person/ann/@1/cite.ris", "/person/ann/@0/cite.json"),
    *("/person/ann/@99999999999999999999/cite.ris", "/person/ann/@2147483648/datacite.xml"),
    *("/person/ann/@1/datacite.xml", "/person/%00/cite.bib", "/tag/%ff/feed.atom"),
    *(f"/person/{'x' * 3_000}/cite.bib", "/source/book/cite.json", "/bibliography.bib"),
)
HEADERS = (
    {"If-None-Match": '"' + "x" * 5_000 + '"'},
    {"If-None-Match": "*"},
    {"If-Modified-Since": "Mon, 99 Foo 0000 99:99:99 GMT"},
    {"If-Modified-Since": "Sat, 01 Jan 0001 00:00:00 GMT"},
    {"Range": "bytes=0-,-1,5-2"},
    {"Accept-Encoding": "gzip;q=x, br;q=-1, *;q=9"},
    {"Accept-Language": "x" * 5_000},
)


@pytest.fixture(autouse=True)
def shelf() -> None:
    add_edition(publish("Ann", kind="person", tags=("people",)), text="x")
    publish("Book", kind="source")


def asked(client: Client, query: str) -> Iterator[bytes]:
    """The answers by GET and by POST, which are the same but for the time."""
    for answer in (client.get(f"/oai/?{query}"), client.post("/oai/", query, content_type=FORM)):
        assert answer.status_code == 200
        assert answer["Content-Type"].startswith("text/xml")
        yield answer.content


@pytest.mark.parametrize("verb", [*VERBS, "", "\x00", "identify"])
def test_whatever_is_asked_is_answered_by_the_rules(client: Client, verb: str) -> None:
    for name in NAMES:
        for value in NASTY:
            pairs = (("verb", verb), ("metadataPrefix", "oai_dc"), (name, value))
            query = "&".join(f"{one}={quote(other, errors='replace')}" for one, other in pairs)
            for body in asked(client, query):
                assert oai_rules.faults(body) == [], (name, value)
                assert b"<script" not in body


@pytest.mark.parametrize(
    "query",
    [
        "verb=Identify&verb=Identify",
        "verb=Identify&verb=ListSets",
        "verb=GetRecord&verb=ListRecords&resumptionToken=x",
        "verb=ListRecords&metadataPrefix=oai_dc&metadataPrefix=datacite",
        "verb=ListRecords&resumptionToken=a&resumptionToken=b",
        "verb=ListRecords&resumptionToken=a&metadataPrefix=oai_dc",
        "resumptionToken=x",
        "verb=%ff%fe",
        "verb=Identify&%00%0b]]>=1",
        "&".join(["verb=Identify"] * 500),
    ],
)
def test_what_is_given_twice_or_too_much_is_an_error(client: Client, query: str) -> None:
    for body in asked(client, query):
        assert oai_rules.faults(body) == []
        assert b"<error code=" in body


@pytest.mark.parametrize("values", FORGED)
def test_a_forged_token_leads_to_nothing_that_is_not_public(
    client: Client, values: tuple[object, ...]
) -> None:
    token = cursors.write("oai", values)
    for verb in ("ListRecords", "ListIdentifiers", "ListSets", "GetRecord"):
        for body in asked(client, f"verb={verb}&resumptionToken={quote(token)}"):
            assert oai_rules.faults(body) == []


@pytest.mark.parametrize(
    ("content_type", "body"),
    [
        ("text/xml", b"<x/>"),
        ("application/json", b"{}"),
        ("multipart/form-data", b"junk"),
        ("multipart/form-data; boundary=x", b"--x\r\n"),
        (f"{FORM}; charset=utf-16", b"verb=Identify"),
        (f"{FORM}; charset=nonsense", b"verb=Identify"),
        (FORM, b"\x1f\x8b\x00\xff"),
    ],
)
def test_a_body_of_another_kind_breaks_nothing(
    client: Client, content_type: str, body: bytes
) -> None:
    answer = client.generic("POST", "/oai/", body, content_type=content_type)
    assert answer.status_code in (200, 400)
    if answer.status_code == 200:
        ElementTree.fromstring(answer.content)
    assert client.put("/oai/?verb=Identify").status_code == 405


@pytest.mark.parametrize("path", PATHS)
def test_odd_headers_and_parameters_break_no_file(client: Client, path: str) -> None:
    for headers in HEADERS:
        for query in ("", f"?q=%00%ff&before=%00&after={'9' * 50}"):
            answer = client.get(f"{path}{query}", headers=headers)
            assert answer.status_code in (200, 304, 404), (headers, query)
            if answer.streaming:
                b"".join(answer.streaming_content)
