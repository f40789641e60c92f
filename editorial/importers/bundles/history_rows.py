"""An entry's history put back row by row, in the order in which it came about: triggers judge it as they did then."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db.models import Model

from editorial.gate.verdicts import MODERATOR
from editorial.importers.bundles.opened_bundle import BundleEntry, Given, ImportRefused, Row
from editorial.models import (
    Approval,
    Check,
    Evidence,
    EvidencePage,
    Manuscript,
    Publication,
    Revision,
    Status,
    Waiver,
)
from encyclopedia.core.names import name_key, sort_key
from encyclopedia.models import PublishedCheck

M = TypeVar("M", bound=Model)


def made(model: type[M], row: Mapping[str, Any], **known: Any) -> M:
    """A row of this table, not yet saved, from the columns that `exporters.entries.columns` wrote, and `known` ones."""
    values: dict[str, Any] = {}
    for column in model._meta.concrete_fields:
        if column.attname in row:
            try:
                values[column.attname] = column.to_python(row[column.attname])
            except ValidationError as error:
                words = " ".join(error.messages)
                raise ImportRefused(f"{model._meta.db_table}, {column.attname}: {words}") from error
    return model(**{**values, **known})


def columns_of(row: Model, *without: str) -> dict[str, Any]:
    fields = row._meta.concrete_fields
    return {f.attname: getattr(row, f.attname) for f in fields if f.attname not in without}


def put_back(given: Given, entry: BundleEntry) -> Manuscript:
    """The manuscript of an entry with its revisions, signatures, checks, waivers and evidence."""
    rows = entry.rows
    row = rows["manuscript"][0]
    # What follows from the title is derived: no document tells of it.
    row |= {"sort_key": sort_key(row["title"]), "name_key": name_key(row["title"])}
    final = made(Manuscript, row)
    manuscript = made(
        Manuscript,
        row,
        status=Status.DRAFT,
        edition=0,
        live_edition=0,
        published_revision=0,
        publish_at=None,
    )
    manuscript.save(force_insert=True)
    revisions = _revisions(given, manuscript, rows.get("revision", []))
    newest = _signatures(manuscript, rows, revisions)
    if final.status in {Status.APPROVED, Status.SCHEDULED}:
        final.approval = newest
    Manuscript.objects.filter(pk=manuscript.pk).update(**columns_of(final, "id"))
    _put_checks(manuscript, entry.checks)
    Waiver.objects.bulk_create(
        [made(Waiver, row, manuscript=manuscript) for row in rows.get("waiver", ())]
    )
    _put_evidence(manuscript, rows)
    return final


def _revisions(given: Given, manuscript: Manuscript, rows: list[Row]) -> dict[int, Revision]:
    found: dict[int, Revision] = {}
    for row in rows:
        stored, _ = given.document(row)
        restored = found[row["restored"]] if row.get("restored") else None
        revision = made(Revision, row, manuscript=manuscript, document=stored, restored=restored)
        revision.save(force_insert=True)
        # The words are in the database now; a long history need not be held whole.
        revision.document = ""
        found[revision.number] = revision
    return found


def _signatures(
    manuscript: Manuscript, rows: Mapping[str, list[Row]], revisions: Mapping[int, Revision]
) -> Approval | None:
    """Approvals and publications, each while the manuscript is as it was then; returns the newest approval."""
    own = Manuscript.objects.filter(pk=manuscript.pk)
    publications = {row["approval"]: row for row in rows.get("publication", ())}
    approval = None
    for place, row in enumerate(rows.get("approval", ()), 1):
        revision = revisions[row["revision"]]
        own.update(status=Status.SUBMITTED, revision=revision.number)
        approval = made(Approval, row, manuscript=manuscript, revision=revision)
        approval.save(force_insert=True)
        if place in publications:
            row = publications[place]
            own.update(status=Status.APPROVED, approval=approval, edition=row["number"] - 1)
            made(
                Publication, row, manuscript=manuscript, revision=revision, approval=approval
            ).save(force_insert=True)
            own.update(
                status=Status.DRAFT,
                approval=None,
                edition=row["number"],
                published_revision=revision.number,
            )
    return approval


def _put_checks(manuscript: Manuscript, rows: list[Row]) -> None:
    for start in range(0, len(rows), 500):
        chunk = rows[start : start + 500]
        Check.objects.bulk_create([made(Check, row, manuscript=manuscript) for row in chunk])
        PublishedCheck.objects.bulk_create(
            [
                made(
                    PublishedCheck,
                    {**row, "checked_at": row["at"]},
                    entry_id=manuscript.pk,
                    role=MODERATOR,
                )
                for row in chunk
                if row["shown"]
            ],
            ignore_conflicts=True,
        )


def _put_evidence(manuscript: Manuscript, rows: Mapping[str, list[Row]]) -> None:
    for row in rows.get("evidence", ()):
        made(Evidence, row, source=manuscript).save(force_insert=True)
    pages = rows.get("evidence_page", [])
    EvidencePage.objects.bulk_create([made(EvidencePage, row) for row in pages], batch_size=200)
