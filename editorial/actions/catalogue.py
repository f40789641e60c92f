"""Taking works in from bibliographies: recognised by their identifiers, else drafted under a key of their own."""

from __future__ import annotations

import hashlib
import json
import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _

from editorial.actions.import_result import ImportResult
from editorial.actions.take_in import require_import, take_source
from editorial.models import ImportedPage, LineState, Manuscript, SourceKey
from editorial.projection.duplicate_pairs import records
from encyclopedia import bibliography
from encyclopedia.bibliography import Sameness
from encyclopedia.models import Kind
from encyclopedia.wording import words

if TYPE_CHECKING:
    from django.contrib.auth.models import User

# Works taken in before are known by the digest of what was read, whatever became of their drafts since.
ORIGIN = "bibliography"
_DIGITS = 40
# So many sources that share a key with a record are compared with it.
_CANDIDATES = 50
_TRIES = 2


@dataclass(frozen=True)
class Known:
    """A source of the office that a record looks like, and why; `sure` when an identifier says so."""

    source: Manuscript
    sameness: Sameness

    @property
    def sure(self) -> bool:
        return self.sameness.by != "title"


def take_work(*, record: dict[str, Any], by: User) -> ImportResult:
    """Save a CSL-JSON record as the draft of a source, under its `id` or the next key that is free.

    The same record a second time does nothing, nor does a work that is here by its identifiers: nothing is merged
    or overwritten. A record under the key of a draft that an import of the same person made of the same work becomes
    its next revision. Raises Forbidden for whoever may not import.
    """
    require_import(by)
    with transaction.atomic():
        if before := taken_before(record):
            return ImportResult(LineState.SAME, before.path, before.pk)
        taken = _taken(record, by)
        if taken.manuscript and taken.state != LineState.REFUSED:
            _row, first = ImportedPage.objects.get_or_create(
                origin=ORIGIN,
                page=_digest(record),
                defaults={
                    "version": _digest(record),
                    "manuscript_id": taken.manuscript,
                    "by": by,
                },
            )
            if not first:  # another import noted the same record at the same moment
                return ImportResult(LineState.SAME, taken.path, taken.manuscript)
        return taken


def taken_before(record: dict[str, Any]) -> Manuscript | None:
    """The source that this very record was taken in as."""
    rows = ImportedPage.objects.filter(origin=ORIGIN, page=_digest(record))
    found = rows.select_related("manuscript").first()
    return found.manuscript if found else None


def look_up(record: dict[str, Any]) -> Known | None:
    """The source that is the same work by an identifier, else one that looks like it; two queries."""
    keys = bibliography.work_keys(record)
    if not keys:
        return None
    sharing = SourceKey.objects.filter(key__in=keys).select_related("manuscript")
    sources = {row.manuscript_id: row.manuscript for row in sharing.order_by("id")[:_CANDIDATES]}
    found = [
        Known(sources[pk], sameness)
        for pk, other in records(sources).items()
        if (sameness := bibliography.same_work(record, other))
    ]
    return min(found, key=lambda known: (not known.sure, known.source.slug), default=None)


def _taken(record: dict[str, Any], by: User) -> ImportResult:
    known = look_up(record)
    if known and known.sure:
        reason = _("This work is here as “%(key)s”. %(why)s")
        values = {"key": known.source.slug, "why": words(known.sameness.reason)}
        return ImportResult(
            LineState.SAME, known.source.path, known.source.pk, reason=reason % values
        )
    for _attempt in range(_TRIES):  # if somebody took the key just now, the second look sees it
        here, free = _under(str(record["id"]))
        works = records(here.values())
        for key, pk in here.items():
            if _is_work(works.get(pk, {}), record):
                taken = take_source(record={**record, "id": key}, by=by)
                if taken.state != LineState.REFUSED:
                    return taken
        taken = take_source(record={**record, "id": free}, by=by)
        if taken.state != LineState.REFUSED:
            break
    return taken


def _under(wished: str) -> tuple[dict[str, uuid.UUID], str]:
    """The sources under the key and those with a number behind it, as many as are compared; and the first free one."""
    sources = Manuscript.objects.filter(kind=Kind.SOURCE)
    taken = dict(sources.filter(slug=wished).values_list("slug", "pk"))
    if not taken:
        return {}, wished
    taken.update(sources.filter(slug__startswith=f"{wished}-").values_list("slug", "pk"))
    keys = [wished, *(f"{wished}-{n}" for n in range(2, len(taken) + 2))]
    free = next(key for key in keys if key not in taken)
    return {key: taken[key] for key in keys[: keys.index(free)][:_CANDIDATES]}, free


def _is_work(other: dict[str, Any], record: dict[str, Any]) -> bool:
    """Whether the source says what the record says, or is by all signs the same work."""
    return bool(_plain(other) == _plain(record) or bibliography.same_work(other, record))


def _plain(record: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in record.items() if name != "id"}


def _digest(record: dict[str, Any]) -> str:
    told = json.dumps(_plain(record), sort_keys=True, ensure_ascii=True)
    return hashlib.sha256(told.encode()).hexdigest()[:_DIGITS]
