"""Two revisions compared, in words and as readers see them, with the moves that the newest waits for."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from django.urls import reverse
from factories import Cast, article, check_all, published, source, submitted
from office import entered

from editorial.models import Manuscript, Status


@pytest.fixture
def changed(cast: Cast) -> Manuscript:
    """A published entry whose second revision is submitted and checked."""
    published(source(), cast)
    document = article()
    published(document, cast)
    text = document.text.replace("a theory", "a <b>new</b> theory")
    manuscript = submitted(replace(document, text=text), cast)
    check_all(manuscript, cast)
    manuscript.refresh_from_db()
    return manuscript


def page(user: Any, manuscript: Manuscript, before: int, after: int, query: str = "") -> str:
    address = reverse("admin:compare", args=[manuscript.pk, before, after])
    return " ".join(entered(user).get(address + query).content.decode().split())


def test_the_page_as_readers_see_it_has_the_changes_marked(cast: Cast, changed: Manuscript) -> None:
    text = page(cast.approver, changed, 1, 2, "?as=page")
    assert 'shadowrootmode="open"' in text
    assert "<ins>" in text
    assert "<b>new</b>" not in text
    assert "?as=page" in page(cast.approver, changed, 1, 2)


def test_the_newest_revision_is_approved_where_it_is_compared(
    cast: Cast, changed: Manuscript
) -> None:
    address = reverse("admin:move_approve", args=[changed.pk])
    text = page(cast.approver, changed, 1, 2)
    assert address in text
    assert 'name="seen" value="2"' in text
    data = {
        "seen": 2,
        "approve-revision": 2,
        "approve-change": "addition",
        "approve-summary": "A word more.",
        "then": "publish",
    }
    assert entered(cast.approver).post(address, data).status_code == 302
    changed.refresh_from_db()
    assert (changed.status, changed.edition) == (Status.PUBLISHED, 2)


def test_nobody_decides_on_a_revision_that_is_not_the_newest(
    cast: Cast, changed: Manuscript
) -> None:
    assert "What becomes of" not in page(cast.approver, changed, 2, 1)
    assert "What becomes of" not in page(cast.editor, changed, 1, 1)
    data = {"seen": 1, "return-reason": "Mend it."}
    answer = entered(cast.approver).post(reverse("admin:move_return", args=[changed.pk]), data)
    assert answer.status_code == 409
    assert "Mend it." in answer.content.decode()
    changed.refresh_from_db()
    assert changed.status == Status.SUBMITTED


def test_who_may_not_decide_is_offered_nothing_of_it(cast: Cast, changed: Manuscript) -> None:
    text = page(cast.moderator, changed, 1, 2)
    assert reverse("admin:move_approve", args=[changed.pk]) not in text
    assert reverse("admin:move_return", args=[changed.pk]) in text
