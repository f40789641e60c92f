"""Exporting: the encyclopedia, or a part of it, as a bundle of readable files that can be verified and restored."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from pathlib import Path
from string import Template

from django.apps import apps
from django.conf import settings
from django.contrib.auth.models import User
from django.core.files.storage import default_storage
from django.db.models import UUIDField
from django.utils import timezone
from django.utils.translation import gettext as _

from editorial.exporters.entry_files import Entries
from editorial.exporters.scope import Scope
from editorial.exporters.writing import ExportError, Writer, as_line, writing
from editorial.models import Agreement, ChainHead, Event, Evidence, PictureRecord, Upload
from editorial.record.columns import Row, columns, plain
from editorial.record.snapshot import snapshot
from editorial.storage import agreement_files, evidence_files, permission_files
from editorial.verifying.bundle_entries import CLAIMS_FILE
from editorial.verifying.manifest import ENTRIES, FORMAT
from encyclopedia.models import Address, ClaimUpgrade
from encyclopedia.pictures import name_of, stored_picture

HERE = Path(__file__).parent
EVENTS_A_FILE = 10_000
PIECE = 1 << 20
ENDINGS = {"image/jpeg": "jpg", "image/png": "png", "image/webp": "webp"}
# Further tables of an archive: they hold what neither an event nor a revision holds.
OFFICE: tuple[str, ...] = ("ImportedPage", "Merge", "ToldApart", "Commission", "Agreement")
OFFICE += ("Thread", "Comment", "PictureRecord")
# Of somebody without an account, as of those with one, no e-mail address leaves the site.
WITHHELD = {"Commission": ("email",)}

# Called with how many steps are done, and of how many.
Progress = Callable[[int, int], None]


@dataclass
class ExportedBundle:
    """A bundle that was written: keep its digest and head elsewhere; `lacking` are the digests of lost pictures."""

    path: Path
    digest: str
    head: Row
    counts: dict[str, int]
    lacking: list[str] = field(default_factory=list)


def export(
    path: Path, scope: Scope, progress: Progress | None = None, made_at: datetime | None = None
) -> ExportedBundle:
    """Write a bundle to a folder, or to a zip when the name ends in .zip. Reads one snapshot; keeps no entry in memory.

    `made_at` is told in it, now by default: two bundles of the same content with the same time are the same bytes.

    Raises ExportError, and leaves nothing behind then.
    """
    with snapshot(), writing(path) as writer:
        told = progress or (lambda done, total: None)
        return _Export(writer, scope, told, made_at or timezone.now()).run(path)


class _Export:
    def __init__(self, writer: Writer, scope: Scope, progress: Progress, made_at: datetime) -> None:
        self.writer, self.scope, self.progress = writer, scope, progress
        head = ChainHead.objects.get(pk=1)
        self.head: Row = {"seq": head.seq, "hash": head.hash}
        self.made_at = made_at
        self.entries = Entries(writer, scope)
        self.done, self.total = 0, scope.manuscripts().count() + head.seq
        self.withheld = 0

    def run(self, path: Path) -> ExportedBundle:
        self._write_entries()
        lacking = self._write_pictures()
        self._write_events()
        self.writer.lines("addresses.jsonl", self._addresses())
        if self.scope.drafts:
            self._write_office()
        self._write_readers()
        counts: dict[str, int] = {
            **self.entries.counts,
            "events": self.head["seq"],
            "withheld": self.withheld,
        }
        manifest = {
            "format": FORMAT,
            "site": {"name": settings.SITE_NAME, "url": settings.SITE_URL},
            "licence": {"name": settings.SITE_LICENCE, "url": settings.SITE_LICENCE_URL},
            "made_at": self.made_at.isoformat(),
            "scope": self.scope.as_data(),
            "head": self.head,
            "counts": counts,
            "lacking": lacking,
        }
        digest = self.writer.finish(manifest)
        return ExportedBundle(path, digest, self.head, counts, lacking)

    def _step(self) -> None:
        self.done += 1
        self.progress(self.done, self.total)

    def _write_entries(self) -> None:
        with tempfile.TemporaryFile() as lines:
            for manuscript in self.scope.manuscripts().iterator(chunk_size=200):
                lines.write(as_line(self.entries.write(manuscript)))
                self._step()
            lines.seek(0)
            self.writer.write(ENTRIES, iter(lambda: lines.read(PIECE), b""))

    def _write_pictures(self) -> list[str]:
        """Write the pictures that documents here show, in an archive every upload; returns the digests of lost ones."""
        digests = set(self.entries.pictures)
        if self.scope.drafts:
            digests.update(Upload.objects.values_list("digest", flat=True))
        lacking = []
        for digest in sorted(digests):
            stored = stored_picture(digest)
            data = _content(name_of(digest))
            if stored is None or hashlib.sha256(data).hexdigest() != digest:
                lacking.append(digest)
            else:
                self.writer.write(f"pictures/{digest}.{ENDINGS[stored.media_type]}", [data])
        return lacking

    def _write_events(self) -> None:
        events = Event.objects.in_order().iterator(chunk_size=2000)
        for first in range(1, self.head["seq"] + 1, EVENTS_A_FILE):
            count = min(EVENTS_A_FILE, self.head["seq"] + 1 - first)
            rows = [self._event(event) for event in islice(events, count)]
            if len(rows) < count:
                raise ExportError(
                    _(
                        "The audit log ends at event %(last)s, before its head, event %(head)s: its tail was cut. "
                        "Run verify_history."
                    )
                    % {"last": first + len(rows) - 1, "head": self.head["seq"]}
                )
            self.writer.lines(f"events/{first:010d}.jsonl", rows)

    def _event(self, event: Event) -> Row:
        self._step()
        row: Row = plain(self.scope.disclosed(event))
        self.withheld += "action" not in row
        return row

    def _addresses(self) -> Iterator[Row]:
        for address in Address.objects.order_by("pk").iterator():
            if self.scope.holds(address.entry_id):
                yield columns(address, "id")

    def _write_office(self) -> None:
        people = User.objects.order_by("pk").values("id", "username", "first_name", "last_name")
        self.writer.lines("people.jsonl", people.iterator())
        uploads = Upload.objects.order_by("pk").iterator()
        self.writer.lines("uploads.jsonl", (columns(upload) for upload in uploads))
        self.writer.lines("office.jsonl", self._office())
        claims = ClaimUpgrade.objects.order_by("old").iterator(chunk_size=2000)
        self.writer.lines(CLAIMS_FILE, (columns(claim) for claim in claims))
        for digest in (
            Evidence.objects.order_by("digest").values_list("digest", flat=True).distinct()
        ):
            if data := _content(evidence_files.name_of(digest)):
                self.writer.write(f"evidence/{digest}", [data])
        signed = Agreement.objects.kept().order_by("digest").values_list("digest", flat=True)
        for digest in signed.distinct():
            if data := _content(agreement_files.name_of(digest)):
                self.writer.write(f"agreements/{digest}", [data])
        proofs = PictureRecord.objects.exclude(permission_digest="").order_by("permission_digest")
        for digest in proofs.values_list("permission_digest", flat=True).distinct():
            if data := _content(permission_files.name_of(digest)):
                self.writer.write(f"permissions/{digest}", [data])

    def _office(self) -> Iterator[Row]:
        for name in OFFICE:
            model = apps.get_model("editorial", name)
            # What events tell of by its id keeps it.
            numbered = () if isinstance(model._meta.pk, UUIDField) else ("id",)
            for row in model._default_manager.order_by("pk").iterator():
                yield {"row": name, **columns(row, *numbered, *WITHHELD.get(name, ()))}

    def _write_readers(self) -> None:
        """What helps the reader of the bundle: a description of its files, and the verifier."""
        names = {
            "name": settings.SITE_NAME,
            "url": settings.SITE_URL,
            "licence": settings.SITE_LICENCE,
            "licence_url": settings.SITE_LICENCE_URL,
            "made_at": f"{self.made_at:%Y-%m-%d %H:%M} UTC",
            **(_ARCHIVE if self.scope.drafts else _PUBLIC),
        }
        text = Template((HERE / "readme.md").read_text(encoding="utf-8")).substitute(names)
        self.writer.write("README.md", [text.encode()])
        verifying = HERE.parent / "verifying"
        for file in sorted(verifying.glob("*.py")):
            inside = "verify.py" if file.name == "verify.py" else f"verifying/{file.name}"
            self.writer.write(inside, [file.read_bytes()])


def _content(name: str) -> bytes:
    """The stored file; nothing for one that is lost."""
    try:
        with default_storage.open(name) as file:
            return bytes(file.read())
    except FileNotFoundError:
        return b""


_PUBLIC = {
    "what": "what is published, and the public part of its audit log",
    "withheld": "events that are not public keep only their place in the chain",
    "more": "",
}
_ARCHIVE = {
    "what": "an archive of the office, with everything that is not published. **Keep it private**",
    "withheld": "all of it",
    "more": """| `drafts/KIND/NAME/rN.md` | revisions that are no edition |
| `pages/KIND/NAME/N.json` | each edition's page, as it was rendered when it was published |
| `people.jsonl`, `uploads.jsonl`, `office.jsonl`, `evidence/`, `agreements/`, `permissions/` | \
accounts (ids and names only), pictures with what is recorded of them, imports, merges, commissions and \
agreements, the files that were attached |
| `claims.jsonl` | former addresses of claims, from before an upgrade of digests |
""",
}
