"""What a waiver still lets through: what was looked at, while its giver wrote nothing since."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.utils import timezone
from factories import Cast, article, check_all, person, published, source, submitted, waivable
from told import told

from editorial import actions
from editorial.gate.demands import Policy
from editorial.gate.gate_input import gate_input, obstacles
from editorial.gate.judging import GateInput, judge
from editorial.models import Manuscript, Waiver
from encyclopedia.core.checked_words import DIGEST_VERSION
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


def old_waiver(manuscript: Manuscript, by: User, key: str, version: int) -> Waiver:
    """As the software with this version of digests wrote it."""
    now = timezone.now()
    row: Waiver = told(
        Waiver(
            manuscript=manuscript,
            revision=manuscript.revision,
            obstacles=[key],
            reason="So be it.",
            by=by,
            at=now,
            version=version,
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
    waive(manuscript, cast.approver, "doubted_source")
    assert waived(manuscript, "doubted_source") == [True]
    mark(book, cast, "forged")
    assert waived(manuscript, "doubted_source") == [False]


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ("doubted_source", ["supports"]),
        ("contradicts", ["contradicts", "It was not."]),
        ("few_citations", ["supports"]),
    ],
)
def test_none_of_an_earlier_version_since_it_did_not_say_what_was_seen(
    cast: Cast, book: SourceDocument, code: str, found: list[str]
) -> None:
    mark(book, cast, "unreliable")
    manuscript = submitted(article(text=f"{TEXT} Two. Three. Four."), cast)
    check_all(manuscript, cast, *found)
    (key,) = waivable(manuscript, code)
    old_waiver(manuscript, cast.approver, key.rpartition(":")[0], version=1)
    old_waiver(manuscript, cast.approver, key, version=1)
    assert waived(manuscript, code) == [False]
    old_waiver(manuscript, cast.approver, key, version=DIGEST_VERSION)
    assert waived(manuscript, code) == [True]


def test_of_a_verdict_for_that_check_alone(cast: Cast, book: SourceDocument) -> None:
    manuscript = submitted(article(text=TEXT), cast)
    check_all(manuscript, cast, "does_not_support", "It is on p. 2.")
    waive(manuscript, cast.approver, "does_not_support")
    assert waived(manuscript, "does_not_support") == [True]
    check_all(manuscript, cast, "does_not_support", "It is a forgery.")
    assert waived(manuscript, "does_not_support") == [False]


def test_of_a_disagreement_for_those_checks_alone(
    cast: Cast, book: SourceDocument, settings: Any
) -> None:
    settings.GATE_POLICY = {"default": {"blind_second_check": "quotations"}}
    manuscript = submitted(article(text=f'It was so.[@{KEY}, p. 1, "so"]'), cast)
    check_all(manuscript, cast)
    another = replace(cast, moderator=person("trude", "Moderators"))
    check_all(manuscript, another, "partly", "Nearly.")
    waive(manuscript, cast.approver, "checks_disagree")
    assert waived(manuscript, "checks_disagree") == [True]
    check_all(manuscript, another, "partly", "Hardly.")
    assert waived(manuscript, "checks_disagree") == [False]


def test_of_a_citation_where_it_stood_alone(cast: Cast, book: SourceDocument) -> None:
    document = article(text=f"## Confirmed\n\n{TEXT}")
    manuscript = submitted(document, cast)
    waive(manuscript, cast.approver, "unchecked")
    assert waived(manuscript, "unchecked") == [True]
    actions.recall(manuscript=manuscript.pk, by=cast.editor, reason="A page is wrong.")
    twice = replace(document, text=f"## Confirmed\n\n{TEXT}\n\n## Refuted\n\n{TEXT}")
    actions.save(document=twice, by=cast.editor, based_on=1)
    assert waived(manuscript, "unchecked") == [True, False]


@pytest.mark.parametrize(
    ("record", "edition", "holds"),
    [
        ({"title": "Another book", "issued": {"date-parts": [[1931]]}}, 1, False),
        ({}, 2, False),
        ({"publisher": "Macmillan, London"}, 1, True),
    ],
)
def test_of_a_source_while_its_key_means_the_same_work(
    cast: Cast, book: SourceDocument, record: dict, edition: int, holds: bool
) -> None:
    manuscript = submitted(article(text=TEXT), cast)
    check_all(manuscript, cast, "could_not_access", "Lent out.")
    mark(book, cast, "unreliable")
    waive(manuscript, cast.approver, "doubted_source")
    changed = replace(book, record=book.record | record, record_edition=edition)
    published(changed, cast, "correction")
    assert waived(manuscript, "doubted_source") == [holds]


def test_of_a_doubt_whatever_is_found_in_the_source(cast: Cast, book: SourceDocument) -> None:
    mark(book, cast, "unreliable")
    manuscript = submitted(article(text=TEXT), cast)
    waive(manuscript, cast.approver, "doubted_source")
    check_all(manuscript, cast)
    assert waived(manuscript, "doubted_source") == [True]


def test_of_a_mark_for_the_reason_that_it_had(cast: Cast, book: SourceDocument) -> None:
    mark(book, cast, "unreliable")
    manuscript = submitted(article(text=TEXT), cast)
    waive(manuscript, cast.approver, "doubted_source")
    actions.mark(
        manuscript=book.id, reliability="unreliable", reason="All of it.", by=cast.approver
    )
    assert waived(manuscript, "doubted_source") == [False]


def test_none_of_somebody_who_writes_in_the_entry_since(cast: Cast, book: SourceDocument) -> None:
    giver = person("gil", "Editors", "Approvers")
    document = article(text=TEXT)
    manuscript = submitted(document, cast)
    waive(manuscript, giver, "unchecked")
    assert waived(manuscript, "unchecked") == [True]
    actions.recall(manuscript=manuscript.pk, by=cast.editor, reason="A page is wrong.")
    actions.save(document=replace(document, summary="Other."), by=cast.editor, based_on=1)
    assert waived(manuscript, "unchecked") == [True]
    actions.save(document=replace(document, summary="Mine."), by=giver, based_on=2)
    assert waived(manuscript, "unchecked") == [False]


def test_of_few_citations_until_there_are_fewer(cast: Cast, book: SourceDocument) -> None:
    document = article(text=f"{TEXT} Two. Three. Four.")
    manuscript = submitted(document, cast)
    assert waive(manuscript, cast.approver, "few_citations").obstacles == ["few_citations:1/4"]
    _saved_texts_are_waived(manuscript, document, cast)


def _saved_texts_are_waived(manuscript: Manuscript, document: ArticleDocument, cast: Cast) -> None:
    actions.recall(manuscript=manuscript.pk, by=cast.editor, reason="A page is wrong.")
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
