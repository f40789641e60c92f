"""The rules that no row of history is written without its event, and that of an event only the private half may go.

A row has its event when one says the same of it; and of two rows that say the same, each has an event of its own.
Events of format 1 say less, and were recorded a moment after their rows: an archive with them can still be restored.
"""

from __future__ import annotations

from collections.abc import Iterator

from editorial.models.trigger_rule import Trigger

# A private half that was erased agrees with every row: what is left of its event must agree.
_PERSON = "(e.by_id = NEW.{by} OR (e.format = 2 AND e.salt = ''))"


def _same(**columns: str) -> str:
    """Of format 2: members of the event's data, by the columns of the row that hold the same text."""
    same = " AND ".join(f"e.data->>'{name}' = NEW.{column}" for name, column in columns.items())
    return f"(e.format = 1 OR ({same}))"


def _same_id(name: str, column: str) -> str:
    """Of format 2: the id of a manuscript, which SQLite stores without hyphens."""
    id_ = f"replace(CAST(NEW.{column} AS text), '-', '')"
    return f"(e.format = 1 OR replace(e.data->>'{name}', '-', '') = {id_})"


# What later checks are bound to as well; bundles of an earlier version do not say it.
_CHECKED_WITH = " AND ".join(
    f"COALESCE(e.data->>'{name}', '') = NEW.{name}"
    for name in (
        *("prefix", "suffix", "context", "work", "source_mark", "public_note"),
        *("found", "found_page", "means", "not_borne_out"),
    )
)

# A list of a row, as the event's data tell it: databases write the space after a comma, or not.
_OBSTACLES = (
    "replace(e.data->>'obstacles', ', ', ',') = replace(CAST(NEW.obstacles AS text), ', ', ',')"
)
_WAIVED = (
    f"(e.format = 1 OR ({_OBSTACLES} AND same_time(expires_at)))"
    " AND COALESCE(CAST(e.data->>'version' AS bigint), 1) = NEW.version"
)

# A check without it in its event asks for nothing.
_ASKS = "COALESCE(CAST(e.data->>'asks' AS boolean), false) = NEW.asks"

# A revision that took over nobody's suggestion has an event that names nobody.
_SUGGESTED = (
    "(e.salt = '' OR COALESCE(CAST(e.private->>'suggested_by' AS text), '')"
    " = COALESCE(CAST(NEW.suggested_by_id AS text), ''))"
)

# Table → the condition for an event `e` of the row, and what only as many rows `o` may say as there are events.
_EVENT_OF: dict[str, tuple[str, str, str]] = {
    "editorial_revision": (
        "e.action IN ('save', 'revert', 'rename') AND e.manuscript_id = NEW.manuscript_id"
        f" AND e.revision = NEW.number AND {_PERSON.format(by='author_id')}"
        f" AND {_same(digest='digest')} AND {_SUGGESTED}",
        "",
        "",
    ),
    "editorial_approval": (
        "e.action = 'approve' AND e.manuscript_id = NEW.manuscript_id"
        " AND e.data->>'digest' = NEW.digest AND e.data->>'change' = NEW.change"
        f" AND {_PERSON.format(by='by_id')}",
        "o.manuscript_id = NEW.manuscript_id AND o.digest = NEW.digest",
        "e.action = 'approve' AND e.manuscript_id = NEW.manuscript_id AND e.data->>'digest' = NEW.digest",
    ),
    "editorial_publication": (
        "e.action = 'publish' AND e.manuscript_id = NEW.manuscript_id"
        " AND CAST(e.data->>'edition' AS bigint) = NEW.number AND e.data->>'digest' = NEW.digest"
        f" AND {_PERSON.format(by='by_id')}",
        "",
        "",
    ),
    "encyclopedia_edition": (
        "e.action = 'publish' AND e.manuscript_id = NEW.entry_id AND e.hash = NEW.event_hash"
        " AND CAST(e.data->>'edition' AS bigint) = NEW.number AND e.data->>'digest' = NEW.digest"
        f" AND {_same(change='change', summary='summary')}",
        "",
        "",
    ),
    "editorial_check": (
        "e.action = 'check' AND e.manuscript_id = NEW.manuscript_id AND e.data->>'digest' = NEW.digest"
        " AND e.data->>'verdict' = NEW.verdict AND e.data->>'source' = NEW.source_key"
        f" AND {_PERSON.format(by='by_id')}"
        " AND (e.reason = NEW.note OR e.salt = '' AND e.format = 2)"
        f" AND {_same(claim_digest='claim_digest', claim='claim', locator='locator', quotation='quotation')}"
        f" AND {_CHECKED_WITH} AND {_ASKS}",
        "o.manuscript_id = NEW.manuscript_id AND o.digest = NEW.digest AND o.verdict = NEW.verdict",
        "e.action = 'check' AND e.manuscript_id = NEW.manuscript_id AND e.data->>'digest' = NEW.digest"
        " AND e.data->>'verdict' = NEW.verdict",
    ),
    "editorial_waiver": (
        "e.action = 'waive' AND e.manuscript_id = NEW.manuscript_id AND e.revision = NEW.revision"
        f" AND {_PERSON.format(by='by_id')}"
        f" AND (e.reason = NEW.reason OR e.salt = '' AND e.format = 2) AND {_WAIVED}",
        "o.manuscript_id = NEW.manuscript_id AND o.revision = NEW.revision",
        "e.action = 'waive' AND e.manuscript_id = NEW.manuscript_id AND e.revision = NEW.revision",
    ),
    "editorial_evidence": (
        "e.action = 'attach' AND e.manuscript_id = NEW.source_id AND e.data->>'digest' = NEW.digest"
        " AND e.data->>'kind' = NEW.kind"
        f" AND {_PERSON.format(by='by_id')}",
        "o.source_id = NEW.source_id AND o.digest = NEW.digest",
        "e.action = 'attach' AND e.manuscript_id = NEW.source_id AND e.data->>'digest' = NEW.digest",
    ),
    "editorial_merge": (
        "e.action = 'merge' AND e.manuscript_id = NEW.merged_id"
        # Its target changes when that is merged itself.
        f" AND {_same_id('merged', 'merged_id')} AND {_PERSON.format(by='by_id')}",
        "",
        "",
    ),
    "editorial_toldapart": (
        "e.action = 'tell_apart' AND e.manuscript_id IN (NEW.first_id, NEW.second_id)"
        f" AND {_same_id('first', 'first_id')} AND {_same_id('second', 'second_id')}"
        f" AND {_PERSON.format(by='by_id')}",
        "",
        "",
    ),
}


