"""What goes into a bundle: the published encyclopedia, one tag or entry of it, or an archive of the whole office."""

from __future__ import annotations

import json
import uuid
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from editorial.exporters.writing import ExportError
from editorial.models import Approval, Confirmation, Event, Manuscript, Publication
from editorial.verifying.event_hash import (
    FULL_HALVES,
    FULL_WHOLE,
    HALVES,
    PLACE_HALVES,
    PLACE_WHOLE,
    PUBLIC_HALF,
    public_hash,
)
from editorial.verifying.moments import instant
from editorial.verifying.recorded import AuditEvent
from encyclopedia.analysis import analyse
from encyclopedia.core import documents
from encyclopedia.models import Citation, Edition, Entry, Kind, PublishedCheck, Source, Tag


@dataclass(frozen=True)
class Readable:
    """The editions of an entry that readers may see in full, and what was signed for them.

    `numbers` are the editions', `waivers` what their notices say: reason and end, in ISO 8601; `approvals` the rows
    that they name, `events` the numbers of the events of those approvals: a revision may have been approved, returned
    and approved again. `checks` are the digests and times of the checks that the bundle shows, `confirmations` the
    rows that let one of them hold where readers see it now, and `confirmed` the times of the events that tell of such
    rows alone.
    """

    numbers: frozenset[int] = frozenset()
    waivers: frozenset[tuple[str, str]] = frozenset()
    approvals: frozenset[int] = frozenset()
    events: frozenset[int] = frozenset()
    checks: frozenset[tuple[str, datetime]] = frozenset()
    confirmations: frozenset[int] = frozenset()
    confirmed: frozenset[datetime] = frozenset()


class Scope:
    """`drafts` means everything in the office; `tag` (slug or name) or `entry` (`kind/slug`) is a published part.

    A part includes the sources that it cites. Raises ExportError for a tag or entry that does not exist.
    """

    def __init__(self, *, drafts: bool = False, tag: str = "", entry: str = "") -> None:
        if sum(map(bool, (drafts, tag, entry))) > 1:
            raise ExportError(_("Choose one: a subject, an entry, or everything with the drafts."))
        self.drafts, self.tag, self.entry = drafts, tag, entry
        self.ids = self._part()
        self.readable = lru_cache(maxsize=500)(_readable)

    def as_data(self) -> dict[str, Any]:
        return {"drafts": self.drafts, "tag": self.tag, "entry": self.entry}

    def manuscripts(self) -> QuerySet[Manuscript]:
        """Sources first, then by kind, each in the order of ids."""
        manuscripts = Manuscript.objects.order_by("-kind", "id")
        if self.drafts:
            return manuscripts
        manuscripts = manuscripts.filter(live_edition__gte=1)
        return manuscripts if self.ids is None else manuscripts.filter(pk__in=self.ids)

    def holds(self, manuscript: uuid.UUID | None) -> bool:
        return self.ids is None or manuscript in self.ids

    def disclosed(self, event: Event) -> dict[str, Any]:
        """The columns of an event that the bundle has: all, its public half, or its place in the chain.

        In full where all of it is public already: the signatures under an edition, the waivers that it shows, why an
        entry was withdrawn or a source marked. Of a check that readers see, the public half: its verdict, and not who
        gave it; and the DOI of an edition. The rest is private to the office.
        """
        columns = event.columns()
        halved = event.format == HALVES
        if self.drafts or self._is_public(event):
            names = FULL_HALVES if halved else FULL_WHOLE
        elif halved and (
            event.action == "erase_private"
            or self._is_shown_check(event)
            or self._is_doi(event)
            or self._is_translation(event)
        ):
            names = PUBLIC_HALF
        else:
            names = PLACE_HALVES if halved else PLACE_WHOLE
            columns |= {"public_hash": public_hash(columns)} if halved else {}
        return {name: value for name, value in columns.items() if name in names}

    def _is_public(self, event: Event) -> bool:
        pk = event.manuscript_id
        if pk is None or not self.holds(pk):
            return False
        readable: Readable = self.readable(pk)
        if not readable.numbers:
            return False
        if event.action == "publish":
            return event.data.get("edition") in readable.numbers
        if event.action == "approve":
            return event.seq in readable.events
        if event.action == "waive":
            return self.shows(pk, event.reason, event.data["expires_at"])
        return event.action in {"withdraw", "mark"}

    def _is_doi(self, event: Event) -> bool:
        """Whether it tells the DOI of an edition that readers see, or that it has none any more."""
        pk = event.manuscript_id
        return (
            event.action == "record_doi"
            and pk is not None
            and self.holds(pk)
            and event.data["edition"] in self.readable(pk).numbers
        )

    def _is_translation(self, event: Event) -> bool:
        """Whether it says of which entry one that readers see is a translation, where they see that one too."""
        pk, original = event.manuscript_id, event.data.get("original")
        if event.action != "join_translation" or pk is None or not self.holds(pk):
            return False
        shown = not original or self.holds(uuid.UUID(original))
        return bool(self.readable(pk).numbers) and shown

    def _is_shown_check(self, event: Event) -> bool:
        pk = event.manuscript_id
        if event.action == "confirm" and pk is not None and self.holds(pk):
            return event.at in self.readable(pk).confirmed
        if event.action != "check" or pk is None or not self.holds(pk):
            return False
        at = datetime.fromisoformat(event.data["at"]) if "at" in event.data else event.at
        return (event.data["digest"], at) in self.readable(pk).checks

    def shows(self, manuscript: uuid.UUID, reason: str, until: str) -> bool:
        """Whether an edition told readers of a waiver with this reason that ends then (ISO 8601)."""
        return (reason, instant(until)) in self.readable(manuscript).waivers

    def _part(self) -> set[uuid.UUID] | None:
        if self.tag:
            tags = Tag.objects.filter(Q(slug=self.tag) | Q(name__iexact=self.tag))
            entries = Entry.objects.filter(tagged__tag__in=tags)
        elif self.entry:
            kind, _slash, slug = self.entry.partition("/")
            entries = Entry.objects.filter(kind=kind, slug=slug)
        else:
            return None
        ids = set(entries.values_list("pk", flat=True))
        if not ids:
            raise ExportError(
                _("Nothing published has this subject or address: %(name)s.")
                % {"name": self.tag or self.entry}
            )
        keys: set[str] = set()
        for edition in Edition.objects.readable().filter(entry_id__in=ids).iterator(chunk_size=20):
            document = documents.read(json.loads(edition.document))
            keys |= analyse(document).keys
        # A source may cite others; those are included too.
        while cited := set(Source.objects.filter(slug__in=keys).values_list("pk", flat=True)) - ids:
            ids |= cited
            editions = Edition.objects.readable().filter(entry_id__in=cited, kind=Kind.SOURCE)
            for edition in editions.iterator(chunk_size=20):
                keys |= analyse(documents.read(json.loads(edition.document))).keys
        return ids


