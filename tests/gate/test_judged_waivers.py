"""Whom a waiver still lets through: readers are told of those that hold, the office why others do not."""

from __future__ import annotations

import html
from dataclasses import replace
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from factories import Cast, article, check_all, published, source, submitted
from office import entered
from told import told

from editorial import actions
from editorial.gate import judged_waivers as judging_waivers
from editorial.gate.gate_input import obstacles
from editorial.gate.judged_waivers import covers, judged_waivers
from editorial.gate.judging import Obstacle
from editorial.gate.obstacle_wording import FALLEN
from editorial.models import Event, Manuscript, Waiver
from editorial.record.verification import faults
from encyclopedia.core.checked_words import DIGEST_VERSION
from encyclopedia.core.documents import ArticleDocument, SourceDocument
from encyclopedia.models import Edition, Page

KEY = "service-trotsky-2009"
TEXT = f"## Heading\n\nIt was so.[@{KEY}, p. 1]"


@pytest.fixture
def book(cast: Cast) -> SourceDocument:
    published(document := source(KEY), cast)
    return document


@pytest.fixture
def manuscript(cast: Cast, book: SourceDocument) -> Manuscript:
    """Submitted, its one citation found wanting and waived."""
    row = submitted(article(text=TEXT), cast)
    check_all(row, cast, "does_not_support", "Not there.")
    waive(row, cast)
    return row


def waive(row: Manuscript, cast: Cast, reason: str = "So be it.") -> None:
    document = row.revisions.get(number=row.revision).read()
    keys = [met.key for met in obstacles(row, document, "approve") if met.waivable]
    actions.waive(
        manuscript=row.pk,
        by=cast.approver,
        keys=keys,
        reason=reason,
        expires_at=timezone.now() + timedelta(days=9),
    )


def document_of(row: Manuscript) -> ArticleDocument:
    row.refresh_from_db()
    document = row.revisions.get(number=row.revision).read()
    assert isinstance(document, ArticleDocument)
    return document


def why(row: Manuscript) -> list[str]:
    return [
        judged.why
        for judged in judged_waivers(
            row, document_of(row), Waiver.objects.filter(manuscript=row).order_by("pk")
        )
    ]


def changed(row: Manuscript, cast: Cast, **fields: str) -> None:
    actions.recall(manuscript=row.pk, by=cast.editor, reason="A page is wrong.")
    document = replace(document_of(row), **fields)
    actions.save(document=document, by=cast.editor, based_on=row.revision)
    actions.submit(manuscript=row.pk, revision=row.revision + 1, by=cast.editor)


def test_it_holds_while_nothing_changed(manuscript: Manuscript, cast: Cast) -> None:
    assert why(manuscript) == [""]
    changed(manuscript, cast, summary="Other.")
    assert why(manuscript) == [""]


def test_what_cannot_be_waived_is_covered_by_none(manuscript: Manuscript) -> None:
    waiver = Waiver.objects.get(manuscript=manuscript)
    met = [met for met in obstacles(manuscript, document_of(manuscript), "approve") if met.waivable]
    assert covers(waiver, met)
    assert not covers(waiver, [replace(obstacle, waivable=False) for obstacle in met])


def test_none_costs_nothing(manuscript: Manuscript, django_assert_num_queries: object) -> None:
    with django_assert_num_queries(0):  # type: ignore[operator]
        assert judged_waivers(manuscript, article(), []) == []


def test_the_reason_is_what_changed(
    manuscript: Manuscript, cast: Cast, book: SourceDocument
) -> None:
    changed(manuscript, cast, text=TEXT.replace("Heading", "Refuted"))
    assert why(manuscript) == ["context_changed"]
    actions.mark(manuscript=book.id, reliability="forged", reason="So.", by=cast.approver)
    assert why(manuscript) == ["source_marked"]
    check_all(manuscript, cast, "does_not_support", "Not on p. 2.")
    assert why(manuscript) == ["checked_again"]
    changed(manuscript, cast, text=TEXT.replace("so", "not so"))
    assert why(manuscript) == ["words_changed"]


