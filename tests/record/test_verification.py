"""Alterations by somebody who can switch the triggers off are found by `verify_history`."""

from __future__ import annotations

import json

import pytest
from django.db import connection
from factories import Cast, article, drafted, published, source
from raw_sql import run

from editorial import actions
from editorial.models import Event, Manuscript
from editorial.models.triggers import removals, statements
from editorial.record.verification import faults
from editorial.record.witness import KnownHead


@pytest.fixture
def manuscript(cast: Cast) -> Manuscript:
    published(source(), cast)
    return published(article(), cast)


def without_triggers(sql: str, *values: object) -> None:
    """Run the statement with the triggers switched off, as somebody with the rights could."""
    with connection.cursor() as cursor:
        for statement in removals(connection.vendor):
            cursor.execute(statement)
        cursor.execute(sql, values)
        for statement in statements(connection.vendor):
            cursor.execute(statement)


def test_an_unaltered_audit_log_is_verified(manuscript: Manuscript) -> None:
    assert list(faults()) == []


def test_drafts_are_verified_that_were_discarded_or_lack_a_title_or_have_too_long_a_one(
    cast: Cast,
) -> None:
    discarded = drafted(article("A mistake"), cast)
    actions.discard(manuscript=discarded.pk, by=cast.editor)
    drafted(article("", slug="nameless"), cast)
    drafted(article("Long " * 100, slug="long"), cast)
    assert list(faults()) == []


@pytest.mark.parametrize(
    "change", ["title = 'Another'", "slug = 'another'", "kind = 'person'", "slug = 'discarded-1'"]
)
def test_a_draft_with_another_name_than_its_document_is_found(cast: Cast, change: str) -> None:
    drafted(article(), cast)
    without_triggers(f"UPDATE editorial_manuscript SET {change}")
    assert any("manuscript of another kind, address or title" in fault for fault in faults())


def test_a_head_known_from_outside_is_found_in_the_chain(manuscript: Manuscript) -> None:
    head = Event.objects.order_by("-seq")[0].hash
    assert list(faults([KnownHead(head)])) == []
    assert any("lack the hash" in fault for fault in faults([KnownHead("a" * 64)]))


@pytest.mark.parametrize(
    ("sql", "message"),
    [
        ("UPDATE editorial_event SET reason = 'another' WHERE seq = 2", "event 2 (submit"),
        ("DELETE FROM editorial_event WHERE seq = 3", "is in the place of event 3"),
        ("UPDATE editorial_revision SET document = document || ' '", "not spelt as it was"),
        ("UPDATE editorial_approval SET digest = 'x'", "signs another digest"),
        ("UPDATE editorial_publication SET digest = 'x'", "is not what was approved"),
        ("UPDATE encyclopedia_edition SET document = document || ' '", "not spelt as it was"),
        (
            "UPDATE encyclopedia_edition SET event_hash = 'x'",
            "differs from its event in event hash",
        ),
        (
            "UPDATE editorial_approval SET by_id ="
            " (SELECT author_id FROM editorial_revision WHERE number = 1 LIMIT 1)",
            "signed by somebody who wrote revision 1",
        ),
    ],
)
def test_what_was_altered_behind_the_triggers_is_found(
    manuscript: Manuscript, sql: str, message: str
) -> None:
    if "DELETE" in sql:
        without_triggers("DELETE FROM editorial_notice")
    without_triggers(sql)
    assert any(message in fault for fault in faults())


def test_a_cut_tail_is_found(manuscript: Manuscript) -> None:
    seq = Event.objects.order_by("-seq")[0].seq
    without_triggers("DELETE FROM editorial_notice WHERE event_id = %s", seq)
    without_triggers("DELETE FROM editorial_event WHERE seq = %s", seq)
    assert any("tail was cut" in fault for fault in faults())


def test_a_missing_trigger_is_found(manuscript: Manuscript) -> None:
    of = " ON editorial_event" if connection.vendor == "postgresql" else ""
    run(f"DROP TRIGGER event_continues_the_chain{of}")
    assert any("event_continues_the_chain" in fault for fault in faults())


def test_an_event_says_what_happened(manuscript: Manuscript) -> None:
    published_event = Event.objects.get(action="publish", manuscript=manuscript)
    assert published_event.data["edition"] == 1
    assert json.dumps(published_event.data)
