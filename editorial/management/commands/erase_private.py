from typing import Any

from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from editorial.actions.erase_private import erase_private
from editorial.workflow import Refused


class Command(BaseCommand):
    help = (
        "Erase the private half of events of the audit log: the person, the reason and private details. What was done "
        "and when stays, and so do all hashes; the erasure is an event itself. It cannot be undone."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("events", nargs="+", type=int, metavar="SEQ", help="numbers of events")
        parser.add_argument("--by", required=True, metavar="USER", help="a superuser")
        parser.add_argument("--reason", required=True, help="why, for the audit log")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            by = User.objects.get(username=options["by"])
            count = erase_private(events=options["events"], by=by, reason=options["reason"])
        except User.DoesNotExist as error:
            raise CommandError(_("There is no account “%s”.") % options["by"]) from error
        except Refused as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(
            ngettext(
                "The private half of %(count)s event was erased.",
                "The private halves of %(count)s events were erased.",
                count,
            )
            % {"count": count}
        )
