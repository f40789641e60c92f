"""Letters: each notice in one, at the pace that its reader chose, and in none once it is no longer theirs."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core.mail import EmailMessage
from django.core.management import CommandError, call_command
from django.utils import timezone
from factories import Cast, approved, article, published, source, submitted

from editorial import actions
from editorial.actions.choose_paces import choose_paces
from editorial.models import Event, Manuscript, Notice, NoticeKind
from editorial.notices import letters, mail_event
from editorial.notices.letters import MAX_LINES, Sent, begun, send_letters
from editorial.projection.steps import judge_steps
from editorial.workflow import Forbidden

KINDS = tuple(NoticeKind.values)
# A Wednesday, at noon in the site's time zone.
NOON = datetime.fromisoformat("2027-03-10T12:00:00+00:00")


def at(monkeypatch: pytest.MonkeyPatch, moment: datetime) -> None:
    monkeypatch.setattr(timezone, "now", lambda: moment)


def paced(cast: Cast, pace: str) -> None:
    choose_paces(paces=dict.fromkeys(KINDS, pace), by=cast.editor)


@pytest.fixture
def returned(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> Manuscript:
    """Returned to Edna on a Wednesday at noon; nobody else's letters are due."""
    at(monkeypatch, NOON - timedelta(hours=1))
    published(source(), cast)
    Notice.objects.update(mail_after=None)
    at(monkeypatch, NOON)
    manuscript = submitted(article(), cast)
    actions.return_(manuscript=manuscript.pk, by=cast.moderator, reason="Which edition?")
    Notice.objects.exclude(user=cast.editor).update(mail_after=None)
    return manuscript


@pytest.mark.parametrize(
    ("pace", "days", "letter"),
    [
        ("at_once", "2027-03-10T12:01", True),
        ("daily", "2027-03-10T23:59", False),
        ("daily", "2027-03-11T05:59", False),
        ("daily", "2027-03-11T06:00", True),
        ("weekly", "2027-03-14T23:59", False),
        ("weekly", "2027-03-15T06:00", True),
        ("none", "2027-03-29T06:00", False),
    ],
)
def test_a_letter_comes_at_the_pace_that_was_chosen(
    cast: Cast,
    returned: Manuscript,
    monkeypatch: pytest.MonkeyPatch,
    mailoutbox: list[EmailMessage],
    pace: str,
    days: str,
    letter: bool,
) -> None:
    paced(cast, pace)
    at(monkeypatch, datetime.fromisoformat(f"{days}:00+00:00"))
    assert send_letters() == Sent(int(letter), 0)
    assert send_letters() == Sent(0, 0)
    assert [mail.to for mail in mailoutbox] == [["edna@example.org"]] * letter


def test_without_a_choice_it_is_the_daily_letter(
    cast: Cast, returned: Manuscript, monkeypatch: pytest.MonkeyPatch, mailoutbox: list[Any]
) -> None:
    assert send_letters() == Sent(0, 0)
    at(monkeypatch, NOON + timedelta(days=1))
    assert send_letters() == Sent(1, 0)
    notice = Notice.objects.get(user=cast.editor, event__action="return")
    assert notice.mailed_at == NOON + timedelta(days=1)
    assert notice.mail_after is None


def test_letters_of_the_day_begin_in_the_sites_own_morning(settings: Any) -> None:
    settings.TIME_ZONE = "America/New_York"
    timezone.get_default_timezone.cache_clear()
    try:
        assert begun("daily", NOON) == datetime.fromisoformat("2027-03-10T11:00:00+00:00")
        assert begun("weekly", NOON) == datetime.fromisoformat("2027-03-08T11:00:00+00:00")
    finally:
        del settings.TIME_ZONE
        timezone.get_default_timezone.cache_clear()


def test_the_letter_names_entry_step_reason_and_link_and_where_to_stop_it(
    cast: Cast, returned: Manuscript, mailoutbox: list[EmailMessage], settings: Any
) -> None:
    paced(cast, "at_once")
    send_letters()
    (mail,) = mailoutbox
    assert mail.subject == "Permanent revolution: Mend what was returned"
    for words in (
        "WORK FOR YOU",
        "* Permanent revolution",
        "Yours now: Mend what was returned.",
        "mona returned it to the author.",
        "The reason given: Which edition?",
        f"{settings.SITE_URL}/admin/manuscript/{returned.pk}/",
        f"{settings.SITE_URL}/admin/notices/settings/",
    ):
        assert words in mail.body
    assert mail.extra_headers["List-Unsubscribe"] == (
        f"<{settings.SITE_URL}/admin/notices/settings/>"
    )


def test_all_kinds_stand_in_one_letter(
    cast: Cast, returned: Manuscript, mailoutbox: list[EmailMessage]
) -> None:
    other = approved(article("Another"), cast)
    actions.publish(manuscript=other.pk, by=cast.approver)
    Notice.objects.exclude(user=cast.editor).update(mail_after=None)
    paced(cast, "at_once")
    send_letters()
    (mail,) = mailoutbox
    assert mail.subject == "Stet: 3 notices for you"
    assert str(mail.body).index("WORK FOR YOU") < str(mail.body).index("WHAT BECAME OF YOUR WORK")


def test_a_kind_without_letters_stays_in_the_office(
    cast: Cast, returned: Manuscript, mailoutbox: list[Any]
) -> None:
    paced(cast, "at_once")
    choose_paces(paces={"work": "none"}, by=cast.editor)
    assert send_letters() == Sent(0, 0)
    notice = Notice.objects.get(user=cast.editor, event__action="return")
    assert (notice.mail_after, notice.mailed_at, notice.read_at) == (None, None, None)


