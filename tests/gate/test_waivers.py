"""What a waiver still lets through: what was looked at, while its giver wrote nothing since."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.utils import timezone
from factories import Cast, article, check_all, person, published, source, submitted
from told import told

from editorial import actions
from editorial.gate.gate_input import gate_input, obstacles
from editorial.gate.judging import GateInput, Policy, judge
from editorial.models import Manuscript, Waiver
from encyclopedia.core.documents import ArticleDocument, SourceDocument

KEY = "service-trotsky-2009"
TEXT = f"It was so.[@{KEY}, p. 1]"


@pytest.fixture
def book(cast: Cast) -> SourceDocument:
    document = source(KEY)
    published(document, cast)
    return document


def mark(book: SourceDocument, cast: Cast, reliability: str) -> None:
    actions.mark(manuscript=book.id, reliability=reliability, reason="Seen.", by=cast.approver)


def waive(manuscript: Manuscript, by: User, code: str) -> Waiver:
    keys = [found.key for found in judged(manuscript) if found.code == code]
    actions.waive(
        manuscript=manuscript.pk,
        by=by,
        keys=keys,
        reason="So be it.",
        expires_at=timezone.now() + timedelta(days=9),
    )
    waiver: Waiver = Waiver.objects.latest("pk")
    return waiver


def old_waiver(manuscript: Manuscript, by: User, key: str, at: object = None) -> Waiver:
    """As version 0.1.0 wrote it."""
    now = timezone.now()
    row: Waiver = told(
        Waiver(
            manuscript=manuscript,
            revision=manuscript.revision,
            obstacles=[key],
            reason="So be it.",
            by=by,
            at=at or now,
            expires_at=now + timedelta(days=9),
        )
    )
    return row


def judged(manuscript: Manuscript) -> list:
    manuscript.refresh_from_db()
    document = manuscript.revisions.get(number=manuscript.revision).read()
    return obstacles(manuscript, document, "approve")


def waived(manuscript: Manuscript, code: str) -> list[bool]:
    return [bool(found.waived) for found in judged(manuscript) if found.code == code]


def test_of_a_marked_source_for_that_mark_alone(cast: Cast, book: SourceDocument) -> None:
    mark(book, cast, "unreliable")
    manuscript = submitted(article(text=TEXT), cast)
    check_all(manuscript, cast)
    waiver = waive(manuscript, cast.approver, "doubted_source")
    assert waiver.obstacles[0].endswith(":unreliable")
    assert waived(manuscript, "doubted_source") == [True]
    mark(book, cast, "forged")
    assert waived(manuscript, "doubted_source") == [False]


def test_of_an_earlier_version_for_the_mark_of_its_time(cast: Cast, book: SourceDocument) -> None:
    mark(book, cast, "unreliable")
    manuscript = submitted(article(text=TEXT), cast)
    (citation,) = manuscript.draft_citations.all()
    old_waiver(manuscript, cast.approver, f"doubted_source:{citation.digest}")
    assert waived(manuscript, "doubted_source") == [True]
    mark(book, cast, "forged")
    assert waived(manuscript, "doubted_source") == [False]


def test_of_an_earlier_version_for_a_quotation_that_nobody_could_see(
    cast: Cast, book: SourceDocument
) -> None:
    manuscript = submitted(article(text=f'It was so.[@{KEY}, p. 1, "so it was"]'), cast)
    check_all(manuscript, cast, "could_not_access", "Lent out.")
    (citation,) = manuscript.draft_citations.all()
    assert waived(manuscript, "not_looked_at") == [False]
    old_waiver(manuscript, cast.approver, f"could_not_access:{citation.digest}")
    assert waived(manuscript, "not_looked_at") == [True]


def test_none_of_somebody_who_writes_in_the_entry_since(cast: Cast, book: SourceDocument) -> None:
    giver = person("gil", "Editors", "Approvers")
    document = article(text=TEXT)
    manuscript = submitted(document, cast)
    waive(manuscript, giver, "unchecked")
    assert waived(manuscript, "unchecked") == [True]
    actions.recall(manuscript=manuscript.pk, by=cast.editor)
    actions.save(document=replace(document, summary="Other."), by=cast.editor, based_on=1)
    assert waived(manuscript, "unchecked") == [True]
    actions.save(document=replace(document, summary="Mine."), by=giver, based_on=2)
    assert waived(manuscript, "unchecked") == [False]


def test_of_few_citations_until_there_are_fewer(cast: Cast, book: SourceDocument) -> None:
    document = article(text=f"{TEXT} Two. Three. Four.")
    manuscript = submitted(document, cast)
    assert waive(manuscript, cast.approver, "few_citations").obstacles == ["few_citations:1/4"]
    _saved_texts_are_waived(manuscript, document, cast)


def test_of_few_citations_by_an_earlier_version_too(cast: Cast, book: SourceDocument) -> None:
    document = article(text=f"{TEXT} Two. Three. Four.")
    manuscript = submitted(document, cast)
    old_waiver(manuscript, cast.approver, "few_citations")
    _saved_texts_are_waived(manuscript, document, cast)


def _saved_texts_are_waived(manuscript: Manuscript, document: ArticleDocument, cast: Cast) -> None:
    actions.recall(manuscript=manuscript.pk, by=cast.editor)
    expected = [
        ("Two. Three. Four.", True),
        ("Two. Three.", True),
        ("Two. Three. Four. Five.", False),
    ]
    for number, (more, holds) in enumerate(expected, 1):
        changed = replace(document, text=f"{TEXT} {more}", summary=f"{number}.")
        actions.save(document=changed, by=cast.editor, based_on=number)
        assert waived(manuscript, "few_citations") == [holds], more


@pytest.mark.parametrize(
    ("named", "cited", "sentences", "holds"),
    [
        ("1/4", 1, 4, True),
        ("1/4", 2, 8, True),
        ("1/4", 25, 101, False),
        ("2/7", 1, 4, False),
        ("nonsense", 1, 4, False),
    ],
)
def test_a_share_is_compared_exactly(named: str, cited: int, sentences: int, holds: bool) -> None:
    quiet = GateInput(
        document=article(),
        citations=(),
        sentences=sentences,
        cited=cited,
        problems=(),
        sources={},
        ambiguous={},
        verdicts={},
        living=False,
        waivers={f"few_citations:{named}": "So be it."},
    )
    (obstacle,) = judge(quiet, Policy(), "publish")
    assert bool(obstacle.waived) == holds


@pytest.mark.django_db
def test_the_gate_reads_them(cast: Cast, book: SourceDocument) -> None:
    manuscript = submitted(article(text=TEXT), cast)
    waiver = waive(manuscript, cast.approver, "unchecked")
    document = manuscript.revisions.get(number=1).read()
    assert dict(gate_input(manuscript, document).waivers) == {waiver.obstacles[0]: "So be it."}
