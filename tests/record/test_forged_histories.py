"""Hundreds of forged histories, triggers off: `verify_history --since HEAD` finds each, and names the row."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection
from factories import Cast, article, drafted, published, source
from portions import Portion
from record.forged_columns import FORGED, SHOWN
from record.forging import KEYS, OWNERS, Forgery, found, query, rows

from editorial import actions
from editorial.models import ChainHead, Manuscript
from editorial.record.verification import faults
from editorial.record.witness import KnownHead
from encyclopedia import projection

# Rows of each table, and what `make test` tries of them: one of so many.
ROWS = 3
SHARE = 20


OWNED = ("entry_id", "manuscript_id", "digest", "source_id", "merged_id", "first_id")
MOVED = (
    "and was never made",
    ", evidence ",
    "merge of",
    "waiver of",
    "confirmation of",
    "is said to have brought in",
    "upgraded digest",
    "marked as different on",
    "leads here under a name that no edition had",
)


@pytest.fixture(scope="module")
def history(filled_office: tuple[Cast, Path]) -> KnownHead:
    """A row in every table of history, and the head of the audit log, kept elsewhere."""
    cast, _files = filled_office
    known = Manuscript.objects.get(slug="service-trotsky-2009")
    copy = drafted(source("service-trotsky-2010"), cast)
    other = drafted(source("another-1901", title="Another"), cast)
    actions.merge(source=copy.pk, into=known.pk, by=cast.approver, reason="One book.")
    actions.tell_apart(one=known.pk, another=other.pk, by=cast.approver, reason="Two.")
    twice = published(article("Twice"), cast)
    actions.rename(manuscript=twice.pk, title="Thrice", slug="thrice", by=cast.editor, based_on=1)
    actions.revert(manuscript=twice.pk, number=1, by=cast.editor, summary="Back.")
    projection.store_due_pages.call()
    newest = ChainHead.objects.get(pk=1)
    return KnownHead(newest.hash, newest.seq)


@pytest.fixture
def head(history: KnownHead, office: Cast) -> KnownHead:
    return history


def changed_columns(tables: dict[str, dict[str, str]], *, shown: bool) -> Iterator[Forgery]:
    for table, columns in tables.items():
        for where, names in rows(table, ROWS):
            for column, value in columns.items():
                to = value.format(f"{table}.{column}", table)
                differs = f"{where} AND {column} IS DISTINCT FROM {to.partition('; ')[0]}"
                if column in (
                    "data",
                    "private",
                    "citation_digests",
                    "obstacles",
                    "notices",
                    "record",
                ):
                    differs = where
                if to.startswith("(SELECT"):
                    # There may be no other row.
                    differs += f" AND {to.partition('; ')[0]} IS NOT NULL"
                if query(f"SELECT 1 FROM {table} WHERE {differs}"):
                    sql = f"UPDATE {table} SET {column} = {to.replace('; ', ', ')} WHERE {where}"
                    # What was moved to another entry is named there.
                    others = MOVED if column in OWNED else ()
                    yield Forgery(
                        f"{table}.{column} where {where}", (sql,), (*names, *others), shown
                    )


def deleted_rows() -> Iterator[Forgery]:
    # What else readers see is derived again, and compared: these rows only remember.
    for table in (*FORGED, "encyclopedia_address"):
        # Of a manuscript that is gone its events say nothing but their number.
        for where, names in rows(table, ROWS):
            sql = f"DELETE FROM {table} WHERE {where}"
            yield Forgery(f"{table}: deleted {where}", (sql,), (*names, "vent "))


def invented_rows() -> Iterator[Forgery]:
    for table, columns in FORGED.items():
        if table in ("editorial_manuscript", "editorial_event", "encyclopedia_edition"):
            continue
        later = columns.get("second_id", "").format("editorial_toldapart.second_id")
        earlier = columns.get("first_id", "").format("editorial_toldapart.first_id")
        for where, names in rows(table, ROWS):
            fresh = {
                "id": "id + 1000",
                "at": "'2001-02-03 04:05:06.000007+00:00'",
                "number": "number + 50",
                "position": "position + 50",
                "approval_id": "-1",
                # Two rows of one digest and revision cannot be.
                "old": "'1111'",
                "merged_id": columns.get("merged_id", "").format("editorial_merge.merged_id"),
                # The two last manuscripts have none behind them: then one before them takes the first place.
                "second_id": f"COALESCE({later}, second_id)",
                "first_id": f"CASE WHEN {later} IS NULL THEN {earlier} ELSE first_id END",
            }
            present = [
                column.name
                for column in connection.introspection.get_table_description(
                    connection.cursor(), table
                )
            ]
            values = ", ".join(fresh.get(column, column) for column in present)
            sql = f"INSERT INTO {table} ({', '.join(present)}) SELECT {values} FROM {table} WHERE {where}"
            # By its date, where it is of another entry.
            yield Forgery(f"{table}: invented like {where}", (sql,), (*names, "2001-02-03"))


def cut_and_rehashed(head: KnownHead) -> Iterator[Forgery]:
    newest = head.seq or 0
    for length in range(1, 6):
        last = newest - length
        cut = (
            f"DELETE FROM editorial_notice WHERE event_id > {last}",
            f"DELETE FROM editorial_event WHERE seq > {last}",
            f"UPDATE editorial_chainhead SET seq = {last},"
            f" hash = (SELECT hash FROM editorial_event WHERE seq = {last})",
        )
        yield Forgery(
            f"{length} events cut", cut, (f"event {newest} is known", f"event {newest}: is known")
        )
    yield Forgery(
        "head", ("UPDATE editorial_chainhead SET seq = seq - 1",), ("events: do not end",)
    )
    yield Forgery("head", ("UPDATE editorial_chainhead SET hash = 'x'",), ("events: do not end",))
    yield Forgery("head", ("DELETE FROM editorial_chainhead",), ("events: do not end",))


def tried(forgeries: Iterator[Forgery], head: KnownHead, portion: Portion, share: int) -> int:
    listed = list(forgeries)
    missed = [miss for forgery in portion(listed, share) if (miss := found(forgery, head))]
    assert missed == [], "\n".join(missed)
    return len(listed)


def test_what_is_not_forged_is_verified(head: KnownHead) -> None:
    assert list(faults([head])) == []
    assert {*KEYS, *OWNERS} <= {*FORGED, *SHOWN}


def test_every_changed_column_is_found(head: KnownHead, portion: Portion) -> None:
    assert tried(changed_columns(FORGED, shown=False), head, portion, SHARE) > 250


def test_every_change_of_what_readers_see_is_found(head: KnownHead, portion: Portion) -> None:
    assert tried(changed_columns(SHOWN, shown=True), head, portion, SHARE) > 80


def test_every_deleted_row_is_found(head: KnownHead, portion: Portion) -> None:
    assert tried(deleted_rows(), head, portion, SHARE) > 25


def test_every_invented_row_is_found(head: KnownHead, portion: Portion) -> None:
    assert tried(invented_rows(), head, portion, SHARE) > 15


def test_a_cut_or_replaced_chain_is_found(head: KnownHead, portion: Portion) -> None:
    assert tried(cut_and_rehashed(head), head, portion, 4) == 8
