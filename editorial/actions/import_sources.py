"""Importing sources under the keys that they come with: those that are here stay, those that are not become drafts."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from editorial import permissions
from editorial.actions.draft import refuse_too_long, save
from editorial.actions.draft_new import draft_new
from editorial.actions.import_result import ImportResult
from editorial.models import LineState, Manuscript, Revision, Status
from editorial.wording.history_words import in_history
from editorial.workflow import Forbidden, Refused
from encyclopedia import bibliography
from encyclopedia.core import documents
from encyclopedia.core.chunks import in_chunks
from encyclopedia.models import Kind

if TYPE_CHECKING:
    from django.contrib.auth.models import User

# The ids of imported entries are computed from their origin: importing the same page again gives the same entry.
NAMESPACE = uuid.UUID("0c5b0a0e-6d0e-5d8e-8b54-3f0b8f2b9d63")


def require_import(by: User) -> None:
    """Raises Forbidden for a person who may not import."""
    if not (by.is_active and by.has_perm(permissions.IMPORT_CONTENT)):
        raise Forbidden(_("You may not import content."))


def import_source(*, record: dict[str, Any], by: User) -> ImportResult:
    """Save a CSL-JSON record as the draft of a source under its `id`.

    An identical source does nothing. A different source under the same key is not overwritten: the record is refused,
    unless that source is a draft of the same work, imported by the same person and never published or submitted; then
    the record becomes its next revision. Raises Forbidden for a person who may not import.
    """
    require_import(by)
    try:
        with transaction.atomic():
            return _take_source(record, by)
    except Forbidden:
        raise
    except Refused as refusal:
        return ImportResult(LineState.REFUSED, reason=str(refusal))


def import_cited(*, items: Sequence[Sequence[dict[str, Any]]], by: User) -> list[ImportResult]:
    """Save those records of the items that are not here yet as drafts, before the entry that cites them; all or none.

    An entry may cite thousands: in one transaction with the entry they would block all other writers for long.
    Raises Forbidden for a person who may not import.
    """
    require_import(by)
    known = source_keys(record for records in items for record in records)
    new = [new_records(records, known) for records in items]
    drafts = source_drafts([record for records in new for record in records])
    if drafts:
        draft_new(drafts=drafts, by=by)
    return [ImportResult("", sources=len(records)) for records in new]


def source_keys(records: Iterable[dict[str, Any]]) -> set[str]:
    """The keys of those records that a source has; a query for 5,000."""
    keys = sorted({str(record["id"]) for record in records})
    sources = Manuscript.objects.filter(kind=Kind.SOURCE)
    return {
        key
        for chunk in in_chunks(keys)
        for key in sources.filter(slug__in=chunk).values_list("slug", flat=True)
    }


def new_records(records: Iterable[dict[str, Any]], known: set[str]) -> list[dict[str, Any]]:
    """The records whose keys are not known, each key once; they are known from then on."""
    new = []
    for record in records:
        key = str(record["id"])
        if key not in known:
            known.add(key)
            new.append(record)
    return new


def source_drafts(
    records: Sequence[dict[str, Any]],
) -> list[tuple[documents.Document, str]]:
    """What `draft_new` takes for records whose keys are free."""
    used = source_ids_in_use(str(record["id"]) for record in records)
    return [source_draft(record, used) for record in records]


def source_draft(
    record: dict[str, Any], used: Collection[uuid.UUID]
) -> tuple[documents.Document, str]:
    pk = source_id(str(record["id"]))
    # Where the id is in use, the source that first had this key was renamed since.
    return _document(record, uuid.uuid4() if pk in used else pk), in_history(
        gettext_lazy("Imported")
    )


def source_ids_in_use(keys: Iterable[str]) -> set[uuid.UUID]:
    """The ids that manuscripts have, of those that an import would give to sources under these keys."""
    ids = [source_id(key) for key in sorted(set(keys))]
    return {
        pk
        for chunk in in_chunks(ids)
        for pk in Manuscript.objects.filter(pk__in=chunk).values_list("pk", flat=True)
    }


@lru_cache(maxsize=1000)
def source_id(key: str) -> uuid.UUID:
    """The id of a source that an import made under this key."""
    return uuid.uuid5(NAMESPACE, f"source/{key}")


def without_key(record: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in record.items() if name != "id"}


def _take_source(record: dict[str, Any], by: User) -> ImportResult:
    key = str(record["id"])
    source = Manuscript.objects.filter(kind=Kind.SOURCE, slug=key).first()
    if source is None:
        new = draft_new(drafts=source_drafts([record]), by=by)[0]
        return ImportResult(LineState.NEW, new.path, new.pk, 1, revision=1)
    newest = Revision.objects.get(manuscript=source, number=source.revision).read()
    current_record = newest.record if isinstance(newest, documents.SourceDocument) else {}
    if without_key(current_record) == without_key(record):
        return ImportResult(LineState.SAME, source.path, source.pk)
    if not (_is_own_import(source, by) and bibliography.same_work(current_record, record)):
        return ImportResult(
            LineState.REFUSED,
            source.path,
            source.pk,
            reason=_("The source “%(key)s” is here and says otherwise. Compare the two by hand.")
            % {"key": key},
        )
    document = _document(record, source.pk)
    refuse_too_long(document)
    outcome = save(
        document=document,
        by=by,
        based_on=source.revision,
        summary=in_history(gettext_lazy("Imported")),
    )
    saved = outcome.manuscript
    return ImportResult(LineState.REVISED, saved.path, saved.pk, revision=saved.revision)


def _is_own_import(manuscript: Manuscript, by: User) -> bool:
    """Whether an import of this person made the draft, and nobody else has touched it."""
    return (
        manuscript.pk == source_id(manuscript.slug)
        and manuscript.status == Status.DRAFT
        and not manuscript.edition
        and not Revision.objects.filter(manuscript=manuscript).exclude(author=by).exists()
    )


def _document(record: dict[str, Any], pk: uuid.UUID) -> documents.Document:
    key = str(record["id"])
    return documents.read(
        {
            "schema": documents.SCHEMA,
            "kind": "source",
            "id": str(pk),
            "slug": key,
            "title": str(record.get("title") or key)[:300],
            "record": record,
        }
    )
