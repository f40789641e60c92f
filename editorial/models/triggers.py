"""The rules that the database itself enforces, as triggers in both dialects.

Every rule is one WHEN-condition and one message, written once and translated for SQLite and PostgreSQL. Python
enforces the same rules earlier and with clearer messages; these protect against raw SQL.

Migrations do not read this file: if you change a rule here, add a migration with its new SQL (`frozen_sql`). A test
compares what the migrations set up with this file.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

HISTORY = (
    "editorial_revision",
    "editorial_approval",
    "editorial_publication",
    "editorial_event",
    "editorial_check",
    "editorial_waiver",
    "editorial_evidence",
)

# The columns of an edition that never change. Its state may, and its address when the entry is renamed.
EDITION_FIXED = (
    "id",
    "entry_id",
    "number",
    "title",
    "digest",
    "document",
    "change",
    "summary",
    "published_at",
    "event_hash",
    "head",
    "top",
    "facts",
    "contents",
    "body",
    "notes",
    "notices",
)


@dataclass(frozen=True)
class Trigger:
    """Refuses `operation` (INSERT, UPDATE or DELETE) on `table` when `condition` (SQL over NEW and OLD) holds."""

    table: str
    name: str
    operation: str
    condition: str
    message: str

    def sqlite(self) -> str:
        return (
            f"CREATE TRIGGER {self.name} BEFORE {self.operation} ON {self.table} FOR EACH ROW"
            f" WHEN {self.condition} BEGIN SELECT RAISE(ABORT, '{self.message}'); END"
        )

    def postgresql(self) -> Iterator[str]:
        row = "OLD" if self.operation == "DELETE" else "NEW"
        yield (
            f"CREATE FUNCTION {self.name}() RETURNS trigger LANGUAGE plpgsql AS $stet$ BEGIN"
            f" IF {self.condition} THEN RAISE EXCEPTION '{self.message}'"
            f" USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN {row}; END $stet$"
        )
        yield (
            f"CREATE TRIGGER {self.name} BEFORE {self.operation} ON {self.table}"
            f" FOR EACH ROW EXECUTE FUNCTION {self.name}()"
        )


def _history() -> Iterator[Trigger]:
    for table in HISTORY:
        for operation in ("UPDATE", "DELETE"):
            yield Trigger(
                table,
                f"{table}_no_{operation.lower()}",
                operation,
                "true",
                f"stet: history only grows, {table} is not changed",
            )


def _edition() -> Iterator[Trigger]:
    changed = " OR ".join(f"NEW.{column} IS DISTINCT FROM OLD.{column}" for column in EDITION_FIXED)
    yield Trigger(
        "encyclopedia_edition",
        "edition_is_immutable",
        "UPDATE",
        f"({changed})",
        "stet: an edition is immutable",
    )
    yield Trigger(
        "encyclopedia_edition",
        "edition_is_kept",
        "DELETE",
        "true",
        "stet: an edition is never deleted",
    )
    yield Trigger(
        "encyclopedia_edition",
        "edition_was_approved",
        "INSERT",
        "NOT EXISTS (SELECT 1 FROM editorial_publication p WHERE p.manuscript_id = NEW.entry_id"
        " AND p.number = NEW.number AND p.digest = NEW.digest)",
        "stet: only what was approved is published",
    )


def _entry() -> Iterator[Trigger]:
    unpublished = (
        "NOT EXISTS (SELECT 1 FROM editorial_publication p WHERE p.manuscript_id = NEW.id"
        " AND p.number = NEW.edition)"
    )
    for operation in ("INSERT", "UPDATE"):
        yield Trigger(
            "encyclopedia_entry",
            f"entry_was_approved_{operation.lower()}",
            operation,
            unpublished,
            "stet: only what was approved is published",
        )


# The revisions whose words a revert `r` restores: the restored one, and all before it unless it was published.
_RESTORED_WORDS = (
    " LEFT JOIN editorial_revision o ON o.id = r.restored_id"
    " LEFT JOIN editorial_revision b ON b.manuscript_id = o.manuscript_id AND b.number <= o.number"
    " AND (b.id = o.id OR NOT EXISTS (SELECT 1 FROM editorial_publication p WHERE p.revision_id = o.id))"
)


def _approval() -> Iterator[Trigger]:
    yield Trigger(
        "editorial_approval",
        "approval_has_four_eyes",
        "INSERT",
        "EXISTS (SELECT 1 FROM editorial_revision r"  # noqa: S608 — no part of it is input
        " JOIN editorial_revision s ON s.id = NEW.revision_id"
        + _RESTORED_WORDS
        + " JOIN editorial_manuscript m ON m.id = r.manuscript_id"
        " WHERE r.manuscript_id = NEW.manuscript_id AND r.number > m.published_revision"
        " AND r.number <= s.number AND (r.author_id = NEW.by_id OR b.author_id = NEW.by_id))",
        "stet: nobody approves what they wrote",
    )
    # A merge that copied fields has exactly the time of the revision that it made. Sources that were merged into the
    # other record earlier count too.
    yield Trigger(
        "editorial_approval",
        "approval_has_four_eyes_on_merged",
        "INSERT",
        "EXISTS (SELECT 1 FROM editorial_revision r"  # noqa: S608 — no part of it is input
        " JOIN editorial_revision s ON s.id = NEW.revision_id"
        + _RESTORED_WORDS
        + " JOIN editorial_manuscript m ON m.id = r.manuscript_id"
        " JOIN editorial_merge g ON g.into_id = m.id AND (g.at = r.saved_at OR g.at = b.saved_at)"
        " JOIN editorial_merge h ON h.into_id = m.id AND h.at <= g.at"
        " JOIN editorial_revision w ON w.manuscript_id = h.merged_id"
        " WHERE r.manuscript_id = NEW.manuscript_id AND r.number > m.published_revision"
        " AND r.number <= s.number AND w.author_id = NEW.by_id)",
        "stet: nobody approves what they wrote",
    )
    yield Trigger(
        "editorial_approval",
        "approval_signs_the_digest",
        "INSERT",
        "NOT EXISTS (SELECT 1 FROM editorial_revision r JOIN editorial_manuscript m"
        " ON m.id = r.manuscript_id AND m.revision = r.number AND m.status = 'submitted'"
        " WHERE r.id = NEW.revision_id AND r.manuscript_id = NEW.manuscript_id AND r.digest = NEW.digest)",
        "stet: an approval signs the digest of the newest revision, submitted",
    )
    yield Trigger(
        "editorial_publication",
        "publication_was_approved",
        "INSERT",
        "NOT EXISTS (SELECT 1 FROM editorial_approval a JOIN editorial_manuscript m ON m.approval_id = a.id"
        " JOIN editorial_revision r ON r.id = a.revision_id WHERE a.id = NEW.approval_id"
        " AND m.id = NEW.manuscript_id AND a.revision_id = NEW.revision_id"
        " AND a.digest = NEW.digest AND r.digest = NEW.digest"
        " AND r.number = m.revision AND NEW.number = m.edition + 1)",
        "stet: what is published is what was approved",
    )


def _events() -> Iterator[Trigger]:
    yield Trigger(
        "editorial_event",
        "event_continues_the_chain",
        "INSERT",
        "NOT ((NEW.seq = 1 AND NEW.previous = '" + "0" * 64 + "') OR EXISTS"
        " (SELECT 1 FROM editorial_event e WHERE e.seq = NEW.seq - 1 AND e.hash = NEW.previous))",
        "stet: an event continues the chain",
    )


def _merges() -> Iterator[Trigger]:
    """Merges and marks of different works stay; only a merge's target changes, when that is merged itself."""
    fixed = ("merged_id", "reason", "by_id", "at")
    changed = " OR ".join(f"NEW.{column} IS DISTINCT FROM OLD.{column}" for column in fixed)
    for table, condition in (("editorial_merge", f"({changed})"), ("editorial_toldapart", "true")):
        for operation, when in (("UPDATE", condition), ("DELETE", "true")):
            yield Trigger(
                table,
                f"{table}_no_{operation.lower()}",
                operation,
                when,
                f"stet: history only grows, {table} is not changed",
            )


