"""The banner of an edition names entries that its frozen text could not link to yet."""

from __future__ import annotations

from typing import Any

import elements
import factories
import pytest
from django.test import Client
from projection.shelf import KEY, changed, latest, publish

from encyclopedia.core.documents import Document
from encyclopedia.models import PARTS, Edition

pytestmark = pytest.mark.django_db

PATH = "/article/permanent-revolution/"


@pytest.fixture
def document(cast: Any) -> Document:
    publish(factories.source(KEY), cast)
    document = factories.article(text=f"See [[Parvus]] and [[Lenin|Ulyanov]].[@{KEY}, p. 1]")
    publish(document, cast)
    return document


def banner(number: int = 1) -> elements.Element:
    page = elements.read(Client().get(f"{PATH}@{number}/").content.decode())
    return page.one("div", class_="banner")


def frozen(document: Document) -> list[str]:
    edition = Edition.objects.get(entry_id=document.id, number=1)
    return [getattr(edition, part) for part in PARTS]


def test_an_entry_that_was_published_since_is_named_outside_the_frozen_text(
    cast: Any, document: Document
) -> None:
    before = frozen(document)
    assert "Published since" not in banner().text
    first = Client().get(f"{PATH}@1/")["ETag"]
    publish(factories.biography("Lenin"), cast)
    assert "Published since, where this edition has no link yet: Lenin" in banner().text
    assert "/person/lenin/" in [link.attributes["href"] for link in banner().all("a")]
    assert "Parvus" not in banner().text
    assert frozen(document) == before
    assert Client().get(f"{PATH}@1/", headers={"if-none-match": first}).status_code == 200


def test_an_edition_that_links_to_it_already_does_not_name_it(
    cast: Any, document: Document
) -> None:
    publish(factories.biography("Lenin"), cast)
    publish(changed(latest(document), text=f"See [[Parvus]], [[Lenin]].[@{KEY}, p. 2]"), cast)
    assert "Published since" not in banner(2).text
    assert "Lenin" in banner(1).text
