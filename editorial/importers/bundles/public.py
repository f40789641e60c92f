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
from django.core.files.storage import default_storage
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from editorial import permissions
from editorial.actions.publish import publication_data
from editorial.actions.transaction import record
from editorial.actions.upgrade_digests import upgrade_digests
from editorial.gate.gate_input import obstacles
from editorial.gate.judging import stopping
from editorial.gate.obstacle_wording import words
from editorial.importers.bundles.bundle_files import Files
from editorial.importers.bundles.history_rows import (
    begin,
    build_row,
    columns_of,
    restore_approval,
    restore_checks,
    restore_publication,
    restore_revision,
    set_approved,
)
from editorial.importers.bundles.opened_bundle import (
    BundleEntry,
    ImportRefused,
    Row,
    VerifiedBundle,
)
from editorial.importers.bundles.public_acts import (
    take_over_dois,
    take_over_mark,
    take_over_translation,
)
from editorial.importers.bundles.reader_tables import origin
from editorial.importers.bundles.taken_over import TakenOver, by_number, check_data
from editorial.models import Approval, Confirmation, Event, Manuscript, Notice, Upload, Waiver
from editorial.verifying.document_files import digest as digest_of
from editorial.wording.history_words import in_history
from editorial.workflow import Forbidden
from encyclopedia.core.checked_words import DIGEST_VERSION
from encyclopedia.models import Address, Edition
from encyclopedia.pictures import name_of, stored_picture
from encyclopedia.projection.entry_rows import write_entry
from encyclopedia.rendering import PageNotice as ReadersNotice

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
        self.taken_over = TakenOver(self.site, self.by, self.stand_in, self.now)
        self.refused: list[str] = []
        # Of each edition, the approval that its publication names.
        self.approvals: dict[tuple[UUID, int], int] = {}
        # Of each entry, the ids of its checks in the order of the bundle.
        self.checks: dict[UUID, list[int]] = {}

    def run(self) -> None:
        self._pictures()
        names = ("site", "made_at", "scope", "head", "digest")
        data = {name: self.bundle.manifest[name] for name in names}
        record("import", by=self.by, manuscript=None, reason=self.site, data=data)
        for entry in self.bundle.entries():
            self._restore(self.taken_over.history(entry))
            self._show(entry)
            self.step()
        for row in self.bundle.lines("addresses.jsonl"):
            build_row(Address, row).save(force_insert=True)
        for entry in self.bundle.entries():
            take_over_mark(entry, by=self.by)
        # Checks of an earlier version: their digests are made from the revisions that are here now.
        upgrade_digests(by=self.by, at=self.now)
        for entry in self.bundle.entries():
            self._confirm(self.taken_over.history(entry))
        for entry in self.bundle.entries():
            self._publish(entry)
            take_over_dois(entry, by=self.by)
            take_over_translation(entry, by=self.by)
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
                    size=default_storage.size(name_of(digest)),
                    by=self.stand_in,
                )

    def _show(self, entry: BundleEntry) -> None:
        """The rows by which other entries know this one."""
        row = by_number(entry)[entry.line["edition"]]
        _stored, document = self.bundle.document(row)
        write_entry(origin(document, row, entry, []))

    def _restore(self, entry: BundleEntry) -> None:
        """The entry's rows, each after its event, up to the approval of its newest edition."""
        rows = entry.rows
        row = rows["manuscript"][0]
        manuscript = begin(row)
        for check in entry.checks:
            self._record_check(manuscript, check)
        self.checks[manuscript.pk] = restore_checks(manuscript, entry.checks)
        at = {"at": self.now.isoformat()}
        for revision_row, approval_row, publication in zip(
            rows["revision"], rows["approval"], rows["publication"], strict=True
        ):
            manuscript.revision = revision_row["number"]
            digests = digest_of(revision_row["citation_digests"])
            names = {"digest": revision_row["digest"], "based_on": revision_row["based_on"]}
            self._record(
                "save",
                manuscript,
                by=self.stand_in,
                data={**names, "citations": digests, **at},
                private={"summary": revision_row["summary"]},
            )
            revision = restore_revision(self.bundle, manuscript, revision_row)
            data = {"digest": approval_row["digest"], "change": approval_row["change"], **at}
            self._record("approve", manuscript, reason=approval_row["summary"], data=data)
            approval = restore_approval(manuscript, approval_row, revision)
            set_approved(manuscript, publication, approval)
            self.approvals[manuscript.pk, publication["number"]] = approval.pk

    def _record(
        self,
        action: str,
        manuscript: Manuscript,
        *,
        by: User | None = None,
        reason: str = "",
        data: Row,
        private: Row | None = None,
    ) -> Event:
        return record(
            action,
            by=by or self.by,
            manuscript=manuscript,
            reason=reason,
            data=data,
            private=private,
            at=self.now,
        )

    def _publish(self, entry: BundleEntry) -> None:
        """Publish its editions as readers see them, one after the other."""
        manuscript = Manuscript.objects.get(pk=entry.line["id"])
        editions = by_number(entry)
        history = self.taken_over.history(entry)
        for publication in history.rows["publication"]:
            row = editions[publication["number"]]
            approval = Approval.objects.select_related("revision").get(
                pk=self.approvals[manuscript.pk, publication["number"]]
            )
            manuscript.revision = approval.revision.number
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
            notices_data = [notice.as_data() for notice in notices]
            data = publication_data(row, approval, parts, notices_data) | {
                "published_at": row["published_at"],
                "origin": row["event_hash"],
                "at": self.now.isoformat(),
            }
            event = self._record("publish", manuscript, reason=str(row["summary"]), data=data)
            restore_publication(manuscript, publication, approval)
            build_row(
                Edition,
                row,
                entry_id=UUID(entry.line["id"]),
                kind=entry.line["kind"],
                slug=document.slug,
                document=stored,
                notices=notices_data,
                event_hash=event.hash,
                **parts.as_dict(),
            ).save(force_insert=True)
        final = build_row(Manuscript, history.rows["manuscript"][0])
        Manuscript.objects.filter(pk=manuscript.pk).update(
            **columns_of(final, "id", "since", "changed_at")
        )

    def _confirm(self, entry: BundleEntry) -> None:
        """Let checks hold where they were confirmed to hold there."""
        manuscript = Manuscript.objects.get(pk=entry.line["id"])
        for row in entry.rows["confirmation"]:
            place = row["check"] - 1
            use = [row["digest"], row["context"], entry.checks[place]["verdict"]]
            event = self._record(
                "confirm",
                manuscript,
                by=self.stand_in,
                data={"uses": [use], "confirmed_at": row["at"]},
            )
            build_row(
                Confirmation,
                row,
                manuscript=manuscript,
                revision=manuscript.revision,
                check_made_id=self.checks[manuscript.pk][place],
                by=self.stand_in,
                at=event.at,
            ).save(force_insert=True)

    def _record_check(self, manuscript: Manuscript, row: Row) -> None:
        manuscript.revision = row["revision"]
        self._record(
            "check",
            manuscript,
            by=self.stand_in,
            reason=row["note"],
            data=check_data(row),
            private={"looked_at": row["looked_at"]},
        )

    def _waive(self, manuscript: Manuscript, keys: list[str]) -> ReadersNotice:
        """Waive, visibly to readers, what the gate would stop here."""
        words = gettext_lazy(
            "Taken over from %(site)s: its footnotes were checked there, not here."
        )
        reason = in_history(words, site=self.site)
        expires_at = self.now + WAIVED_FOR
        times = {"at": self.now.isoformat(), "expires_at": expires_at.isoformat()}
        data = {"obstacles": keys, "version": DIGEST_VERSION, **times}
        self._record("waive", manuscript, reason=reason, data=data)
        waiver = Waiver.objects.create(
            manuscript=manuscript,
            revision=manuscript.revision,
            obstacles=keys,
            version=DIGEST_VERSION,
            reason=reason,
            by=self.by,
            at=self.now,
            expires_at=expires_at,
        )
        name = self.by.get_full_name() or self.by.get_username()
        return ReadersNotice(kind="waiver", text=reason, until=waiver.expires_at, by=name)
