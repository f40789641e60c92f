"""Importing what was read from a file: every entry and every source becomes a draft once, so a run can be interrupted.

Independent of the format: MediaWiki exports, bibliographies, texts and bundles all come through here.
"""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _

from editorial import permissions
from editorial.actions.draft import AddressTaken, save
from editorial.actions.import_result import ImportResult
from editorial.models import ImportedPage, LineState, Manuscript, Revision, Status
from editorial.projection.duplicate_pairs import follow_merges
from editorial.workflow import Conflict, Forbidden, Refused
from encyclopedia import bibliography
from encyclopedia.core import documents
from encyclopedia.core.documents import Document, DocumentFact, Provenance
from encyclopedia.core.names import name_key, slugify
from encyclopedia.models import Kind

if TYPE_CHECKING:
    from django.contrib.auth.models import User

# The ids of imported entries are computed from their origin: importing the same page again gives the same entry.
NAMESPACE = uuid.UUID("0c5b0a0e-6d0e-5d8e-8b54-3f0b8f2b9d63")
_MAX_ORIGIN_LENGTH = 200
_MAX_ID_LENGTH = 40
# Another import at the same moment may have used the address or the page: the next try sees it.
_TRIES = 3


@dataclass(frozen=True, kw_only=True)
class Incoming:
    """An entry as it was read from a file, before it has an address here.

    `origin` and `page` say which entry it is (a wiki and the page's id there), `version` which state of it: the same
    version is imported once, another one becomes the next revision. `sources` are the CSL-JSON records that it
    cites, with their keys as `id`.
    """

    origin: str
    page: str
    version: str
    kind: documents.Kind
    title: str
    summary: str = ""
    text: str = ""
    language: str = "en"
    aliases: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    facts: tuple[DocumentFact, ...] = ()
    provenance: tuple[Provenance, ...] = ()
    sources: tuple[dict[str, Any], ...] = ()
    sort_name: str = ""


def require_import(by: User) -> None:
    """Raises Forbidden for a person who may not import."""
    if not (by.is_active and by.has_perm(permissions.IMPORT_CONTENT)):
        raise Forbidden(_("You may not import content."))


def import_entry(*, incoming: Incoming, by: User) -> ImportResult:
    """Save an entry and the sources it cites as drafts: all of it or nothing.

    The same version and one with a lower number do nothing; any other is saved as the next revision of the
    manuscript, to be compared. What the office refuses is returned as refused, with the reason. Raises Forbidden for
    a person who may not import.
    """
    require_import(by)
    for attempt in range(_TRIES):
        try:
            with transaction.atomic():
                return _take_in(incoming, by)
        except Forbidden:
            raise
        except (AddressTaken, Conflict) as refusal:
            if attempt == _TRIES - 1:
                return ImportResult(LineState.REFUSED, reason=str(refusal))
        except Refused as refusal:
            return ImportResult(LineState.REFUSED, reason=str(refusal))
    raise AssertionError


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


def import_cited(*, records: Sequence[dict[str, Any]], by: User) -> ImportResult:
    """Save those of the records that are not here yet as drafts, before the entry that cites them; no line of its own.

    An entry may cite hundreds: in one transaction with the entry they would block all other writers for long.
    Raises Forbidden for a person who may not import.
    """
    require_import(by)
    with transaction.atomic():
        return ImportResult("", sources=sum(_draft_if_missing(record, by) for record in records))


def imported_before(origin: str, page: str, version: str) -> ImportResult | None:
    """What `import_entry` would return for a version that is here already, without reading the rest of the entry."""
    before = _before(origin, page)
    if before is None or not _is_old(version, before.version):
        return None
    return ImportResult(LineState.SAME, before.manuscript.path, before.manuscript_id)


def _before(origin: str, page: str) -> ImportedPage | None:
    return (
        ImportedPage.objects.select_related("manuscript")
        .filter(origin=origin[:_MAX_ORIGIN_LENGTH], page=_shorten(page))
        .first()
    )


def _is_old(version: str, current: str) -> bool:
    """Whether it is the version that is here or, where versions are numbered, an earlier one."""
    if version.isdecimal() and current.isdecimal():
        return int(version) <= int(current)
    return _shorten(version) == current


def _shorten(identity: str) -> str:
    """The same text, or its digest when it is longer than the column."""
    if len(identity) <= _MAX_ID_LENGTH:
        return identity
    return hashlib.sha256(identity.encode("utf-8", "replace")).hexdigest()[:_MAX_ID_LENGTH]


