"""A time for publication: chosen, changed, removed."""

from __future__ import annotations

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from factories import Cast, approved, source, submitted
from office import entered

from editorial import actions
from editorial.models import Event, Manuscript, Notice, Status
from editorial.workflow import Forbidden, NotAllowed
from encyclopedia.models import Entry


@pytest.fixture
def scheduled(cast: Cast) -> Manuscript:
    return actions.schedule(
        manuscript=approved(source(), cast).pk,
        by=cast.approver,
        publish_at=timezone.now() + timedelta(hours=1),
    ).manuscript


def test_an_unscheduled_revision_stays_approved(cast: Cast, scheduled: Manuscript) -> None:
    outcome = actions.unschedule(manuscript=scheduled.pk, by=cast.other_approver)
    scheduled.refresh_from_db()
    assert outcome.changed
    assert (scheduled.status, scheduled.publish_at) == (Status.APPROVED, None)
    assert scheduled.approval
    assert scheduled.approval.by == cast.approver
    event = Event.objects.get(action="unschedule")
    assert (event.by, event.manuscript_id) == (cast.other_approver, scheduled.pk)
    assert event.data["publish_at"]
    assert Notice.objects.filter(event=event, user=cast.approver).exists()
    assert actions.publish(manuscript=scheduled.pk, by=cast.approver).changed


def test_unscheduling_twice_changes_nothing(cast: Cast, scheduled: Manuscript) -> None:
    actions.unschedule(manuscript=scheduled.pk, by=cast.approver)
    assert not actions.unschedule(manuscript=scheduled.pk, by=cast.approver).changed
    assert Event.objects.filter(action="unschedule").count() == 1


@pytest.mark.parametrize("name", ["editor", "moderator", "disabled"])
def test_only_people_who_may_publish_unschedule(
    cast: Cast, scheduled: Manuscript, name: str
) -> None:
    with pytest.raises(Forbidden):
        actions.unschedule(manuscript=scheduled.pk, by=getattr(cast, name))
    scheduled.refresh_from_db()
    assert scheduled.status == Status.SCHEDULED


def test_nothing_else_is_unscheduled(cast: Cast) -> None:
    manuscript = submitted(source(), cast)
    with pytest.raises(NotAllowed, match="is submitted now"):
        actions.unschedule(manuscript=manuscript.pk, by=cast.approver)


def test_what_was_unscheduled_meanwhile_is_not_published_as_due(
    cast: Cast, scheduled: Manuscript, monkeypatch: pytest.MonkeyPatch
) -> None:
    listed = Manuscript.objects.filter(pk=scheduled.pk)
    actions.unschedule(manuscript=scheduled.pk, by=cast.approver)
    queryset = type(Manuscript.objects.all())
    monkeypatch.setattr(queryset, "oldest_first", lambda self: listed)
    out = StringIO()
    call_command("publish_due", stdout=out)
    assert out.getvalue() == ""
    assert not Entry.objects.exists()


def test_the_form_shows_the_chosen_time_and_a_button_removes_it(
    cast: Cast, scheduled: Manuscript
) -> None:
    client = entered(cast.approver)
    page = client.get(reverse("admin:manuscript", args=[scheduled.pk])).content.decode()
    when = timezone.localtime(scheduled.publish_at).strftime("%Y-%m-%dT%H:%M")
    assert f'value="{when}"' in page
    assert "Unschedule" in page
    address = reverse("admin:move_unschedule", args=[scheduled.pk])
    assert address in page
    assert client.post(address).status_code == 302
    scheduled.refresh_from_db()
    assert scheduled.status == Status.APPROVED
    assert (
        "Unschedule"
        not in client.get(reverse("admin:manuscript", args=[scheduled.pk])).content.decode()
    )
