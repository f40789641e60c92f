import json
from typing import Any, get_args

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from editorial.gate.gate_input import obstacles
from editorial.gate.judging import Stage, stopping
from editorial.gate.obstacle_wording import as_data, words
from editorial.models import Manuscript, Revision


class Command(BaseCommand):
    help = (
        "List the obstacles between the newest revision of a manuscript and publication, as the office shows them. "
        "Exits with 0 when nothing stops it, with 1 otherwise."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("path", help="kind and address, such as article/trotskyism")
        parser.add_argument("--stage", choices=get_args(Stage), default="publish")
        parser.add_argument("--json", action="store_true", help="print the obstacles as data")

    def handle(self, *args: Any, **options: Any) -> None:
        kind, _slash, slug = options["path"].strip("/").partition("/")
        manuscript = Manuscript.objects.filter(kind=kind, slug=slug).first()
        if manuscript is None:
            raise CommandError(
                _("There is no manuscript %(path)s.") % {"path": options["path"]}, returncode=2
            )
        newest = Revision.objects.get(manuscript=manuscript, number=manuscript.revision)
        all_obstacles = obstacles(manuscript, newest.read(), options["stage"])
        if options["json"]:
            data = [as_data(obstacle) for obstacle in all_obstacles]
            self.stdout.write(json.dumps(data, ensure_ascii=False, indent=2))
        else:
            for obstacle in all_obstacles:
                self.stdout.write(words(obstacle))
        count = len(stopping(all_obstacles))
        if count:
            raise CommandError(_("%(count)s things stand in the way.") % {"count": count})
