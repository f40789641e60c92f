from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from editorial import actions
from editorial.actions.publish import scheduled_by
from editorial.actions.waive import take_down_lapsed
from editorial.models import Manuscript
from editorial.workflow import Refused
from encyclopedia.models import Kind


class Command(BaseCommand):
    help = (
        "Publish what is scheduled and due, in the name of whoever scheduled it, through the gate, and take waivers "
        "that have ended off readers' pages. Run it every minute. Exits with 1 when something due was refused."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        refused = 0
        due = list(Manuscript.objects.due().oldest_first())
        for manuscript in sorted(due, key=lambda m: m.kind != Kind.SOURCE):
            try:
                outcome = actions.publish(
                    manuscript=manuscript.pk, by=scheduled_by(manuscript), only_due=True
                )
            except Refused as refusal:
                refused += 1
                self.stderr.write(f"{manuscript.path}: {refusal}")
                continue
            if outcome.changed:
                number = outcome.manuscript.edition
                self.stdout.write(
                    _("%(path)s: published edition %(number)s")
                    % {"path": manuscript.path, "number": number}
                )
        if ended := take_down_lapsed():
            self.stdout.write(
                ngettext(
                    "%(count)s page no longer tells of an exception that has ended",
                    "%(count)s pages no longer tell of an exception that has ended",
                    ended,
                )
                % {"count": ended}
            )
        if refused:
            raise CommandError(_("%(count)s could not be published.") % {"count": refused})
