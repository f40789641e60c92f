from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from editorial.models import ChainHead, Event
from editorial.verification import faults


class Command(BaseCommand):
    help = (
        "Check the record: the chain of events, every digest, every signature, every edition. "
        "Exits with 1 when anything was altered."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--since",
            default="",
            metavar="HEAD",
            help="the hash of an event known from outside: it must be in the chain",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        count = 0
        for fault in faults(options["since"]):
            count += 1
            self.stderr.write(fault)
        if count:
            raise CommandError(_("%(count)s faults found.") % {"count": count})
        head = ChainHead.objects.get(pk=1)
        self.stdout.write(
            _("The record is whole: %(count)s events, head %(hash)s.")
            % {"count": Event.objects.count(), "hash": head.hash}
        )
