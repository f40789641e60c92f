"""An entry's history restored row by row, in its original order: the triggers judge it as they did then."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db.models import Model

from editorial.actions.title_columns import title_columns
from editorial.contributions.keeping import keep_contributions
from editorial.gate.verdicts import MODERATOR
from editorial.importers.bundles.opened_bundle import (
    BundleEntry,
    ImportRefused,
    Row,
    VerifiedBundle,
)
from editorial.models import (
    Approval,
    Check,
    Confirmation,
    DigestUpgrade,
    Evidence,
    EvidencePage,
    Manuscript,
    Publication,
    Revision,
    Status,
    Waiver,
)
from editorial.models.turns import Step
from encyclopedia.models import PublishedCheck

M = TypeVar("M", bound=Model)


def build_row(model: type[M], row: Mapping[str, Any], **overrides: Any) -> M:
    """An unsaved row of this table, from the columns that `entry_files.columns` wrote, and `overrides`."""
    values: dict[str, Any] = {}
    for column in model._meta.concrete_fields:
        if column.attname in row:
            try:
                values[column.attname] = column.to_python(row[column.attname])
            except ValidationError as error:
                messages = " ".join(error.messages)
                raise ImportRefused(
                    f"{model._meta.db_table}, {column.attname}: {messages}"
                ) from error
    return model(**{**values, **overrides})


def columns_of(row: Model, *without: str) -> dict[str, Any]:
    fields = row._meta.concrete_fields
    return {
        field.attname: getattr(row, field.attname)
        for field in fields
        if field.attname not in without
    }


def restore_entry(bundle: VerifiedBundle, entry: BundleEntry) -> Manuscript:
    """The manuscript of an entry with its revisions, signatures, checks, waivers and evidence; their events are there.

    Returns it as it was at last.
    """
    rows = entry.rows
    row = rows["manuscript"][0]
    # These follow from the title: no document has them.
    row |= title_columns(row["title"])
    if row["status"] == Status.DISCARDED:
        row["name_key"] = ""
    final = build_row(Manuscript, row, step=Step.WRITE)
    manuscript = begin(row)
    revisions = _revisions(bundle, manuscript, rows.get("revision", []))
    newest = _signatures(manuscript, rows, revisions)
    if final.status in {Status.APPROVED, Status.SCHEDULED}:
        final.approval = newest
    Manuscript.objects.filter(pk=manuscript.pk).update(**columns_of(final, "id"))
    checks = restore_checks(manuscript, entry.checks)
    Waiver.objects.bulk_create(
        [build_row(Waiver, row, manuscript=manuscript) for row in rows.get("waiver", ())]
    )
    _restore_evidence(manuscript, rows)
    _restore_held_checks(manuscript, rows, checks)
    # After the checks and what holds them: these were judged by the rule of their time.
    keep_contributions(manuscript)
    return final


def begin(row: Mapping[str, Any]) -> Manuscript:
    """The manuscript as a draft that was never published."""
    manuscript = build_row(
        Manuscript,
        row,
        status=Status.DRAFT,
        edition=0,
        live_edition=0,
        published_revision=0,
        publish_at=None,
        step=Step.WRITE,
    )
    manuscript.save(force_insert=True)
    return manuscript


def _revisions(
    bundle: VerifiedBundle, manuscript: Manuscript, rows: list[Row]
) -> dict[int, Revision]:
    revisions: dict[int, Revision] = {}
    for row in rows:
        restored = revisions[row["restored"]] if row.get("restored") else None
        revisions[row["number"]] = restore_revision(bundle, manuscript, row, restored)
    return revisions


def restore_revision(
    bundle: VerifiedBundle, manuscript: Manuscript, row: Row, restored: Revision | None = None
) -> Revision:
    stored, _ = bundle.document(row, drafted=True)
    revision = build_row(Revision, row, manuscript=manuscript, document=stored, restored=restored)
    revision.save(force_insert=True)
    # The text is in the database now; a long history need not stay in memory.
    revision.document = ""
    return revision


def _signatures(
    manuscript: Manuscript, rows: Mapping[str, list[Row]], revisions: Mapping[int, Revision]
) -> Approval | None:
    """Approvals and publications, each while the manuscript is as it was then; returns the newest approval."""
    publications = {row["approval"]: row for row in rows.get("publication", ())}
    approval = None
    for place, row in enumerate(rows.get("approval", ()), 1):
        approval = restore_approval(manuscript, row, revisions[row["revision"]])
        if place in publications:
            restore_publication(manuscript, publications[place], approval)
    return approval


def restore_approval(manuscript: Manuscript, row: Row, revision: Revision) -> Approval:
    """An approval of the revision, which is submitted for it."""
    own = Manuscript.objects.filter(pk=manuscript.pk)
    own.update(status=Status.SUBMITTED, revision=revision.number, approval=None)
    approval = build_row(Approval, row, manuscript=manuscript, revision=revision)
    approval.save(force_insert=True)
    return approval


def restore_publication(manuscript: Manuscript, row: Row, approval: Approval) -> None:
    """The publication of what was approved; the manuscript is a published draft again afterwards."""
    set_approved(manuscript, row, approval)
    build_row(
        Publication, row, manuscript=manuscript, revision=approval.revision, approval=approval
    ).save(force_insert=True)
    Manuscript.objects.filter(pk=manuscript.pk).update(
        status=Status.DRAFT,
        approval=None,
        edition=row["number"],
        published_revision=approval.revision.number,
    )


def set_approved(manuscript: Manuscript, row: Row, approval: Approval) -> None:
    """Make the manuscript as it was before this publication."""
    Manuscript.objects.filter(pk=manuscript.pk).update(
        status=Status.APPROVED,
        approval=approval,
        revision=approval.revision.number,
        edition=row["number"] - 1,
    )


def restore_checks(manuscript: Manuscript, rows: list[Row]) -> list[int]:
    """Restore checks, with readers' rows of those that are shown; returns their ids, in the order of the rows."""
    ids: list[int] = []
    for start in range(0, len(rows), 500):
        chunk = rows[start : start + 500]
        checks = [build_row(Check, row, manuscript=manuscript) for row in chunk]
        ids += [check.pk for check in Check.objects.bulk_create(checks)]
        PublishedCheck.objects.bulk_create(
            [
                build_row(
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
    return ids


def _restore_held_checks(
    manuscript: Manuscript, rows: Mapping[str, list[Row]], checks: list[int]
) -> None:
    """Confirmations, each of the check at its place, and upgraded digests."""
    Confirmation.objects.bulk_create(
        [
            build_row(
                Confirmation, row, manuscript=manuscript, check_made_id=checks[row["check"] - 1]
            )
            for row in rows.get("confirmation", ())
        ],
        batch_size=500,
    )
    upgrades = rows.get("digest_upgrade", ())
    DigestUpgrade.objects.bulk_create(
        [build_row(DigestUpgrade, row, manuscript=manuscript) for row in upgrades], batch_size=500
    )


def _restore_evidence(manuscript: Manuscript, rows: Mapping[str, list[Row]]) -> None:
    for row in rows.get("evidence", ()):
        build_row(Evidence, row, source=manuscript).save(force_insert=True)
    pages = rows.get("evidence_page", [])
    EvidencePage.objects.bulk_create(
        [build_row(EvidencePage, row) for row in pages], batch_size=200
    )
