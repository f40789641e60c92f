from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import ngettext

from editorial.verifying.manifest import read_contents
from editorial.verifying.opening import BundleError, open_bundle
from editorial.verifying.whole_bundle import SINCE, faults, summary


class Command(BaseCommand):
    help = (
        "Check a bundle, offline: every byte, document, edition, check and date against its digests, the audit log's "
        "hashes and its head. Exits with 1 and names each altered item, with 2 when it is not a bundle. The "
        "bundle's own verify.py does the same without Stet."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("bundle", type=Path, help="the folder or zip")
        parser.add_argument("--since", action="append", default=[], metavar="HEAD", help=SINCE)
        parser.add_argument(
            "--digest", default="", help="the bundle's digest, as its export printed it"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        count = 0
        try:
            for fault in faults(
                options["bundle"], since=options["since"], digest=options["digest"]
            ):
                count += 1
                self.stderr.write(str(fault))
            if count:
                message = ngettext(
                    "%(count)s fault was found.", "%(count)s faults were found.", count
                )
                raise CommandError(message % {"count": count}, returncode=1)
            bundle = open_bundle(options["bundle"])
            self.stdout.write(summary(read_contents(bundle)[0]))
            bundle.close()
        except BundleError as error:
            raise CommandError(str(error), returncode=2) from error
