"""What a flood of reports brought, in the office: apart, and declined together."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from factories import Cast
from office import entered
from readers_reports import reported

from editorial import actions
from editorial.actions import receive_report
from editorial.models import ErrorReport, Manuscript
from editorial.reports import list_views

QUEUE, DECLINE = "/admin/reports/", "/admin/reports/decline/"


@pytest.fixture
def flood(manuscript: Manuscript, monkeypatch: pytest.MonkeyPatch) -> list[ErrorReport]:
    monkeypatch.setattr(receive_report, "MAX_OF_SITE", 1)
    return [reported(manuscript, address=f"192.0.2.{number}") for number in range(4)]


def listed(client: Client, query: str = "") -> list[int]:
    return [row.pk for row in client.get(f"{QUEUE}{query}").context["rows"]]


def test_the_office_sees_that_there_is_a_flood_and_works_on_without_it(
    cast: Cast, flood: list[ErrorReport]
) -> None:
    client = entered(cast.moderator)
    assert listed(client) == [flood[0].pk]
    assert listed(client, "?state=open") == [flood[0].pk]
    assert listed(client, "?state=held") == [report.pk for report in flood[1:]]
    for page in (QUEUE, "/admin/"):
        assert "3 reports came in a flood" in client.get(page).content.decode()


def test_what_is_taken_or_answered_is_out_of_the_flood(
    cast: Cast, flood: list[ErrorReport]
) -> None:
    actions.assign_report(report=flood[1].pk, by=cast.moderator, person=cast.moderator)
    actions.uphold_report(report=flood[2].pk, by=cast.moderator)
    assert [report.pk for report in ErrorReport.objects.waiting().oldest_first()] == [
        report.pk for report in flood[:3]
    ]
    assert ErrorReport.objects.held().get() == flood[3]


def test_those_chosen_are_declined_together_with_one_answer(
    cast: Cast, flood: list[ErrorReport]
) -> None:
    client = entered(cast.moderator)
    chosen = {"chosen": [flood[1].pk, flood[2].pk], "answer": "Not about the entry."}
    answer = client.post(f"{DECLINE}?state=held", chosen)
    assert answer.headers["Location"] == f"{QUEUE}?state=held"
    assert "2 reports are declined" in client.get(QUEUE).content.decode()
    assert listed(client, "?state=held") == [flood[3].pk]
    again = client.post(f"{DECLINE}?state=held", chosen | {"answer": "Another."}, follow=True)
    assert "Refused 2 times" in again.content.decode()


def test_all_that_are_held_are_declined_and_no_other(
    cast: Cast, flood: list[ErrorReport], monkeypatch: pytest.MonkeyPatch
) -> None:
    client = entered(cast.moderator)
    typed = {"everything": "1", "answer": "Sent by a program."}
    monkeypatch.setattr(list_views, "MAX_SECONDS", -1.0)
    assert "3 reports are left" in client.post(DECLINE, typed, follow=True).content.decode()
    monkeypatch.setattr(list_views, "MAX_SECONDS", 60.0)
    client.post(DECLINE, typed)
    assert not ErrorReport.objects.held().exists()
    assert ErrorReport.objects.waiting().get() == flood[0]


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"answer": "Kept & said."}, "Choose the reports"),
        ({"answer": " ", "chosen": "1"}, "Say why they are declined."),
        ({"answer": "Kept & said.", "chosen": ["x", "9" * 30]}, "Choose the reports"),
    ],
)
def test_without_choice_or_reason_nothing_is_declined_and_nothing_typed_is_lost(
    cast: Cast, flood: list[ErrorReport], typed: dict[str, Any], words: str
) -> None:
    page = entered(cast.moderator).post(f"{DECLINE}?state=held", typed)
    assert page.status_code == 422
    assert words in page.content.decode()
    assert ("Kept &amp; said." in page.content.decode()) == ("Kept" in typed["answer"])
    assert not ErrorReport.objects.in_state("declined").exists()
