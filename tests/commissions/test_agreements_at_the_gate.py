"""By policy, the gate asks for an agreement of the author before publication."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from commissioned import OUTSIDE, PDF, promised, signed
from django.conf import LazySettings
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone
from factories import Cast, approved, article, drafted, make_cast, published, source
from office import entered
from same_time import at_once

from editorial import actions
from editorial.gate.gate_input import obstacles
from editorial.models import Manuscript, Status
from editorial.workflow import Refused
from encyclopedia.models import Entry


@pytest.fixture(autouse=True)
def asked(settings: LazySettings) -> None:
    settings.GATE_POLICY = {"default": {"author_agreement": True}}


def stops(manuscript: Manuscript, stage: Any) -> list[bool]:
    """Whether the lack of an agreement stops it, once for each time that it is named."""
    manuscript.refresh_from_db()
    document = manuscript.revisions.get(number=manuscript.revision).read()
    met = obstacles(manuscript, document, stage)
    return [obstacle.stops for obstacle in met if obstacle.code == "agreement_missing"]


@pytest.fixture
def manuscript(cast: Cast) -> Manuscript:
    published(source(), cast)
    return approved(article(), cast)


def test_it_is_named_before_and_stops_publication(cast: Cast, manuscript: Manuscript) -> None:
    assert stops(manuscript, "submit") == stops(manuscript, "approve") == [False]
    assert stops(manuscript, "publish") == [True]
    with pytest.raises(actions.GateClosed, match="Edna Editor, is in force"):
        actions.publish(manuscript=manuscript.pk, by=cast.approver)
    row = signed(cast, manuscript=manuscript.pk)
    assert stops(manuscript, "publish") == []
    actions.withdraw_agreement(agreement=row.pk, by=cast.approver, reason="Void.")
    assert stops(manuscript, "publish") == [True]
    signed(cast, manuscript=manuscript.pk)
    actions.publish(manuscript=manuscript.pk, by=cast.approver)
    assert Entry.objects.filter(pk=manuscript.pk).exists()


def test_without_the_policy_it_is_not_asked_for_nor_looked_up(
    cast: Cast,
    manuscript: Manuscript,
    settings: LazySettings,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    settings.GATE_POLICY = {}
    monkeypatch.setattr("editorial.gate.author_agreements.Agreement", None)
    assert stops(manuscript, "publish") == []
    actions.publish(manuscript=manuscript.pk, by=cast.approver)


def test_somebody_elses_agreement_is_not_the_authors(cast: Cast, manuscript: Manuscript) -> None:
    signed(cast, manuscript=manuscript.pk, person=cast.other_editor)
    signed(cast, manuscript=manuscript.pk, name="Somebody Else")
    other = drafted(article("Another"), cast)
    signed(cast, manuscript=other.pk)
    assert stops(manuscript, "publish") == [True]
    # The same person by name.
    signed(cast, manuscript=manuscript.pk, name="EDNA editor")
    assert stops(manuscript, "publish") == []


def test_whoever_was_asked_without_an_account_is_the_author(cast: Cast) -> None:
    published(source(), cast)
    row = promised(cast, who=OUTSIDE)
    manuscript = approved(article(), cast)
    signed(cast, manuscript=manuscript.pk)
    assert stops(manuscript, "publish") == [True]
    signed(cast, commission=row.pk, name="olga  outside")
    assert stops(manuscript, "publish") == []


def test_another_responsible_person_has_to_agree_too(cast: Cast, manuscript: Manuscript) -> None:
    signed(cast, manuscript=manuscript.pk)
    actions.assign(manuscript=manuscript.pk, by=cast.approver, responsible=cast.other_editor)
    assert stops(manuscript, "publish") == [True]


def test_sources_need_none_and_kinds_and_subjects_may_differ(
    cast: Cast, settings: LazySettings
) -> None:
    published(source(), cast)
    settings.GATE_POLICY = {"tag": {"commissioned": {"author_agreement": True}}}
    published(article("Without"), cast)
    with pytest.raises(actions.GateClosed):
        published(article("With", tags=("commissioned",)), cast)


def test_it_cannot_be_waived(cast: Cast, manuscript: Manuscript) -> None:
    with pytest.raises(Refused):
        actions.waive(
            manuscript=manuscript.pk,
            keys=["agreement_missing"],
            reason="Later.",
            expires_at=timezone.now() + timedelta(days=1),
            by=cast.other_approver,
        )


def test_the_page_leads_whoever_records_agreements_to_where_it_is_mended(
    cast: Cast, manuscript: Manuscript
) -> None:
    page = reverse("admin:manuscript", args=[manuscript.pk])
    mend = f'href="{reverse("admin:agreements", args=[manuscript.pk])}">No agreement of the author'
    assert mend in entered(cast.approver).get(page).content.decode()
    body = entered(cast.editor).get(page).content.decode()
    assert "No agreement of the author" in body
    assert reverse("admin:agreements", args=[manuscript.pk]) not in body


def test_what_is_scheduled_waits_for_it(cast: Cast, manuscript: Manuscript) -> None:
    actions.schedule(
        manuscript=manuscript.pk,
        by=cast.approver,
        publish_at=timezone.now() + timedelta(hours=1),
    )
    Manuscript.objects.filter(pk=manuscript.pk).update(publish_at=timezone.now())
    with pytest.raises(CommandError):
        call_command("publish_due")
    signed(cast, manuscript=manuscript.pk)
    call_command("publish_due")
    manuscript.refresh_from_db()
    assert manuscript.status == Status.PUBLISHED


@pytest.mark.django_db(transaction=True)
def test_what_is_withdrawn_at_the_same_time_is_seen_by_the_gate_or_comes_after_it(
    settings: LazySettings,
) -> None:
    people = make_cast()
    published(source(), people)
    document = article()
    manuscript = approved(document, people)
    row = signed(people, manuscript=manuscript.pk, data=PDF)
    (answer, _withdrawn) = at_once(
        lambda: actions.publish(manuscript=manuscript.pk, by=people.approver),
        lambda: actions.withdraw_agreement(agreement=row.pk, by=people.approver, reason="No."),
    )
    manuscript.refresh_from_db()
    is_published = manuscript.status == Status.PUBLISHED
    assert is_published != isinstance(answer, actions.GateClosed)
    row.refresh_from_db()
    assert not row.is_in_force
