"""Importing what was read from a file: every entry and every source becomes a draft once, so a run can be interrupted.

Independent of the format: MediaWiki exports, bibliographies, texts and bundles all come through here.
"""

from __future__ import annotations

import hashlib
import uuid
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from editorial.actions.as_imported import is_as_imported
from editorial.actions.draft import AddressTaken, save
from editorial.actions.draft_new import draft_new
from editorial.actions.import_result import ImportResult, StepRemark
from editorial.actions.import_sources import (
    NAMESPACE,
    new_records,
    require_import,
    source_drafts,
    source_keys,
)
from editorial.actions.numbered_addresses import NumberedAddresses
from editorial.actions.wanted_pictures import with_pictures_of
from editorial.models import ImportedPage, LineState, Manuscript, Merge, Revision
from editorial.projection.duplicate_pairs import follow_merges
from editorial.wording.history_words import in_history
from editorial.workflow import Conflict, Forbidden, Refused
from encyclopedia.core import documents
from encyclopedia.core.chunks import in_chunks
from encyclopedia.core.documents import Document, DocumentFact, DocumentPicture, Provenance
from encyclopedia.core.names import name_key, slugify
from encyclopedia.models import Kind

if TYPE_CHECKING:
    from django.contrib.auth.models import User

_MAX_ORIGIN_LENGTH = 200
_MAX_ID_LENGTH = 40
# Another import at the same moment may have used the address or the page: the next try sees it.
_TRIES = 3


