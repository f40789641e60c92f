"""`manage.py upgrade_checks`: checks from before a change of what digests cover."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from rich.console import Console
from rich.progress import Progress

from editorial.actions.upgrade_digests import software, upgrade_digests
from editorial.models import Manuscript, Waiver
from encyclopedia.core.checked_words import DIGEST_VERSION


class Command(BaseCommand):
    help = (
        "Carry checks over to the present version of digests, after an upgrade of the software. Names the "
        "checks that fell, and counts the waivers that no longer hold. Changes no row, and carries nothing over twice. "
        "Run `rebuild` after it."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        with Progress(console=Console(stderr=True), transient=True) as bar:
            task = bar.add_task(_("Checks"), total=None)
            upgrade = upgrade_digests(
                by=software(),
                progress=lambda done, total: bar.update(task, completed=done, total=total),
            )
        if upgrade.event is None:
            self._tell_fallen_waivers()
            self.stdout.write(_("Every check has digests of the present version."))
            return
        if upgrade.carried:
            self.stdout.write(
                ngettext(
                    "%(count)s check carried over.",
                    "%(count)s checks carried over.",
                    upgrade.carried,
                )
                % {"count": upgrade.carried}
            )
        titles = dict(
            Manuscript.objects.filter(
                pk__in={fallen.manuscript for fallen in upgrade.fallen}
            ).values_list("pk", "title")
        )
        for fallen in upgrade.fallen:
            self.stdout.write(
                _("fell, to be checked again: %(title)s: “%(claim)s”")
                % {"title": titles[fallen.manuscript], "claim": fallen.claim}
            )
        self._tell_fallen_waivers()
        self.stdout.write(_("Now run: manage.py rebuild"))

    def _tell_fallen_waivers(self) -> None:
        if fallen := Waiver.objects.in_force().filter(version__lt=DIGEST_VERSION).count():
            self.stdout.write(
                ngettext(
                    "%(count)s waiver no longer holds: it does not say what stood behind its citations.",
                    "%(count)s waivers no longer hold: they do not say what stood behind their citations.",
                    fallen,
                )
                % {"count": fallen}
            )
