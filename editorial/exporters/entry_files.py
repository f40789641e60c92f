"""The files of one entry: its documents, its history and its checks."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from editorial.exporters.check_rows import (
    checks,
    held_checks,
    public_checks,
    public_confirmations,
)
from editorial.exporters.markdown import as_files, file_name
from editorial.exporters.scope import Scope
from editorial.exporters.writing import ExportError, Writer
from editorial.models import (
    Approval,
    DraftCitation,
    Event,
    Evidence,
    EvidencePage,
    Manuscript,
    Publication,
    Revision,
    Waiver,
)
from editorial.record.columns import Row, columns, plain
from encyclopedia.models import PARTS, Edition, EditionDoi, EditionState, Translation

_EDITION = (
    "number",
    "title",
    "digest",
    "change",
    "summary",
    "state",
    "published_at",
    "notices",
    "event_hash",
)


@dataclass
class Entries:
    """Writes entries one by one; remembers the names in use, the pictures that are shown, and the counts."""

    writer: Writer
    scope: Scope
    pictures: set[str] = field(default_factory=set)
    counts: dict[str, int] = field(
        default_factory=lambda: dict.fromkeys(("entries", "editions", "revisions", "checks"), 0)
    )
    _names: set[str] = field(default_factory=set)

    def write(self, manuscript: Manuscript) -> Row:
        """The entry's files; returns its line for the list of entries."""
        return _EntryFiles(self, manuscript).write()

    def name(self, kind: str, slug: str, pk: str) -> str:
        """A name for the entry's files that no other entry has."""
        path = f"{kind}/{file_name(slug)}"
        if path in self._names:
            path = f"{path}~{pk[:8]}"
        self._names.add(path)
        return path


