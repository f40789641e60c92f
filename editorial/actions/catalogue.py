"""Importing works from bibliographies: recognised by their identifiers, or else drafted under a key of their own."""

from __future__ import annotations

import hashlib
import json
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from editorial.actions.draft import AddressTaken
from editorial.actions.draft_new import draft_new
from editorial.actions.import_result import ImportResult, StepRemark
from editorial.actions.import_sources import (
    import_source,
    require_import,
    source_draft,
    source_ids_in_use,
    without_key,
)
from editorial.actions.known_works import MAX_CANDIDATES, Known, KnownSource, KnownWorks
from editorial.actions.numbered_addresses import NumberedAddresses
from editorial.models import ImportedPage, LineState
from editorial.workflow import Conflict, Forbidden, Refused
from encyclopedia import bibliography
from encyclopedia.core.chunks import in_chunks
from encyclopedia.core.documents import Document
from encyclopedia.models import Kind
from encyclopedia.models.insertion import insert
from encyclopedia.wording import words

if TYPE_CHECKING:
    from django.contrib.auth.models import User

# Works imported before are recognised by the digest of the record that was read, however their drafts changed since.
ORIGIN = "bibliography"
_DIGITS = 40
# Another import at the same moment may have used the key or noted the record: the next try sees it.
_TRIES = 3

Record = dict[str, Any]


def import_work(*, record: Record, by: User) -> ImportResult:
    """Save one record, as `import_works` does; what is refused is returned as refused, with the reason."""
    try:
        return import_works(items=[record], by=by)[0]
    except Forbidden:
        raise
    except Refused as refusal:
        return ImportResult(LineState.REFUSED, reason=str(refusal))


def import_works(*, items: Sequence[Record], by: User) -> list[ImportResult]:
    """Save CSL-JSON records as drafts of sources, under their `id`s or the next keys that are free: all or none.

    The same record a second time does nothing, nor does a work whose identifiers are here: nothing is merged or
    overwritten. A record under the key of a draft of the same work that the same person imported becomes its next
    revision. Where a source looks like the work, and no identifier says whether it is, a remark says so. Raises
    Forbidden for a person who may not import, Refused because of the first record that the office refuses.
    """
    require_import(by)
    for attempt in range(_TRIES):
        try:
            with transaction.atomic():
                return _Cataloguing(items, by).results()
        except (AddressTaken, Conflict, IntegrityError):
            if attempt == _TRIES - 1:
                raise
    raise AssertionError


def look_at_works(items: Sequence[Record]) -> list[ImportResult]:
    """The remarks on records that are not saved."""
    works = [_Work(record) for record in items]
    known = _known(works)
    before = _imported_before(works)
    return [
        ImportResult("", remarks=() if work.digest in before else _remarks(work, known))
        for work in works
    ]


def look_up(record: Record) -> Known | None:
    """The source that is the same work by an identifier, else one that looks like it; two queries."""
    work = _Work(record)
    return _known([work]).match(record, work.keys)


class _Work:
    """A record that is imported, and what it is recognised by."""

    def __init__(self, record: Record) -> None:
        self.record = record
        self.key = str(record.get("id", ""))
        self.keys = bibliography.work_keys(record)
        text = json.dumps(without_key(record), sort_keys=True, ensure_ascii=True)
        self.digest = hashlib.sha256(text.encode()).hexdigest()[:_DIGITS]


def _known(works: Iterable[_Work]) -> KnownWorks:
    return KnownWorks({key for work in works for key in work.keys})


def _imported_before(works: Iterable[_Work]) -> dict[str, KnownSource]:
    """Digest of a record → the source that was made when this same record was imported before."""
    rows = ImportedPage.objects.filter(origin=ORIGIN)
    return {
        page: KnownSource(pk, slug)
        for chunk in in_chunks(sorted({work.digest for work in works}))
        for page, pk, slug in rows.filter(page__in=chunk).values_list(
            "page", "manuscript", "manuscript__slug"
        )
    }


