"""What a person says of the notes of a manuscript after it was read, before drafts are made of it."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from editorial.actions.import_sources import require_import
from editorial.models import Import, ImportKind
from editorial.storage import import_files
from editorial.workflow import NotAllowed, Refused

if TYPE_CHECKING:
    from django.contrib.auth.models import User

NOTES, JOINED = "notes", "joined"
DECISIONS = ("note", "verbatim")
MAX_DECISIONS = 5_000
MAX_IDENTITY = 300
_NOTE = re.compile(r"\d{1,6}-[0-9a-f]{8}")


def decide_note(*, job: uuid.UUID, note: str, decision: str, by: User) -> Import:
    """Say that a note is an explanation ("note") or one source, word for word ("verbatim"); "" takes it back.

    `note` is the note's id (`NoteReading.id`). Raises Refused for anything else, Forbidden, and NotAllowed when the
    import does not wait for it.
    """
    if not _NOTE.fullmatch(note) or decision not in {"", *DECISIONS}:
        raise Refused(_("This note is not in the file any more. Open the page again."))
    with _deciding(job, by) as row:
        notes = dict(row.decisions.get(NOTES, {}))
        notes.pop(note, None)
        if decision:
            notes[note] = decision
        _keep(row, NOTES, notes)
    return row


def join_works(*, job: uuid.UUID, one: str, other: str, by: User) -> Import:
    """Say that two works are one: `other`, named later, is taken for `one`; both by `ReadWork.identity`."""
    if not one or not other or one == other or max(len(one), len(other)) > MAX_IDENTITY:
        raise Refused(_("Choose two different works."))
    with _deciding(job, by) as row:
        joined = dict(row.decisions.get(JOINED, {}))
        # What was taken for the second before is taken for the first now; a circle cannot come about.
        target, second = joined.get(one, one), joined.get(other, other)
        if target == second:
            raise Refused(_("These two are one already."))
        joined = {name: target if into == second else into for name, into in joined.items()}
        joined[second] = target
        _keep(row, JOINED, joined)
    return row


def part_works(*, job: uuid.UUID, other: str, by: User) -> Import:
    """Take back that a work is one with another."""
    with _deciding(job, by) as row:
        joined = dict(row.decisions.get(JOINED, {}))
        joined.pop(other, None)
        _keep(row, JOINED, joined)
    return row


@contextmanager
def _deciding(job: uuid.UUID, by: User) -> Iterator[Import]:
    require_import(by)
    with transaction.atomic():
        row = Import.objects.select_for_update().get(pk=job)
        if row.kind != ImportKind.TEXT or not row.dry_run or row.made:
            raise NotAllowed(_("The drafts of this file are made already."))
        if not import_files.exists(row):
            raise Refused(_("The file is not here any more. Upload it again."))
        yield row


def _keep(row: Import, name: str, values: dict[str, str]) -> None:
    if len(values) > MAX_DECISIONS:
        raise Refused(_("At most %(most)s are allowed.") % {"most": MAX_DECISIONS})
    row.decisions = {**row.decisions, name: values}
    row.save(update_fields=["decisions"])
