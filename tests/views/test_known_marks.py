"""A mark against a source is told wherever its citations are: also where the page was frozen before it."""

from __future__ import annotations

import json
from typing import Any

import factories
import pytest
from django.test import Client
from projection.shelf import KEY, changed, entry, latest, publish

from editorial import actions
from editorial.models import Manuscript
from encyclopedia.analysis import analyse
from encyclopedia.core.documents import Document
from encyclopedia.models import Citation

pytestmark = pytest.mark.django_db

TOLD = "Retracted: The archive never held it."


@pytest.fixture
def source(cast: Any) -> Document:
    document = factories.source(KEY)
    publish(document, cast)
    return document


@pytest.fixture
def article(cast: Any, source: Document) -> Document:
    """Two editions; the source was retracted after both, then checked again and found to support."""
    document = factories.article(text=f"It was so.[@{KEY}, p. 1]")
    publish(document, cast)
    publish(changed(latest(document), text=f"It was so.[@{KEY}, p. 1]\n\nMore."), cast)
    actions.mark(
        manuscript=entry(source).pk,
        reliability="retracted",
        reason="The archive never held it.",
        by=cast.approver,
    )
    citation = Citation.objects.get(entry=document.id)
    actions.check(
        manuscript=entry(document).pk,
        digest=citation.digest,
        verdict="supports",
        means="shelf",
        by=cast.moderator,
    )
    return document


def body(address: str) -> str:
    response = Client().get(address)
    assert response.status_code == 200
    return str(response.content.decode())


def test_every_page_with_a_citation_of_a_marked_source_tells_the_mark(article: Document) -> None:
    citation = Citation.objects.get(entry=article.id)
    path = f"/article/{article.slug}/"
    for address in (path, f"/source/{KEY}/cited/", f"/claim/{citation.claim_digest}/"):
        shown = body(address)
        assert "checked: the source supports this" in shown
        assert TOLD in shown, address
    for address in (f"{path}@1/", f"{path}@2/", f"/source/{KEY}/@1/"):
        banner = body(address).partition('class="entry-top"')[0]
        assert TOLD in banner, address


def test_an_edition_is_new_to_a_browser_when_a_mark_is(
    cast: Any, source: Document, article: Document
) -> None:
    address = f"/article/{article.slug}/@1/"
    tag = Client().get(address).headers["ETag"]
    assert Client().get(address, headers={"If-None-Match": tag}).status_code == 304
    actions.mark(
        manuscript=entry(source).pk, reliability="sound", reason="It was found.", by=cast.approver
    )
    again = Client().get(address, headers={"If-None-Match": tag})
    assert again.status_code == 200
    assert "archive never held" not in again.content.decode()


def test_an_edition_tells_the_mark_of_a_source_that_was_renamed_since(
    cast: Any, source: Document, article: Document
) -> None:
    publish(changed(latest(article), text="Nothing is cited."), cast)
    renamed = actions.rename(
        manuscript=entry(source).pk,
        title=source.title,
        slug="service-again",
        by=cast.editor,
        based_on=Manuscript.objects.get(pk=source.id).revision,
    ).manuscript
    actions.submit(manuscript=renamed.pk, revision=renamed.revision, by=cast.editor)
    actions.approve(
        manuscript=renamed.pk,
        revision=renamed.revision,
        by=cast.approver,
        change="wording",
        summary="Renamed.",
    )
    actions.publish(manuscript=renamed.pk, by=cast.approver)
    assert entry(source).slug == "service-again"
    assert TOLD in body(f"/article/{article.slug}/@1/")


def test_programs_are_told_with_each_citation(article: Document) -> None:
    rows = json.loads(body(f"/api/v1/citations/?source={KEY}"))["items"]
    (row,) = rows
    (same,) = json.loads(body(f"/article/{article.slug}/index.json"))["citations"]
    for citation in (row, same):
        assert citation["standing"] == "supports"
        assert citation["reliability"] == "retracted"
        assert citation["reliability_reason"] == "The archive never held it."
        assert citation["context"] == analyse(article).citations[0].context


def test_the_feed_tells_it_with_every_edition_that_cites_the_source(article: Document) -> None:
    feed = body("/feed.atom")
    mark = f'<stet:mark key="{KEY}" reliability="retracted">The archive never held it.</stet:mark>'
    assert feed.count(mark) == 3  # Both editions of the article, and the source's own.
    assert "is marked as retracted: The archive never held it." in feed


def test_a_page_without_marks_says_nothing_of_them(cast: Any, source: Document) -> None:
    document = factories.article(text=f"It was so.[@{KEY}, p. 1]")
    publish(document, cast)
    assert "known-marks" not in body(f"/article/{document.slug}/@1/")
    assert "stet:mark" not in body("/feed.atom")
