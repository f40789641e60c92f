"""What every reader's request asks the database, at the least cost that each kind of database has."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from django.db import DEFAULT_DB_ALIAS, connections

if TYPE_CHECKING:
    from psycopg import Connection

# Which connection it is, the commits of others that it has seen, and its own changes.
Mark = tuple[int, int, int]
# What each connection to PostgreSQL has prepared.
_prepared: WeakKeyDictionary[Connection[Any], set[str]] = WeakKeyDictionary()


def quick_row(statement: str, *parameters: str) -> tuple[Any, ...] | None:
    """The first row of a query; `%s` stands for each parameter, and every column is text or null on PostgreSQL.

    Django would put the values into the statement, so that every statement is a new one: the same look-up then costs
    PostgreSQL three times as much. psycopg's cursor would cost as much again as all else that a stored page does.
    """
    database = connections[DEFAULT_DB_ALIAS]
    if database.vendor == "postgresql" and _may_prepare(database):
        return _prepared_row(database, statement, parameters)
    with database.cursor() as cursor:
        cursor.execute(statement, parameters)
        row: tuple[Any, ...] | None = cursor.fetchone()
        return row


def _may_prepare(database: Any) -> bool:
    """Not behind a pool that shares connections (`prepare_threshold`), nor where queries are counted."""
    options = database.settings_dict["OPTIONS"]
    return options.get("prepare_threshold") is not None and not database.queries_logged


def _prepared_row(
    database: Any, statement: str, parameters: tuple[str, ...]
) -> tuple[str | None, ...] | None:
    from psycopg import OperationalError
    from psycopg.pq import ExecStatus

    database.ensure_connection()
    with database.wrap_database_errors:
        connection = database.connection
        names = _prepared.setdefault(connection, set())
        name = f"stet_{hash(statement):x}".encode()
        if statement not in names:
            numbered = statement
            for number in range(1, len(parameters) + 1):
                numbered = numbered.replace("%s", f"${number}", 1)
            connection.pgconn.prepare(name, numbered.encode())
            names.add(statement)
        answer = connection.pgconn.exec_prepared(name, [word.encode() for word in parameters])
        if answer.status != ExecStatus.TUPLES_OK:
            raise OperationalError(connection.pgconn.get_error_message())
        if not answer.ntuples:
            return None
        values = (answer.get_value(0, column) for column in range(answer.nfields))
        return tuple(None if value is None else value.decode() for value in values)


def change_mark() -> Mark | None:
    """Another one after any change of the database, for a few microseconds; None where there is no such thing.

    SQLite's `data_version` changes with every commit of another connection: sqlite.org/pragma.html#pragma_data_version.
    """
    database = connections[DEFAULT_DB_ALIAS]
    if database.vendor != "sqlite":
        return None
    database.ensure_connection()
    raw = database.connection
    return id(raw), raw.execute("PRAGMA data_version").fetchone()[0], raw.total_changes
