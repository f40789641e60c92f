"""The rules of agreements: what was signed never changes, and each is made, ended and erased by its event alone."""

from __future__ import annotations

from collections.abc import Iterator

from editorial.models.trigger_rule import Trigger

TABLE = "editorial_agreement"
FIXED = (
    *("id", "manuscript_id", "commission_id", "person_id", "name", "kind", "signed_on"),
    *("digest", "media_type", "size", "by_id", "at"),
)
_AGREEMENT, _COMMISSION = "e.data->>'agreement'", "e.data->>'commission'"
_REPLACES = "e.private->>'replaces'"
# A private half that was erased agrees with every row.
_GONE = "e.format = 2 AND e.salt = ''"


def _is(told: str, column: str) -> str:
    """The id that an event tells; SQLite stores ids without hyphens."""
    return f"replace({told}, '-', '') = replace(CAST(NEW.{column} AS text), '-', '')"


def _by(column: str) -> str:
    return f"(e.by_id = NEW.{column} OR {_GONE})"


_MADE = (
    f"e.at = NEW.at AND e.action = 'record_agreement' AND {_is(_AGREEMENT, 'id')}"
    f" AND e.data->>'digest' = NEW.digest AND {_by('by_id')}"
    " AND ((NEW.commission_id IS NULL AND e.manuscript_id = NEW.manuscript_id AND e.data->>'commission' IS NULL)"
    f" OR {_is(_COMMISSION, 'commission_id')})"
    " AND (e.salt = '' OR (e.private->>'kind' = NEW.kind AND e.private->>'name' = NEW.name"
    " AND e.private->>'signed_on' = CAST(NEW.signed_on AS text)"
    " AND CAST(e.private->>'person' AS bigint) IS NOT DISTINCT FROM NEW.person_id))"
)
_ENDED = (
    f"e.at = NEW.ended_at AND {_by('ended_by_id')} AND ((NEW.replaced_by_id IS NULL"
    f" AND e.action = 'withdraw_agreement' AND {_is(_AGREEMENT, 'id')})"
    f" OR (e.action = 'record_agreement' AND {_is(_AGREEMENT, 'replaced_by_id')}"
    f" AND (e.salt = '' OR {_is(_REPLACES, 'id')})))"
)
_ERASED = (
    f"e.action = 'withdraw_agreement' AND {_is(_AGREEMENT, 'id')}"
    " AND (e.salt = '' OR CAST(e.private->>'erased' AS boolean))"
)


def _told(event: str) -> str:
    return f"EXISTS (SELECT 1 FROM editorial_event e WHERE {event})"  # noqa: S608 — no part of it is input


def agreement_triggers() -> Iterator[Trigger]:
    yield Trigger(
        TABLE,
        f"{TABLE}_has_its_event",
        "INSERT",
        f"NOT ({_told(_MADE)} AND (NEW.ended_at IS NULL OR {_told(_ENDED)})"
        f" AND (NOT NEW.is_erased OR {_told(_ERASED)}))",
        f"stet: a row of {TABLE} needs its event in the audit log",
    )
    changed = " OR ".join(f"NEW.{column} IS DISTINCT FROM OLD.{column}" for column in FIXED)
    yield Trigger(
        TABLE,
        f"{TABLE}_is_kept_as_signed",
        "UPDATE",
        f"({changed})",
        "stet: what was signed is not changed",
    )
    ending = ("ended_at", "ended_by_id", "replaced_by_id")
    otherwise = " OR ".join(f"NEW.{column} IS DISTINCT FROM OLD.{column}" for column in ending)
    yield Trigger(
        TABLE,
        f"{TABLE}_ends_once",
        "UPDATE",
        f"(OLD.ended_at IS NOT NULL AND ({otherwise})) OR (OLD.is_erased AND NOT NEW.is_erased)"
        f" OR (OLD.ended_at IS NULL AND NEW.ended_at IS NOT NULL AND NOT {_told(_ENDED)})"
        f" OR (NEW.is_erased AND NOT OLD.is_erased AND NOT {_told(_ERASED)})",
        "stet: an agreement ends once, by its event",
    )
    yield Trigger(
        TABLE,
        f"{TABLE}_no_delete",
        "DELETE",
        "true",
        f"stet: history only grows, {TABLE} is not changed",
    )