def _readable(manuscript: uuid.UUID) -> Readable:
    if not Entry.objects.filter(pk=manuscript).exists():
        return Readable()
    editions = Edition.objects.readable().filter(entry_id=manuscript)
    numbers = frozenset(editions.values_list("number", flat=True))
    publications = Publication.objects.filter(manuscript=manuscript, number__in=numbers)
    approvals = frozenset(publications.values_list("approval_id", flat=True))
    checks = _shown_checks(manuscript, publications)
    confirmations, confirmed = _shown_confirmations(manuscript, checks)
    return Readable(
        numbers=numbers,
        waivers=frozenset(
            (notice["text"], instant(notice["until"]))
            for notices in editions.values_list("notices", flat=True)
            for notice in notices
        ),
        approvals=approvals,
        events=_approval_events(manuscript, approvals),
        checks=checks,
        confirmations=confirmations,
        confirmed=confirmed,
    )


def _shown_checks(
    manuscript: uuid.UUID, publications: QuerySet[Publication]
) -> frozenset[tuple[str, datetime]]:
    cited = {
        digest
        for digests in publications.values_list("revision__citation_digests", flat=True)
        for digest in digests
    }
    shown = PublishedCheck.objects.filter(entry_id=manuscript, digest__in=cited)
    return frozenset(shown.values_list("digest", "checked_at"))


def _shown_confirmations(
    manuscript: uuid.UUID, checks: frozenset[tuple[str, datetime]]
) -> tuple[frozenset[int], frozenset[datetime]]:
    uses = set(Citation.objects.filter(entry=manuscript).values_list("digest", "context"))
    shown, hidden = {}, set()
    rows = Confirmation.objects.filter(manuscript=manuscript).select_related("check_made")
    for row in rows.iterator(chunk_size=500):
        made = row.check_made
        if (row.digest, row.context) in uses and (made.digest, made.at) in checks:
            shown[row.pk] = row.at
        else:
            hidden.add(row.at)
    return frozenset(shown), frozenset(shown.values()) - hidden


def _approval_events(manuscript: uuid.UUID, approvals: frozenset[int]) -> frozenset[int]:
    """The events of these approvals: every approval has its own event, in the same order."""
    unmatched = list(Event.objects.filter(manuscript=manuscript, action="approve").order_by("seq"))
    numbers = set()
    rows = Approval.objects.filter(manuscript=manuscript).select_related("revision")
    for approval in rows.order_by("pk"):
        event = next((event for event in unmatched if _matches(event, approval)), None)
        if event is None:
            continue
        unmatched.remove(event)
        if approval.pk in approvals:
            numbers.add(event.seq)
    return frozenset(numbers)


def _matches(event: Event, approval: Approval) -> bool:
    audit_event = AuditEvent.of(event.columns())
    return (
        (event.by_id, event.revision, event.data.get("digest"), event.data.get("change"))
        == (approval.by_id, approval.revision.number, approval.digest, approval.change)
        and event.reason.strip()[:500] == approval.summary
        and audit_event.fits(approval.at.isoformat())
    )