def test_another_record_of_the_source_is_one(
    manuscript: Manuscript, cast: Cast, book: SourceDocument
) -> None:
    published(replace(book, record_edition=2), cast, "correction")
    assert why(manuscript) == ["source_changed"]


def test_a_giver_who_became_a_writer_and_an_end_are_ones(
    manuscript: Manuscript, cast: Cast
) -> None:
    now = timezone.now()
    for at, version in ((now, 1), (now - timedelta(days=20), DIGEST_VERSION)):
        told(
            Waiver(
                manuscript=manuscript,
                revision=1,
                obstacles=["few_citations:1/4"],
                version=version,
                reason="So.",
                by=cast.approver,
                at=at,
                expires_at=at + timedelta(days=9),
            )
        )
    assert why(manuscript) == ["", "earlier_version", "ended"]
    cast.approver.groups.add(*cast.editor.groups.all())
    actions.recall(manuscript=manuscript.pk, by=cast.editor, reason="A page is wrong.")
    document = replace(document_of(manuscript), summary="Mine.")
    actions.save(document=document, by=cast.approver, based_on=1)
    assert why(manuscript) == ["giver_wrote", "earlier_version", "ended"]


def test_a_share_that_is_lower_and_one_that_is_high_enough(
    cast: Cast, book: SourceDocument
) -> None:
    row = submitted(article(text=f"{TEXT} Two. Three. Four."), cast)
    waive(row, cast)
    check_all(row, cast)
    changed(row, cast, text=f"{TEXT} Two. Three. Four. Five.")
    assert why(row) == ["checked_again"]
    told(
        Waiver(
            manuscript=row, revision=1, obstacles=["few_citations:1/4"], version=DIGEST_VERSION,
            reason="So.", by=cast.approver, expires_at=timezone.now() + timedelta(days=9),
        )
    )  # fmt: skip
    assert why(row)[1:] == ["share_lower"]
    changed(row, cast, text=TEXT)
    assert why(row)[1:] == ["cleared"]


@pytest.mark.parametrize(("detail", "holds"), [("1/3", True), ("1/4", True), ("1/5", False)])
def test_a_waiver_of_a_low_share_covers_one_that_is_not_lower(detail: str, holds: bool) -> None:
    waiver = Waiver(obstacles=["few_citations:1/4"], reason="So.")
    assert covers(waiver, [Obstacle("few_citations", detail=detail, waivable=True)]) == holds


def test_readers_are_told_of_what_holds_and_the_office_why_the_rest_does_not(
    manuscript: Manuscript, cast: Cast
) -> None:
    check_all(manuscript, cast, "does_not_support", "Not on p. 2.")
    waive(manuscript, cast, "Quoted to be refuted.")
    actions.approve(manuscript=manuscript.pk, revision=1, by=cast.approver)
    actions.publish(manuscript=manuscript.pk, by=cast.approver)
    edition = Edition.objects.get(entry_id=manuscript.pk)
    assert [notice["text"] for notice in edition.notices] == ["Quoted to be refuted."]
    top = Page.objects.get(pk=manuscript.pk).top
    assert ("Quoted to be refuted." in top, "So be it." in top) == (True, False)
    event = Event.objects.get(manuscript=manuscript, action="publish")
    assert list(event.data["waivers"].values()) == ["checked_again", ""]
    office = entered(cast.approver).get(reverse("admin:manuscript", args=[manuscript.pk]))
    page = html.unescape(office.content.decode())
    assert "Waiver that no longer holds (a moderator checked the citation again):" in page
    assert page.count("Waiver that no longer holds") == 1
    assert list(faults()) == []


def test_every_reason_has_words() -> None:
    values = {
        value for name, value in vars(judging_waivers).items() if name.isupper() and name[0] != "_"
    }
    assert {value for value in values if isinstance(value, str)} - {"few_citations"} == set(FALLEN)
