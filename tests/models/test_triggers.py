"""The promises, attacked with raw SQL: refused by the database, or found by `verify_history`."""

from __future__ import annotations

import json

import pytest
from django.db import DatabaseError, connection, transaction
from factories import Cast, approved, article, checked, published, source

from editorial.models import Event, Manuscript, Revision
from editorial.models.triggers import HISTORY, TRIGGERS
from editorial.record.verification import faults

# The tables of history that an ordinary publication writes to; waivers and evidence have tests of their own.
FILLED = [table for table in HISTORY if table not in {"editorial_waiver", "editorial_evidence"}]


@pytest.fixture
def manuscript(cast: Cast) -> Manuscript:
    published(source(), cast)
    return published(article(), cast)


def run(sql: str, *values: object) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, values)


def without_triggers(sql: str, *values: object) -> None:
    """As somebody with the rights to switch the triggers off would do it, and on again."""
    from editorial.models.triggers import removals, statements

    with connection.cursor() as cursor:
        for statement in removals(connection.vendor):
            cursor.execute(statement)
        cursor.execute(sql, values)
        for statement in statements(connection.vendor):
            cursor.execute(statement)


ELSEWHERE = {"editorial_waiver", "editorial_evidence"}


@pytest.mark.parametrize("table", [t for t in HISTORY if t not in ELSEWHERE])
def test_history_is_neither_changed_nor_deleted(manuscript: Manuscript, table: str) -> None:
    column = {"editorial_event": "reason", "editorial_check": "note"}.get(table, "digest")
    with pytest.raises(DatabaseError, match="history only grows"):
        run(f"UPDATE {table} SET {column} = 'x'")
    with pytest.raises(DatabaseError, match="history only grows"):
        run(f"DELETE FROM {table}")


def test_nobody_approves_their_own_words_even_by_sql(cast: Cast) -> None:
    manuscript = checked(source(), cast)
    revision = Revision.objects.get(manuscript=manuscript)
    with pytest.raises(DatabaseError, match="nobody approves what they wrote"):
        run(
            "INSERT INTO editorial_approval (manuscript_id, revision_id, digest, by_id, at, change, summary)"
            " VALUES (%s, %s, %s, %s, CURRENT_TIMESTAMP, 'new', '')",
            manuscript.pk.hex if connection.vendor == "sqlite" else manuscript.pk,
            revision.pk,
            revision.digest,
            cast.editor.pk,
        )


def test_an_approval_signs_the_digest_of_what_was_submitted(cast: Cast) -> None:
    manuscript = checked(source(), cast)
    revision = Revision.objects.get(manuscript=manuscript)
    with pytest.raises(DatabaseError, match="signs the digest"):
        run(
            "INSERT INTO editorial_approval (manuscript_id, revision_id, digest, by_id, at, change, summary)"
            " VALUES (%s, %s, %s, %s, CURRENT_TIMESTAMP, 'new', '')",
            manuscript.pk.hex if connection.vendor == "sqlite" else manuscript.pk,
            revision.pk,
            "0" * 64,
            cast.approver.pk,
        )


def test_only_the_approved_digest_is_published(cast: Cast) -> None:
    manuscript = approved(source(), cast)
    revision = Revision.objects.get(manuscript=manuscript)
    with pytest.raises(DatabaseError, match="what is published is what was approved"):
        run(
            "INSERT INTO editorial_publication"
            " (manuscript_id, number, revision_id, approval_id, digest, by_id, at)"
            " VALUES (%s, 1, %s, %s, %s, %s, CURRENT_TIMESTAMP)",
            manuscript.pk.hex if connection.vendor == "sqlite" else manuscript.pk,
            revision.pk,
            manuscript.approval_id,
            "0" * 64,
            cast.approver.pk,
        )


def test_an_entry_without_a_publication_does_not_reach_readers(manuscript: Manuscript) -> None:
    with pytest.raises(DatabaseError, match="only what was approved"):
        run("UPDATE encyclopedia_entry SET edition = edition + 1")


def test_an_edition_is_immutable(manuscript: Manuscript) -> None:
    with pytest.raises(DatabaseError, match="immutable"):
        run("UPDATE encyclopedia_edition SET body = 'x'")
    with pytest.raises(DatabaseError, match="never deleted"):
        run("DELETE FROM encyclopedia_edition")


def test_an_event_that_does_not_continue_the_chain_is_refused(
    cast: Cast, manuscript: Manuscript
) -> None:
    last = Event.objects.order_by("-seq")[0]
    with pytest.raises(DatabaseError, match="continues the chain"):
        run(
            "INSERT INTO editorial_event"
            " (seq, action, revision, by_id, at, reason, data, previous, hash)"
            " VALUES (%s, 'publish', 1, %s, CURRENT_TIMESTAMP, '', '{}', %s, %s)",
            last.seq + 1,
            cast.editor.pk,
            "f" * 64,
            "e" * 64,
        )


def test_a_record_that_nobody_touched_is_whole(manuscript: Manuscript) -> None:
    assert list(faults()) == []


def test_a_head_known_from_outside_is_found_in_the_chain(manuscript: Manuscript) -> None:
    head = Event.objects.order_by("-seq")[0].hash
    assert list(faults(since=head)) == []
    assert any("not in the chain" in fault for fault in faults(since="a" * 64))


@pytest.mark.parametrize(
    ("sql", "told"),
    [
        ("UPDATE editorial_event SET reason = 'another' WHERE seq = 2", "Event 2 was altered"),
        ("DELETE FROM editorial_event WHERE seq = 3", "Event 3 is missing"),
        ("UPDATE editorial_revision SET document = document || ' '", "was altered"),
        ("UPDATE editorial_approval SET digest = 'x'", "signs another digest"),
        ("UPDATE editorial_publication SET digest = 'x'", "not the approved document"),
        ("UPDATE encyclopedia_edition SET document = document || ' '", "was altered"),
        ("UPDATE encyclopedia_edition SET event_hash = 'x'", "names no event"),
        (
            "UPDATE editorial_approval SET by_id ="
            " (SELECT author_id FROM editorial_revision WHERE number = 1 LIMIT 1)",
            "somebody who wrote it",
        ),
    ],
)
def test_what_was_altered_behind_the_triggers_is_found(
    manuscript: Manuscript, sql: str, told: str
) -> None:
    if "DELETE" in sql:
        without_triggers("DELETE FROM editorial_notice")
    without_triggers(sql)
    assert any(told in fault for fault in faults())


def test_a_cut_tail_is_found(manuscript: Manuscript) -> None:
    seq = Event.objects.order_by("-seq")[0].seq
    without_triggers("DELETE FROM editorial_notice WHERE event_id = %s", seq)
    without_triggers("DELETE FROM editorial_event WHERE seq = %s", seq)
    assert any("tail was cut" in fault for fault in faults())


def test_a_missing_trigger_is_found(manuscript: Manuscript) -> None:
    trigger = TRIGGERS[0]
    of = f" ON {trigger.table}" if connection.vendor == "postgresql" else ""
    run(f"DROP TRIGGER {trigger.name}{of}")
    assert any(trigger.name in fault for fault in faults())


def test_an_event_says_what_happened(manuscript: Manuscript) -> None:
    published_event = Event.objects.get(action="publish", manuscript=manuscript)
    assert published_event.data["edition"] == 1
    assert json.dumps(published_event.data)
