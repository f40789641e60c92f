import json
import sys
from typing import Any, get_args

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from editorial.gate.gate_input import obstacles
from editorial.gate.judging import Obstacle, Stage, stopping
from editorial.gate.obstacle_wording import as_data, words
from editorial.models import Manuscript, Revision


class Command(BaseCommand):
    help = (
        "List the obstacles between the newest revision of a manuscript and publication, as the office shows them. "
        "Exits with 0 when nothing stops it, with 1 when something does, with 2 when there is no such manuscript."
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
        count = len(stopping(all_obstacles))
        if options["json"]:
            data = [as_data(obstacle) for obstacle in all_obstacles]
            self.stdout.write(json.dumps(data, ensure_ascii=False, indent=2))
        else:
            for obstacle in all_obstacles:
                self.stdout.write(_line(obstacle))
            self.stdout.write(_summary(count))
        if count:
            sys.exit(1)


def _line(obstacle: Obstacle) -> str:
    """The obstacle's sentence, with its line in the text, and whether it stops anything."""
    sentence = words(obstacle)
    if obstacle.line:
        sentence = _("Line %(line)s: %(sentence)s") % {"line": obstacle.line, "sentence": sentence}
    if obstacle.waived:
        return _("Waived (%(reason)s): %(sentence)s") % {
            "reason": obstacle.waived,
            "sentence": sentence,
        }
    return sentence if obstacle.stops else _("Warning: %(sentence)s") % {"sentence": sentence}


def _summary(count: int) -> str:
    if not count:
        return _("Nothing stands in the way.")
    return ngettext(
        "%(count)s thing stands in the way.", "%(count)s things stand in the way.", count
    ) % {"count": count}
