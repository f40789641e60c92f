"""The sample is published through the gate, with verdicts that say what was seen."""

from __future__ import annotations

import pytest

from editorial.actions import GateClosed
from editorial.models import Check, Manuscript, Waiver
from editorial.sample import load_documents
from editorial.sample.cast import APPROVER, EDITOR, MODERATOR, enlist
from editorial.sample.publishing import publish
from encyclopedia.core.documents import Document
from encyclopedia.models import Citation, Page

SLUGS = (
    "britannica-khrushchev-summary",
    "kaganovich-khrushchev",
    "taubman-khrushchev-2003",
    "nikita-khrushchev",
)


def _documents() -> list[Document]:
    return [document for document in load_documents() if document.slug in SLUGS]


def _publish() -> None:
    editor, moderator, approver = (enlist(member) for member in (EDITOR, MODERATOR, APPROVER))
    for document in _documents():
        publish(document, editor, moderator, approver)


@pytest.mark.django_db
def test_what_was_read_in_a_copy_stands_by_a_waiver_that_readers_see() -> None:
    _publish()
    standings = Citation.objects.filter(entry__slug="nikita-khrushchev")
    assert standings.filter(standing="could_not_access").count() > 2
    assert set(standings.values_list("source__slug", "standing")) == {
        ("britannica-khrushchev-summary", "could_not_access"),
        ("kaganovich-khrushchev", "supports"),
        ("taubman-khrushchev-2003", "supports"),
    }
    waiver = Waiver.objects.get()
    assert all(key.startswith("could_not_access:") for key in waiver.obstacles)
    assert waiver.reason in Page.objects.get(path="person/nikita-khrushchev").top


@pytest.mark.django_db
def test_loading_again_does_nothing_again() -> None:
    _publish()
    before = (Check.objects.count(), Waiver.objects.count())
    _publish()
    assert (Check.objects.count(), Waiver.objects.count()) == before


@pytest.mark.django_db
def test_without_a_reason_the_gate_stays_shut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("editorial.sample.publishing.WAIVERS", {})
    with pytest.raises(GateClosed):
        _publish()
    assert not Manuscript.objects.get(slug="nikita-khrushchev").edition
