"""The approver says whether a source's changed record is a correction or another edition."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from django.urls import reverse
from factories import Cast, published, source, submitted
from office import entered

from editorial import actions
from editorial.models import Event, Manuscript
from editorial.workflow import Refused
from encyclopedia.core.documents import SourceDocument


@pytest.fixture
def live(cast: Cast) -> SourceDocument:
    document = source()
    published(document, cast)
    return document


def corrected(document: SourceDocument, **fields: Any) -> SourceDocument:
    return replace(document, record={**document.record, "publisher": "Pan"}, **fields)


def approve(manuscript: Manuscript, cast: Cast, another: bool | None) -> actions.Outcome:
    return actions.approve(
        manuscript=manuscript.pk,
        revision=manuscript.revision,
        by=cast.approver,
        change="correction",
        summary="What changed.",
        another_edition=another,
    )


def test_nothing_is_asked_while_the_record_stays(cast: Cast, live: SourceDocument) -> None:
    manuscript = submitted(replace(live, tags=("Lives",)), cast)
    assert approve(manuscript, cast, None).changed


def test_a_changed_record_is_not_approved_before_it_is_said_how_it_changed(
    cast: Cast, live: SourceDocument
) -> None:
    manuscript = submitted(corrected(live), cast)
    with pytest.raises(Refused, match="correction of the record"):
        approve(manuscript, cast, None)
    approve(manuscript, cast, another=False)
    assert Event.objects.filter(action="approve").latest("seq").data["another_edition"] is False


def test_another_edition_is_confirmed_and_in_the_audit_log(
    cast: Cast, live: SourceDocument
) -> None:
    manuscript = submitted(corrected(live, record_edition=2), cast)
    with pytest.raises(Refused, match="return it to its author"):
        approve(manuscript, cast, another=False)
    approve(manuscript, cast, another=True)
    assert Event.objects.filter(action="approve").latest("seq").data["another_edition"] is True


def test_an_approver_cannot_make_an_edition_of_a_correction(
    cast: Cast, live: SourceDocument
) -> None:
    manuscript = submitted(corrected(live), cast)
    with pytest.raises(Refused, match="return it to its author"):
        approve(manuscript, cast, another=True)


def test_the_form_asks_and_passes_the_answer_on(cast: Cast, live: SourceDocument) -> None:
    manuscript = submitted(corrected(live), cast)
    client = entered(cast.approver)
    page = client.get(reverse("admin:manuscript", args=[manuscript.pk])).content.decode()
    assert 'name="approve-another_edition"' in page
    address = reverse("admin:move_approve", args=[manuscript.pk])
    answers = {
        "approve-revision": "2",
        "approve-change": "correction",
        "approve-summary": "What changed.",
    }
    assert client.post(address, answers).status_code == 422
    assert client.post(address, {**answers, "approve-another_edition": "no"}).status_code == 302
    manuscript.refresh_from_db()
    assert manuscript.status == "approved"
