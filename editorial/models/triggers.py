"""The rules that the database itself enforces, as triggers in both dialects.

Every rule is one WHEN-condition and one message, written once and translated for SQLite and PostgreSQL. Python
enforces the same rules earlier and with clearer messages; these protect against raw SQL.

Migrations do not read this file: if you change a rule here, add a migration with its new SQL (`frozen_sql`). A test
compares what the migrations set up with this file.
"""

from __future__ import annotations

from collections.abc import Iterator

from editorial.models.agreement_triggers import agreement_triggers
from editorial.models.approval_triggers import approval_triggers
from editorial.models.comment_triggers import comment_triggers
from editorial.models.event_triggers import needs_event, of_checks
from editorial.models.picture_triggers import picture_triggers
from editorial.models.suppression_triggers import ALLOWED, OF_EDITION
from editorial.models.trigger_rule import Trigger

HISTORY = (
    "editorial_revision",
    "editorial_approval",
    "editorial_publication",
    "editorial_event",
    "editorial_check",
    "editorial_waiver",
    "editorial_evidence",
    "editorial_confirmation",
    "editorial_digestupgrade",
    "editorial_contribution",
    "editorial_accountevent",
    "editorial_picturerecord",
)

NEVER_EMPTIED = (
    *HISTORY,
    "editorial_evidencepage",
    "editorial_merge",
    "editorial_toldapart",
    "editorial_agreement",
    "editorial_thread",
    "editorial_comment",
    "encyclopedia_edition",
)

# Every table whose rows are never replaced, with what no two of them share; `id` or `seq` is always among it.
UNIQUE = {
    "editorial_revision": (("id",), ("manuscript_id", "number")),
    "editorial_approval": (("id",),),
    "editorial_publication": (("id",), ("manuscript_id", "number"), ("approval_id",)),
    "editorial_event": (("seq",), ("previous",), ("hash",)),
    "editorial_check": (("id",),),
    "editorial_waiver": (("id",),),
    "editorial_evidence": (("id",),),
    "editorial_evidencepage": (("id",), ("evidence_id", "position")),
    "editorial_merge": (("id",), ("merged_id",)),
    "editorial_toldapart": (("id",), ("first_id", "second_id")),
    "encyclopedia_edition": (("id",), ("entry_id", "number")),
    "editorial_confirmation": (("id",), ("digest", "context", "at")),
    "editorial_digestupgrade": (("id",), ("old", "revision")),
    "editorial_contribution": (("id",),),
    "editorial_accountevent": (("id",),),
    "editorial_agreement": (("id",),),
    "editorial_thread": (("id",),),
    "editorial_comment": (("id",),),
    "editorial_picturerecord": (("id",), ("picture_id", "number")),
}

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


def _history() -> Iterator[Trigger]:
    for table in HISTORY:
        for operation in ("UPDATE", "DELETE"):
            changing = operation == "UPDATE" and table in ALLOWED
            yield Trigger(
                table,
                f"{table}_no_{operation.lower()}",
                operation,
                f"NOT ({ALLOWED[table]})" if changing else "true",
                f"stet: history only grows, {table} is not changed",
            )
    # SQLite's REPLACE deletes the row in its way without asking the triggers on DELETE.
    for table, keys in UNIQUE.items():
        same = " OR ".join(
            "(" + " AND ".join(f"o.{column} = NEW.{column}" for column in key) + ")" for key in keys
        )
        yield Trigger(
            table,
            f"{table}_no_replace",
            "INSERT",
            f"EXISTS (SELECT 1 FROM {table} o WHERE {same})",  # noqa: S608 — no part of it is input
            f"stet: history only grows, a row of {table} is there already",
        )


def _evidence_pages() -> Iterator[Trigger]:
    """The words of evidence stay as they were attached, until all of them are set aside."""
    set_aside = (
        "EXISTS (SELECT 1 FROM editorial_event e JOIN editorial_evidence a ON a.source_id = e.manuscript_id"
        " WHERE e.action = 'set_aside' AND CAST(e.data->>'evidence' AS bigint) = a.id AND a.id = {row}.evidence_id)"
    )
    for operation, condition in (
        ("UPDATE", "true"),
        ("DELETE", "NOT " + set_aside.format(row="OLD")),
        ("INSERT", set_aside.format(row="NEW")),
    ):
        yield Trigger(
            "editorial_evidencepage",
            f"editorial_evidencepage_no_{operation.lower()}",
            operation,
            condition,
            "stet: the words of evidence are not changed",
        )