class _Cataloguing:
    """Works that are imported in one transaction: new ones wait until they are drafted together.

    What becomes a new version of a draft is saved by itself, after all that wait: the audit log keeps the order.
    """

    def __init__(self, records: Sequence[Record], by: User) -> None:
        self._by = by
        self._works = [_Work(record) for record in records]
        self._before = _imported_before(self._works)
        new = [work for work in self._works if work.digest not in self._before]
        self._known = _known(new)
        keys = [work.key for work in new]
        self._addresses = NumberedAddresses(Kind.SOURCE, keys)
        self._ids_in_use = source_ids_in_use(keys)
        self._waiting: list[tuple[Document, str]] = []
        self._pages: list[ImportedPage] = []

    def results(self) -> list[ImportResult]:
        results = [self._take(work) for work in self._works]
        self._write()
        insert(self._pages)
        return results

    def _take(self, work: _Work) -> ImportResult:
        if before := self._before.get(work.digest):
            return ImportResult(LineState.SAME, before.path, before.pk)
        result = self._same(work) or self._draft(work)
        if result.manuscript and result.state != LineState.REFUSED:
            self._pages.append(
                ImportedPage(
                    origin=ORIGIN,
                    page=work.digest,
                    version=work.digest,
                    manuscript_id=result.manuscript,
                    by=self._by,
                )
            )
            self._before[work.digest] = KnownSource(
                result.manuscript, result.path.partition("/")[2]
            )
        return result

    def _same(self, work: _Work) -> ImportResult | None:
        """What became of a work that is here by its identifiers, or under its key; None where it is new."""
        match = self._known.match(work.record, work.keys)
        if match and match.sure:
            reason = _("This work is here as “%(key)s”. %(why)s")
            values = {"key": match.source.slug, "why": words(match.sameness.reason)}
            return ImportResult(
                LineState.SAME, match.source.path, match.source.pk, reason=reason % values
            )
        used = list(self._addresses.used(work.key).items())[:MAX_CANDIDATES]
        records = self._known.records_of(pk for _key, pk in used)
        for key, pk in used:
            if not _is_same_work(records[pk], work.record):
                continue
            remarks = _remarks(work, self._known)
            self._write()
            result = import_source(record={**work.record, "id": key}, by=self._by)
            if result.state == LineState.REVISED:
                self._known.add(KnownSource(pk, key), work.record, work.keys)
            if result.state != LineState.REFUSED:
                return replace(result, remarks=remarks)
        return None

    def _draft(self, work: _Work) -> ImportResult:
        """Let a new work wait, under its key or with the first number added that is free."""
        key = self._addresses.free(work.key)
        if key != work.key:
            self._ids_in_use |= source_ids_in_use([key])
        draft = source_draft({**work.record, "id": key}, self._ids_in_use)
        source = KnownSource(uuid.UUID(draft[0].id), key)
        remarks = _remarks(work, self._known)
        self._waiting.append(draft)
        self._addresses.take(key, source.pk)
        self._known.add(source, work.record, work.keys)
        return ImportResult(LineState.NEW, source.path, source.pk, 1, remarks=remarks, revision=1)

    def _write(self) -> None:
        """Draft what waits, in its order."""
        if self._waiting:
            draft_new(drafts=self._waiting, by=self._by)
        self._waiting = []


def _remarks(work: _Work, known: KnownWorks) -> tuple[StepRemark, ...]:
    """A remark where a source here looks like the work, and no identifier says whether it is."""
    match = known.match(work.record, work.keys)
    if match is None or match.sure:
        return ()
    message = _("This may be the source “%(key)s”: %(why)s Compare the two among the duplicates.")
    values = {"key": match.source.slug, "why": words(match.sameness.reason)}
    return (StepRemark("", "duplicate", message % values, str(work.record.get("title", ""))),)


def _is_same_work(other: Record, record: Record) -> bool:
    """Whether the source equals the record, or seems to be the same work."""
    return bool(without_key(other) == without_key(record) or bibliography.same_work(other, record))
