"""The DOIs of editions as the audit log says, for readers' tables."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from editorial.models import Event
from encyclopedia.projection import GivenDois


def given_dois() -> GivenDois:
    """What the last event of each edition says."""
    given: dict[tuple[UUID, int], tuple[str, datetime]] = {}
    for event in Event.objects.filter(action="record_doi").in_order().iterator(chunk_size=500):
        if event.manuscript_id:
            given[event.manuscript_id, event.data["edition"]] = (event.data["doi"], given_at(event))
    return given


def given_at(event: Event) -> datetime:
    """When: what came with a bundle is valid from the time at which it was recorded there."""
    return datetime.fromisoformat(event.data["at"]) if "at" in event.data else event.at
