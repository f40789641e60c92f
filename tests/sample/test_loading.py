"""The sample is published through the gate, with verdicts that say what was seen."""

from __future__ import annotations

import pytest
from django.conf import LazySettings

from editorial.actions import GateClosed
from editorial.models import Check, Manuscript, Waiver
from editorial.sample import load_documents
from editorial.sample.cast import APPROVER, EDITOR, MODERATOR, enlist
from editorial.sample.loading import refusal
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


@pytest.mark.django_db
@pytest.mark.parametrize(
    "stricter",
    [
        {"blind_second_check": "both"},
        {"could_not_access": 0, "checker_may_approve": False, "context_changed": "stop"},
    ],
)
def test_a_stricter_gate_is_passed_by_waivers_that_say_so(
    settings: LazySettings, stricter: dict[str, object]
) -> None:
    settings.GATE_POLICY = {"default": stricter}
    _publish()
    assert Page.objects.filter(path="person/nikita-khrushchev").exists()
    reasons = set(Waiver.objects.values_list("reason", flat=True))
    assert reasons
    assert all("collected for a gate that asks for less" in reason for reason in reasons)


@pytest.mark.parametrize(
    ("policy", "refused"),
    [
        ({"default": {"author_agreement": True}}, True),
        ({"kind": {"person": {"author_agreement": True}}}, True),
        ({"tag": {"communism": {"author_agreement": True}}}, True),
        ({"default": {"cited_share": 100, "cited_share_stops": True}}, True),
        ({"default": {"cited_share": 1, "cited_share_stops": True}}, False),
        ({"kind": {"source": {"author_agreement": True}}}, False),
        ({}, False),
    ],
)
def test_where_it_cannot_be_published_it_says_so_before_it_begins(
    settings: LazySettings, policy: dict[str, object], refused: bool
) -> None:
    settings.GATE_POLICY = policy
    words = refusal(load_documents())
    assert bool(words) == refused
    assert not refused or "SAMPLE=0 make run" in words
