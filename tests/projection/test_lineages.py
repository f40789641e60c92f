"""The lineage of claims, derived from all editions step by step or at once; and what readers see of it."""

from __future__ import annotations

from typing import Any

import factories
import pytest
from django.test import Client
from projection.shelf import KEY, changed, entry, latest, publish, rebuilt

from editorial import actions
from encyclopedia.core.documents import Document
from encyclopedia.models import (
    Citation,
    Edition,
    EditionSource,
    EditionState,
    Rewording,
    Wording,
)

pytestmark = pytest.mark.django_db

FIRST = f"Olsen was born at Ghent in 1871.[@{KEY}, p. 1]\n\nShe wove linen.[@{KEY}, p. 2]"
WHOLE = (
    f"Olsen was born at Ghent in 1871, and her brother founded the weavers' party.[@{KEY}, p. 1]"
)
SPLIT = (
    f"Olsen was born at Ghent in 1871.[@{KEY}, p. 1]"
    f"\n\nHer brother founded the weavers' party.[@{KEY}, p. 1]"
)


@pytest.fixture(autouse=True)
def cited(cast: Any) -> Document:
    source = factories.source(KEY)
    publish(source, cast)
    return source


def article(cast: Any, *texts: str) -> Document:
    """An article with an edition of each text."""
    document = factories.article(text=texts[0])
    publish(document, cast)
    for text in texts[1:]:
        publish(changed(latest(document), text=text), cast)
    return document


def claim_of(document: Document, words: str) -> str:
    """The address of the claim that an edition made in these words."""
    digests = {row.digest for row in Wording.objects.filter(entry_id=document.id, claim=words)}
    (digest,) = digests
    return f"/claim/{digest}/"


def stretches(document: Document) -> set[tuple[str, int, int | None]]:
    rows = Wording.objects.filter(entry_id=document.id)
    return set(rows.values_list("claim", "first", "last"))


def page(address: str, status: int = 200) -> str:
    response = Client().get(address)
    assert response.status_code == status
    return str(response.content.decode())


def test_a_wording_knows_its_editions_and_a_rebuild_derives_the_same(cast: Any) -> None:
    corrected = FIRST.replace("Ghent", "Bruges")
    document = article(cast, FIRST, corrected, f"{corrected}\n\nMore.[@?]", FIRST)
    assert stretches(document) == {
        ("Olsen was born at Ghent in 1871.", 1, 1),
        ("Olsen was born at Bruges in 1871.", 2, 3),
        ("Olsen was born at Ghent in 1871.", 4, None),
        ("She wove linen.", 1, None),
        ("More.", 3, 3),
    }
    assert rebuilt() == []
    rows = [set(model.objects.values_list(*names)) for model, *names in TABLES]
    for model, *_names in TABLES:
        model.objects.all().delete()
    assert {row.part for row in rebuilt()} == {"wording", "rewording", "editionsource"}
    assert [set(model.objects.values_list(*names)) for model, *names in TABLES] == rows
    assert rebuilt() == []


TABLES: list[Any] = [
    (Wording, "entry_id", "digest", "claim", "first", "last"),
    (Rewording, "entry_id", "edition", "earlier", "later"),
    (EditionSource, "entry_id", "edition", "key"),
]


def test_a_site_without_lineages_gets_them_with_its_next_edition(cast: Any) -> None:
    document = article(cast, FIRST)
    Wording.objects.all().delete()
    EditionSource.objects.all().delete()
    publish(changed(latest(document), text=FIRST.replace("Ghent", "Bruges")), cast)
    assert ("Olsen was born at Ghent in 1871.", 1, 1) in stretches(document)
    assert Rewording.objects.filter(entry_id=document.id).count() == 1


def test_an_old_claim_leads_to_what_the_entry_says_now_and_back(cast: Any) -> None:
    document = article(cast, FIRST, FIRST.replace("Ghent", "Bruges"))
    old = claim_of(document, "Olsen was born at Ghent in 1871.")
    new = claim_of(document, "Olsen was born at Bruges in 1871.")
    shown = page(old)
    assert "This wording was in: edition 1." in shown
    assert "It now reads:" in shown
    assert f'href="{new}"' in shown
    assert f'href="{old}"' in page(new)
    assert "no longer says" not in page(new)


def test_a_claim_that_was_split_leads_to_both_halves_through_the_wording_between(
    cast: Any,
) -> None:
    document = article(cast, WHOLE, WHOLE.replace("Ghent", "Bruges"), SPLIT)
    shown = page(claim_of(document, WHOLE.partition("[")[0]))
    now, later = shown.split("Other wordings over time")
    for words in ("Olsen was born at Ghent in 1871.", "Her brother founded the weavers' party."):
        assert f'href="{claim_of(document, words)}"' in now
    between = claim_of(document, WHOLE.partition("[")[0].replace("Ghent", "Bruges"))
    assert f'href="{between}"' in later


def test_a_check_is_never_carried_along_a_lineage(cast: Any) -> None:
    document = article(cast, FIRST, FIRST.replace("Ghent", "Bruges"))
    new = Citation.objects.get(entry=document.id, claim__contains="Bruges")
    old = claim_of(document, "Olsen was born at Ghent in 1871.")
    assert page(old).count("standing-supports") == 1
    assert page(f"/claim/{new.claim_digest}/").count("standing-supports") == 2


@pytest.mark.parametrize("words", ["Olsen was born at Ghent in 1871.", "She wove linen."])
def test_after_a_withdrawal_every_claim_answers_as_its_entry_does(cast: Any, words: str) -> None:
    document = article(cast, FIRST, FIRST.replace("Ghent", "Bruges"))
    address = claim_of(document, words)
    actions.withdraw(manuscript=entry(document).pk, by=cast.approver, reason="Wholly invented.")
    shown = page(address, 410)
    assert "Wholly invented." in shown
    assert words not in shown
    assert rebuilt() == []


def test_words_of_withdrawn_editions_alone_are_not_shown_again(cast: Any) -> None:
    document = article(cast, FIRST, FIRST.replace("Ghent", "Bruges"))
    Edition.objects.filter(entry_id=document.id, number=1).update(state=EditionState.WITHDRAWN)
    ghent = "Olsen was born at Ghent in 1871."
    assert ghent not in page(claim_of(document, ghent), 410)
    assert ghent not in page(claim_of(document, "Olsen was born at Bruges in 1871."))
    assert page(claim_of(document, "She wove linen."))


def test_an_unknown_claim_is_not_found(cast: Any) -> None:
    page(f"/claim/{'0' * 64}/", 404)
