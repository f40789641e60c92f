from editorial.management.import_command import ImportCommand
from editorial.models import ImportKind


class Command(ImportCommand):
    help = (
        "Take in a bibliography (BibTeX, RIS or CSL-JSON) as drafts of sources: nothing is published, nothing merged. "
        "A broken record is named with its line, the rest is read. Can be interrupted and run again: a work that is "
        "here already does nothing. Exits with 1 when nothing can be read in the file, 2 when nothing could be done."
    )
    kind = ImportKind.BIBLIOGRAPHY
