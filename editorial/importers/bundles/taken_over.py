"""The history that an entry of a public bundle gets here: what is known of it, signed by the importing person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import User
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from editorial.actions.title_columns import title_columns
from editorial.importers.bundles.opened_bundle import BundleEntry, Row
from editorial.verifying.moments import instant
from editorial.wording.history_words import in_history
from encyclopedia.core.telling import COLUMNS as TOLD


@dataclass(frozen=True)
class TakenOver:
    """From which site, by whom, for whom (an account that nobody can use), and when."""

    site: str
    by: User
    stand_in: User
    now: datetime

    def history(self, entry: BundleEntry) -> BundleEntry:
        """The entry as an archive has it, as far as it is known: editions, signed by the importing person."""
        line, editions = entry.line, by_number(entry)
        approvals, revisions, publications = [], [], []
        previous = 0
        for place, row in enumerate(entry.rows["publication"], 1):
            edition, number = editions[row["number"]], row["revision"]
            signature = {"revision": number, "digest": row["digest"], "by_id": self.by.pk}
            public = {"change": edition["change"], "summary": edition["summary"]}
            approvals.append({**signature, **public, "at": self.now.isoformat()})
            publications.append(
                {
                    **signature,
                    "number": row["number"],
                    "approval": place,
                    "at": self.now.isoformat(),
                }
            )
            paths = {name: edition[name] for name in ("document", "record", "digest")}
            revisions.append(
                {
                    **paths,
                    "number": number,
                    "based_on": previous,
                    "author_id": self.stand_in.pk,
                    "citation_digests": edition["citation_digests"],
                    "summary": in_history(
                        gettext_lazy("Taken over from %(site)s"), site=self.site[:300]
                    ),
                    "saved_at": self.now.isoformat(),
                }
            )
            previous = number
        newest = publications[-1]
        manuscript = {
            **{name: line[name] for name in ("id", "kind", "slug")},
            **title_columns(line["title"]),
            "status": "published",
            "author_id": self.stand_in.pk,
            "responsible_id": self.by.pk,
            "revision": previous,
            "published_revision": previous,
            "edition": newest["number"],
            "live_edition": newest["number"],
        }
        rows: dict[str, list[Row]] = {
            "manuscript": [manuscript],
            "revision": revisions,
            "approval": approvals,
            "publication": publications,
            "confirmation": self._confirmations(entry),
        }
        return BundleEntry(line, rows, [self._check(row, previous) for row in entry.checks])

    def _confirmations(self, entry: BundleEntry) -> list[Row]:
        """The newest of each use, unless a later check was made there: here, all of them are later than the checks."""
        newest = {
            (row["digest"], row["context"]): row for row in entry.rows.get("confirmation", ())
        }
        for check in entry.checks:
            row = newest.get((check["digest"], check.get("context", "")))
            if row is not None and instant(check["at"]) > instant(row["at"]):
                del newest[check["digest"], check["context"]]
        return list(newest.values())

    def _check(self, row: Row, revision: int) -> Row:
        """A check keeps its date and verdict; its note was never public, but a doubtful verdict needs one."""
        note = "" if row["verdict"] == "supports" else _("The note is kept at %s.") % self.site
        private = {"revision": revision, "note": note, "looked_at": "", "by_id": self.stand_in.pk}
        return {**row, **private, "shown": True}


def by_number(entry: BundleEntry) -> dict[int, Row]:
    """The editions of an entry."""
    return {row["number"]: row for row in entry.rows["edition"]}


def check_data(row: Row) -> Row:
    """What the event of a check tells; bundles of version 0.1 do not have all of it."""
    names = ("digest", "claim_digest", "claim", "source_edition", "locator", "quotation")
    later = (
        *("prefix", "suffix", "context", "work", "version", "source_mark", "public_note", "asks"),
        *TOLD,
    )
    told = {name: row[name] for name in (*names, "verdict", "at")}
    told |= {name: row[name] for name in later if name in row}
    return told | {"source": row["source_key"], "source_id": row.get("source")}
