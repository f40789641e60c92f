"""Letters that a mail server did not take: done again until it does, for three days."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from editorial.accounts.letters import send
from editorial.actions.commission_letters import send_commission_letter
from editorial.actions.report_letters import send_answer
from editorial.notices import mail_event

if TYPE_CHECKING:
    from django_tasks_db.models import DBTaskResultQuerySet

# Each undoes what it did before it fails, and sends nothing twice.
LETTERS = (send, send_answer, send_commission_letter, mail_event)
AGAIN_AFTER = timedelta(minutes=15)
GIVEN_UP_AFTER = timedelta(days=3)


def unsent() -> DBTaskResultQuerySet:
    """Those that failed and are not given up."""
    since = timezone.now() - GIVEN_UP_AFTER
    paths = [letter.module_path for letter in LETTERS]
    return DBTaskResult.objects.failed().filter(task_path__in=paths, enqueued_at__gt=since)


def send_again() -> int:
    """Have those sent whose last try is a while ago; how many."""
    due = unsent().filter(finished_at__lt=timezone.now() - AGAIN_AFTER)
    return due.update(status="READY", finished_at=None, exception_class_path="", traceback="")
