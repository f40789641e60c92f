from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _
from rich.console import Console
from rich.progress import track

from editorial.models import Manuscript
from editorial.sample import load_documents
from editorial.sample.loading import load, refusal


class Command(BaseCommand):
    help = (
        "Load the sample encyclopedia through the office's own moves, as the sample accounts, and leave work in "
        "every queue. Can be interrupted and run again. Refuses a site that has other content."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--into-content", action="store_true", help="load it beside what is already there"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        documents = load_documents()
        marker = settings.VAR / "sample"
        foreign = Manuscript.objects.exclude(pk__in=[document.id for document in documents])
        if foreign.exists() and not marker.exists() and not options["into_content"]:
            raise CommandError(
                _("This site has content of its own. To load the sample beside it, add %(option)s.")
                % {"option": "--into-content"}
            )
        if words := refusal(documents):
            raise CommandError(words)
        settings.VAR.mkdir(parents=True, exist_ok=True)
        # The marker comes first: the pages of a half-loaded sample must say what they are, too.
        marker.touch()
        settings.SAMPLE_CONTENT = True
        console = Console(stderr=True)
        done = sum(
            1 for _path in track(load(documents), _("Sample"), len(documents), console=console)
        )
        self.stdout.write(_("%(count)s sample entries are published.") % {"count": done})
