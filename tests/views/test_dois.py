"""An edition that has a DOI gives it wherever readers and machines are told how to cite it."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from uuid import UUID
from xml.etree import ElementTree

import factories
import pytest
import schema_org
import zotero
from django.test import Client
from harvesting import oai_rules

from editorial import actions
from encyclopedia import projection
from encyclopedia.models import Entry

pytestmark = pytest.mark.django_db

PATH = "/article/permanent-revolution/"
DOI = "10.1000/stet.1"
ARTICLE = factories.article()
ADDRESS = f"https://doi.org/{DOI}"


def give(cast: factories.Cast, doi: str = DOI, **more: Any) -> None:
    actions.record_doi(manuscript=UUID(ARTICLE.id), edition=1, doi=doi, by=cast.approver, **more)


@pytest.fixture
def given(cast: factories.Cast) -> factories.Cast:
    """One edition, which has a DOI."""
    factories.published(factories.source(), cast)
    factories.published(ARTICLE, cast)
    give(cast)
    return cast


def page(path: str) -> str:
    answer = Client().get(path)
    assert answer.status_code == 200
    return str(answer.content.decode())


def shown(path: str) -> bool:
    return DOI in page(path)


@pytest.mark.parametrize("path", [PATH, f"{PATH}@1/"])
@pytest.mark.parametrize("is_stored", [True, False])
def test_the_page_of_the_entry_and_of_the_edition_tell_it(
    given: factories.Cast, path: str, is_stored: bool
) -> None:
    if is_stored:
        projection.store_due_pages.call()
    html = page(path)
    assert f'<a href="{ADDRESS}" dir="ltr">{DOI}</a>' in html
    for line in ("Chicago", "APA", "MLA"):
        assert ADDRESS in html.partition(f"<dt>{line}</dt>")[2].partition("</dd>")[0], line
    assert f'<link rel="cite-as" href="{ADDRESS}">' in html
    assert zotero.taken(html).fields["DOI"] == DOI
    data = json.loads(html.partition('ld+json">')[2].partition("</script>")[0])
    assert data["identifier"]["value"] == DOI
    assert schema_org.faults(data) == []


@pytest.mark.parametrize("at", [PATH, f"{PATH}@1/"])
def test_the_files_for_reference_managers_give_it_as_the_address(
    given: factories.Cast, at: str
) -> None:
    (record,) = json.loads(page(f"{at}cite.json"))
    assert (record["DOI"], record["URL"]) == (DOI, ADDRESS)
    assert f"doi = {{{DOI}}}" in page(f"{at}cite.bib")
    assert f"DO  - {DOI}" in page(f"{at}cite.ris")


def test_data_and_harvested_records_have_it(given: factories.Cast) -> None:
    assert json.loads(page(f"{PATH}index.json"))["edition"]["doi"] == DOI
    assert json.loads(page(f"{PATH}@1/index.json"))["edition"]["doi"] == DOI
    name = f"oai:127.0.0.1:{ARTICLE.id}"
    for prefix, words in (
        ("oai_dc", f"<dc:identifier>{ADDRESS}</dc:identifier>"),
        ("datacite", f'relatedIdentifierType="DOI" relationType="HasVersion">{DOI}<'),
    ):
        record = page(f"/oai/?verb=GetRecord&identifier={name}&metadataPrefix={prefix}")
        assert words in record
        assert oai_rules.faults(record.encode()) == []


def test_the_next_edition_is_without_it_and_names_it_as_the_one_before(
    given: factories.Cast,
) -> None:
    metadata = page(f"{PATH}@1/datacite.xml")
    assert list(oai_rules.datacite_faults(ElementTree.fromstring(metadata))) == []
    assert f'<identifier identifierType="DOI">{DOI}</identifier>' in metadata
    factories.published(replace(ARTICLE, summary="Changed."), given)
    assert not shown(PATH)
    assert not shown(f"{PATH}@2/")
    assert not shown(f"{PATH}cite.bib")
    assert shown(f"{PATH}@1/")
    assert f'relationType="IsNewVersionOf">{DOI}<' in page(f"{PATH}@2/datacite.xml")


def test_a_corrected_doi_is_on_every_page_at_once_and_one_that_was_taken_away_on_none(
    given: factories.Cast,
) -> None:
    tag = Client().get(f"{PATH}@1/")["ETag"]
    give(given, "10.1000/other")
    assert "10.1000/other" in page(PATH)
    assert not shown(PATH)
    assert Client().get(f"{PATH}@1/", headers={"If-None-Match": tag}).status_code == 200
    give(given, "", reason="It was never registered.")
    for path in (PATH, f"{PATH}@1/", f"{PATH}cite.json", f"{PATH}@1/datacite.xml"):
        assert "10.1000/" not in page(path), path


def test_harvesters_are_told_that_a_record_changed(given: factories.Cast) -> None:
    # As if it had been published long ago.
    Entry.objects.update(changed_at=datetime(2026, 1, 2, tzinfo=UTC))
    asked = "/oai/?verb=ListIdentifiers&metadataPrefix=oai_dc&from=2026-01-03"
    assert ARTICLE.id not in page(asked)
    give(given, "", reason="It was never registered.")
    assert ARTICLE.id in page(asked)


def test_a_doi_of_odd_signs_is_escaped_everywhere(given: factories.Cast) -> None:
    give(given, '10.1000/"><script>a</script>&b')
    for path in (PATH, f"{PATH}@1/", f"{PATH}@1/datacite.xml"):
        assert "<script>a" not in page(path), path
