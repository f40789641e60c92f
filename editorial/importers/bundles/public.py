"""A public bundle taken over by another site: its documents and dates, with a new audit log.

The office's own history is not in such a bundle and is not invented: an account that nobody can use represents the
people of the other site, a named person of this site approves and publishes, and a waiver tells readers the origin.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import User
from django.utils import timezone
from django.utils.translation import gettext as _

from editorial import permissions
from editorial.actions.mark import set_mark
from editorial.actions.transaction import record
from editorial.gate.gate_input import obstacles
from editorial.gate.judging import stopping
from editorial.gate.obstacle_wording import words
from editorial.importers.bundles.bundle_files import Files
from editorial.importers.bundles.history_rows import build_row, restore_entry
from editorial.importers.bundles.opened_bundle import (
    BundleEntry,
    ImportRefused,
    Row,
    VerifiedBundle,
)
from editorial.importers.bundles.reader_tables import origin
from editorial.models import Manuscript, Notice, Upload, Waiver
from editorial.workflow import Forbidden
from encyclopedia.core.names import name_key, sort_key
from encyclopedia.models import Address, Edition
from encyclopedia.pictures import path_of, stored_picture
from encyclopedia.projection.entry_rows import write_entry
from encyclopedia.rendering import PageNotice as ReadersNotice
from encyclopedia.rendering import Parts

Step = Callable[[], None]
REQUIRED_PERMISSIONS = (
    permissions.APPROVE_MANUSCRIPT,
    permissions.PUBLISH_MANUSCRIPT,
    permissions.WAIVE_OBSTACLE,
)
# How long readers see that an entry was taken over.
WAIVED_FOR = timedelta(days=365)


class PublicImport:
    """Imports a public bundle in the name of `by`. Raises Forbidden for somebody who may not take responsibility."""

    def __init__(self, bundle: VerifiedBundle, files: Files, by: User | None, step: Step) -> None:
        if by is None or not by.is_active:
            raise Forbidden(
                _(
                    "Say who is responsible for what is published: --by USER, an account that may approve."
                )
            )
        if not by.has_perms(REQUIRED_PERMISSIONS):
            raise Forbidden(_("This account may not approve, publish and waive."))
        self.bundle, self.files, self.by, self.step = bundle, files, by, step
        self.site = str(bundle.manifest["site"]["name"])
        self.now = timezone.now()
        self.stand_in = self._stand_in()
        self.refused: list[str] = []

    def run(self) -> None:
        self._pictures()
        names = ("site", "made_at", "scope", "head", "digest")
        data = {name: self.bundle.manifest[name] for name in names}
        record("import", by=self.by, manuscript=None, reason=self.site, data=data)
        for entry in self.bundle.entries():
            restore_entry(self.bundle, self._as_history(entry))
            self._show(entry)
            self.step()
        for row in self.bundle.lines("addresses.jsonl"):
            build_row(Address, row).save(force_insert=True)
        for entry in self.bundle.entries():
            self._mark(entry)
        for entry in self.bundle.entries():
            self._publish(entry)
            self.step()
        if self.refused:
            raise ImportRefused("\n".join(self.refused))
        # An import is no news to anybody.
        Notice.objects.all().delete()

    def _stand_in(self) -> User:
        """The account for the people of the other site, whom the bundle does not name; nobody signs in with it."""
        return User.objects.create(
            username=f"bundle-{self.bundle.manifest['digest'][:12]}",
            last_name=self.site[:150],
            is_active=False,
            password=make_password(None),
        )

    def _pictures(self) -> None:
        for digest in self.files.write(self.bundle):
            stored = stored_picture(digest)
            if stored is not None:
                Upload.objects.create(
                    digest=digest,
                    media_type=stored.media_type,
                    width=stored.width,
                    height=stored.height,
                    size=path_of(digest).stat().st_size,
                    by=self.stand_in,
                )

    def _as_history(self, entry: BundleEntry) -> BundleEntry:
        """The entry as an archive has it, as far as it is known: editions, signed by the importing person."""
        line, editions = entry.line, _by_number(entry)
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
                    "summary": _("Taken over from %(site)s") % {"site": self.site[:300]},
                    "saved_at": self.now.isoformat(),
                }
            )
            previous = number
        newest = publications[-1]
        manuscript = {
            **{name: line[name] for name in ("id", "kind", "slug", "title")},
            "sort_key": sort_key(line["title"]),
            "name_key": name_key(line["title"]),
            "status": "published",
            "author_id": self.stand_in.pk,
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
        }
        return BundleEntry(line, rows, [self._check(row, previous) for row in entry.checks])

    def _check(self, row: Row, revision: int) -> Row:
        """A check keeps its date and verdict; its note was never public, but a doubtful verdict needs one."""
        note = "" if row["verdict"] == "supports" else _("The note is kept at %s.") % self.site
        private = {"revision": revision, "note": note, "looked_at": "", "by_id": self.stand_in.pk}
        return {**row, **private, "shown": True}

    def _show(self, entry: BundleEntry) -> None:
        """The rows by which other entries know this one."""
        row = _by_number(entry)[entry.line["edition"]]
        _stored, document = self.bundle.document(row)
        write_entry(origin(document, row, entry, []))

    def _mark(self, entry: BundleEntry) -> None:
        for row in entry.rows.get("mark", ()):
            manuscript = Manuscript.objects.get(pk=entry.line["id"])
            data = {"reliability": row["reliability"], "at": row["at"]}
            event = record(
                "mark", by=self.by, manuscript=manuscript, reason=row["reason"], data=data
            )
            set_mark(manuscript, event)

    def _publish(self, entry: BundleEntry) -> None:
        """Log what was taken over, and make its editions as readers see them."""
        manuscript = Manuscript.objects.get(pk=entry.line["id"])
        editions = _by_number(entry)
        for row in entry.checks:
            self._record_check(manuscript, self._check(row, manuscript.revision))
        for publication in entry.rows["publication"]:
            row = editions[publication["number"]]
            manuscript.revision = publication["revision"]
            stored, document = self.bundle.document(row)
            notices = [ReadersNotice.from_data(data) for data in row["notices"]]
            if row["state"] == "current":
                gate_obstacles = obstacles(manuscript, document, "publish", approver=self.by.pk)
                refused = [
                    obstacle for obstacle in stopping(gate_obstacles) if not obstacle.waivable
                ]
                self.refused += [f"{entry.name}: {words(obstacle)}" for obstacle in refused]
                keys = sorted(
                    {obstacle.key for obstacle in stopping(gate_obstacles)} or {"imported"}
                )
                notices.append(self._waive(manuscript, keys))
            parts = origin(document, row, entry, notices).parts
            event_hash = self._record_signatures(manuscript, row, parts)
            build_row(
                Edition,
                row,
                entry_id=UUID(entry.line["id"]),
                kind=entry.line["kind"],
                slug=document.slug,
                document=stored,
                notices=[notice.as_data() for notice in notices],
                event_hash=event_hash,
                **parts.as_dict(),
            ).save(force_insert=True)

    def _record_check(self, manuscript: Manuscript, row: Row) -> None:
        data = {
            name: row[name] for name in ("digest", "verdict", "source_edition", "looked_at", "at")
        }
        data["source"] = row["source_key"]
        record("check", by=self.stand_in, manuscript=manuscript, reason=row["note"], data=data)

    def _waive(self, manuscript: Manuscript, keys: list[str]) -> ReadersNotice:
        """Waive, visibly to readers, what the gate would stop here."""
        reason = _("Taken over from %(site)s: its footnotes were checked there, not here.") % {
            "site": self.site
        }
        waiver = Waiver.objects.create(
            manuscript=manuscript,
            revision=manuscript.revision,
            obstacles=keys,
            reason=reason,
            by=self.by,
            at=self.now,
            expires_at=self.now + WAIVED_FOR,
        )
        times = {"at": self.now.isoformat(), "expires_at": waiver.expires_at.isoformat()}
        data = {"obstacles": keys, **times}
        record("waive", by=self.by, manuscript=manuscript, reason=reason, data=data)
        name = self.by.get_full_name() or self.by.get_username()
        return ReadersNotice(kind="waiver", text=reason, until=waiver.expires_at, by=name)

    def _record_signatures(self, manuscript: Manuscript, row: Row, parts: Parts) -> str:
        """Log what was saved, approved and published, now and by whom; returns the hash of the publication."""
        at = {"at": self.now.isoformat()}
        record("save", by=self.stand_in, manuscript=manuscript, data=at)
        summary, digest = str(row["summary"]), row["digest"]
        data = {"digest": digest, "change": row["change"], **at}
        record("approve", by=self.by, manuscript=manuscript, reason=summary, data=data)
        origin_data = {"published_at": row["published_at"], "origin": row["event_hash"]}
        data = {
            "edition": row["number"],
            "digest": digest,
            "parts": parts.digest(),
            **origin_data,
            **at,
        }
        return record("publish", by=self.by, manuscript=manuscript, reason=summary, data=data).hash


def _by_number(entry: BundleEntry) -> dict[int, Row]:
    return {row["number"]: row for row in entry.rows["edition"]}
