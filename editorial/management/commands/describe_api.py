from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from encyclopedia.api import front_door
from encyclopedia.api.openapi_file import as_file, described_api
from encyclopedia.api.schemas import UndescribedError


class Command(BaseCommand):
    help = (
        "Write encyclopedia/api/openapi.json from the descriptions in the views of the API. "
        "With --check nothing is written: exits with 1 when the file differs."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="compare, and write nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            text = as_file(described_api())
        except UndescribedError as error:
            raise CommandError(str(error)) from error
        file = front_door.DESCRIPTION
        if file.read_text(encoding="utf-8") == text:
            self.stdout.write(_("openapi.json describes the API as it is."))
        elif options["check"]:
            raise CommandError(
                _("openapi.json is not what the API is: run manage.py describe_api."), returncode=1
            )
        else:
            file.write_text(text, encoding="utf-8")
            self.stdout.write(_("openapi.json written."))
