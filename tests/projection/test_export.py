"""An entry as data holds the document, the edition, and the standing of every citation."""

from __future__ import annotations

import json
from typing import Any

import factories
import pytest
from projection.shelf import KEY, current, entry, publish

from encyclopedia import projection
from encyclopedia.core import documents
from encyclopedia.core.citations import Reference
from encyclopedia.core.documents import DocumentFact
from encyclopedia.export import entry_json
from encyclopedia.models import Edition, Entry

pytestmark = pytest.mark.django_db


@pytest.fixture
def article(cast: Any) -> documents.Document:
    publish(factories.source(KEY), cast)
    document = factories.article(
        text=f'One.[see @{KEY}, p. 1, "one word"] Two.[@? who says]',
        facts=(DocumentFact("began", date="1905", citations=(Reference(KEY, "p. 2"),)),),
    )
    publish(document, cast)
    return document


def test_the_document_can_be_read_back_and_has_the_editions_digest(
    article: documents.Document,
) -> None:
    data = json.loads(json.dumps(entry_json(entry(article))))
    assert documents.read(data["document"]) == article
    assert data["edition"]["digest"] == documents.digest(article)
    assert (data["edition"]["number"], data["edition"]["state"]) == (1, "current")
    assert data["edition"]["event_hash"] == current(article).event_hash
    assert data["url"].endswith("/article/permanent-revolution/")


def test_each_citation_has_its_claim_digests_and_standing(article: documents.Document) -> None:
    data = entry_json(entry(article))
    first, second = data["citations"]
    assert (first["number"], first["source"], first["locator"]) == (1, KEY, "p. 1")
    assert (first["quotation"], first["prefix"], first["claim"]) == ("one word", "see", "One.")
    assert (first["standing"], first["role"]) == ("supports", "moderator")
    assert first["checked_at"].endswith("+00:00")
    assert len(first["digest"]) == len(first["claim_digest"]) == 64
    assert second["fact"] == 0
    assert [need["reason"] for need in data["needs"]] == ["who says"]


def test_the_mark_against_a_source_is_beside_its_record(
    article: documents.Document,
) -> None:
    source = Entry.objects.get(slug=KEY)
    projection.mark_source(source.pk, reliability="forged", reason="Invented.")
    source_data = entry_json(entry(article))["sources"][KEY]
    assert (source_data["reliability"], source_data["reliability_reason"]) == (
        "forged",
        "Invented.",
    )
    assert source_data["record"]["type"] == "book"


def test_it_takes_a_few_queries(
    article: documents.Document, django_assert_max_num_queries: Any
) -> None:
    published_entry = entry(article)
    with django_assert_max_num_queries(6):
        entry_json(published_entry)


def test_an_entry_that_is_not_published_has_no_data(article: documents.Document) -> None:
    published_entry = entry(article)
    Edition.objects.filter(entry_id=article.id).update(state="withdrawn")
    with pytest.raises(Edition.DoesNotExist):
        entry_json(published_entry)