# Of what was imported from another site, and of format 1, the event has another time than the row.
_LOOSE = "(e.format = 1 OR e.data->>'at' IS NOT NULL)"
_AT = {"editorial_revision": "saved_at", "encyclopedia_edition": "published_at"}


def needs_event() -> Iterator[Trigger]:
    for table, (event, same_rows, same_events) in _EVENT_OF.items():
        at = _AT.get(table, "at")
        # The index on manuscript and time answers the first part, which is enough for all that is done here.
        exact = f"EXISTS (SELECT 1 FROM editorial_event e WHERE e.at = NEW.{at} AND e.format = 2 AND {event})"  # noqa: S608
        loose = f"EXISTS (SELECT 1 FROM editorial_event e WHERE {_LOOSE} AND {event})"  # noqa: S608
        if same_rows:
            exact += (
                f" AND NOT EXISTS (SELECT 1 FROM {table} o WHERE {same_rows} AND o.at = NEW.at)"  # noqa: S608
            )
            loose += (
                f" AND (SELECT count(*) FROM {table} o WHERE {same_rows})"  # noqa: S608
                f" < (SELECT count(*) FROM editorial_event e WHERE {same_events})"
            )
        yield Trigger(
            table,
            f"{table}_has_its_event",
            "INSERT",
            f"NOT (({exact}) OR ({loose}))",
            f"stet: a row of {table} needs its event in the audit log",
        )


_KEPT = ("seq", "format", "action", "manuscript_id", "revision", "at", "data", "previous", "hash")
_SAME = " AND ".join(f"NEW.{column} IS NOT DISTINCT FROM OLD.{column}" for column in _KEPT)
# The one change of an event: its private half becomes empty, once another event says so.
ERASURE = (
    f"{_SAME} AND NEW.private_hash = OLD.private_hash AND OLD.format = 2 AND NEW.by_id IS NULL"  # noqa: S608
    " AND NEW.reason = '' AND NEW.private = '{}' AND NEW.salt = ''"
    " AND EXISTS (SELECT 1 FROM editorial_event e WHERE e.action = 'erase_private'"
    " AND CAST(e.data->>'seq' AS bigint) = OLD.seq)"
)


# A confirmation, and what a digest of an earlier version became: events of these are never of an earlier format.
_USES = "replace(e.data->>'uses', ', ', ',')"
_USE = (
    "'[\"' || NEW.digest || '\",\"' || NEW.context || '\",\"' || "
    "(SELECT c.verdict FROM editorial_check c WHERE c.id = NEW.check_made_id) || '\"]'"
)
_CONFIRMED = (
    "e.action = 'confirm' AND e.manuscript_id = NEW.manuscript_id AND e.revision = NEW.revision AND e.at = NEW.at"
    f" AND {_PERSON.format(by='by_id')} AND replace({_USES}, {_USE}, '') <> {_USES}"
)
_UPGRADED = (
    "e.action = 'upgrade' AND e.seq = NEW.event_id"
    " AND CAST(e.data->>'version' AS bigint) = NEW.version"
    " AND NEW.position < CAST(e.data->>'count' AS bigint)"
)


def of_checks() -> Iterator[Trigger]:
    """Rules of the rows that say that a check holds on."""
    for table, event in (
        ("editorial_confirmation", _CONFIRMED),
        ("editorial_digestupgrade", _UPGRADED),
    ):
        yield Trigger(
            table,
            f"{table}_has_its_event",
            "INSERT",
            f"NOT EXISTS (SELECT 1 FROM editorial_event e WHERE {event})",  # noqa: S608
            f"stet: a row of {table} needs its event in the audit log",
        )
