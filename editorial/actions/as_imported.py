"""Whether a draft is still what an import made of it."""

from __future__ import annotations

from editorial.models import ImportKind, ImportLine, Manuscript, Status
from editorial.models.imports import REVISION


def is_as_imported(manuscript: Manuscript) -> bool:
    """Whether it is a draft whose newest revision an import made: nobody has worked on it since."""
    made = ImportLine.objects.drafts().filter(
        manuscript=manuscript, construct=REVISION, place=str(manuscript.revision)
    )
    # Pictures may be put into what a person wrote.
    made = made.exclude(of__kind=ImportKind.PICTURES)
    return manuscript.status == Status.DRAFT and made.exists()
