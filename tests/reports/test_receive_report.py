"""Reports that readers send, and the limits against floods of them."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from factories import Cast
from readers_reports import entry, reported
from same_time import at_once

from editorial.actions import receive_report
from editorial.actions.receive_report import TooMany
from editorial.models import ErrorReport, Manuscript


@pytest.mark.django_db
def test_whoever_is_responsible_has_it_unless_they_have_left(
    cast: Cast, manuscript: Manuscript
) -> None:
    assert reported(manuscript).person == cast.editor
    cast.editor.is_active = False
    cast.editor.save(update_fields=["is_active"])
    assert reported(manuscript).person is None


@pytest.mark.django_db
def test_no_network_address_is_kept(manuscript: Manuscript) -> None:
    report = reported(manuscript, address="192.0.2.7")
    assert "192.0.2.7" not in str(ErrorReport.objects.filter(pk=report.pk).values().get())
    before = report.received_at - timedelta(hours=1, seconds=1)
    ErrorReport.objects.filter(pk=report.pk).update(received_at=before)
    reported(manuscript, address="198.51.100.9")
    report.refresh_from_db()
    assert report.sender == ""


@pytest.mark.django_db
def test_so_many_come_from_one_address_in_an_hour(
    manuscript: Manuscript, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(receive_report, "MAX_FROM_ADDRESS", 2)
    first = reported(manuscript)
    reported(manuscript)
    with pytest.raises(TooMany):
        reported(manuscript)
    reported(manuscript, address="198.51.100.9")
    assert ErrorReport.objects.count() == 3
    ErrorReport.objects.filter(pk=first.pk).update(
        received_at=timezone.now() - timedelta(hours=1, seconds=1)
    )
    reported(manuscript)


@pytest.mark.django_db
def test_what_a_flood_brings_is_held_apart_and_then_kept_no_more(
    manuscript: Manuscript, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(receive_report, "MAX_OF_SITE", 2)
    monkeypatch.setattr(receive_report, "MAX_HELD_OF_SITE", 4)
    taken = [reported(manuscript, address=f"192.0.2.{number}") for number in range(4)]
    assert [report.held for report in taken] == [False, False, True, True]
    assert taken[1].person is not None
    assert taken[2].person is None
    with pytest.raises(TooMany):
        reported(manuscript, address="192.0.2.9")
    assert ErrorReport.objects.waiting().count() == ErrorReport.objects.held().count() == 2


@pytest.mark.django_db
def test_a_form_that_is_known_counts_against_no_limit(
    manuscript: Manuscript, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(receive_report, "MAX_FROM_ADDRESS", 1)
    report = reported(manuscript, form="one")
    assert reported(manuscript, form="one") == report


@pytest.mark.django_db(transaction=True)
def test_a_flood_at_the_same_time_passes_no_limit_and_one_form_is_one_report(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(receive_report, "MAX_FROM_ADDRESS", 2)
    manuscript = entry(cast)
    at_once(*[lambda: reported(manuscript)] * 6)
    assert ErrorReport.objects.count() <= 2
    ErrorReport.objects.all().delete()
    same = at_once(*[lambda: reported(manuscript, form="one")] * 4)
    assert len({report.pk for report in same}) == 1
