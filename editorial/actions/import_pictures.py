"""Pictures from a folder or a zip in the places where the drafts of an import want them."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from editorial.actions.as_imported import is_as_imported
from editorial.actions.draft import save
from editorial.actions.import_job import request_import
from editorial.actions.import_result import ImportResult
from editorial.actions.import_sources import require_import
from editorial.actions.wanted_pictures import put_in_place
from editorial.models import Import, ImportKind, ImportLine, LineState, Manuscript, Revision
from editorial.models.imports import PICTURES_OF, REVISION
from editorial.storage.picture_sets import PictureNames, PictureSet, opened
from editorial.wording.history_words import in_history
from editorial.workflow import NotAllowed, Refused

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@dataclass(frozen=True)
class Wanting:
    """A draft of the import `of` that wants pictures, and the set that has some of them."""

    of: uuid.UUID
    manuscript: uuid.UUID
    pictures: PictureSet
    names: PictureNames

    def file_of(self, name: str) -> bytes | None:
        """The file that this name in the text means. Raises Refused where it is damaged."""
        file = self.names.file_of(name)
        return self.pictures.read(file) if file else None


def request_pictures(
    *, job: uuid.UUID, path: Path, name: str, digest: str, size: int, by: User, keep: bool = True
) -> Import:
    """Ask for the pictures at `path` (a zip, or a folder) to be put into the drafts of an import, as an import.

    The file is kept for the worker, unless the caller carries it out (`keep`). Raises Refused, in words, for a file
    that is no set of pictures, NotAllowed for an import that made no drafts, and as `request_import` does.
    """
    require_import(by)
    row = Import.objects.get(pk=job)
    if row.dry_run or row.kind not in {ImportKind.MEDIAWIKI, ImportKind.TEXT}:
        raise NotAllowed(_("This import has made no drafts that want pictures."))
    with opened(path) as pictures:
        pictures.names()
    return request_import(
        kind=ImportKind.PICTURES,
        name=name,
        digest=digest,
        size=size,
        by=by,
        title=str(row.pk),
        file=path if keep else None,
        decisions={PICTURES_OF: str(row.pk)},
    )


def fill_pictures(*, items: Sequence[Wanting], by: User) -> list[ImportResult]:
    """Put the pictures into the newest revisions of the drafts: each becomes the next revision.

    A draft that was only imported before counts as imported still. What is refused is named, and stays wanted.
    """
    require_import(by)
    return [_fill(item, by) for item in items]


def _fill(item: Wanting, by: User) -> ImportResult:
    manuscript = Manuscript.objects.get(pk=item.manuscript)
    newest = Revision.objects.get(manuscript=manuscript, number=manuscript.revision)
    document = newest.read()
    was_imported = is_as_imported(manuscript)
    try:
        with transaction.atomic():
            text, pictures, remarks = put_in_place(
                document.text, document.pictures, item.file_of, by
            )
            outcome = save(
                document=replace(document, text=text, pictures=pictures),
                by=by,
                based_on=manuscript.revision,
                summary=in_history(gettext_lazy("Pictures put in their places")),
            )
    except Refused as refusal:
        return ImportResult(LineState.REFUSED, manuscript.path, manuscript.pk, reason=str(refusal))
    saved = outcome.manuscript
    if not outcome.changed:
        same = ImportResult(LineState.SAME, saved.path, saved.pk)
        return replace(same, remarks=tuple(remarks))
    if was_imported:
        ImportLine.objects.create(
            of_id=item.of,
            state=LineState.REVISED,
            name=saved.title[:300],
            place=str(saved.revision),
            construct=REVISION,
            manuscript=saved,
        )
    return ImportResult(
        LineState.REVISED,
        saved.path,
        saved.pk,
        remarks=tuple(remarks),
        revision=saved.revision,
    )
