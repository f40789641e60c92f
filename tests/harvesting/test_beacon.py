"""BEACON files: read back by the rules of the format."""

from __future__ import annotations

import re

import elements
import factories
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from plans import assert_read_along, plan
from published import publish

from encyclopedia.core.documents import DocumentFact
from encyclopedia.models import Entry, Fact


def number(entry: Entry, value: str, scheme: str = "gnd", **columns: object) -> Fact:
    position = entry.facts.count()
    fact: Fact = Fact.objects.create(
        entry=entry, position=position, property="identifier", value=value, scheme=scheme, **columns
    )
    return fact


def read(text: str) -> tuple[dict[str, str], set[tuple[str, str]]]:
    """The meta fields, and the links as the format's rules construct them."""
    head, _blank, lines = text.partition("\n\n")
    fields = {}
    for line in head.splitlines():
        match = re.fullmatch(r"#([A-Z]+): (\S.*)", line)
        assert match, line
        fields[match[1]] = match[2]
    links = set()
    for line in lines.splitlines():
        source, annotation, target = line.split("|")
        assert not annotation
        links.add(
            (
                fields["PREFIX"].replace("{+ID}", source),
                fields["TARGET"].replace("{+ID}", target),
            )
        )
    return fields, links


def test_a_file_links_each_number_with_its_entry(client: Client) -> None:
    trotsky = publish("Leon Trotsky", kind="person")
    number(trotsky, "https://d-nb.info/gnd/118642979")
    number(trotsky, "GND 4005728-8", disputed=True)
    number(trotsky, "VIAF 51696009", "viaf")
    response = client.get("/beacon/gnd.txt")
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    fields, links = read(response.content.decode())
    assert fields["FORMAT"] == "BEACON"
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", fields["TIMESTAMP"])
    assert links == {
        ("https://d-nb.info/gnd/118642979", "http://127.0.0.1:8000/person/leon-trotsky/")
    }
    again = client.get("/beacon/gnd.txt", headers={"if-none-match": response["ETag"]})
    assert again.status_code == 304


@pytest.mark.parametrize("scheme", ["gnd", "doi", "nought"])
def test_there_is_no_file_for_what_no_entry_has(client: Client, scheme: str) -> None:
    number(publish("Alpha"), "DOI 10.1000/182", "doi")
    assert client.get(f"/beacon/{scheme}.txt").status_code == 404


def test_a_file_is_one_query_along_an_index(client: Client) -> None:
    for title in ("Alpha", "Beta", "Gamma"):
        number(publish(title), "GND 118642979")
    with CaptureQueriesContext(connection) as queries:
        assert len(read(client.get("/beacon/gnd.txt").content.decode())[1]) == 3
    assert len(queries) == 1
    steps = plan(queries[0]["sql"])
    assert_read_along(steps, "fact_by_authority", "encyclopedia_fact")


def test_a_number_that_is_typed_is_shown_linked_described_and_handed_out(
    client: Client, cast: factories.Cast
) -> None:
    factories.published(factories.source(), cast)
    facts = (
        DocumentFact("identifier", value="gnd 118 642 979"),
        DocumentFact("identifier", value="Shelf 12"),
    )
    document = factories.biography(facts=facts)
    manuscript = factories.published(document, cast)
    page = factories.page_of(manuscript.pk)
    link = elements.read(page.facts).one("a")
    assert (link.attributes["href"], link.text) == (
        "https://d-nb.info/gnd/118642979",
        "GND 118642979",
    )
    assert "Shelf 12" in page.facts
    assert '"sameAs":"https://d-nb.info/gnd/118642979"' in page.head
    assert "118642979||person/leon-trotsky" in client.get("/beacon/gnd.txt").content.decode()
