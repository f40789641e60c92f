"""Which changes to history, editions, entries, events and merges the database itself refuses in raw SQL.

The lists are written here by hand: what is deleted from the program's list of triggers is still tested.
"""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

import pytest
import raw_sql
from django.db import DatabaseError, connection, models
from django.utils import timezone
from factories import Cast, article, drafted, published, source
from told import told

from editorial.models import GENESIS, Event, Evidence, Manuscript, Merge, ToldApart, Waiver
from encyclopedia.models import Edition, Entry

# Table → one of its text columns.
HISTORY = {
    "editorial_revision": "summary",
    "editorial_approval": "summary",
    "editorial_publication": "digest",
    "editorial_event": "reason",
    "editorial_check": "note",
    "editorial_waiver": "reason",
    "editorial_evidence": "title",
    "editorial_contribution": "digest",
    "editorial_merge": "reason",
    "editorial_toldapart": "reason",
}
# Column of an edition → another value for it.
FIXED = {
    "id": "id + 1000",
    "entry_id": f"'{uuid.uuid4().hex}'",
    "number": "number + 1",
    "title": "'x'",
    "digest": "'x'",
    "document": "'x'",
    "change": "'x'",
    "summary": "'x'",
    "published_at": "'2001-01-01'",
    "event_hash": "'x'",
    "head": "'x'",
    "top": "'x'",
    "facts": "'x'",
    "contents": "'x'",
    "body": "'x'",
    "notes": "'x'",
    "notices": "'[1]'",
}
# Which of these rules answers first is the database's choice.
NEITHER = "stet: (only what was approved is published|another edition is current|.*a row of encyclopedia_edition )"
CHANGEABLE = {"state": "'superseded'", "slug": "'renamed'", "kind": "'person'"}


def refused(sql: str, words: str) -> bool:
    try:
        raw_sql.run(sql)
    except DatabaseError as error:
        return words in str(error)
    return False


@pytest.fixture
def manuscript(cast: Cast) -> Manuscript:
    """A published article."""
    published(source(), cast)
    return published(article(), cast)


@pytest.fixture
def merged(cast: Cast) -> Merge:
    """One source merged into another."""
    pair = [drafted(source(key), cast) for key in ("one-1901", "two-1902")]
    row: Merge = told(Merge(merged=pair[0], into=pair[1], reason="One.", by=cast.editor))
    return row


@pytest.fixture
def history(cast: Cast, manuscript: Manuscript, merged: Merge) -> None:
    """One row in every table of history."""
    told(
        Waiver(
            manuscript=manuscript,
            revision=1,
            obstacles=[],
            reason="So.",
            by=cast.approver,
            expires_at=timezone.now() + timedelta(days=1),
        )
    )
    told(
        Evidence(
            source=merged.into, kind="text", title="Words", origin="A shelf", size=1, by=cast.editor
        )
    )
    first, second = sorted([merged.into_id, manuscript.pk])
    told(ToldApart(first_id=first, second_id=second, reason="Two.", by=cast.editor))


@pytest.mark.usefixtures("history")
def test_history_is_neither_changed_nor_deleted() -> None:
    for table, column in HISTORY.items():
        words = f"history only grows, {table} is not changed"
        assert refused(f"UPDATE {table} SET {column} = 'x'", words), table
        assert refused(f"DELETE FROM {table}", words), table


@pytest.mark.postgresql
@pytest.mark.django_db
def test_no_table_of_history_is_emptied() -> None:
    for table in (
        "editorial_revision",
        "editorial_approval",
        "editorial_publication",
        "editorial_event",
        "editorial_check",
        "editorial_waiver",
        "editorial_evidence",
        "encyclopedia_edition",
    ):
        words = f"history only grows, {table} is not emptied"
        assert refused(f"TRUNCATE {table} CASCADE", words), table


@pytest.mark.parametrize("column", ["merged_id", "reason", "by_id", "at"])
def test_what_was_merged_stays_merged(cast: Cast, merged: Merge, column: str) -> None:
    third = drafted(source("three-1903"), cast)
    changed = {
        "merged_id": third.pk,
        "reason": "Another.",
        "by_id": cast.approver.pk,
        "at": timezone.now(),
    }
    sql = f"UPDATE editorial_merge SET {column} = %s"
    with pytest.raises(DatabaseError, match="editorial_merge is not changed"):
        raw_sql.run(sql, changed[column])


