"""Rows of history with the events that the database asks for, as the moves would record them."""

from __future__ import annotations

from typing import Any, TypeVar

from django.db.models import Model

from editorial.actions.transaction import record
from editorial.models import (
    Approval,
    Check,
    Evidence,
    Manuscript,
    Merge,
    Publication,
    Revision,
    ToldApart,
    Waiver,
)

R = TypeVar("R", bound=Model)


def tell(row: Model) -> None:
    """Record the event that tells of this row, which is not saved yet."""
    action, manuscript, data, reason = _event_of(row)
    author = getattr(row, "author", None) or getattr(row, "by")  # noqa: B009
    at = getattr(row, "saved_at", None) or getattr(row, "at", None)
    if not Manuscript.objects.filter(pk=manuscript).exists():
        return
    of = Manuscript.objects.get(pk=manuscript)
    of.revision = data.pop("revision", of.revision)
    record(action, by=author, manuscript=of, reason=reason, data=data, at=at)


def told(row: R) -> R:
    """Save the row with its event."""
    tell(row)
    row.save(force_insert=True)
    return row


def _event_of(row: Model) -> tuple[str, Any, dict[str, Any], str]:
    """Action, manuscript, data and reason."""
    match row:
        case Revision():
            return "save", row.manuscript_id, {"digest": row.digest, "revision": row.number}, ""
        case Approval():
            data = {"digest": row.digest, "change": row.change, "revision": row.revision.number}
            return "approve", row.manuscript_id, data, row.summary
        case Publication():
            data = {"digest": row.digest, "edition": row.number, "revision": row.revision.number}
            return "publish", row.manuscript_id, data, ""
        case Check():
            names = ("digest", "claim_digest", "claim", "locator", "quotation", "verdict")
            later = (
                *("prefix", "suffix", "context", "work", "source_mark", "public_note"),
                *("found", "found_page", "means", "not_borne_out", "asks"),
            )
            data = {name: getattr(row, name) for name in (*names, *later)}
            return "check", row.manuscript_id, {**data, "source": row.source_key}, row.note
        case Waiver():
            data = {
                "obstacles": row.obstacles,
                "expires_at": row.expires_at.isoformat(),
                "version": row.version,
            }
            return "waive", row.manuscript_id, {**data, "revision": row.revision}, row.reason
        case Evidence():
            return "attach", row.source_id, {"digest": row.digest, "kind": row.kind}, ""
        case Merge():
            data = {"merged": str(row.merged_id), "target": str(row.into_id)}
            return "merge", row.merged_id, data, row.reason
        case ToldApart():
            data = {"first": str(row.first_id), "second": str(row.second_id)}
            return "tell_apart", row.first_id, data, row.reason
    raise TypeError(type(row))