@dataclass(frozen=True, kw_only=True)
class Incoming:
    """An entry as it was read from a file, before it has an address here.

    `origin` and `page` say which entry it is (a wiki and the page's id there), `version` which state of it: the same
    version is imported once, another one becomes the next revision. `sources` are the CSL-JSON records that it
    cites, with their keys as `id`. `again` says that the version that is here is read in another way now: it becomes
    the next revision of a draft that nobody has worked on since it was imported.
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
    pictures: tuple[DocumentPicture, ...] = ()
    again: bool = False


def import_entry(*, incoming: Incoming, by: User) -> ImportResult:
    """Save one entry and the sources it cites, as `import_entries` does; what is refused is returned as refused, with
    the reason. Raises Forbidden for a person who may not import.
    """
    try:
        return import_entries(items=[incoming], by=by)[0]
    except Forbidden:
        raise
    except Refused as refusal:
        return ImportResult(LineState.REFUSED, reason=str(refusal))


def import_entries(*, items: Sequence[Incoming], by: User) -> list[ImportResult]:
    """Save entries and the sources they cite as drafts: all of it or nothing.

    The same version and one with a lower number do nothing; any other is saved as the next revision of the
    manuscript, to be compared. Raises Forbidden for a person who may not import, Refused because of the first entry
    that the office refuses.
    """
    require_import(by)
    for attempt in range(_TRIES):
        try:
            with transaction.atomic():
                return _Intake(items, by).results()
        except (AddressTaken, Conflict, IntegrityError):
            if attempt == _TRIES - 1:
                raise
    raise AssertionError


def imported_before(origin: str, page: str, version: str) -> ImportResult | None:
    """What `import_entry` would return for a version that is here already, without reading the rest of the entry."""
    before = _pages(origin, [page]).get(_shorten(page))
    if before is None or not _is_old(version, before.version):
        return None
    return ImportResult(LineState.SAME, before.manuscript.path, before.manuscript_id)


def imported_at(manuscript: uuid.UUID) -> datetime:
    """When the page that this manuscript was made of was imported last."""
    return ImportedPage.objects.filter(manuscript=manuscript).latest("at").at


def _pages(origin: str, pages: Iterable[str]) -> dict[str, ImportedPage]:
    """The pages of this origin that were imported before, by their ids."""
    rows = ImportedPage.objects.select_related("manuscript").filter(
        origin=origin[:_MAX_ORIGIN_LENGTH]
    )
    return {
        row.page: row
        for chunk in in_chunks(sorted({_shorten(page) for page in pages}))
        for row in rows.filter(page__in=chunk)
    }


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


class _Intake:
    """Entries that are imported in one transaction: new ones wait until they are drafted together.

    An entry that is here already is saved by itself, after all that wait: the audit log keeps the order of the items.
    """

    def __init__(self, items: Sequence[Incoming], by: User) -> None:
        self._items, self._by = items, by
        self._ids_in_use = _ids_in_use(_entry_id(incoming) for incoming in items)
        # Read after the ids: an entry that another import saved just now is then found together with its page.
        by_origin: dict[str, list[str]] = defaultdict(list)
        for incoming in items:
            by_origin[incoming.origin].append(incoming.page)
        self._pages = {
            (origin, page): row
            for origin, pages in by_origin.items()
            for page, row in _pages(origin, pages).items()
        }
        cited = [record for incoming in items for record in incoming.sources]
        self._keys = source_keys(cited)
        keys = [str(record["id"]) for record in cited]
        self._merged = {
            key
            for chunk in in_chunks(sorted(set(keys) & self._keys))
            for key in Merge.objects.filter(
                merged__kind=Kind.SOURCE, merged__slug__in=chunk
            ).values_list("merged__slug", flat=True)
        }
        wanted: dict[str, list[str]] = defaultdict(list)
        for incoming in items:
            if self._page(incoming) is None:
                wanted[incoming.kind].append(_wanted_slug(incoming))
        self._addresses = {kind: NumberedAddresses(kind, slugs) for kind, slugs in wanted.items()}
        self._waiting: list[tuple[Document, str] | dict[str, Any]] = []
        self._new_pages: list[ImportedPage] = []

    def results(self) -> list[ImportResult]:
        results = [self._take(incoming) for incoming in self._items]
        self._write()
        return results

    def _page(self, incoming: Incoming) -> ImportedPage | None:
        return self._pages.get((incoming.origin, _shorten(incoming.page)))

    def _take(self, incoming: Incoming) -> ImportResult:
        page = self._page(incoming)
        if page and _is_old(incoming.version, page.version):
            same = ImportResult(LineState.SAME, page.manuscript.path, page.manuscript_id)
            if not incoming.again or incoming.version != page.version:
                return same
            if not is_as_imported(page.manuscript):
                words = _(
                    "It could be read anew now, but somebody has worked on it since: left alone."
                )
                return replace(same, remarks=(StepRemark("", "page", words),))
        new = new_records(incoming.sources, self._keys)
        self._waiting += new
        if page:
            return self._revise(page, incoming, len(new))
        pk = _entry_id(incoming)
        # Where the id is in use, somebody chose it for their own entry, which is not this page.
        pk = uuid.uuid4() if pk in self._ids_in_use else pk
        addresses = self._addresses[incoming.kind]
        slug = addresses.free(_wanted_slug(incoming))
        addresses.take(slug, pk)
        self._waiting.append((self._document(pk, slug, incoming), _summary(incoming)))
        page = ImportedPage(
            origin=incoming.origin[:_MAX_ORIGIN_LENGTH],
            page=_shorten(incoming.page),
            version=_shorten(incoming.version),
            manuscript=Manuscript(pk=pk, kind=incoming.kind, slug=slug),
            by=self._by,
        )
        self._new_pages.append(page)
        self._pages[incoming.origin, page.page] = page
        return ImportResult(LineState.NEW, page.manuscript.path, pk, len(new), revision=1)

    def _revise(self, page: ImportedPage, incoming: Incoming, sources: int) -> ImportResult:
        self._write()
        manuscript = Manuscript.objects.get(pk=page.manuscript_id)
        document = self._document(manuscript.pk, manuscript.slug, incoming)
        newest = Revision.objects.get(manuscript=manuscript, number=manuscript.revision)
        outcome = save(
            document=with_pictures_of(document, newest.read()),
            by=self._by,
            based_on=manuscript.revision,
            summary=_summary(incoming),
        )
        page.version, page.by, page.at = _shorten(incoming.version), self._by, timezone.now()
        page.save(update_fields=["version", "by", "at"])
        state = LineState.REVISED if outcome.changed else LineState.SAME
        saved = outcome.manuscript
        return ImportResult(state, saved.path, saved.pk, sources, revision=saved.revision)

    def _write(self) -> None:
        """Draft what waits, in its order."""
        records = [record for record in self._waiting if isinstance(record, dict)]
        sources = iter(source_drafts(records))
        drafts = [next(sources) if isinstance(new, dict) else new for new in self._waiting]
        if drafts:
            draft_new(drafts=drafts, by=self._by)
        ImportedPage.objects.bulk_create(self._new_pages)
        self._waiting, self._new_pages = [], []

    def _document(self, pk: uuid.UUID, slug: str, incoming: Incoming) -> Document:
        document = _document(pk, slug, incoming)
        keys = [str(record["id"]) for record in incoming.sources]
        return document if self._merged.isdisjoint(keys) else follow_merges(document, keys)


def _entry_id(incoming: Incoming) -> uuid.UUID:
    return uuid.uuid5(NAMESPACE, f"{incoming.origin[:_MAX_ORIGIN_LENGTH]}#{incoming.page}")


def _ids_in_use(ids: Iterable[uuid.UUID]) -> set[uuid.UUID]:
    return {
        pk
        for chunk in in_chunks(sorted(set(ids)))
        for pk in Manuscript.objects.filter(pk__in=chunk).values_list("pk", flat=True)
    }


def _summary(incoming: Incoming) -> str:
    words = gettext_lazy("Imported: %(title)s, version %(version)s")
    return in_history(words, title=incoming.title, version=incoming.version)


def _wanted_slug(incoming: Incoming) -> str:
    """The address made from the title; another entry may have it."""
    return slugify(incoming.title) or "untitled"


def _document(pk: uuid.UUID, slug: str, incoming: Incoming) -> Document:
    own = name_key(incoming.title)
    names = {name_key(name): name for name in incoming.aliases}
    fields: dict[str, Any] = {
        "id": str(pk),
        "slug": slug,
        "title": incoming.title[:300],
        "summary": incoming.summary,
        "text": incoming.text,
        "language": incoming.language,
        "aliases": tuple(name for key, name in names.items() if key != own),
        "tags": incoming.tags,
        "facts": incoming.facts,
        "provenance": incoming.provenance,
        "pictures": incoming.pictures,
    }
    if incoming.kind == "person":
        fields["sort_name"] = incoming.sort_name
    return documents.TYPES[incoming.kind](**fields)
