"""A row of history comes in only if it agrees with its event in everything, with every trigger on."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import raw_sql
from django.db import DatabaseError, connection
from django.utils import timezone
from factories import Cast
from told import tell

from editorial.actions.transaction import record
from editorial.models import Check, Confirmation, DigestUpgrade, Event, Waiver


def columns_of(row: Any) -> dict[str, Any]:
    """As the database takes them."""
    return {
        field.column: field.get_db_prep_save(getattr(row, field.attname), connection)
        for field in row._meta.concrete_fields
        if field.column != "id"
    }


def refused(row: Any, **changes: Any) -> None:
    table = row._meta.db_table
    with pytest.raises(DatabaseError, match=f"a row of {table} needs its event"):
        raw_sql.insert(table, **columns_of(row) | changes)


def test_a_check_in_every_word(office: Cast) -> None:
    row = Check.objects.filter(version=2).latest("pk")
    row.pk, row.at = None, timezone.now()
    tell(row)
    refused(row, claim="It is otherwise.")
    refused(row, locator="p. 1000")
    refused(row, quotation="Never.")
    refused(row, verdict="contradicts")
    refused(row, note="Another.")
    refused(row, by_id=office.approver.pk)
    refused(row, source_key="doubted-2001")
    raw_sql.insert("editorial_check", **columns_of(row))


def test_a_waiver_in_what_it_lets_through_and_for_how_long(office: Cast) -> None:
    row = Waiver.objects.filter(version=2).latest("pk")
    row.pk, row.at = None, timezone.now()
    tell(row)
    more = Waiver(obstacles=[*row.obstacles, "unchecked:" + "a" * 64])
    refused(row, obstacles=columns_of(more)["obstacles"])
    later = Waiver(expires_at=row.expires_at + timedelta(seconds=1))
    refused(row, expires_at=columns_of(later)["expires_at"])
    refused(row, version=1)
    refused(row, reason="Because.")
    refused(row, by_id=office.moderator.pk)
    raw_sql.insert("editorial_waiver", **columns_of(row))


def test_a_confirmation_in_its_use_and_its_verdict(office: Cast) -> None:
    row = Confirmation.objects.latest("pk")
    use = [row.digest, row.context, row.check_made.verdict]
    event = record(
        "confirm", by=row.by, manuscript=row.manuscript, data={"uses": [use]}, at=timezone.now()
    )
    row.pk, row.at, row.revision = None, event.at, event.revision
    other = Check.objects.exclude(verdict=row.check_made.verdict).latest("pk")
    for shorter in ("", "%", row.context[:60]):
        refused(row, context=shorter)
        refused(row, digest=shorter)
    refused(row, check_made_id=other.pk)
    refused(row, check_made_id=10**6)
    refused(row, by_id=office.editor.pk)
    raw_sql.insert("editorial_confirmation", **columns_of(row))
    with pytest.raises(DatabaseError, match="is there already"):
        raw_sql.insert("editorial_confirmation", **columns_of(row))


@pytest.mark.usefixtures("office")
def test_nothing_is_added_to_what_an_upgrade_wrote() -> None:
    event = Event.objects.get(action="upgrade")
    rows = DigestUpgrade.objects.filter(event=event)
    assert event.data["count"] == rows.count()
    row = rows.latest("position")
    row.pk, row.old = None, "b" * 64
    for position in (event.data["count"], None):
        refused(row, position=position)
    with pytest.raises(DatabaseError, match=r"(?i)unique"):
        raw_sql.insert("editorial_digestupgrade", **columns_of(row))
