"""A page is in its entry's language whoever makes it: a publication, a check, the worker, the first reader."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import factories
import pytest
from django.test import Client, override_settings
from django.utils import translation
from projection.shelf import KEY, entry, page, publish, rebuilt

from encyclopedia import projection
from encyclopedia.models import Citation, DuePage, Extent
from encyclopedia.projection.marking import mark_due
from encyclopedia.projection.remaking import made_page
from encyclopedia.serving import page_frame

pytestmark = pytest.mark.django_db


@pytest.fixture
def german() -> Iterator[Any]:
    """A German article with a checked claim, on a site in English that has German words."""
    cast = factories.make_cast()
    with override_settings(LANGUAGES=[("en-gb", "English"), ("de", "Deutsch")]):
        page_frame.forget()
        publish(factories.source(KEY), cast)
        document = factories.article(
            text=f"Es war so.[@{KEY}, p. 1]", language="de", slug="revolution"
        )
        publish(document, cast)
        projection.store_due_pages.call()
        yield document
    page_frame.forget()


def test_a_rebuild_in_any_language_finds_nothing_to_correct(german: Any) -> None:
    assert page(german).language == "de"
    with translation.override("fr"):
        assert rebuilt() == []


def test_the_worker_and_a_reader_who_comes_first_make_the_same_page(german: Any) -> None:
    Citation.objects.filter(entry=german.id).update(standing="contradicts")
    for extent in (Extent.STANDINGS, Extent.WHOLE):
        mark_due({entry(german).pk}, extent, page(german).modified_at)
        made = made_page(page(german).path)
        with translation.override("fr"):
            projection.store_due_pages.call()
        assert not DuePage.objects.exists()
        assert made is not None
        assert made.parts["notes"].decode() == page(german).notes
        assert made.language == page(german).language == "de"


def test_every_page_of_an_entry_says_its_language(client: Client, german: Any) -> None:
    digest = Citation.objects.get(entry=german.id).claim_digest
    address = f"/article/{german.slug}/"
    for path in (
        address,
        f"{address}@1/",
        f"{address}history/",
        f"{address}links/",
        f"/claim/{digest}/",
    ):
        assert b'<html lang="de" dir="ltr"' in client.get(path).content, path
    assert b'<html lang="en-gb" dir="ltr"' in client.get("/browse/").content


def test_a_title_in_another_language_says_so_in_lists(client: Client, german: Any) -> None:
    title = german.title.encode()
    assert b'href="/article/revolution/" lang="de">' + title in client.get("/browse/").content
    results = client.get("/search/", {"q": german.title}).content
    assert b'href="/article/revolution/" lang="de">' in results
