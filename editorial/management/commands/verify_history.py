from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from editorial.models import ChainHead, Event
from editorial.record.verification import faults
from editorial.record.witness import KnownHead, NoHeadError, known_head


class Command(BaseCommand):
    help = (
        "Check the audit log: the chain of events, every digest, every signature, every edition. "
        "Exits with 1 when anything was altered, with 2 when HEAD is not a head."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--since",
            default="",
            metavar="HEAD",
            help="a head known from outside, which must be in the chain: HASH, SEQ:HASH or a saved head.json",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        known = self.known(options["since"])
        count = 0
        for fault in faults(known.hash, seq=known.seq):
            count += 1
            self.stderr.write(fault)
        if count:
            message = ngettext("%(count)s fault was found.", "%(count)s faults were found.", count)
            raise CommandError(message % {"count": count}, returncode=1)
        head = ChainHead.objects.get(pk=1)
        self.stdout.write(
            _("Audit log verified: %(count)s events, head %(hash)s.")
            % {"count": Event.objects.count(), "hash": head.hash}
        )

    def known(self, text: str) -> KnownHead:
        """The head that must be in the chain; an empty hash when there is none."""
        try:
            return known_head(text) if text else KnownHead("")
        except NoHeadError as error:
            raise CommandError(
                _(
                    "%(given)s is not a head, so nothing was checked. Give the 64 hexadecimal digits of a hash, "
                    "SEQ:HASH as export_bundle prints it, or the path of a saved /history/head.json."
                )
                % {"given": text},
                returncode=2,
            ) from error
