"""How the database answers what a page asks: along an index, in its order."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.test import Client


@dataclass(frozen=True)
class Statement:
    """A statement as it was sent: SQLite takes an index with a condition only where it can tell that its values fit."""

    sql: str
    values: Sequence[object]


def plan(statement: Statement | str) -> str:
    """How the database answers; on PostgreSQL as it would for a table too large to read or to sort."""
    sent = Statement(statement, ()) if isinstance(statement, str) else statement
    explain = "EXPLAIN "
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            explain = "EXPLAIN QUERY PLAN "
        else:
            for way in ("seqscan", "sort", "bitmapscan", "hashjoin", "mergejoin"):
                cursor.execute(f"SET LOCAL enable_{way} = off")
        cursor.execute(explain + sent.sql, sent.values or None)
        return "\n".join(str(row[-1]) for row in cursor.fetchall())


def listing(client: Client, path: str, table: str) -> Statement:
    """The statement by which a page of the list is read: the one with an order and a limit."""
    sent: list[Statement] = []

    def note(execute: Any, sql: str, values: Any, many: bool, context: Any) -> Any:
        sent.append(Statement(sql, tuple(values or ())))
        return execute(sql, values, many, context)

    with connection.execute_wrapper(note):
        assert client.get(path).status_code == 200
    return [
        statement
        for statement in sent
        if table in statement.sql and "ORDER BY" in statement.sql and "LIMIT" in statement.sql
    ][-1]


def assert_read_along(steps: str, index: str, table: str) -> None:
    """The plan reads the table along this index, sorts nothing and reads nothing whole."""
    assert goes_along(steps, index, table), steps
    assert "TEMP B-TREE" not in steps, steps
    assert not re.search(r"\bSort\b", steps), steps
    # SQLite says SCAN where a whole list is asked for: then along the index that orders it.
    scans = [line for line in steps.splitlines() if line.startswith("SCAN")]
    assert all(index in line or "autoindex" in line for line in scans), steps


def goes_along(steps: str, index: str, table: str) -> bool:
    """Which of two indexes in the same order PostgreSQL takes depends on what it knows of a table of a few rows."""
    if connection.vendor == "sqlite":
        return bool(re.search(rf"{_named(index, table)}\b", steps))
    with connection.cursor() as cursor:
        there = connection.introspection.get_constraints(cursor, table)
    used = set(re.findall(r"Index (?:Only )?Scan(?: Backward)? using (\w+)", steps))
    return index in there and bool(used & set(there)) and "Seq Scan" not in steps


def _named(index: str, table: str) -> str:
    """SQLite names the index of a unique constraint itself."""
    automatic = {"one_tag_once_per_entry", "citation_has_one_place", "edition_number_once"}
    if connection.vendor == "sqlite" and index in automatic:
        return rf"sqlite_autoindex_{table}_\d"
    return index
