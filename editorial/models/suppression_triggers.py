"""The changes of history that are let through: words and persons go, once an event says so.

Of a document two people have to say it in the audit log; of a person's account a manager in the log of accounts.
"""

from __future__ import annotations

from editorial.models.event_triggers import ERASURE
from encyclopedia.core.suppressed import TITLE

# An event `s` that suppresses a document of this manuscript, which somebody else had asked for in an event `a`.
_SUPPRESSED = (
    "EXISTS (SELECT 1 FROM editorial_event s JOIN editorial_event a ON a.manuscript_id = s.manuscript_id"
    " WHERE s.action = 'suppress' AND s.manuscript_id = {manuscript} AND s.data->>'digest' = {digest}"
    "{left} AND a.action = 'ask_suppression' AND a.data->>'digest' = s.data->>'digest' AND a.seq < s.seq"
    " AND a.by_id <> s.by_id)"
)
_LEFT = " AND s.data->>'left' = NEW.document"


def _same(columns: tuple[str, ...]) -> str:
    return " AND ".join(f"NEW.{column} IS NOT DISTINCT FROM OLD.{column}" for column in columns)


_OF_REVISION = (
    *("id", "manuscript_id", "number", "based_on", "digest", "citation_digests", "author_id"),
    *("restored_id", "suggested_by_id", "summary", "saved_at"),
)
OF_REVISION = f"{_same(_OF_REVISION)} AND " + _SUPPRESSED.format(
    manuscript="OLD.manuscript_id", digest="OLD.digest", left=_LEFT
)

_OF_EDITION = (
    *("id", "entry_id", "number", "digest", "change", "summary", "published_at", "event_hash"),
    "notices",
)
_PARTS = ("head", "top", "facts", "contents", "body", "notes")
OF_EDITION = (
    f"{_same(_OF_EDITION)} AND NEW.title = '{TITLE}' AND NEW.state = 'withdrawn' AND "
    + " AND ".join(f"NEW.{part} = ''" for part in _PARTS)
    + " AND "
    + _SUPPRESSED.format(manuscript="OLD.entry_id", digest="OLD.digest", left=_LEFT)
)

# The words of a claim that stood only in what was suppressed.
_OF_CONTRIBUTION = (*("id", "manuscript_id", "digest", "person_id", "revision_id", "source_key"),)
OF_CONTRIBUTION = (
    f"{_same(_OF_CONTRIBUTION)} AND NEW.words = '{TITLE}' AND NEW.locator = '' AND NEW.quotation = ''"  # noqa: S608 — no part of it is input
    " AND OLD.words <> '' AND EXISTS (SELECT 1 FROM editorial_event s JOIN editorial_revision r"
    " ON r.manuscript_id = s.manuscript_id AND r.digest = s.data->>'digest'"
    " WHERE s.action = 'suppress' AND r.id = OLD.revision_id)"
)

# What an account's log says of a person whose data were erased: that something happened, and when.
_KEPT = _same(("id", "at", "kind", "account_id", "by_id"))
_ERASED = "EXISTS (SELECT 1 FROM editorial_accountevent e WHERE e.kind = 'erased' AND e.account_id = {who})"
OF_ACCOUNT = (
    f"{_KEPT} AND OLD.kind <> 'erased' AND NEW.address = '' AND (({_ERASED.format(who='OLD.account_id')}"
    f" AND NEW.data = '{{}}') OR ({_ERASED.format(who='OLD.by_id')}"
    " AND NEW.data IS NOT DISTINCT FROM OLD.data))"
)

# By table: the change of a row that is let through, by its event.
ALLOWED = {
    "editorial_event": ERASURE,
    "editorial_revision": OF_REVISION,
    "editorial_contribution": OF_CONTRIBUTION,
    "editorial_accountevent": OF_ACCOUNT,
}
