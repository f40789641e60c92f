"""Words that no citation covers, where the office lists and marks them."""

from __future__ import annotations

import pytest
from django.urls import reverse
from factories import Cast, article, published, source, submitted
from office import entered

from editorial import actions
from editorial.actions import Ask
from editorial.gate.gate_input import gate_input
from editorial.models import DraftCitation, Event, Manuscript
from encyclopedia.core.documents import Document

TEXT = "It began [@service-trotsky-2009, p. 1], and ended in Peru. They said so.[@service-trotsky-2009]"


@pytest.fixture
def document() -> Document:
    return article(text=TEXT)


@pytest.fixture
def manuscript(cast: Cast, document: Document) -> Manuscript:
    published(source(), cast)
    return submitted(document, cast)


def test_the_card_marks_the_words_that_no_citation_covers(
    cast: Cast, manuscript: Manuscript
) -> None:
    digest = DraftCitation.objects.filter(manuscript=manuscript).order_by("position")[0].digest
    card = entered(cast.moderator).get(reverse("admin:desk_citation", args=[manuscript.pk, digest]))
    page = card.content.decode()
    assert ">, and ended in Peru</span>" in page
    assert page.count("(not covered by any citation)") == 1


def test_the_page_of_citations_lists_them(cast: Cast, manuscript: Manuscript) -> None:
    address = reverse("admin:desk_manuscript", args=[manuscript.pk])
    page = entered(cast.moderator).get(address).content.decode()
    assert ", and ended in Peru <small>(the rest of this sentence is cited)</small>" in page


def test_a_citation_for_them_may_be_asked_for(cast: Cast, manuscript: Manuscript) -> None:
    asks = [Ask(", and ended in Peru", 1)]
    actions.ask(manuscript=manuscript.pk, revision=1, asks=asks, by=cast.moderator)
    event = Event.objects.get(manuscript=manuscript, action="return")
    assert event.data["asks"][0]["sentence"] == ", and ended in Peru"


def test_the_gate_counts_their_sentence_as_not_cited(
    cast: Cast, manuscript: Manuscript, document: Document
) -> None:
    inputs = gate_input(manuscript, document)
    assert (inputs.cited, inputs.sentences) == (1, 2)


def test_the_language_of_the_entry_says_where_its_sentences_end(
    cast: Cast, manuscript: Manuscript
) -> None:
    text = (
        "Anna Lindner wurde am 14. Februar in Gent geboren. Alles war neu.[@service-trotsky-2009]"
    )
    german = submitted(article(title="Lindner", text=text, language="de"), cast)
    unknown = submitted(article(title="Lindner 2", text=text, language="xx"), cast)
    sentences = [
        DraftCitation.objects.get(manuscript=entry).sentence for entry in (german, unknown)
    ]
    assert sentences == ["Alles war neu.", text.removesuffix("[@service-trotsky-2009]")]
