"""A letter that the mail server did not take is sent again, and the operator is told meanwhile."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from operating.workers import work

from editorial.accounts.letters import send
from editorial.operating import readiness
from editorial.operating.findings import State
from editorial.operating.letters_again import GIVEN_UP_AFTER, LETTERS, send_again


@pytest.fixture
def unsent(waiting_tasks: None, settings: Any, monkeypatch: pytest.MonkeyPatch) -> DBTaskResult:
    with monkeypatch.context() as server:
        server.setattr(
            "editorial.accounts.letters.send_mail",
            lambda *_letter: (_ for _ in ()).throw(ConnectionRefusedError()),
        )
        send.enqueue("reader@example.org", "A subject", "Words.")
        work()
    row = DBTaskResult.objects.get()
    assert row.status == "FAILED"
    return row


def tried(minutes: int) -> None:
    DBTaskResult.objects.update(finished_at=timezone.now() - timedelta(minutes=minutes))


def test_it_is_sent_once_the_server_is_there_again(unsent: DBTaskResult) -> None:
    assert send_again() == 0  # not in the same minute
    tried(minutes=20)
    assert send_again() == 1
    work()
    assert [letter.subject for letter in mail.outbox] == ["A subject"]
    assert send_again() == 0
    work()
    assert len(mail.outbox) == 1


def test_the_operator_is_told_until_then(unsent: DBTaskResult) -> None:
    assert readiness.letters().state == State.WARNING
    tried(minutes=20)
    send_again()
    work()
    assert readiness.letters().state == State.OK


def test_it_is_given_up_after_some_days(unsent: DBTaskResult) -> None:
    tried(minutes=20)
    DBTaskResult.objects.update(enqueued_at=timezone.now() - GIVEN_UP_AFTER)
    assert send_again() == 0


def test_no_other_task_is_done_again(unsent: DBTaskResult) -> None:
    DBTaskResult.objects.update(task_path="editorial.tasks.carry_out_import")
    tried(minutes=20)
    assert send_again() == 0


def test_every_task_that_sends_letters_is_among_them() -> None:
    from source_files import ROOT, files

    senders = {
        ".".join(path.relative_to(ROOT).with_suffix("").parts)
        for path in files("encyclopedia", "editorial")
        if "@task" in (text := path.read_text(encoding="utf-8"))
        and ("send_mail(" in text or "EmailMessage(" in text or "mail_at_once(" in text)
    }
    listed = {letter.module_path.rpartition(".")[0] for letter in LETTERS}
    assert {name.removesuffix(".__init__") for name in senders} == listed