def _take_in(incoming: Incoming, by: User) -> ImportResult:
    if result := imported_before(incoming.origin, incoming.page, incoming.version):
        return result
    sources_made = sum(_draft_if_missing(record, by) for record in incoming.sources)
    origin = incoming.origin[:_MAX_ORIGIN_LENGTH]
    entry_id = uuid.uuid5(NAMESPACE, f"{origin}#{incoming.page}")
    id_in_use = Manuscript.objects.filter(pk=entry_id).exists()
    # Read after the id: an entry that another import saved just now is then found together with its page.
    before = _before(origin, incoming.page)
    manuscript = before.manuscript if before else None
    if manuscript:
        entry_id = manuscript.pk
    elif id_in_use:
        # Somebody chose this id for their own entry, which is not this page.
        entry_id = uuid.uuid4()
    cited = [str(record["id"]) for record in incoming.sources]
    outcome = save(
        document=follow_merges(_document(entry_id, incoming, manuscript), cited),
        by=by,
        based_on=manuscript.revision if manuscript else 0,
        summary=_("Imported: %(title)s, version %(version)s")
        % {"title": incoming.title, "version": incoming.version},
    )
    page, _new = ImportedPage.objects.update_or_create(
        origin=origin,
        page=_shorten(incoming.page),
        defaults={"version": _shorten(incoming.version), "by": by},
        create_defaults={
            "version": _shorten(incoming.version),
            "manuscript": outcome.manuscript,
            "by": by,
        },
    )
    if page.manuscript_id != outcome.manuscript.pk:
        raise Conflict(_("Another import imported this page at the same moment."), current=0)
    state = LineState.REVISED if manuscript else LineState.NEW
    if not outcome.changed:
        state = LineState.SAME
    return ImportResult(state, outcome.manuscript.path, outcome.manuscript.pk, sources_made)


def _draft_if_missing(record: dict[str, Any], by: User) -> int:
    """Draft a cited source unless its key is known; returns how many drafts were made (1 or 0)."""
    if Manuscript.objects.filter(kind=Kind.SOURCE, slug=str(record["id"])).exists():
        return 0
    _save_source(record, by)
    return 1


def _take_source(record: dict[str, Any], by: User) -> ImportResult:
    key = str(record["id"])
    source = Manuscript.objects.filter(kind=Kind.SOURCE, slug=key).first()
    if source is None:
        saved = _save_source(record, by)
        return ImportResult(LineState.NEW, saved.path, saved.pk, 1)
    newest = Revision.objects.get(manuscript=source, number=source.revision).read()
    current_record = newest.record if isinstance(newest, documents.SourceDocument) else {}
    if _without_key(current_record) == _without_key(record):
        return ImportResult(LineState.SAME, source.path, source.pk)
    if not (_is_own_import(source, by) and bibliography.same_work(current_record, record)):
        return ImportResult(
            LineState.REFUSED,
            source.path,
            source.pk,
            reason=_("The source “%(key)s” is here and says otherwise. Compare the two by hand.")
            % {"key": key},
        )
    saved = _save_source(record, by, source)
    return ImportResult(LineState.REVISED, saved.path, saved.pk)


def _without_key(record: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in record.items() if name != "id"}


def _is_own_import(manuscript: Manuscript, by: User) -> bool:
    """Whether an import of this person made the draft, and nobody else has touched it."""
    return (
        manuscript.pk == source_id(manuscript.slug)
        and manuscript.status == Status.DRAFT
        and not manuscript.edition
        and not Revision.objects.filter(manuscript=manuscript).exclude(author=by).exists()
    )


def source_id(key: str) -> uuid.UUID:
    """The id of a source that an import made under this key."""
    return uuid.uuid5(NAMESPACE, f"source/{key}")


def _save_source(
    record: dict[str, Any], by: User, manuscript: Manuscript | None = None
) -> Manuscript:
    key = str(record["id"])
    pk = manuscript.pk if manuscript else source_id(key)
    if manuscript is None and Manuscript.objects.filter(pk=pk).exists():
        # The source that first had this key was renamed since.
        pk = uuid.uuid4()
    document = documents.read(
        {
            "schema": documents.SCHEMA,
            "kind": "source",
            "id": str(pk),
            "slug": key,
            "title": str(record.get("title") or key)[:300],
            "record": record,
        }
    )
    based_on = manuscript.revision if manuscript else 0
    return save(document=document, by=by, based_on=based_on, summary=_("Imported")).manuscript


def _document(entry_id: uuid.UUID, incoming: Incoming, manuscript: Manuscript | None) -> Document:
    own = name_key(incoming.title)
    names = {name_key(name): name for name in incoming.aliases}
    fields: dict[str, Any] = {
        "id": str(entry_id),
        "slug": manuscript.slug if manuscript else _free_slug(incoming),
        "title": incoming.title[:300],
        "summary": incoming.summary,
        "text": incoming.text,
        "language": incoming.language,
        "aliases": tuple(name for key, name in names.items() if key != own),
        "tags": incoming.tags,
        "facts": incoming.facts,
        "provenance": incoming.provenance,
    }
    if incoming.kind == "person":
        fields["sort_name"] = incoming.sort_name
    return documents.TYPES[incoming.kind](**fields)


def _free_slug(incoming: Incoming) -> str:
    """The address made from the title, or with a number added when another entry has it."""
    slug = slugify(incoming.title) or "untitled"
    used = set(
        Manuscript.objects.filter(kind=incoming.kind, slug__startswith=slug).values_list(
            "slug", flat=True
        )
    )
    return next(
        candidate
        for candidate in (slug, *(f"{slug}-{n}" for n in range(2, len(used) + 3)))
        if candidate not in used
    )
