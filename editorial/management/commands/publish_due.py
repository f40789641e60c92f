from collections.abc import Callable
from functools import partial
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from editorial import actions
from editorial.actions.publish import scheduled_by
from editorial.actions.transaction import log_failure
from editorial.actions.waive import (
    announced_waivers,
    remove_lapsed_waivers,
    showing_lapsed_waivers,
)
from editorial.models import Manuscript
from editorial.workflow import Refused
from encyclopedia.models import Kind


class Command(BaseCommand):
    help = (
        "Publish what is scheduled and due through the gate, in the name of the person who scheduled it, remove "
        "expired waivers from readers' pages, and tell the office of them. Run it every minute. Exits with 1 when "
        "something due was refused."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        self.failed = 0
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
        if self.failed:
            raise CommandError(
                _("%(count)s could not be published or taken off pages.") % {"count": self.failed}
            )

    def _try(self, manuscript: Manuscript, work: Callable[[], int]) -> int:
        """The result of the work; 0 where it is refused or fails, which is reported and stops nothing else."""
        try:
            return work()
        except Refused as refusal:
            why = str(refusal)
        except Exception:
            why = log_failure(manuscript)
        self.failed += 1
        self.stderr.write(f"{manuscript.path}: {why}")
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
            return sum(
                self._try(entry, partial(remove_lapsed_waivers, [entry])) for entry in entries
            )
