"""DataCite's metadata of an edition: the shape of its schema, and what a registrar needs."""

from __future__ import annotations

from dataclasses import replace
from xml.etree import ElementTree

import factories
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from harvesting.oai_rules import DATACITE, datacite_faults
from published import add_edition, publish

from editorial import actions
from encyclopedia.core.documents import Author, DocumentFact
from encyclopedia.models import Edition, EditionState, Removal
from encyclopedia.projection.removals import settle_removals

SITE = "http://127.0.0.1:8000"


def metadata(client: Client, path: str) -> ElementTree.Element:
    response = client.get(path)
    assert response.status_code == 200
    assert response["Content-Type"].startswith("application/vnd.datacite.datacite+xml")
    root = ElementTree.fromstring(response.content)
    assert list(datacite_faults(root)) == []
    return root


def related(root: ElementTree.Element) -> dict[str | None, str | None]:
    links = root.findall(f"{DATACITE}relatedIdentifiers/")
    return {link.get("relationType"): link.text for link in links}


def test_an_edition_is_described_with_its_authors_and_the_doi_of_its_entry(
    client: Client, cast: factories.Cast
) -> None:
    factories.published(factories.source(), cast)
    author = Author("Ann Author", orcid="0000-0002-1825-0097", affiliation="University of X")
    document = replace(
        factories.article(
            tags=("Theory",),
            authors=(author, Author("The Editors"), Author("Bo", role="translator")),
        ),
        facts=(DocumentFact("identifier", value="https://doi.org/10.1000/182"),),
    )
    factories.published(document, cast)
    root = metadata(client, "/article/permanent-revolution/@1/datacite.xml")
    address = f"{SITE}/article/permanent-revolution/"
    assert root.findtext(f"{DATACITE}identifier") == f"{address}@1/"
    assert root.findtext(f".//{DATACITE}creatorName") == "Ann Author"
    assert root.findtext(f".//{DATACITE}nameIdentifier", "").endswith("0000-0002-1825-0097")
    assert [name.get("nameType") for name in root.iter(f"{DATACITE}creatorName")] == [
        "Personal",
        "Organizational",
    ]
    assert root.findtext(f".//{DATACITE}contributorName") == "Bo"
    assert root.findtext(f"{DATACITE}version") == "1"
    assert related(root) == {"IsPublishedIn": f"{SITE}/", "IsVersionOf": "10.1000/182"}
    name = f"oai:127.0.0.1:{document.id}"
    record = client.get(
        "/oai/", {"verb": "GetRecord", "identifier": name, "metadataPrefix": "datacite"}
    )
    assert b'<identifier identifierType="DOI">10.1000/182</identifier>' in record.content
    assert b"sameAs" not in factories.page_of(document.id).head.encode()


def test_a_later_edition_names_the_one_before_it_and_its_entry(client: Client) -> None:
    add_edition(publish("Alpha", slug="alpha"), text="x")
    root = metadata(client, "/article/alpha/@2/datacite.xml")
    assert related(root) == {
        "IsPublishedIn": f"{SITE}/",
        "IsVersionOf": f"{SITE}/article/alpha/",
        "IsNewVersionOf": f"{SITE}/article/alpha/@1/",
    }
    with CaptureQueriesContext(connection) as queries:
        client.get("/article/alpha/@2/datacite.xml")
    assert len(queries) == 3


@pytest.mark.parametrize("path", ["article/alpha/@3", "article/nought/@1", "source/a-book/@1"])
def test_what_is_no_edition_of_the_work_itself_is_not_there(client: Client, path: str) -> None:
    publish("Alpha", slug="alpha")
    publish("A Book", kind="source")
    assert client.get(f"/{path}/datacite.xml").status_code == 404


def test_a_withdrawn_edition_is_gone(client: Client) -> None:
    entry = publish("Alpha", slug="alpha")
    Edition.objects.filter(entry_id=entry.pk).update(state=EditionState.WITHDRAWN)
    assert client.get("/article/alpha/@1/datacite.xml").status_code == 410


def test_a_removal_stands_while_an_entry_is_withdrawn_and_is_made_again(
    client: Client, cast: factories.Cast
) -> None:
    factories.published(factories.source(), cast)
    document = factories.article()
    manuscript = factories.published(document, cast)
    assert not Removal.objects.exists()
    actions.withdraw(manuscript=manuscript.pk, by=cast.approver, reason="It was wrong.")
    asked = {"verb": "ListIdentifiers", "metadataPrefix": "oai_dc", "set": "kind-article"}
    assert b'<header status="deleted">' in client.get("/oai/", asked).content
    assert client.get("/article/permanent-revolution/@1/datacite.xml").status_code == 410
    (before,) = Removal.objects.values_list()
    assert settle_removals() == []
    Removal.objects.all().delete()
    assert [correction[0] for correction in settle_removals()] == [manuscript.pk]
    assert list(Removal.objects.values_list()) == [before]
    factories.published(replace(document, text="Another text.[@service-trotsky-2009, p. 2]"), cast)
    assert not Removal.objects.exists()
    assert b"deleted" not in client.get("/oai/", asked).content
