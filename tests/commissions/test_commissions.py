"""What is done with a commission: who may, from which state, twice, and what is told to whom."""

from __future__ import annotations

from typing import Any

import pytest
from commissioned import LETTER, OUTSIDE, TOPIC, fresh, in_days, late, promised, reserved, wanted
from django.core import mail
from factories import Cast

from editorial import actions
from editorial.actions.commission_letters import send_commission_letter
from editorial.models import Commission, CommissionState, Event, Notice
from editorial.record.verification import faults
from editorial.workflow import Forbidden, NotAllowed, Refused


def told(action: str) -> set[str]:
    rows = Notice.objects.filter(event__action=action).values_list("user__username", flat=True)
    return set(rows)


def test_a_topic_is_commissioned_once_in_any_spelling(cast: Cast) -> None:
    row = wanted(cast, "Permanent  revolution", subject="theory", length=800)
    assert (row.title, row.state, row.length) == (TOPIC, "wanted", 800)
    with pytest.raises(actions.TopicTaken, match="commissioned already") as taken:
        wanted(cast, "PERMANENT Revolution")
    assert taken.value.commission == row
    assert Commission.objects.count() == 1


@pytest.mark.parametrize("title", ["", "  ", "\n\t"])
def test_a_topic_needs_a_title(cast: Cast, title: str) -> None:
    with pytest.raises(Refused, match="title"):
        wanted(cast, title)


def test_neither_sources_nor_past_days_are_commissioned(cast: Cast) -> None:
    with pytest.raises(Refused, match="commissioned"):
        wanted(cast, kind="source")
    with pytest.raises(Refused, match="past"):
        wanted(cast, due_on=in_days(-1))


def test_it_goes_from_wanted_to_promised_and_the_right_people_are_told(cast: Cast) -> None:
    row = reserved(cast, due_on=in_days(40))
    assert row.stage == "reserved"
    assert told("reserve_commission") == {"edna"}
    actions.invite_commission(commission=row.pk, by=cast.approver, **LETTER)
    assert told("invite_commission") == {"edna"}
    assert fresh(row).stage == "invited"
    actions.agree_commission(commission=row.pk, by=cast.editor, due_on=in_days(60))
    assert told("agree_commission") == {"abel"}
    row = fresh(row)
    assert (row.stage, row.due_on) == ("agreed", in_days(60))
    assert not list(faults())


@pytest.mark.parametrize(
    ("days", "stage"), [(15, "agreed"), (14, "due"), (0, "due"), (-1, "overdue")]
)
def test_due_and_overdue_follow_from_the_day(cast: Cast, days: int, stage: str) -> None:
    row = promised(cast)
    Commission.objects.filter(pk=row.pk).update(due_on=in_days(days))
    assert fresh(row).stage == stage


def test_who_declines_closes_it_and_the_topic_is_wanted_again(cast: Cast) -> None:
    row = reserved(cast, length=500, note="Ask the library.")
    free = actions.decline_commission(commission=row.pk, by=cast.editor, reason="No time.")
    assert fresh(row).state == "declined"
    assert fresh(row).person == cast.editor
    assert told("decline_commission") == {"abel"}
    assert free is not None
    assert (free.state, free.title, free.length, free.who) == ("wanted", TOPIC, 500, "")
    assert actions.decline_commission(commission=row.pk, by=cast.editor) is None
    assert Commission.objects.count() == 2


def test_a_topic_that_is_set_free_names_nobody_and_whoever_had_it_is_told(cast: Cast) -> None:
    row = promised(cast)
    actions.release_commission(commission=row.pk, by=cast.approver, reason="It is late.")
    row = fresh(row)
    assert (row.state, row.person, row.asked_by) == ("wanted", None, None)
    assert told("release_commission") == {"edna"}
    assert actions.release_commission(commission=row.pk, by=cast.approver) is None


def test_somebody_without_an_account_is_asked_by_name(cast: Cast) -> None:
    row = reserved(cast, who=OUTSIDE)
    assert (row.who, row.address) == ("Olga Outside", "olga@example.net")
    event = Event.objects.latest("seq")
    assert event.private["name"] == "Olga Outside"
    assert "olga@example.net" not in str(event.private) + str(event.data)


@pytest.mark.parametrize(
    "asked",
    [
        {},
        {"name": "  "},
        {"email": "x@example.net"},
        {"person": "moderator"},
        {"person": "disabled"},
        {"person": "editor", "name": "Also somebody"},
        {"person": "editor", "email": "x@example.net"},
    ],
)
def test_one_person_is_asked_who_could_write_it(cast: Cast, asked: dict[str, str]) -> None:
    row = wanted(cast)
    people = {"person": getattr(cast, asked["person"])} if "person" in asked else {}
    with pytest.raises(Refused):
        actions.reserve_commission(
            commission=row.pk,
            by=cast.approver,
            **{**asked, **people},  # type: ignore[arg-type]
        )
    assert fresh(row).state == "wanted"


ACTS: dict[str, dict[str, Any]] = {
    "reserve": OUTSIDE,
    "invite": LETTER,
    "write": LETTER,
    "agree": {},
    "decline": {},
    "release": {},
    "drop": {},
    "remind": {},
    "part": {},
    "change": {
        "title": "X",
        "kind": "article",
        "subject": "",
        "due_on": None,
        "length": None,
        "note": "",
    },
}
OWN = {"agree", "decline"}