def test_whoever_has_lost_the_role_or_the_account_gets_no_letter(
    cast: Cast, returned: Manuscript, mailoutbox: list[Any]
) -> None:
    paced(cast, "at_once")
    cast.editor.groups.clear()
    assert send_letters() == Sent(0, 0)
    cast.editor.groups.set(Group.objects.filter(name="Editors"))
    assert send_letters() == Sent(0, 0)
    assert mailoutbox == []


def test_a_closed_account_gets_no_letter(
    cast: Cast, returned: Manuscript, mailoutbox: list[Any]
) -> None:
    paced(cast, "at_once")
    cast.editor.is_active = False
    cast.editor.save(update_fields=["is_active"])
    assert send_letters() == Sent(0, 0)
    assert mailoutbox == []


def test_work_that_somebody_has_done_meanwhile_is_in_no_letter(
    cast: Cast, returned: Manuscript, monkeypatch: pytest.MonkeyPatch, mailoutbox: list[Any]
) -> None:
    actions.submit(manuscript=returned.pk, revision=1, by=cast.approver)
    judge_steps()
    Notice.objects.exclude(user=cast.editor).update(mail_after=None)
    at(monkeypatch, NOON + timedelta(days=1))
    assert send_letters() == Sent(0, 0)


def test_a_letter_that_fails_is_tried_again_and_stops_no_other(
    cast: Cast,
    returned: Manuscript,
    monkeypatch: pytest.MonkeyPatch,
    mailoutbox: list[EmailMessage],
) -> None:
    actions.assign(manuscript=returned.pk, by=cast.approver, responsible=cast.other_editor)
    sending = EmailMessage.send

    def broken(mail: EmailMessage, fail_silently: bool = False) -> int:
        if mail.to == ["edna@example.org"]:
            raise OSError("the mail server is away")
        return sending(mail, fail_silently)

    monkeypatch.setattr(EmailMessage, "send", broken)
    for user in (cast.editor, cast.other_editor):
        choose_paces(paces=dict.fromkeys(KINDS, "at_once"), by=user)
    # Edna's work of this return is Otto's now; what else is hers is still sent.
    actions.return_(
        manuscript=submitted(article("Another"), cast).pk, by=cast.moderator, reason="Why?"
    )
    assert send_letters() == Sent(1, 1)
    assert [mail.to for mail in mailoutbox] == [["otto@example.org"]]
    monkeypatch.undo()
    at(monkeypatch, NOON + timedelta(minutes=14))
    assert send_letters() == Sent(0, 0)
    at(monkeypatch, NOON + timedelta(minutes=15))
    assert send_letters() == Sent(1, 0)
    assert [mail.to[0] for mail in mailoutbox] == ["otto@example.org", "edna@example.org"]


def test_two_runs_do_not_send_the_same_letter(
    cast: Cast,
    returned: Manuscript,
    monkeypatch: pytest.MonkeyPatch,
    mailoutbox: list[EmailMessage],
) -> None:
    paced(cast, "at_once")
    sending = EmailMessage.send
    others = []

    def meanwhile(mail: EmailMessage, fail_silently: bool = False) -> int:
        others.append(send_letters())
        return sending(mail, fail_silently)

    monkeypatch.setattr(EmailMessage, "send", meanwhile)
    assert send_letters() == Sent(1, 0)
    assert others == [Sent(0, 0)]
    assert len(mailoutbox) == 1


def test_a_long_letter_says_how_many_more_there_are(
    cast: Cast,
    returned: Manuscript,
    monkeypatch: pytest.MonkeyPatch,
    mailoutbox: list[EmailMessage],
) -> None:
    monkeypatch.setattr(letters, "MAX_LINES", 1)
    actions.return_(
        manuscript=submitted(article("Another"), cast).pk, by=cast.moderator, reason="Why?"
    )
    paced(cast, "at_once")
    send_letters()
    assert MAX_LINES > 1
    assert "And 1 more, in your notices:" in mailoutbox[0].body
    assert not Notice.objects.filter(user=cast.editor, mail_after__isnull=False).exists()


def test_the_minutely_command_sends_letters_and_reports_those_that_fail(
    cast: Cast,
    returned: Manuscript,
    monkeypatch: pytest.MonkeyPatch,
    mailoutbox: list[EmailMessage],
    capsys: pytest.CaptureFixture[str],
) -> None:
    paced(cast, "at_once")
    with monkeypatch.context() as patched:
        patched.setattr(EmailMessage, "send", lambda *_arguments: 1 / 0)
        with pytest.raises(CommandError):
            call_command("publish_due")
    assert "E-mails that were not sent: 1" in capsys.readouterr().err
    at(monkeypatch, NOON + timedelta(minutes=20))
    call_command("publish_due")
    assert len(mailoutbox) == 1


def test_a_letter_that_an_earlier_release_left_in_the_queue_is_sent(
    cast: Cast, returned: Manuscript, mailoutbox: list[EmailMessage]
) -> None:
    Notice.objects.update(mail_after=None)
    event = Event.objects.filter(action="return").latest("seq")
    assert mail_event.call(event.seq) == 1
    assert [mail.to for mail in mailoutbox] == [["edna@example.org"]]


def test_only_those_with_a_role_choose(cast: Cast) -> None:
    cast.editor.groups.clear()
    with pytest.raises(Forbidden):
        paced(cast, "weekly")
    with pytest.raises(ValueError, match="hourly"):
        choose_paces(paces={"work": "hourly"}, by=cast.moderator)
