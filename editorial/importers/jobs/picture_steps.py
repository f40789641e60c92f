"""A set of pictures as the steps of an import: one for each draft that wants some of them."""

from __future__ import annotations

import uuid
from pathlib import Path

from django.utils.translation import gettext as _

from editorial.actions.import_pictures import Wanting, fill_pictures
from editorial.actions.import_result import StepRemark
from editorial.actions.wanted_pictures import wanted_in
from editorial.importers.jobs.steps import ImportBroken, Step, Steps
from editorial.models import Import, Manuscript, Revision
from editorial.models.imports import PICTURES_OF
from editorial.storage.picture_sets import PictureNames, PictureSet, opened
from editorial.workflow import Refused

# So many names are shown of those that nobody wants, and of those that are still wanted.
_MAX_NAMED = 100


def picture_steps(job: Import, path: Path) -> Steps:
    """The drafts of the import that the pictures are for. Raises ImportBroken where the set cannot be read."""
    of = uuid.UUID(str(job.decisions[PICTURES_OF]))
    try:
        with opened(path) as pictures:
            yield from _steps(of, pictures)
    except Refused as refusal:
        raise ImportBroken(str(refusal)) from refusal


def _steps(of: uuid.UUID, pictures: PictureSet) -> Steps:
    files = pictures.names()
    names = PictureNames(files)
    drafts = Import.objects.get(pk=of).lines.drafts().in_order()
    manuscripts = list(dict.fromkeys(drafts.values_list("manuscript", flat=True)))
    used: set[str] = set()
    missing: dict[str, None] = {}
    for number, pk in enumerate(manuscripts, 1):
        at = number, len(manuscripts)
        manuscript = Manuscript.objects.get(pk=pk)
        newest = Revision.objects.get(manuscript=manuscript, number=manuscript.revision)
        wanted = {name: names.file_of(name) for name in wanted_in(str(newest.read().text))}
        missing |= dict.fromkeys(name for name, file in wanted.items() if not file)
        here = {file for file in wanted.values() if file}
        used |= here
        if not here:
            yield Step(*at, "")
            continue
        wanting = Wanting(of, manuscript.pk, pictures, names)
        yield Step(*at, manuscript.title, fill_pictures, item=wanting, weight=len(here))
    lines = [
        *_named(_("No draft of the import wants this file."), [f for f in files if f not in used]),
        *_named(_("Two files have this name; the first was used."), names.twice),
        *_named(_("This picture is still wanted: the set does not hold it."), list(missing)),
    ]
    yield Step(len(manuscripts), len(manuscripts), _("Pictures"), lines=lines)


def _named(message: str, names: list[str]) -> list[StepRemark]:
    lines = [StepRemark("", "picture", message, name) for name in names[:_MAX_NAMED]]
    if len(names) > _MAX_NAMED:
        more = _("And %(count)s more: ") % {"count": len(names) - _MAX_NAMED}
        lines.append(StepRemark("", "picture", more + message))
    return lines