@pytest.mark.parametrize("name", ACTS)
def test_an_act_is_for_whoever_gives_out_work_and_answers_for_whoever_is_asked(
    cast: Cast, name: str
) -> None:
    row = reserved(cast)
    act = getattr(actions, f"{name}_commission")
    strangers = [cast.other_editor, cast.moderator, cast.disabled]
    for person in strangers if name in OWN else [*strangers, cast.editor]:
        with pytest.raises(Forbidden):
            act(commission=row.pk, by=person, **ACTS[name])
    assert fresh(row).state == "reserved"
    with pytest.raises(Forbidden):
        actions.make_commission(by=cast.editor, title="Another")


FROM_CLOSED = ("reserve", "invite", "write", "agree", "release", "drop", "remind", "change")


@pytest.mark.parametrize("name", FROM_CLOSED)
def test_nothing_is_done_with_what_was_declined(cast: Cast, name: str) -> None:
    row = reserved(cast)
    actions.decline_commission(commission=row.pk, by=cast.approver)
    with pytest.raises(NotAllowed, match="declined now"):
        getattr(actions, f"{name}_commission")(commission=row.pk, by=cast.approver, **ACTS[name])


def test_doing_it_twice_changes_nothing(cast: Cast) -> None:
    row = reserved(cast)
    events = Event.objects.count()
    twice: list[tuple[Any, dict[str, Any]]] = [
        (actions.reserve_commission, {"person": cast.editor}),
        (actions.invite_commission, LETTER),
        (actions.agree_commission, {}),
        (actions.drop_commission, {}),
    ]
    assert (
        actions.reserve_commission(commission=row.pk, by=cast.approver, person=cast.editor) is None
    )
    for act, said in twice[1:]:
        assert act(commission=row.pk, by=cast.approver, **said) is not None
        assert act(commission=row.pk, by=cast.approver, **said) is None
    assert Event.objects.count() == events + 3


def test_a_letter_is_sent_once_in_exactly_its_words_and_answers_go_to_who_sent_it(
    cast: Cast, django_capture_on_commit_callbacks: Any
) -> None:
    row = reserved(cast, who=OUTSIDE)
    with django_capture_on_commit_callbacks(execute=True):
        actions.invite_commission(commission=row.pk, by=cast.approver, **LETTER)
        actions.invite_commission(commission=row.pk, by=cast.approver, **LETTER)
    (letter,) = mail.outbox
    assert (letter.to, letter.reply_to) == (["olga@example.net"], ["abel@example.org"])
    assert (letter.subject, letter.body) == (LETTER["subject"], LETTER["words"] + "\n")
    row = fresh(row)
    assert row.letter_sent_at is not None
    assert send_commission_letter.call(str(row.pk), row.letter) == 0
    assert len(mail.outbox) == 1


def test_a_letter_that_cannot_be_sent_is_not_called_sent(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = reserved(cast, who=OUTSIDE)
    actions.invite_commission(commission=row.pk, by=cast.approver, **LETTER)
    row = fresh(row)

    def fail(*_: Any, **__: Any) -> None:
        raise OSError("no mail server")

    monkeypatch.setattr("django.core.mail.EmailMessage.send", fail)
    with pytest.raises(OSError, match="no mail"):
        send_commission_letter.call(str(row.pk), row.letter)
    assert fresh(row).letter_sent_at is None


def test_no_letter_without_address_subject_or_words(cast: Cast) -> None:
    row = reserved(cast, who={"name": "Olga Outside"})
    with pytest.raises(Refused, match="No e-mail address"):
        actions.invite_commission(commission=row.pk, by=cast.approver, **LETTER)
    with pytest.raises(Refused, match="subject and the words"):
        actions.invite_commission(commission=row.pk, by=cast.approver, subject="\n", words="x")
    assert fresh(row).state == CommissionState.RESERVED


def test_a_subject_of_several_lines_becomes_one(
    cast: Cast, django_capture_on_commit_callbacks: Any
) -> None:
    row = reserved(cast, who=OUTSIDE)
    with django_capture_on_commit_callbacks(execute=True):
        actions.invite_commission(
            commission=row.pk, by=cast.approver, subject="A\r\nBcc: x@example.org", words="Words."
        )
    assert mail.outbox[0].subject == "A Bcc: x@example.org"
    assert mail.outbox[0].recipients() == ["olga@example.net"]


def test_what_is_wanted_is_changed_and_once_drafted_its_title_stays(cast: Cast) -> None:
    row = late(promised(cast))
    said = ACTS["change"] | {"title": "World revolution", "due_on": in_days(9)}
    actions.change_commission(commission=row.pk, by=cast.approver, **said)
    row = fresh(row)
    assert (row.title, row.name_key, row.stage) == ("World revolution", "world revolution", "due")
    assert actions.change_commission(commission=row.pk, by=cast.approver, **said) is None
    with pytest.raises(Refused):
        actions.change_commission(
            commission=row.pk, by=cast.approver, **{**said, "due_on": in_days(-1)}
        )
    wanted(cast, "Another")
    with pytest.raises(actions.TopicTaken):
        actions.change_commission(
            commission=row.pk, by=cast.approver, **{**said, "title": "another"}
        )
    assert fresh(row).title == "World revolution"
