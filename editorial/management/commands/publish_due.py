import logging
from collections.abc import Callable
from functools import partial
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from editorial import actions
from editorial.actions.publish import scheduled_by
from editorial.actions.remind import due_reminders, remind_of
from editorial.actions.remind_commissions import due_commissions, remind_of_commission
from editorial.actions.transaction import log_failure
from editorial.actions.waive import (
    announced_waivers,
    remove_lapsed_waivers,
    showing_lapsed_waivers,
)
from editorial.models import Commission, Manuscript
from editorial.notices.letters import send_letters
from editorial.operating.letters_again import send_again
from editorial.operating.signs import ask_for_signs
from editorial.projection.steps import judge_step, unjudged
from editorial.record.kept_heads import keep_head, mail_head
from editorial.workflow import Refused
from encyclopedia import projection
from encyclopedia.downloads.kept_books import ask_if_due
from encyclopedia.downloads.old_files import delete_old_files
from encyclopedia.models import DuePage, Kind
from encyclopedia.serving import counting

logger = logging.getLogger(__name__)


class Command(BaseCommand):
    help = (
        "Publish what is scheduled and due through the gate, in the name of the person who scheduled it, remove "
        "expired waivers from readers' pages, tell the office of them, remind people, and send the letters that are "
        "due. Keeps the head of the audit log outside (HISTORY_HEADS_FILE). Run it every minute. Exits with 1 when "
        "something due was refused."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        self.failed = 0
        ask_for_signs()
        send_again()
        due = list(Manuscript.objects.due().oldest_first())
        for manuscript in sorted(due, key=lambda m: m.kind != Kind.SOURCE):
            self._try(manuscript, partial(self._publish, manuscript))
        if ended := self._take_down_lapsed():
            self.stdout.write(
                ngettext(
                    "%(count)s page no longer shows an exception that has ended",
                    "%(count)s pages no longer show an exception that has ended",
                    ended,
                )
                % {"count": ended}
            )
        announced_waivers()
        for manuscript in unjudged():
            self._try(manuscript, partial(judge_step, manuscript))
        for manuscript, why in due_reminders():
            self._try(manuscript, partial(remind_of, manuscript, why))
        for commission in due_commissions():
            self._try(commission, partial(remind_of_commission, commission))
        self._send_letters()
        self._keep_head()
        # Each move asks for this; what a worker left that was stopped is taken up here.
        if DuePage.objects.exists():
            projection.store_due_pages.enqueue()
        if ask_if_due():
            delete_old_files.enqueue()
        counting.flush(counting.of_this_host())
        if self.failed:
            raise CommandError(
                _("%(count)s could not be published, taken off pages, mailed or kept.")
                % {"count": self.failed}
            )

    def _send_letters(self) -> None:
        """What failed is in the log, and is tried again in a quarter of an hour."""
        sent = send_letters()
        if sent.failed:
            self.failed += sent.failed
            self.stderr.write(_("E-mails that were not sent: %(count)s") % {"count": sent.failed})

    def _keep_head(self) -> None:
        """The audit log's head goes to its file and, once a week, out by mail; a failure stops nothing else."""
        try:
            keep_head()
            mail_head()
        except Exception as error:
            logger.exception("keep_head")
            self.failed += 1
            self.stderr.write(_("The head of the audit log was not kept: %(why)s") % {"why": error})

    def _try(self, subject: Manuscript | Commission, work: Callable[[], int]) -> int:
        """The result of the work; 0 where it is refused or fails, which is reported and stops nothing else."""
        try:
            return work()
        except Refused as refusal:
            why = str(refusal)
        except Exception:
            why = log_failure(subject)
        self.failed += 1
        self.stderr.write(f"{subject.path}: {why}")
        return 0

    def _publish(self, manuscript: Manuscript) -> int:
        outcome = actions.publish(
            manuscript=manuscript.pk, by=scheduled_by(manuscript), only_due=True
        )
        if outcome.changed:
            number = outcome.manuscript.edition
            self.stdout.write(
                _("%(path)s: published edition %(number)s")
                % {"path": manuscript.path, "number": number}
            )
        return int(outcome.changed)

    def _take_down_lapsed(self) -> int:
        entries = showing_lapsed_waivers()
        try:
            return remove_lapsed_waivers(entries)
        except Exception:  # one by one shows which of them fails
            logger.info("remove_lapsed_waivers: %s", len(entries), exc_info=True)
            return sum(
                self._try(entry, partial(remove_lapsed_waivers, [entry])) for entry in entries
            )
