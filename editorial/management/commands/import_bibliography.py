from editorial.management.import_command import ImportCommand
from editorial.models import ImportKind


class Command(ImportCommand):
    help = (
        "Import a bibliography (BibTeX, RIS or CSL-JSON) as drafts of sources: nothing is published, nothing merged. "
        "A broken record is named with its line, the rest is read. Can be interrupted and run again: works that are "
        "here already are skipped. Exits with 1 when the file cannot be read, 2 when nothing could be done."
    )
    kind = ImportKind.BIBLIOGRAPHY