TRIGGERS: tuple[Trigger, ...] = (
    *_history(),
    *_edition(),
    *_entry(),
    *_approval(),
    *_events(),
    *_merges(),
)


def statements(vendor: str) -> Iterator[str]:
    """The SQL that sets up every trigger, for `sqlite` or `postgresql`."""
    for trigger in TRIGGERS:
        if vendor == "sqlite":
            yield trigger.sqlite()
        else:
            yield from trigger.postgresql()
    if vendor == "postgresql":
        yield (
            "CREATE FUNCTION stet_no_truncate() RETURNS trigger LANGUAGE plpgsql AS $stet$ BEGIN"
            " RAISE EXCEPTION 'stet: history only grows, % is not emptied', TG_TABLE_NAME; END $stet$"
        )
        for table in (*HISTORY, "encyclopedia_edition"):
            yield (
                f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table}"
                " FOR EACH STATEMENT EXECUTE FUNCTION stet_no_truncate()"
            )


def removals(vendor: str) -> Iterator[str]:
    """The SQL that removes every trigger."""
    for trigger in TRIGGERS:
        if vendor == "sqlite":
            yield f"DROP TRIGGER IF EXISTS {trigger.name}"
        else:
            yield f"DROP FUNCTION IF EXISTS {trigger.name}() CASCADE"
    if vendor == "postgresql":
        yield "DROP FUNCTION IF EXISTS stet_no_truncate() CASCADE"