def _edition() -> Iterator[Trigger]:
    changed = " OR ".join(f"NEW.{column} IS DISTINCT FROM OLD.{column}" for column in EDITION_FIXED)
    yield Trigger(
        "encyclopedia_edition",
        "edition_is_immutable",
        "UPDATE",
        f"({changed}) AND NOT ({OF_EDITION})",
        "stet: an edition is immutable",
    )
    yield Trigger(
        "encyclopedia_edition",
        "edition_is_kept",
        "DELETE",
        "true",
        "stet: an edition is never deleted",
    )
    for operation, other in (("INSERT", ""), ("UPDATE", " AND o.id <> OLD.id")):
        yield Trigger(
            "encyclopedia_edition",
            f"edition_current_stays_{operation.lower()}",
            operation,
            "NEW.state = 'current' AND EXISTS (SELECT 1 FROM encyclopedia_edition o"  # noqa: S608
            f" WHERE o.entry_id = NEW.entry_id AND o.state = 'current'{other})",
            "stet: another edition is current",
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
    # Its page is rendered before the publication is recorded: the event has the page's digest.
    unpublished = (
        "NOT EXISTS (SELECT 1 FROM editorial_publication p WHERE p.manuscript_id = NEW.id"
        " AND p.number = NEW.edition) AND NOT EXISTS (SELECT 1 FROM editorial_manuscript m"
        " JOIN editorial_approval a ON a.id = m.approval_id WHERE m.id = NEW.id AND m.edition + 1 = NEW.edition)"
    )
    for operation in ("INSERT", "UPDATE"):
        yield Trigger(
            "encyclopedia_entry",
            f"entry_was_approved_{operation.lower()}",
            operation,
            unpublished,
            "stet: only what was approved is published",
        )


def _contributions() -> Iterator[Trigger]:
    """Who brought a citation in does not check it; and a row of the table belongs to its revision."""
    yield Trigger(
        "editorial_check",
        "check_has_four_eyes",
        "INSERT",
        "EXISTS (SELECT 1 FROM editorial_contribution c WHERE c.manuscript_id = NEW.manuscript_id"
        " AND c.digest = NEW.digest AND c.person_id = NEW.by_id)",
        "stet: nobody checks a citation that they brought in",
    )
    yield Trigger(
        "editorial_check",
        "check_is_not_of_who_named_the_work",
        "INSERT",
        "EXISTS (SELECT 1 FROM editorial_contribution w JOIN editorial_revision n ON n.id = w.revision_id"
        " JOIN editorial_contribution c ON c.manuscript_id = NEW.manuscript_id AND c.digest = NEW.digest"
        " JOIN editorial_revision r ON r.id = c.revision_id"
        " WHERE w.manuscript_id = NEW.source AND w.person_id = NEW.by_id AND w.words = ''"
        " AND w.source_key = NEW.source_key AND n.saved_at > r.saved_at)",
        "stet: nobody checks a citation to whose key they gave its work later",
    )
    yield Trigger(
        "editorial_contribution",
        "contribution_has_its_revision",
        "INSERT",
        "NOT EXISTS (SELECT 1 FROM editorial_revision r WHERE r.id = NEW.revision_id"
        " AND r.manuscript_id = NEW.manuscript_id AND (r.author_id = NEW.person_id"
        " OR r.suggested_by_id = NEW.person_id OR EXISTS"
        " (SELECT 1 FROM editorial_revision e WHERE e.manuscript_id = r.manuscript_id"
        " AND (e.author_id = NEW.person_id OR e.suggested_by_id = NEW.person_id) AND e.number < r.number)))",
        "stet: a contribution is of somebody who wrote its revision or an earlier one",
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


# Triggers on these tables are ours, or somebody's who goes past them.
GUARDED = frozenset({*UNIQUE, "encyclopedia_entry"})

TRIGGERS: tuple[Trigger, ...] = (
    *_history(),
    *needs_event(),
    *of_checks(),
    *_evidence_pages(),
    *_edition(),
    *_entry(),
    *approval_triggers(),
    *_contributions(),
    *_events(),
    *_merges(),
    *agreement_triggers(),
    *comment_triggers(),
    *picture_triggers(),
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
        for table in NEVER_EMPTIED:
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
