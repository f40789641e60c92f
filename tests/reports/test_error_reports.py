"""What the office does with readers' reports, and what readers are told."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import IntegrityError, transaction
from factories import Cast, person
from readers_reports import entry, reported
from same_time import at_once

from editorial import actions
from editorial.actions.report_letters import send_answer
from editorial.models import ErrorReport, Event, Manuscript, Notice
from editorial.workflow import Forbidden, NotAllowed, Refused

WHY = "Deutscher says so too."


# Giving and taking


def test_one_takes_what_nobody_has_and_another_does_not_take_it_away(
    cast: Cast, manuscript: Manuscript
) -> None:
    Manuscript.objects.filter(pk=manuscript.pk).update(responsible=None)
    report = reported(manuscript)
    assert actions.assign_report(report=report.pk, by=cast.moderator, person=cast.moderator)
    again = actions.assign_report(report=report.pk, by=cast.moderator, person=cast.moderator)
    assert again is None
    with pytest.raises(NotAllowed, match="mona has this report"):
        actions.assign_report(report=report.pk, by=cast.other_editor, person=cast.other_editor)


def test_only_who_gives_out_work_gives_it_to_others_and_they_are_told(
    cast: Cast, report: ErrorReport
) -> None:
    with pytest.raises(Forbidden):
        actions.assign_report(report=report.pk, by=cast.editor, person=cast.moderator)
    Notice.objects.all().delete()
    event = actions.assign_report(report=report.pk, by=cast.approver, person=cast.moderator)
    assert event is not None
    assert event.data == {"report": report.pk}
    assert list(Notice.objects.values_list("user__username", flat=True)) == ["mona"]


def test_nobody_without_a_role_is_given_one(cast: Cast, report: ErrorReport) -> None:
    for stranger in (person("nora"), cast.disabled):
        with pytest.raises(Refused, match="role"):
            actions.assign_report(report=report.pk, by=cast.approver, person=stranger)


# Answering


def test_upholding_tells_the_reader_and_whoever_is_responsible(
    cast: Cast, report: ErrorReport, letters: Any
) -> None:
    Notice.objects.all().delete()
    (letter,) = letters(
        lambda: actions.uphold_report(report=report.pk, by=cast.approver, answer=WHY)
    )
    assert WHY in letter
    assert "You are right" in letter
    assert "Permanent revolution is a theory." in letter
    assert list(Notice.objects.values_list("user__username", flat=True)) == ["edna"]
    report.refresh_from_db()
    assert (report.state, report.email, report.told) == ("upheld", "reader@example.org", "upheld")


def test_declining_needs_a_reason_and_the_address_is_erased_after_the_letter(
    cast: Cast, report: ErrorReport, letters: Any
) -> None:
    with pytest.raises(Refused, match="Say why"):
        actions.decline_report(report=report.pk, by=cast.editor, answer=" \n")
    (letter,) = letters(
        lambda: actions.decline_report(report=report.pk, by=cast.editor, answer=WHY)
    )
    assert WHY in letter
    assert "leave the text as it is" in letter
    report.refresh_from_db()
    assert (report.state, report.email) == ("declined", "")


def test_what_the_reader_wrote_is_in_no_event(cast: Cast, report: ErrorReport) -> None:
    actions.uphold_report(report=report.pk, by=cast.editor, answer=WHY)
    actions.decline_report(report=report.pk, by=cast.editor, answer="No, not so.")
    for event in Event.objects.filter(action__endswith="_report"):
        said = f"{event.data} {event.private} {event.reason}"
        assert report.words not in said
        assert "reader@example.org" not in said
        assert WHY not in str(event.data)
    assert Event.objects.latest("seq").reason == "No, not so."


def test_only_who_has_it_or_gives_out_work_answers_it(cast: Cast, report: ErrorReport) -> None:
    with pytest.raises(NotAllowed, match="Edna Editor has this report"):
        actions.uphold_report(report=report.pk, by=cast.moderator)
    for stranger in (person("nora"), cast.disabled):
        with pytest.raises(Forbidden):
            actions.uphold_report(report=report.pk, by=stranger)
    assert actions.uphold_report(report=report.pk, by=cast.approver)


def test_an_answer_given_twice_is_one_and_another_answer_is_refused(
    cast: Cast, report: ErrorReport
) -> None:
    assert actions.decline_report(report=report.pk, by=cast.editor, answer=WHY)
    events = Event.objects.count()
    assert actions.decline_report(report=report.pk, by=cast.editor, answer=WHY) is None
    assert Event.objects.count() == events
    for act in (
        lambda: actions.decline_report(report=report.pk, by=cast.editor, answer="Else."),
        lambda: actions.uphold_report(report=report.pk, by=cast.editor),
        lambda: actions.correct_report(report=report.pk, by=cast.editor, edition=1),
        lambda: actions.assign_report(report=report.pk, by=cast.approver, person=cast.moderator),
    ):
        with pytest.raises(NotAllowed, match="declined already"):
            act()


def test_a_letter_is_sent_once_however_often_its_task_runs(
    cast: Cast, report: ErrorReport, letters: Any
) -> None:
    letters(lambda: actions.uphold_report(report=report.pk, by=cast.editor))
    assert not letters(lambda: send_answer.call(report.pk, "upheld"))
    assert not letters(lambda: send_answer.call(report.pk, "declined"))


def test_a_letter_that_the_mail_server_refuses_can_be_sent_again(
    cast: Cast, report: ErrorReport, letters: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    actions.uphold_report(report=report.pk, by=cast.editor)

    def broken(*_: Any, **__: Any) -> int:
        raise OSError

    monkeypatch.setattr("editorial.actions.report_letters.send_mail", broken)
    with pytest.raises(OSError):
        send_answer.call(report.pk, "upheld")
    monkeypatch.undo()
    assert len(letters(lambda: send_answer.call(report.pk, "upheld"))) == 1


def test_nobody_is_written_to_who_left_no_address(
    cast: Cast, manuscript: Manuscript, letters: Any
) -> None:
    report = reported(manuscript)
    assert not letters(lambda: actions.uphold_report(report=report.pk, by=cast.editor))


# Erasing


def test_what_a_reader_wrote_can_be_erased_and_what_was_decided_stays(
    cast: Cast, manuscript: Manuscript, letters: Any
) -> None:
    report = reported(manuscript, email="reader@example.org", where="Here", claim="typed words")
    with pytest.raises(Forbidden):
        actions.forget_reader(report=report.pk, by=cast.editor)
    actions.uphold_report(report=report.pk, by=cast.editor)
    assert actions.forget_reader(report=report.pk, by=cast.approver)
    assert actions.forget_reader(report=report.pk, by=cast.approver) is None
    report.refresh_from_db()
    kept = (report.words, report.where, report.email, report.sender, report.claim, report.state)
    assert kept == ("", "", "", "", "", "upheld")
    assert not letters(lambda: actions.decline_report(report=report.pk, by=cast.editor, answer=WHY))


# What the database refuses, and what comes at the same time


@pytest.mark.parametrize(
    "columns",
    [
        {"state": "lost"},
        {"state": "declined"},
        {"correction": 2},
    ],
)
def test_the_database_refuses_a_report_in_no_state(
    report: ErrorReport, columns: dict[str, Any]
) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        ErrorReport.objects.filter(pk=report.pk).update(**columns)


@pytest.mark.django_db(transaction=True)
def test_of_two_answers_at_the_same_time_one_holds(cast: Cast) -> None:
    report = reported(entry(cast))
    answers = at_once(
        lambda: actions.uphold_report(report=report.pk, by=cast.editor),
        lambda: actions.uphold_report(report=report.pk, by=cast.approver, answer="Yes."),
    )
    assert sum(isinstance(answer, Event) for answer in answers) == 1
    assert Event.objects.filter(action="uphold_report").count() == 1
