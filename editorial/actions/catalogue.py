"""Importing works from bibliographies: recognised by their identifiers, or else drafted under a key of their own."""

from __future__ import annotations

import hashlib
import json
import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _

from editorial.actions.import_entry import import_source, require_import
from editorial.actions.import_result import ImportResult
from editorial.models import ImportedPage, LineState, Manuscript, SourceKey
from editorial.projection.duplicate_pairs import records
from encyclopedia import bibliography
from encyclopedia.bibliography import Sameness
from encyclopedia.models import Kind
from encyclopedia.wording import words

if TYPE_CHECKING:
    from django.contrib.auth.models import User

# Works imported before are recognised by the digest of the record that was read, however their drafts changed since.
ORIGIN = "bibliography"
_DIGITS = 40
# At most this many sources that share a key with a record are compared with it.
_MAX_CANDIDATES = 50
_TRIES = 2


@dataclass(frozen=True)
class Known:
    """A source of the office that a record looks like, and why; `sure` when an identifier says so."""

    source: Manuscript
    sameness: Sameness

    @property
    def sure(self) -> bool:
        return self.sameness.by != "title"


def import_work(*, record: dict[str, Any], by: User) -> ImportResult:
    """Save a CSL-JSON record as the draft of a source, under its `id` or the next key that is free.

    The same record a second time does nothing, nor does a work whose identifiers are here: nothing is merged or
    overwritten. A record under the key of a draft of the same work that the same person imported becomes its next
    revision. Raises Forbidden for a person who may not import.
    """
    require_import(by)
    with transaction.atomic():
        if before := imported_before(record):
            return ImportResult(LineState.SAME, before.path, before.pk)
        result = _take_work(record, by)
        if result.manuscript and result.state != LineState.REFUSED:
            _row, first = ImportedPage.objects.get_or_create(
                origin=ORIGIN,
                page=_digest(record),
                defaults={
                    "version": _digest(record),
                    "manuscript_id": result.manuscript,
                    "by": by,
                },
            )
            if not first:  # another import noted the same record at the same moment
                return ImportResult(LineState.SAME, result.path, result.manuscript)
        return result


def imported_before(record: dict[str, Any]) -> Manuscript | None:
    """The source that was made when this same record was imported before."""
    rows = ImportedPage.objects.filter(origin=ORIGIN, page=_digest(record))
    page = rows.select_related("manuscript").first()
    return page.manuscript if page else None


def look_up(record: dict[str, Any]) -> Known | None:
    """The source that is the same work by an identifier, else one that looks like it; two queries."""
    keys = bibliography.work_keys(record)
    if not keys:
        return None
    sharing = SourceKey.objects.filter(key__in=keys).select_related("manuscript")
    sources = {
        row.manuscript_id: row.manuscript for row in sharing.order_by("id")[:_MAX_CANDIDATES]
    }
    matches = [
        Known(sources[pk], sameness)
        for pk, other in records(sources).items()
        if (sameness := bibliography.same_work(record, other))
    ]
    return min(matches, key=lambda match: (not match.sure, match.source.slug), default=None)


def _take_work(record: dict[str, Any], by: User) -> ImportResult:
    match = look_up(record)
    if match and match.sure:
        reason = _("This work is here as “%(key)s”. %(why)s")
        values = {"key": match.source.slug, "why": words(match.sameness.reason)}
        return ImportResult(
            LineState.SAME, match.source.path, match.source.pk, reason=reason % values
        )
    for _attempt in range(_TRIES):  # if somebody used the key just now, the second try sees it
        sources_by_key, free_key = _sources_under(str(record["id"]))
        works = records(sources_by_key.values())
        for key, pk in sources_by_key.items():
            if _is_same_work(works.get(pk, {}), record):
                result = import_source(record={**record, "id": key}, by=by)
                if result.state != LineState.REFUSED:
                    return result
        result = import_source(record={**record, "id": free_key}, by=by)
        if result.state != LineState.REFUSED:
            break
    return result


def _sources_under(wanted_key: str) -> tuple[dict[str, uuid.UUID], str]:
    """The sources under the key and the key with a number added, as many as are compared; and the first free key."""
    sources = Manuscript.objects.filter(kind=Kind.SOURCE)
    used = dict(sources.filter(slug=wanted_key).values_list("slug", "pk"))
    if not used:
        return {}, wanted_key
    used.update(sources.filter(slug__startswith=f"{wanted_key}-").values_list("slug", "pk"))
    keys = [wanted_key, *(f"{wanted_key}-{n}" for n in range(2, len(used) + 2))]
    free_key = next(key for key in keys if key not in used)
    return {key: used[key] for key in keys[: keys.index(free_key)][:_MAX_CANDIDATES]}, free_key


def _is_same_work(other: dict[str, Any], record: dict[str, Any]) -> bool:
    """Whether the source equals the record, or seems to be the same work."""
    return bool(
        _without_key(other) == _without_key(record) or bibliography.same_work(other, record)
    )


def _without_key(record: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in record.items() if name != "id"}


def _digest(record: dict[str, Any]) -> str:
    text = json.dumps(_without_key(record), sort_keys=True, ensure_ascii=True)
    return hashlib.sha256(text.encode()).hexdigest()[:_DIGITS]
