import uuid
from datetime import date, datetime, time
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _
from rich.console import Console
from rich.progress import Progress

from editorial.actions.publish_imported import publish_import
from editorial.management.import_command import NOTHING_DONE, account
from editorial.models import Import
from editorial.workflow import Refused


class Command(BaseCommand):
    help = (
        "Publish the drafts of an import through the gate, with a waiver for readers: nobody has checked "
        "the footnotes here. The approver must not be who imported or uploaded it. Can be run again. "
        "Exits with 1 when something was refused, 2 when nothing could be done."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("id", type=uuid.UUID, help="as in the address of the import's page")
        parser.add_argument("--by", metavar="USER", required=True, help="the approver")
        parser.add_argument("--reason", required=True, help="shown to readers")
        parser.add_argument("--until", type=date.fromisoformat, required=True, metavar="YYYY-MM-DD")

    def handle(self, *args: Any, **options: Any) -> None:
        job = Import.objects.filter(pk=options["id"]).first()
        if job is None:
            raise CommandError(_("There is no such import."), returncode=NOTHING_DONE)
        until = timezone.make_aware(datetime.combine(options["until"], time(23, 59)))
        by = account(options["by"])
        count = 0
        try:
            with Progress(console=Console(stderr=True)) as bar:
                task = bar.add_task(job.name, total=None)
                for done, total in publish_import(
                    job=job.pk, by=by, reason=options["reason"], expires_at=until
                ):
                    count = done
                    bar.update(task, completed=done, total=total)
        except Refused as refusal:
            raise CommandError(str(refusal), returncode=NOTHING_DONE) from refusal
        refused = list(job.lines.unpublished().in_order())
        self.stdout.write(_("published: %(count)s") % {"count": count - len(refused)})
        for line in refused:
            self.stderr.write(f"{line.name}: {line.message}")
        if refused:
            raise CommandError(
                _("%(count)s could not be published.") % {"count": len(refused)}, returncode=1
            )
