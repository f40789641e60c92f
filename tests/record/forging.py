"""What somebody with every right on the database could do: change a row, delete it, invent one, with triggers off."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction

from editorial.models.triggers import TRIGGERS
from editorial.record.verification import faults
from editorial.record.witness import KnownHead


def query(sql: str, *values: Any) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return list(cursor.fetchall()) if cursor.description else []


@contextmanager
def triggers_off() -> Iterator[None]:
    """Triggers are dropped (SQLite) or do not fire (PostgreSQL); afterwards they are as before."""
    if connection.vendor == "postgresql":
        query("SET CONSTRAINTS ALL IMMEDIATE")
        query("SET LOCAL session_replication_role = replica")
        yield
        query("SET LOCAL session_replication_role = origin")
        return
    for trigger in TRIGGERS:
        query(f"DROP TRIGGER {trigger.name}")
    yield
    for trigger in TRIGGERS:
        query(trigger.sqlite())


@dataclass(frozen=True)
class Forgery:
    """Statements in SQL; one of `names` must be in a fault. `shown`: it changes what readers see."""

    what: str
    statements: tuple[str, ...]
    names: tuple[str, ...]
    shown: bool = False


def found(forgery: Forgery, head: KnownHead) -> str:
    """ "" when the verifier names it, else what it said instead. Leaves nothing behind."""
    with transaction.atomic():
        with triggers_off():
            for statement in forgery.statements:
                query(statement)
        messages = list(faults([head], derived=forgery.shown))
        transaction.set_rollback(True)
    if any(name in message for name in forgery.names for message in messages):
        return ""
    return f"{forgery.what}: {messages[:4] or 'nothing was found'}"


# Table → the SQL of the manuscript that a row belongs to.
OWNERS = {
    "editorial_manuscript": "id",
    "editorial_evidence": "source_id",
    "editorial_evidencepage": "(SELECT a.source_id FROM editorial_evidence a WHERE a.id = evidence_id)",
    "editorial_merge": "merged_id",
    "editorial_toldapart": "first_id",
    "encyclopedia_edition": "entry_id",
    "encyclopedia_publishedcheck": "entry_id",
    "encyclopedia_entry": "id",
    "encyclopedia_source": "entry_ptr_id",
    "encyclopedia_page": "entry_id",
    "encyclopedia_citation": "entry_id",
    "encyclopedia_address": "entry_id",
}
KEYS = {
    "editorial_event": "seq",
    "encyclopedia_source": "entry_ptr_id",
    "encyclopedia_page": "entry_id",
}


def rows(table: str, most: int) -> list[tuple[str, tuple[str, ...]]]:
    """Rows of the table, spread over all there are: the SQL that finds each, and the names that it has."""
    key = KEYS.get(table, "id")
    if table == "editorial_event":
        seqs = [seq for (seq,) in query("SELECT seq FROM editorial_event ORDER BY seq")]
        picked = seqs[:: max(1, len(seqs) // most)][:most]
        return [(f"seq = {seq}", (f"event {seq} ", f"event {seq}:")) for seq in picked]
    if table == "encyclopedia_claimupgrade":
        # No entry is named by them: the event that told of them is.
        digests = [
            old for (old,) in query("SELECT old FROM encyclopedia_claimupgrade ORDER BY old")
        ]
        return [(f"old = '{old}'", ("addresses of claims",)) for old in digests[:most]]
    owner = OWNERS.get(table, "manuscript_id")
    listed = query(f"SELECT {key}, {owner} FROM {table} ORDER BY {key}")
    picked_rows = listed[:: max(1, len(listed) // most)][:most]
    # The event that tells of all upgraded digests names one whose place is another.
    event = ("other upgraded digests",) if table == "editorial_digestupgrade" else ()
    return [(f"{key} = {quoted(pk)}", (*slugs(of), *event)) for pk, of in picked_rows]


def slugs(manuscript: Any) -> tuple[str, ...]:
    """The addresses under which a person knows it, now and by its editions."""
    own = query(f"SELECT slug FROM editorial_manuscript WHERE id = {quoted(manuscript)}")
    former = query(f"SELECT slug FROM encyclopedia_edition WHERE entry_id = {quoted(manuscript)}")
    return tuple(f"/{slug}" for (slug,) in (*own, *former))


def quoted(value: Any) -> str:
    return str(value) if isinstance(value, int) else f"'{value}'"
