"""The sample is published through the gate, with verdicts that say what was seen."""

from __future__ import annotations

import pytest
from django.conf import LazySettings

from editorial.models import Check, Manuscript, Waiver
from editorial.sample import load_documents
from editorial.sample.cast import APPROVER, EDITOR, MODERATOR, enlist
from editorial.sample.loading import load, refusal
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
def test_an_entry_is_published_on_its_checks_which_say_where_a_copy_was_read() -> None:
    _publish()
    standings = Citation.objects.filter(entry__slug="nikita-khrushchev")
    assert set(standings.values_list("source__slug", "standing")) == {
        ("britannica-khrushchev-summary", "supports"),
        ("kaganovich-khrushchev", "supports"),
        ("taubman-khrushchev-2003", "supports"),
    }
    checks = Check.objects.filter(manuscript__slug="nikita-khrushchev")
    looked_at = {check.looked_at.partition("/concise/")[0] for check in checks}
    assert looked_at == {
        "",
        "http://www.merriam-webster.com",
        "https://revolutionarydemocracy.org/rdv5n1/khrushch.htm",
    }


@pytest.mark.django_db
def test_loading_again_does_nothing_again() -> None:
    _publish()
    before = Check.objects.count()
    _publish()
    assert Check.objects.count() == before


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("stricter", "waived"),
    [
        ({"blind_second_check": "both"}, True),
        (
            {"could_not_access": 0, "checker_may_approve": False, "context_changed": "stop"},
            False,
        ),
    ],
)
def test_a_stricter_gate_is_passed_by_waivers_that_say_so_where_it_asks_for_a_second_check(
    settings: LazySettings, stricter: dict[str, object], waived: bool
) -> None:
    settings.GATE_POLICY = {"default": stricter}
    _publish()
    assert Page.objects.filter(path="person/nikita-khrushchev").exists()
    reasons = set(Waiver.objects.values_list("reason", flat=True))
    assert bool(reasons) == waived
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


@pytest.mark.django_db
def test_what_waits_in_the_office_has_its_checks_too() -> None:
    cited = ("britannica-trotsky-summary", "reed-ten-days-1919")
    list(load([document for document in load_documents() if document.slug in cited]))
    assert Manuscript.objects.get(slug="permanent-revolution").status == "scheduled"
