from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from rich.console import Console
from rich.progress import Progress as ProgressBar
from rich.progress import TaskID

from editorial.models import ChainHead, Event
from editorial.record.verification import faults, remarks
from editorial.record.witness import KnownHead, NoHeadError, known_heads


class Command(BaseCommand):
    help = (
        "Check everything that the audit log tells of: triggers, the chain of events, revisions, signatures, "
        "editions, checks, waivers, marks, merges, evidence, files, and what readers see of it. "
        "Exits with 1 when anything was altered, with 2 when HEAD is not a head."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--since",
            default="",
            metavar="HEAD",
            help="what is known from outside and must be in the chain: HASH, SEQ:HASH, a saved head.json, or the file "
            "of heads (HISTORY_HEADS_FILE), every line of which is checked",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        heads = self.known(options["since"])
        count = 0
        with ProgressBar(console=Console(stderr=True)) as bar:
            tasks: dict[str, TaskID] = {}

            def report(what: str, done: int, total: int) -> None:
                if what not in tasks:
                    tasks[what] = bar.add_task(what, total=total)
                bar.update(tasks[what], completed=done, total=total)

            for fault in faults(heads, progress=report):
                count += 1
                self.stderr.write(fault)
        for remark in remarks():
            self.stdout.write(remark)
        if count:
            message = ngettext("%(count)s fault was found.", "%(count)s faults were found.", count)
            raise CommandError(message % {"count": count}, returncode=1)
        head = ChainHead.objects.get(pk=1)
        self.stdout.write(
            _("Audit log verified: %(count)s events, head %(hash)s.")
            % {"count": Event.objects.count(), "hash": head.hash}
        )

    def known(self, text: str) -> list[KnownHead]:
        """The heads that must be in the chain."""
        try:
            return known_heads(text) if text else []
        except NoHeadError as error:
            raise CommandError(
                _(
                    "%(given)s is not a head, so nothing was checked. Give the 64 hexadecimal digits of a hash, "
                    "SEQ:HASH as export_bundle prints it, or the path of a saved /history/head.json."
                )
                % {"given": text},
                returncode=2,
            ) from error
