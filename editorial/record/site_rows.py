"""The rows of one manuscript as the verifier of bundles reads them, and its documents from the database."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from editorial.models import (
    Approval,
    Check,
    Confirmation,
    DigestUpgrade,
    Event,
    Evidence,
    EvidencePage,
    Manuscript,
    Merge,
    Publication,
    Revision,
    ToldApart,
    Waiver,
)
from editorial.record.columns import Row, columns
from editorial.verifying.document_files import as_stored
from editorial.verifying.recorded import AuditEvent, Records
from editorial.verifying.upgrades import Upgrades
from encyclopedia.models import PARTS, Edition, PublishedCheck

Rows = dict[str, list[Row]]
# What every row of a table has besides the columns that are compared; and what is read only when it is needed.
_LARGE = ("document", *PARTS)


class SiteStore:
    """Documents and pages from the rows themselves, read one by one."""

    def document(self, row: Mapping[str, Any]) -> dict[str, Any]:
        model = Edition if row["row"] == "edition" else Revision
        stored = model._default_manager.values_list("document", flat=True).get(pk=row["id"])
        return as_stored(stored)

    def where(self, row: Mapping[str, Any], item: str) -> str:
        return f"{item}: its document" if row["row"] == "edition" else item

    def page(self, edition: Mapping[str, Any]) -> dict[str, str] | None:
        parts: dict[str, str] = Edition.objects.values(*PARTS).get(pk=edition["id"])
        return parts


def records_of(manuscript: Manuscript, merged: dict[str, str], upgrades: Upgrades) -> Records:
    """What the events of this manuscript tell; `merged` are all sources that were merged, with their targets."""
    records = Records(merged=merged, upgrades=upgrades)
    for event in Event.objects.of_manuscript(manuscript).in_order().iterator(chunk_size=500):
        records.add(AuditEvent.of(event.columns()))
    return records


def merged_sources() -> dict[str, str]:
    """Every merged source and its target, where their events say so."""
    data = Event.objects.filter(action="merge", data__has_key="merged").values_list(
        "data", flat=True
    )
    return {told["merged"]: told["target"] for told in data.iterator()}


def upgrade_events() -> Upgrades:
    """The events by which digests got another version, which are of no manuscript."""
    records = Records()
    for event in Event.objects.filter(action="upgrade").in_order():
        records.add(AuditEvent.of(event.columns()))
    return records.upgrades


def entry_line(manuscript: Manuscript, rows: Rows, records: Records) -> Row:
    """The entry as readers should see it by the events; its names are those of its current edition."""
    number = records.live_edition(str(manuscript.pk))
    live = next((row for row in rows["edition"] if row["number"] == number), None)
    names = live or columns(manuscript)
    return {
        "name": f"{names['kind']}/{names['slug']}",
        "id": str(manuscript.pk),
        **{name: names[name] for name in ("kind", "slug", "title")},
        "edition": number,
        "digest": live["digest"] if live else "",
    }


def rows_of(manuscript: Manuscript) -> Rows:
    own: dict[str, Any] = {"manuscript": manuscript.pk}
    restored = dict(Revision.objects.filter(**own).values_list("pk", "number"))
    revisions = Revision.objects.filter(**own).defer("document").order_by("number")
    approvals = Approval.objects.filter(**own).order_by("pk")
    places = {approval.pk: place for place, approval in enumerate(approvals, 1)}
    publications = Publication.objects.filter(**own).order_by("number")
    cited = {
        publication.number: publication.revision.citation_digests
        for publication in publications.select_related("revision").defer("revision__document")
    }
    editions = Edition.objects.filter(entry_id=manuscript.pk).defer(*_LARGE).order_by("number")
    evidence = Evidence.objects.filter(source=manuscript.pk).order_by("pk")
    pages = EvidencePage.objects.filter(evidence__source=manuscript.pk)
    confirmations = Confirmation.objects.filter(**own).order_by("pk")
    checked = check_places(manuscript) if confirmations else {}
    rows: Rows = {
        "manuscript": [columns(manuscript)],
        "revision": [
            {
                "row": "revision",
                **columns(revision, "document"),
                # -1 is a revision of another manuscript.
                "restored": restored.get(revision.restored_id, -1)
                if revision.restored_id
                else None,
            }
            for revision in revisions
        ],
        "approval": [
            columns(row) | {"revision": restored.get(row.revision_id, 0)} for row in approvals
        ],
        "publication": [
            columns(row)
            | {
                "revision": restored.get(row.revision_id, 0),
                "approval": places.get(row.approval_id),
            }
            for row in publications
        ],
        "waiver": [columns(row) for row in Waiver.objects.filter(**own).order_by("pk")],
        "edition": [
            {
                "row": "edition",
                **columns(row, *_LARGE),
                "citation_digests": cited.get(row.number, []),
            }
            for row in editions
        ],
        "evidence": [columns(row) for row in evidence],
        "evidence_page": [columns(row) for row in pages.order_by("evidence", "position")],
        "merge": [columns(row) for row in Merge.objects.filter(merged=manuscript.pk)],
        "confirmation": [
            columns(row) | {"check": checked.get(row.check_made_id, 0)} for row in confirmations
        ],
        "digest_upgrade": [
            columns(row) for row in DigestUpgrade.objects.filter(**own).order_by("pk")
        ],
        "apart": [columns(row) for row in ToldApart.objects.filter(first=manuscript.pk)],
    }
    return rows


def check_places(manuscript: Manuscript) -> dict[int, int]:
    """Id of each check of the manuscript → its place among them, from 1."""
    checks = Check.objects.filter(manuscript=manuscript.pk).order_by("pk")
    return {pk: place for place, pk in enumerate(checks.values_list("pk", flat=True), 1)}


def checks_of(manuscript: Manuscript, cited: set[str]) -> Iterator[Row]:
    """Its checks, `shown` when readers see them; `cited` are the digests of its editions' citations."""
    published = PublishedCheck.objects.filter(entry_id=manuscript.pk)
    shown = set(published.values_list("digest", "checked_at"))
    for check in (
        Check.objects.filter(manuscript=manuscript.pk).order_by("pk").iterator(chunk_size=500)
    ):
        is_shown = (check.digest, check.at) in shown
        # The same sentence in another entry shows the check too.
        if is_shown and check.digest not in cited:
            is_shown = not _published_elsewhere(check.digest)
        yield {**columns(check), "shown": is_shown}


def _published_elsewhere(digest: str) -> bool:
    published = Publication.objects.values_list("revision__citation_digests", flat=True)
    return any(digest in digests for digests in published.iterator())
