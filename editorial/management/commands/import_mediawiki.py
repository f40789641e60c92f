from editorial.management.import_command import ImportCommand
from editorial.models import ImportKind


class Command(ImportCommand):
    help = (
        "Import a MediaWiki export (plain, .bz2 or .gz) as drafts: nothing is published. Can be interrupted and run "
        "again; the same revision of a page is skipped, a newer one becomes a new draft. Exits with 1 when the file "
        "breaks off, 2 when nothing could be done."
    )
    kind = ImportKind.MEDIAWIKI
