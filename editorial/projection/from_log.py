"""What readers are told that only the audit log says: DOIs, why editions were withdrawn, and what is a translation."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from editorial.models import Event
from encyclopedia.projection import FromLog, SaidOfTranslation


def from_log() -> FromLog:
    """What the last event of each edition says."""
    dois: dict[tuple[UUID, int], tuple[str, datetime]] = {}
    withdrawals: dict[tuple[UUID, int], tuple[str, datetime]] = {}
    translations: dict[UUID, SaidOfTranslation] = {}
    newest: dict[UUID, int] = {}
    events = Event.objects.filter(
        action__in=("publish", "record_doi", "withdraw", "join_translation")
    )
    for event in events.in_order().defer("private").iterator(chunk_size=500):
        entry_id = event.manuscript_id
        if entry_id is None:
            continue
        if event.action == "publish":
            newest[entry_id] = event.data["edition"]
        elif event.action == "record_doi":
            dois[entry_id, event.data["edition"]] = (event.data["doi"], given_at(event))
        elif event.action == "join_translation":
            translations[entry_id] = said_of_translation(event)
        else:
            withdrawals[entry_id, newest.get(entry_id, 0)] = (event.reason, event.at)
    return FromLog(dois, withdrawals, translations)


def said_of_translation(event: Event) -> SaidOfTranslation:
    original = event.data["original"]
    return SaidOfTranslation(
        UUID(original) if original else None, event.data["edition"], given_at(event)
    )


def given_at(event: Event) -> datetime:
    """When: what came with a bundle is valid from the time at which it was recorded there."""
    return datetime.fromisoformat(event.data["at"]) if "at" in event.data else event.at
