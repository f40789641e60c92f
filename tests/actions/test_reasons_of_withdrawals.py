"""Why an edition was withdrawn is told at its address also when the entry is published again."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.core.management import call_command
from django.test import Client
from factories import Cast, article, published, source

from editorial import actions
from editorial.record.verification import faults
from encyclopedia.models import Withdrawal

PATH = "/article/permanent-revolution/"
REASON = "Two <b>dates</b> were wrong."


@pytest.fixture
def back(cast: Cast) -> None:
    """Twice published, withdrawn, published again, withdrawn once more, and published."""
    published(source(), cast)
    document = article()
    for number, reason in enumerate(("", REASON, "A picture was not ours."), 1):
        manuscript = published(replace(document, summary=f"The {number}."), cast)
        if reason:
            actions.withdraw(manuscript=manuscript.pk, by=cast.approver, reason=reason)
    published(document, cast)


@pytest.mark.usefixtures("back")
@pytest.mark.parametrize(
    ("number", "reason"), [(1, REASON), (2, REASON), (3, "A picture was not ours.")]
)
def test_each_edition_tells_the_reason_for_which_it_went(number: int, reason: str) -> None:
    answer = Client().get(f"{PATH}@{number}/")
    html = answer.content.decode()
    assert answer.status_code == 410
    assert reason.replace("<", "&lt;").replace(">", "&gt;") in html
    assert "<b>dates" not in html
    data = Client().get(f"{PATH}@{number}/index.json")
    assert (data.status_code, data.json()["edition"]["reason"]) == (410, reason)
    assert Client().get(f"{PATH}@4/").status_code == 200
    assert list(faults([])) == []


@pytest.mark.usefixtures("back")
def test_rebuild_makes_them_again_and_an_altered_one_is_found(
    capsys: pytest.CaptureFixture[str],
) -> None:
    told = list(Withdrawal.objects.order_by("edition").values_list("edition", "reason", "since"))
    assert [row[:2] for row in told] == [(2, REASON), (3, "A picture was not ours.")]
    Withdrawal.objects.filter(edition=2).update(reason="None.")
    assert any("another reason" in fault for fault in faults([]))
    Withdrawal.objects.filter(edition=3).delete()
    call_command("rebuild")
    assert "why it was withdrawn" in capsys.readouterr().out
    again = Withdrawal.objects.order_by("edition").values_list("edition", "reason", "since")
    assert list(again) == told
    call_command("rebuild")
    assert capsys.readouterr().out.strip() == "Everything is as it should be."


def test_a_reason_that_was_erased_in_the_log_stays_as_it_was_told(
    cast: Cast, capsys: pytest.CaptureFixture[str]
) -> None:
    published(source(), cast)
    document = article()
    manuscript = published(document, cast)
    event = actions.withdraw(manuscript=manuscript.pk, by=cast.approver, reason=REASON).event
    published(replace(document, summary="Mended."), cast)
    assert event is not None
    call_command("erase_private", str(event.seq), "--by", cast.superuser.username, "--reason", "R.")
    capsys.readouterr()
    call_command("rebuild")
    assert capsys.readouterr().out.strip() == "Everything is as it should be."
    assert Withdrawal.objects.get().reason == REASON
    assert list(faults([])) == []
