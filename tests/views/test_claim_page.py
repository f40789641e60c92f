"""A claim's page: its own name, where its words were and are, and what readers are told of its checks."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import elements
import factories
import pytest
from django.test import Client
from projection.shelf import KEY, changed, latest, publish

from editorial import actions
from encyclopedia.core.citations import Reference
from encyclopedia.core.documents import Document, DocumentFact
from encyclopedia.models import Address, Citation, Edition, EditionState, PublishedCheck, Source

pytestmark = pytest.mark.django_db

TEXT = f"Olsen was born at Ghent in 1871.[@{KEY}, p. 1]\n\nShe wove linen.[@{KEY}, p. 2]"
NEW = TEXT.replace("Ghent", "Bruges")


@pytest.fixture(autouse=True)
def cited(cast: Any) -> None:
    publish(factories.source(KEY), cast)


@pytest.fixture
def document(cast: Any) -> Document:
    document = factories.article(text=TEXT)
    publish(document, cast)
    return document


def digests(document: Document) -> list[str]:
    rows = Citation.objects.filter(entry=document.id).in_order()
    return list(rows.values_list("claim_digest", flat=True))


def page(address: str) -> elements.Element:
    response = Client().get(address)
    assert response.status_code == 200
    return elements.read(response.content.decode())


def links(root: elements.Element, words: str) -> list[str]:
    return [a.attributes["href"] for a in root.all("a") if a.text == words]


def is_there(address: str) -> bool:
    """Whether the page has what the address names in it."""
    path, _, fragment = address.partition("#")
    return fragment in page(path).ids


def test_each_claim_has_its_own_words_as_heading_and_title(document: Document) -> None:
    pages = [page(f"/claim/{digest}/") for digest in digests(document)]
    assert [root.one("h1").text for root in pages] == [
        "A claim of Permanent revolution: Olsen was born at Ghent in 1871.",
        "A claim of Permanent revolution: She wove linen.",
    ]
    assert "“She wove linen.”: a claim of Permanent revolution" in pages[1].one("title").text


def test_an_edited_claim_leads_to_the_new_words_and_to_the_edition_that_has_the_old(
    cast: Any, document: Document
) -> None:
    old = digests(document)[0]
    assert not links(page(f"/claim/{old}/"), "Read it in edition 1")
    publish(changed(latest(document), text=NEW), cast)
    root = page(f"/claim/{old}/")
    (in_entry,) = links(root, "read it in the entry")
    (in_edition,) = links(root, "Read it in edition 1")
    assert in_entry.startswith("/article/permanent-revolution/#claim-")
    assert in_edition.startswith("/article/permanent-revolution/@1/#claim-")
    assert is_there(in_entry)
    assert is_there(in_edition)
    (since,) = links(root, "what changed since")
    assert since == "/article/permanent-revolution/compare/1/2/"


def test_no_edition_that_was_withdrawn_is_led_to(cast: Any, document: Document) -> None:
    old = digests(document)[0]
    more = f"{TEXT}\n\nShe sang.[@{KEY}, p. 3]"
    for text in (more, NEW):
        publish(changed(latest(document), text=text), cast)
    Edition.objects.filter(entry_id=document.id, number=2).update(state=EditionState.WITHDRAWN)
    root = page(f"/claim/{old}/")
    assert len(links(root, "Read it in edition 1")) == 1
    assert not links(root, "Read it in edition 2")


def test_checks_name_their_source_by_its_title_also_when_its_key_has_changed(
    document: Document,
) -> None:
    digest = digests(document)[0]
    title = "Trotsky: A Biography"
    assert links(page(f"/claim/{digest}/"), title)[-1] == f"/source/{KEY}/"
    assert KEY not in page(f"/claim/{digest}/").one("ol", class_="checks").text
    source = Source.objects.get(slug=KEY)
    Address.objects.create(
        kind="source",
        slug="an-older-key",
        entry_id=source.pk,
        title=title,
        status="moved",
        since=source.published_at,
    )
    PublishedCheck.objects.filter(claim_digest=digest).update(source_key="an-older-key")
    assert title in page(f"/claim/{digest}/").one("ol", class_="checks").text


def test_what_a_moderator_wrote_for_readers_is_shown_and_not_what_is_for_the_office(
    cast: Any, document: Document
) -> None:
    citation = Citation.objects.filter(entry=document.id).in_order()[0]
    actions.check(
        manuscript=document.id,  # type: ignore[arg-type]
        digest=citation.digest,
        verdict="contradicts",
        note="Seen by me.",
        public_note="The register says Bruges.",
        by=cast.moderator,
        **factories.said(citation.digest, "contradicts"),
    )
    checks = page(f"/claim/{citation.claim_digest}/").one("ol", class_="checks")
    assert "The register says Bruges." in checks.one("p", class_="public-note").text
    assert "Seen by me." not in checks.text


def test_other_wordings_show_which_words_changed(cast: Any, document: Document) -> None:
    old = digests(document)[0]
    publish(changed(latest(document), text=NEW), cast)
    earlier, later = page(f"/claim/{old}/"), page(f"/claim/{digests(document)[0]}/")
    for root in (earlier, later):
        assert (root.one("del").text, root.one("ins").text) == ("Ghent", "Bruges")


def test_an_open_span_of_time_that_stayed_is_no_difference(cast: Any) -> None:
    citations = (Reference(KEY, "p. 3"),)
    fact = DocumentFact("affiliation", "Weavers of Ghent", date="1903/..", citations=citations)
    document = factories.biography(facts=(fact,))
    publish(document, cast)
    moved = replace(fact, value="Weavers of Bruges")
    publish(changed(latest(document), facts=(moved,)), cast)
    citation = Citation.objects.get(entry=document.id, fact__isnull=False)
    root = page(f"/claim/{citation.claim_digest}/")
    assert "from 1903" in root.one("h1").text
    assert (root.one("del").text, root.one("ins").text) == ("Ghent", "Bruges")


def test_the_same_words_in_a_sentence_that_changed_are_told_so(cast: Any) -> None:
    text = f"Olsen wove[@{KEY}, p. 1] at Ghent.[@{KEY}, p. 2]"
    document = factories.article(text=text)
    publish(document, cast)
    old = digests(document)[0]
    publish(changed(latest(document), text=text.replace("Ghent", "Bruges")), cast)
    root = page(f"/claim/{old}/")
    assert (
        "the same words, in a sentence that was changed" in root.one("ul", class_="wordings").text
    )
    assert not root.all("ins")
