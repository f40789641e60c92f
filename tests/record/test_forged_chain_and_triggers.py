"""A chain that was hashed again from a changed event on, and triggers that are there and do nothing, are found."""

from __future__ import annotations

import pytest
from django.db import connection
from factories import Cast, article, published, source
from portions import Portion
from record.forging import query, triggers_off

from editorial.models import ChainHead, Event
from editorial.models.triggers import NEVER_EMPTIED, TRIGGERS
from editorial.record.verification import faults
from editorial.record.witness import KnownHead
from editorial.verifying.event_hash import private_hash

pytestmark = pytest.mark.django_db


def test_a_chain_that_was_hashed_again_is_found_with_a_head_kept_elsewhere(cast: Cast) -> None:
    published(source(), cast)
    published(article(), cast)
    newest = ChainHead.objects.get(pk=1)
    with triggers_off():
        previous = Event.objects.get(pk=3).previous
        for event in Event.objects.filter(pk__gte=3).in_order():
            event.reason, event.previous = f"{event.reason}x", previous
            event.private_hash = private_hash(event.columns())
            event.hash = previous = event.computed_hash()
            event.save(update_fields=["reason", "previous", "private_hash", "hash"])
        ChainHead.objects.update(hash=previous)
    assert not any("event 3 " in fault and "altered" in fault for fault in faults())
    for known in (KnownHead(newest.hash), KnownHead(newest.hash, newest.seq)):
        assert any("known from outside" in fault for fault in faults([known]))


def test_a_trigger_of_the_same_name_that_does_nothing_is_found(
    cast: Cast, portion: Portion
) -> None:
    published(source(), cast)
    for trigger in portion(TRIGGERS, 8):
        if connection.vendor == "sqlite":
            query(f"DROP TRIGGER {trigger.name}")
            query(
                f"CREATE TRIGGER {trigger.name} BEFORE {trigger.operation} ON {trigger.table}"
                " FOR EACH ROW WHEN false BEGIN SELECT 1; END"
            )
        else:
            row = "OLD" if trigger.operation == "DELETE" else "NEW"
            query(
                f"CREATE OR REPLACE FUNCTION {trigger.name}() RETURNS trigger LANGUAGE plpgsql"
                f" AS $$ BEGIN RETURN {row}; END $$"
            )
        assert any(
            f"The trigger {trigger.name} on" in fault and "replaced" in fault
            for fault in faults(derived=False)
        )


@pytest.mark.postgresql
def test_a_trigger_that_is_switched_off_or_lets_a_table_be_emptied_is_found(cast: Cast) -> None:
    query("ALTER TABLE editorial_check DISABLE TRIGGER editorial_check_no_update")
    for table in NEVER_EMPTIED:
        query(f"DROP TRIGGER {table}_no_truncate ON {table}")
    messages = list(faults(derived=False))
    assert any("editorial_check_no_update" in fault and "off" in fault for fault in messages)
    for table in NEVER_EMPTIED:
        assert any(f"{table}_no_truncate" in fault for fault in messages)


def test_a_trigger_of_somebody_else_is_found(cast: Cast) -> None:
    if connection.vendor == "sqlite":
        query("CREATE TRIGGER theirs AFTER INSERT ON editorial_check BEGIN SELECT 1; END")
    else:
        query(
            "CREATE FUNCTION theirs() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NULL; END $$"
        )
        query(
            "CREATE TRIGGER theirs BEFORE INSERT ON editorial_check FOR EACH ROW"
            " EXECUTE FUNCTION theirs()"
        )
    assert any("theirs" in fault for fault in faults(derived=False))
