"""The rules of comments: each row and each state has its event, and nothing else of them changes."""

from __future__ import annotations

from collections.abc import Iterator

from editorial.models.trigger_rule import Trigger

_ID = "replace(CAST({row} AS text), '-', '')"
_THREAD = "replace(e.data->>'thread', '-', '') = " + _ID
# What was erased of an event agrees with every row.
_ERASED = "e.salt = ''"
_FIXED = (
    *("id", "manuscript_id", "revision", "part", "exact", "before", "after", "around"),
    *("digest", "replacement", "by_id", "at"),
)
# The act that puts a thread into each state.
_MOVED = " OR ".join(
    f"NEW.state = '{state}' AND e.action = '{act}'"
    for state, act in (
        ("open", "reopen"),
        ("resolved", "resolve"),
        ("accepted", "accept_suggestion"),
        ("refused", "refuse_suggestion"),
    )
)


def comment_triggers() -> Iterator[Trigger]:
    begun = (  # no part of it is input
        "SELECT 1 FROM editorial_event e WHERE e.manuscript_id = NEW.manuscript_id AND e.at = NEW.at"  # noqa: S608
        " AND e.action = CASE WHEN NEW.replacement IS NULL THEN 'start_thread' ELSE 'suggest' END"
        f" AND {_THREAD.format(row='NEW.id')} AND COALESCE(e.data->>'digest', '') = NEW.digest"
        " AND COALESCE(e.data->>'part', 'text') = NEW.part"
        f" AND ({_ERASED} OR e.by_id = NEW.by_id AND e.private->>'exact' = NEW.exact"
        " AND e.private->>'replacement' IS NOT DISTINCT FROM NEW.replacement)"
    )
    yield Trigger(
        "editorial_thread",
        "editorial_thread_has_its_event",
        "INSERT",
        f"NOT EXISTS ({begun})",
        "stet: a row of editorial_thread needs its event in the audit log",
    )
    written = (  # no part of it is input
        "SELECT 1 FROM editorial_event e JOIN editorial_thread t ON t.id = NEW.thread_id"  # noqa: S608
        " WHERE e.manuscript_id = t.manuscript_id AND e.at = NEW.at"
        " AND e.action IN ('start_thread', 'suggest', 'reply')"
        f" AND {_THREAD.format(row='NEW.thread_id')}"
        f" AND ({_ERASED} OR e.by_id = NEW.by_id"
        " AND (NEW.withdrawn_at IS NOT NULL OR e.private->>'words' = NEW.words))"
    )
    yield Trigger(
        "editorial_comment",
        "editorial_comment_has_its_event",
        "INSERT",
        f"NOT EXISTS ({written})",
        "stet: a row of editorial_comment needs its event in the audit log",
    )
    changed = " OR ".join(f"NEW.{column} IS DISTINCT FROM OLD.{column}" for column in _FIXED)
    moved = (  # no part of it is input
        "SELECT 1 FROM editorial_event e WHERE e.manuscript_id = NEW.manuscript_id"  # noqa: S608
        f" AND e.at = NEW.since AND (e.by_id = NEW.moved_by_id OR {_ERASED})"
        f" AND (({_MOVED}) AND {_THREAD.format(row='NEW.id')}"
        " OR NEW.state = 'checked' AND e.action = 'check' AND e.data->>'digest' = NEW.digest)"
    )
    yield Trigger(
        "editorial_thread",
        "editorial_thread_no_update",
        "UPDATE",
        f"({changed}) OR NOT EXISTS ({moved})",
        "stet: of a thread only the state changes, with its event",
    )
    withdrawn = (  # no part of it is input
        "SELECT 1 FROM editorial_event e JOIN editorial_thread t ON t.id = NEW.thread_id"  # noqa: S608
        " WHERE e.manuscript_id = t.manuscript_id AND e.at = NEW.withdrawn_at"
        f" AND e.action = 'withdraw_comment' AND (e.by_id = NEW.by_id OR {_ERASED})"
        f" AND {_THREAD.format(row='NEW.thread_id')}"
    )
    yield Trigger(
        "editorial_comment",
        "editorial_comment_no_update",
        "UPDATE",
        "NEW.id <> OLD.id OR NEW.thread_id <> OLD.thread_id OR NEW.by_id <> OLD.by_id"
        " OR NEW.at <> OLD.at OR OLD.withdrawn_at IS NOT NULL OR NEW.words <> ''"
        f" OR NOT EXISTS ({withdrawn})",
        "stet: a comment is only taken back by who wrote it",
    )
    for table in ("editorial_thread", "editorial_comment"):
        yield Trigger(
            table,
            f"{table}_no_delete",
            "DELETE",
            "true",
            f"stet: history only grows, {table} is not changed",
        )
