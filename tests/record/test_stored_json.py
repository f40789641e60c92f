"""One thing said twice in a column of JSON, of which SQLite reads the first and Python the last."""

from __future__ import annotations

import pytest
from django.db import connection
from factories import Cast, published, source
from record.forging import query, triggers_off

from editorial.record.verification import faults

IS_SQLITE = connection.vendor == "sqlite"
TEXT, JSON = ("{0}", "text") if IS_SQLITE else ("CAST({0} AS text)", "jsonb")


@pytest.mark.parametrize(
    ("table", "column", "first", "where"),
    [
        ("editorial_event", "data", '{"digest": "x", ', "action = 'approve'"),
        ("editorial_event", "private", '{"summary": "x", ', "action = 'save'"),
        ("encyclopedia_source", "record", '{"title": "x", ', "record_edition = 1"),
    ],
)
def test_what_is_said_twice_is_named(
    cast: Cast, table: str, column: str, first: str, where: str
) -> None:
    published(source(), cast)
    value = f"CAST(%s || substr({TEXT.format(column)}, 2) AS {JSON})"
    with triggers_off():
        query(f"UPDATE {table} SET {column} = {value} WHERE {where}", first)
    named = [
        fault for fault in faults(derived=False) if f"its {column} says one thing twice" in fault
    ]
    # jsonb keeps the last of each key, as Python reads it: then the row is as it was.
    assert len(named) == IS_SQLITE
    assert IS_SQLITE or list(faults()) == []


def test_other_spaces_say_nothing_twice(cast: Cast) -> None:
    published(source(), cast)
    with triggers_off():
        query(f"UPDATE editorial_event SET data = CAST({TEXT.format('data')} || ' ' AS {JSON})")
    assert list(faults(derived=False)) == []
