"""A corrected passage of a published entry is approved and published with one click, if no checked claim changed."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from django.urls import reverse
from factories import Cast, article, check_all, published, source
from office import entered

from editorial import actions
from editorial.models import Manuscript, Status
from encyclopedia.core.documents import ArticleDocument
from encyclopedia.models import Edition

CITED = "It is a theory.[@service-trotsky-2009, p. 12]"
CLICK = "Approve and publish as wording"


@pytest.fixture
def document(cast: Cast) -> ArticleDocument:
    """Published with one cited sentence and one that is not."""
    published(source(), cast)
    document = article(text=f"{CITED}\n\nIt was mcuh read.")
    published(document, cast)
    return document


def corrected(document: ArticleDocument, cast: Cast, why: str = "", **fields: Any) -> Manuscript:
    outcome = actions.save(
        document=replace(document, **fields), by=cast.editor, based_on=1, summary=why
    )
    row = outcome.manuscript
    actions.submit(manuscript=row.pk, revision=row.revision, by=cast.editor)
    row.refresh_from_db()
    return row


def page(user: Any, manuscript: Manuscript) -> str:
    answer = entered(user).get(reverse("admin:manuscript", args=[manuscript.pk]))
    return " ".join(answer.content.decode().split())


def click(user: Any, manuscript: Manuscript, **answers: str) -> Any:
    data = {"approve-revision": manuscript.revision, "then": "publish"}
    data |= {f"approve-{name}": value for name, value in answers.items()}
    return entered(user).post(reverse("admin:move_approve", args=[manuscript.pk]), data)


def test_the_approver_sees_the_words_and_publishes_with_one_click(
    cast: Cast, document: ArticleDocument
) -> None:
    row = corrected(document, cast, "A slip.", text=f"{CITED}\n\nIt was much read.")
    text = page(cast.approver, row)
    assert "1 passage corrected, no checked claim changed" in text
    assert "mcuh</del>" in text
    assert "much</ins>" in text
    assert CLICK in text
    assert "Readers are told: A slip." in text
    assert click(cast.approver, row, change="wording").status_code == 302
    assert Edition.objects.filter(entry_id=row.pk, change="wording").exists()


def test_it_is_published_as_a_correction_with_its_writers_line(
    cast: Cast, document: ArticleDocument
) -> None:
    row = corrected(document, cast, "A slip.", text=f"{CITED}\n\nIt was much read.")
    assert click(cast.approver, row, change="correction", summary="A slip.").status_code == 302
    assert Edition.objects.filter(entry_id=row.pk, summary="A slip.").exists()


@pytest.mark.portion(3)
@pytest.mark.parametrize(
    "fields",
    [
        {"text": f"{CITED.replace('a theory', 'the theory')}\n\nIt was mcuh read."},
        {"text": f"{CITED.replace('p. 12', 'p. 13')}\n\nIt was mcuh read."},
        {"text": f"{CITED}\n\nIt was much read.", "summary": "Another summary."},
        {"text": f"{CITED}\n\nIt was mcuh read.\n\nA.\n\nB.\n\nC.\n\nD."},
        {"tags": ("theory",)},
    ],
)
def test_what_changes_more_goes_the_usual_way(
    cast: Cast, document: ArticleDocument, fields: dict[str, Any]
) -> None:
    row = corrected(document, cast, **fields)
    check_all(row, cast)
    row.refresh_from_db()
    assert row.unchecked == 0
    assert CLICK not in page(cast.approver, row)


def test_nobody_else_is_offered_it_and_its_writer_may_not(
    cast: Cast, document: ArticleDocument
) -> None:
    row = corrected(document, cast, text=f"{CITED}\n\nIt was much read.")
    assert CLICK not in page(cast.moderator, row)
    actions.recall(manuscript=row.pk, by=cast.superuser, reason="One more.")
    actions.save(
        document=replace(document, text=f"{CITED}\n\nIt was read."), by=cast.superuser, based_on=2
    )
    actions.submit(manuscript=row.pk, revision=3, by=cast.superuser)
    row.refresh_from_db()
    assert CLICK not in page(cast.superuser, row)
    assert click(cast.superuser, row, change="wording").status_code == 409
    row.refresh_from_db()
    assert row.status == Status.SUBMITTED