class _EntryFiles:
    def __init__(self, entries: Entries, manuscript: Manuscript) -> None:
        self.entries, self.writer, self.scope = entries, entries.writer, entries.scope
        self.manuscript, self.id = manuscript, str(manuscript.pk)
        self.live = (
            Edition.objects.filter(entry_id=manuscript.pk, state=EditionState.CURRENT)
            .only("kind", "slug", "title", "number", "digest")
            .first()
        )
        current = self.live or manuscript
        self.kind, self.slug, self.title = current.kind, current.slug, current.title
        self.name = entries.name(self.kind, self.slug, self.id)
        # Number of a revision → the files of its document, where its edition has been written.
        self.document_files: dict[int, Row] = {}

    def write(self) -> Row:
        history, of_checks = f"history/{self.name}.jsonl", f"checks/{self.name}.jsonl"
        editions = list(self._editions())
        # Making a row writes its document. Editions come first: their revisions share the files.
        revisions = list(self._revisions()) if self.scope.drafts else []
        self.writer.lines(history, self._history(editions, revisions))
        count = self._write_checks(of_checks)
        counts = self.entries.counts
        counts["entries"] += 1
        counts["editions"] += len(editions)
        counts["revisions"] += len(revisions)
        counts["checks"] += count
        return {
            "name": f"{self.kind}/{self.slug}",
            "id": self.id,
            "kind": self.kind,
            "slug": self.slug,
            "title": self.title,
            "edition": self.live.number if self.live else 0,
            "digest": self.live.digest if self.live else "",
            "history": history,
            "checks": of_checks if count else "",
        }

    def _history(self, editions: list[Row], revisions: list[Row]) -> Iterator[Row]:
        if self.scope.drafts:
            yield {"row": "manuscript", **columns(self.manuscript, "approval_id", "step")}
        yield from revisions
        places: dict[int, int] = {}
        for place, approval in enumerate(self._approvals(), 1):
            places[approval.pk] = place
            yield self._signed("approval", approval)
        for publication in self._publications():
            if publication.approval_id not in places:
                raise self._lacking(_("the approval of edition %s") % publication.number)
            row = self._signed("publication", publication)
            yield row | {"approval": places[publication.approval_id]}
        for waiver in Waiver.objects.filter(manuscript=self.manuscript).order_by("pk"):
            if self.scope.drafts or self.scope.shows(
                self.manuscript.pk, waiver.reason, waiver.expires_at.isoformat()
            ):
                yield {"row": "waiver", **columns(waiver, "id", "manuscript_id")}
        yield from editions
        if self.scope.drafts:
            yield from self._evidence()
            yield from held_checks(self.manuscript, self.name)
            yield {"row": "waits", "since": self._waiting_since()}
        else:
            yield from public_confirmations(
                self.manuscript, self.scope.readable(self.manuscript.pk)
            )
            if self.kind == "source":
                yield from self._mark()
            yield from self._dois()
            yield from self._translation()

    def _signed(self, kind: str, signature: Approval | Publication) -> Row:
        values = columns(signature, "id", "manuscript_id", "revision_id", "approval_id")
        return {"row": kind, "revision": signature.revision.number, **values}

    def _lacking(self, what: str) -> ExportError:
        message = _("%(name)s lacks %(what)s: its history was altered. Run verify_history.")
        return ExportError(message % {"name": self.name, "what": what})

    def _approvals(self) -> QuerySet[Approval]:
        approvals = Approval.objects.filter(manuscript=self.manuscript).select_related("revision")
        if not self.scope.drafts:
            approvals = approvals.filter(pk__in=self.scope.readable(self.manuscript.pk).approvals)
        return approvals.order_by("pk")

    def _publications(self) -> QuerySet[Publication]:
        publications = Publication.objects.filter(manuscript=self.manuscript).select_related(
            "revision"
        )
        if not self.scope.drafts:
            publications = publications.filter(
                number__in=self.scope.readable(self.manuscript.pk).numbers
            )
        return publications.order_by("number")

    def _editions(self) -> Iterator[Row]:
        editions = Edition.objects.filter(entry_id=self.manuscript.pk).order_by("number")
        if not self.scope.drafts:
            editions = editions.readable().listed()
        revisions = {
            publication.number: publication.revision for publication in self._publications()
        }
        for edition in editions.iterator(chunk_size=20):
            current = edition.state == EditionState.CURRENT
            stem = f"editions/{self.name}/{edition.number}"
            paths = (
                (f"entries/{self.name}.md", f"sources/{self.name.partition('/')[2]}.json")
                if current
                else (f"{stem}.md", f"{stem}.json")
            )
            if edition.number not in revisions:
                raise self._lacking(_("the publication of edition %s") % edition.number)
            revision = revisions[edition.number]
            files = self._document(edition.document, edition.digest, *paths)
            self.document_files[revision.number] = files
            row = {"row": "edition", **{name: plain(getattr(edition, name)) for name in _EDITION}}
            row |= {"citation_digests": revision.citation_digests, **files}
            if self.scope.drafts:
                row |= {"slug": edition.slug, "parts": f"pages/{self.name}/{edition.number}.json"}
                parts = {name: getattr(edition, name) for name in PARTS}
                words = json.dumps(parts, ensure_ascii=False, indent=1) + "\n"
                self.writer.write(row["parts"], [words.encode()])
            yield row

    def _revisions(self) -> Iterator[Row]:
        revisions = Revision.objects.filter(manuscript=self.manuscript).select_related("restored")
        for revision in revisions.order_by("number").iterator(chunk_size=20):
            stem = f"drafts/{self.name}/r{revision.number}"
            files = self.document_files.get(revision.number) or self._document(
                revision.document, revision.digest, f"{stem}.md", f"{stem}.json"
            )
            row = columns(revision, "id", "manuscript_id", "document", "restored_id")
            restored = revision.restored.number if revision.restored else None
            yield {"row": "revision", **row, "restored": restored, **files}

    def _document(self, stored: str, digest: str, page: str, record: str) -> Row:
        """Write a stored document as files; returns their paths."""
        data = json.loads(stored)
        try:
            text, item = as_files(data)
        except ValueError as error:
            message = _("%(name)s, %(digest)s: the document cannot be written as a file.")
            raise ExportError(message % {"name": self.name, "digest": digest}) from error
        self.writer.write(page, [text])
        if item is not None:
            self.writer.write(record, [item])
        self.entries.pictures.update(picture["digest"] for picture in data.get("pictures", ()))
        return {"document": page, "record": record if item is not None else ""}

    def _write_checks(self, path: str) -> int:
        if self.scope.drafts:
            rows = checks(self.manuscript)
        else:
            rows = public_checks(self.manuscript, self.scope.readable(self.manuscript.pk))
        first = next(rows, None)
        return self.writer.lines(path, chain([first], rows)) if first else 0

    def _evidence(self) -> Iterator[Row]:
        for evidence in Evidence.objects.filter(source=self.manuscript).order_by("pk"):
            yield {"row": "evidence", **columns(evidence, "source_id")}
            for page in EvidencePage.objects.filter(evidence=evidence).iterator(chunk_size=100):
                yield {"row": "evidence_page", **columns(page, "id")}

    def _waiting_since(self) -> Mapping[str, str]:
        waiting = DraftCitation.objects.waiting().filter(manuscript=self.manuscript)
        return {
            digest: plain(since) for digest, since in waiting.values_list("digest", "waits_since")
        }

    def _mark(self) -> Iterator[Row]:
        marks = Event.objects.filter(manuscript=self.manuscript, action="mark").order_by("-seq")
        for event in marks[:1]:
            data = {"reliability": event.data["reliability"], "reason": event.reason}
            yield {"row": "mark", **data, "at": event.data.get("at", plain(event.at))}

    def _dois(self) -> Iterator[Row]:
        """Those that readers see of these editions, as their events say."""
        numbers = self.scope.readable(self.manuscript.pk).numbers
        given = EditionDoi.objects.filter(edition__entry_id=self.manuscript.pk, doi__isnull=False)
        rows = given.filter(edition__number__in=numbers).order_by("edition__number")
        for number, doi, at in rows.values_list("edition__number", "doi", "changed_at"):
            yield {"row": "doi", "edition": number, "doi": doi, "at": plain(at)}

    def _translation(self) -> Iterator[Row]:
        """Of which entry it is a translation, where the bundle holds that one."""
        row = Translation.objects.filter(pk=self.manuscript.pk).first()
        if row is not None and self.scope.holds(row.original_id):
            joined = {"original": str(row.original_id), "edition": row.edition}
            yield {"row": "translation", **joined, "at": plain(row.since)}
