"""What every reader's request asks the database, at the least cost that each kind of database has."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from django.db import DEFAULT_DB_ALIAS, connections

from encyclopedia.models.wal_index import WalIndex, wal_index

if TYPE_CHECKING:
    from psycopg import Connection

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


def own_wal_index() -> WalIndex | None:
    """The index of the write-ahead log of this thread's database; None where it has none."""
    database = connections[DEFAULT_DB_ALIAS]
    if database.vendor != "sqlite" or database.in_atomic_block:
        return None
    database.ensure_connection()
    _number, _name, file = database.connection.execute("PRAGMA database_list").fetchone()
    return wal_index(file)