def test_the_target_of_a_merge_changes_when_that_is_merged(cast: Cast, merged: Merge) -> None:
    third = drafted(source("three-1903"), cast)
    raw_sql.run("UPDATE editorial_merge SET into_id = %s", third.pk)
    merged.refresh_from_db()
    assert merged.into_id == third.pk


def test_every_column_of_an_edition_is_either_fixed_or_may_change() -> None:
    columns = {
        field.column for field in Edition._meta.get_fields() if isinstance(field, models.Field)
    }
    assert columns == {*FIXED, *CHANGEABLE}


def test_an_edition_is_immutable(manuscript: Manuscript) -> None:
    where = f"WHERE entry_id = '{stored(manuscript.pk)}'"
    for column, value in FIXED.items():
        sql = f"UPDATE encyclopedia_edition SET {column} = {value} {where}"
        assert refused(sql, "stet: an edition is immutable"), column
    for column, value in CHANGEABLE.items():
        raw_sql.run(f"UPDATE encyclopedia_edition SET {column} = {value} {where}")


def stored(key: uuid.UUID) -> str:
    return str(key) if connection.features.has_native_uuid_field else key.hex


def test_an_edition_is_never_deleted(manuscript: Manuscript) -> None:
    assert refused("DELETE FROM encyclopedia_edition", "stet: an edition is never deleted")


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        # It exists already.
        ({}, "stet: (history only grows|another edition is current)"),
        ({"number": 2}, NEITHER),
        ({"digest": "0" * 64}, NEITHER),
        ({"entry_id": uuid.uuid4()}, NEITHER),
    ],
)
def test_no_edition_is_made_without_a_publication(
    manuscript: Manuscript, changes: dict[str, Any], words: str
) -> None:
    edition = Edition.objects.get(entry_id=manuscript.pk)
    with pytest.raises(DatabaseError, match=f"(?i){words}"):
        raw_sql.insert_like("encyclopedia_edition", edition.pk, **changes)


@pytest.mark.parametrize("changes", [{"id": uuid.uuid4()}, {"edition": 2}])
def test_no_entry_reaches_readers_without_a_publication(
    manuscript: Manuscript, changes: dict[str, Any]
) -> None:
    entry = Entry.objects.get(pk=manuscript.pk)
    ((column, value),) = changes.items()
    with pytest.raises(DatabaseError, match="stet: only what was approved is published"):
        raw_sql.insert_like("encyclopedia_entry", entry.pk, **{"id": entry.pk} | changes)
    with pytest.raises(DatabaseError, match="stet: only what was approved is published"):
        raw_sql.run(
            f"UPDATE encyclopedia_entry SET {column} = %s WHERE id = %s", value, manuscript.pk
        )


UNCHAINED = (
    "stet: (an event continues the chain|history only grows, a row of editorial_event is there)"
)


def write_event(cast: Cast, seq: int, previous: str) -> None:
    raw_sql.insert(
        "editorial_event",
        seq=seq,
        action="save",
        revision=1,
        by_id=cast.editor.pk,
        at=timezone.now(),
        reason="",
        data="{}",
        format=2,
        private="{}",
        salt="",
        private_hash="",
        previous=previous,
        hash="e" * 64,
    )


def test_an_event_continues_the_chain(cast: Cast, manuscript: Manuscript) -> None:
    last = Event.objects.latest("seq")
    for seq, previous in [
        (last.seq + 1, "f" * 64),
        (last.seq + 1, GENESIS),
        (last.seq + 2, last.hash),
        (last.seq + 1, last.previous),
    ]:
        with pytest.raises(DatabaseError, match=UNCHAINED):
            write_event(cast, seq, previous)
    write_event(cast, last.seq + 1, last.hash)


def test_the_first_event_begins_the_chain(cast: Cast) -> None:
    for seq, previous in [(1, "f" * 64), (2, GENESIS), (0, GENESIS)]:
        with pytest.raises(DatabaseError, match=UNCHAINED):
            write_event(cast, seq, previous)
    write_event(cast, 1, GENESIS)
