"""A small office with everything that a bundle can hold, the state of its site, and tools to forge bundles."""

from __future__ import annotations

import hashlib
import io
import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from commissioned import PDF, promise_and_sign
from django.contrib.auth.models import User
from django.core.management import call_command
from django.db.models import Model
from django.test import Client
from django.utils import timezone
from earlier_digests import version_1
from factories import (
    Cast,
    approved,
    article,
    biography,
    checked,
    drafted,
    published,
    source,
    submitted,
    waivable,
)
from PIL import Image

from editorial import actions
from editorial.actions import attach
from editorial.actions.upgrade_digests import software, upgrade_digests
from editorial.exporters.bundles import ExportedBundle, export
from editorial.exporters.scope import Scope
from editorial.exporters.writing import as_line
from editorial.models import (
    Confirmation,
    Contribution,
    DigestUpgrade,
    DraftCitation,
    Evidence,
    Manuscript,
    PictureRecord,
    Upload,
)
from editorial.storage.picture_files import store
from editorial.verifying.event_hash import event_hash, private_hash
from editorial.verifying.manifest import content_digest, digest_of, pretty
from encyclopedia import projection
from encyclopedia.core import documents
from encyclopedia.core.citations import Use
from encyclopedia.models import Citation, ClaimUpgrade, Edition, Page, PublishedCheck

# A word that nobody outside the office may read.
SECRET = "unspeakable"


def fill_office(cast: Cast) -> None:
    """Published, renamed, withdrawn, doubted, waived, drafted, returned, scheduled; evidence and pictures."""
    published(source(), cast)
    published(source("doubted-2001", title="A doubtful book"), cast)
    withdrawn_source = published(source("gone-1999", title="A book that went"), cast)
    _illustrated(cast)
    actions.withdraw(manuscript=withdrawn_source.pk, by=cast.approver, reason="It was a forgery.")
    published(biography(tags=("people",)), cast)
    withdrawn_article = published(article("A mistake", summary=f"All {SECRET}."), cast)
    actions.withdraw(manuscript=withdrawn_article.pk, by=cast.approver, reason="It was one.")
    published(article("Doubtful", text="It is so.[@doubted-2001]"), cast)
    doubted_source = Manuscript.objects.get(slug="doubted-2001")
    actions.mark(
        manuscript=doubted_source.pk,
        reliability="unreliable",
        reason="Full of errors.",
        by=cast.approver,
    )
    _waived(cast)
    _of_an_earlier_version(cast)
    _confirmed(cast)
    _given_dois(cast)
    _unpublished(cast)
    _evidence(cast)
    promise_and_sign(cast, SECRET)
    _described(cast)
    # As a worker leaves it: what is altered in a stored page is what readers would see.
    projection.store_due_pages.call()


def _illustrated(cast: Cast) -> None:
    """Three editions under two addresses; the first cites a source that readers no longer see."""
    file = io.BytesIO()
    Image.new("RGB", (40, 30), "red").save(file, "PNG")
    file.seek(0)
    picture = documents.DocumentPicture("A", store(file, by=cast.editor).digest, "A red field")
    first = article(
        text='It is a theory.[@gone-1999] It is old.[@service-trotsky-2009, p. 12, "old"]',
        tags=("theory",),
        pictures=(picture,),
    )
    published(first, cast)
    words = 'It is a theory.[@service-trotsky-2009] It is old.[@service-trotsky-2009, p. 12, "old"]'
    manuscript = published(replace(first, text=words), cast, "correction")
    renamed = actions.rename(
        manuscript=manuscript.pk, title="Lasting revolution", slug="lasting-revolution",
        by=cast.editor, based_on=manuscript.revision,
    ).manuscript  # fmt: skip
    document = renamed.revisions.get(number=renamed.revision).read()
    published(replace(document, summary="What it is called now."), cast)


def _described(cast: Cast) -> None:
    said = actions.PictureWords(credit=f"The {SECRET} archive", permission=SECRET, focus="30 40")
    picture = Upload.objects.get().pk
    actions.describe_picture(picture=picture, by=cast.editor, said=said, based_on=0, proof=PDF)


def _given_dois(cast: Cast) -> None:
    """Of a superseded edition, of a current one, and one that was corrected and taken away."""
    revolution = Manuscript.objects.get(slug="lasting-revolution").pk
    for edition, doi in ((2, "10.1000/lasting.2"), (1, "10.1000/wrong"), (1, "10.1000/lasting.1")):
        actions.record_doi(manuscript=revolution, edition=edition, doi=doi, by=cast.approver)
    why = f"It is {SECRET}."
    actions.record_doi(manuscript=revolution, edition=1, doi="", reason=why, by=cast.approver)
    german = Manuscript.objects.get(slug="waived").pk
    actions.record_doi(manuscript=german, edition=1, doi="10.1000/waived", by=cast.approver)
    actions.join_translation(manuscript=german, original=revolution, edition=2, by=cast.approver)


def _waived(cast: Cast) -> None:
    german = article("Waived", language="de")
    manuscript = checked(german, cast, "contradicts", f"It says the {SECRET} contrary.")
    actions.waive(
        manuscript=manuscript.pk, by=cast.approver, keys=waivable(manuscript),
        reason="The source is out of date.", expires_at=timezone.now() + timedelta(days=30),
    )  # fmt: skip
    actions.approve(manuscript=manuscript.pk, revision=1, by=cast.approver)
    actions.publish(manuscript=manuscript.pk, by=cast.approver)


def _of_an_earlier_version(cast: Cast) -> None:
    """Checked, waived and published before digests got another version; one of the checks was carried over."""
    text = "Anna Lindner wrote, and joined in May.[@service-trotsky-2009, p. 3] She left.[@service-trotsky-2009, p. 4]"
    with version_1():
        published(article("Earlier", text=text), cast)
        manuscript = checked(article("Waived earlier"), cast, "contradicts", "It says otherwise.")
        actions.waive(
            manuscript=manuscript.pk, by=cast.approver, reason="It is out of date.",
            keys=waivable(manuscript),
            expires_at=timezone.now() + timedelta(days=30),
        )  # fmt: skip
    upgrade_digests(by=software())
    call_command("rebuild", stdout=io.StringIO())


def _confirmed(cast: Cast) -> None:
    """Two headings changed above checked claims; one of them was confirmed to hold."""
    text = (
        "## {0}\n\nIt began.[against @service-trotsky-2009, p. 12, as told later]\n\n"
        "## {0} again\n\nIt went.[@service-trotsky-2009, p. 13]"
    )
    document = article("Confirmed", text=text.format("True"))
    key = published(document, cast).pk
    told = DraftCitation.objects.filter(manuscript=key).in_order()[0]
    actions.check(
        manuscript=key, digest=told.digest, verdict="partly", note=f"The {SECRET} margin.",
        public_note="The year is in a note.", not_borne_out="began", by=cast.moderator,
    )  # fmt: skip
    manuscript = submitted(replace(document, text=text.format("Refuted")), cast)
    actions.approve(manuscript=manuscript.pk, revision=2, by=cast.approver, change="wording")
    actions.publish(manuscript=manuscript.pk, by=cast.approver)
    for use in manuscript.draft_citations.in_order().values_list("digest", "context")[:1]:
        actions.confirm(manuscript=manuscript.pk, uses=[Use(*use)], by=cast.moderator)


def _unpublished(cast: Cast) -> None:
    drafted(article(f"The {SECRET} draft"), cast)
    returned = submitted(article("Returned", text=f"It is {SECRET}.[@service-trotsky-2009]"), cast)
    actions.return_(manuscript=returned.pk, by=cast.moderator, reason=f"Too {SECRET}.")
    scheduled = approved(article("Soon", summary=f"Soon {SECRET}."), cast)
    when = timezone.now() + timedelta(days=2)
    actions.schedule(manuscript=scheduled.pk, by=cast.approver, publish_at=when)
    second = published(article("Edited"), cast)
    edited = second.revisions.get(number=1).read()
    actions.save(
        document=replace(edited, text=f"{edited.text} {SECRET.capitalize()}."),
        by=cast.editor, based_on=1, summary=f"More {SECRET} words",
    )  # fmt: skip


def _evidence(cast: Cast) -> None:
    source_id = Manuscript.objects.get(slug="service-trotsky-2009").pk
    for text in (f"What the {SECRET} page says.", "Another page."):
        attach.attach_passage(
            source=source_id, text=text, page="12", origin="The library", by=cast.moderator
        )
    attach.set_aside(
        evidence=Evidence.objects.order_by("-pk")[0].pk, by=cast.moderator, reason="A wrong page."
    )


def export_to(path: Path, **scope: Any) -> ExportedBundle:
    return export(path, Scope(**scope))


ANSWERED = ("/article/lasting-revolution/", "/article/lasting-revolution/@1/", "/article/waived/")


def site_state() -> dict[str, Any]:
    """What readers and the office have, to compare with what they have after a restoration."""
    columns = ("digest", "document", "change", "summary", "state", "published_at", "body", "notes")
    projection.store_due_pages.call()
    return {
        "pages": dict(Page.objects.values_list("path", "etag")),
        "editions": {
            (str(entry), number): tuple(rest)
            for entry, number, *rest in Edition.objects.values_list("entry_id", "number", *columns)
        },
        "waits": dict(DraftCitation.objects.values_list("digest", "waits_since")),
        "people": dict(User.objects.values_list("pk", "username")),
        "checks": set(
            PublishedCheck.objects.values_list("digest", "verdict", "role", "checked_at")
        ),
        "standings": set(
            Citation.objects.values_list("digest", "context", "standing", "checked_at", "role")
        ),
        "answers": {address: Client().get(address).content for address in ANSWERED},
    }


HELD: dict[type[Model], tuple[str, ...]] = {
    Confirmation: ("digest", "context", "revision", "check_made__at", "by", "at"),
    DigestUpgrade: ("old", "revision", "new", "version", "context", "source", "work", "event"),
    Contribution: ("manuscript", "digest", "person", "revision__number"),
    ClaimUpgrade: ("old", "new"),
    PictureRecord: ("picture", "number", "digest", "permission_digest", "search", "by", "at"),
}


def held() -> dict[str, list[tuple[Any, ...]]]:
    """What lets checks hold on, and who brought what in."""
    return {
        model.__name__: list(model._default_manager.order_by(*columns).values_list(*columns))
        for model, columns in HELD.items()
    }


def rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def write_rows(path: Path, new_rows: list[dict[str, Any]]) -> None:
    path.write_bytes(b"".join(map(as_line, new_rows)))


def rebuild_digests(folder: Path) -> None:
    """Compute every digest of the files and of the manifest again, as a forger would."""
    file_rows = []
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_file() and name not in {"manifest.json", "files.jsonl"}:
            data = path.read_bytes()
            digest = hashlib.sha256(data).hexdigest()
            file_rows.append({"path": name, "size": len(data), "sha256": digest})
    write_rows(folder / "files.jsonl", file_rows)
    shas = {str(row["path"]): str(row["sha256"]) for row in file_rows}
    manifest = json.loads((folder / "manifest.json").read_bytes())
    digest = hashlib.sha256((folder / "files.jsonl").read_bytes()).hexdigest()
    manifest["files"] |= {"sha256": digest, "count": len(file_rows)}
    manifest["content"] = content_digest(shas)
    manifest["digest"] = digest_of(manifest)
    (folder / "manifest.json").write_bytes(pretty(manifest))


def rebuild_chain(folder: Path) -> None:
    """Compute every hash of the events again, and the head; then every digest."""
    previous = "0" * 64
    event: dict[str, Any] = {}
    hashes = {}
    for path in sorted((folder / "events").iterdir()):
        events = rows(path)
        for event in events:
            event["previous"] = previous
            if "salt" in event:
                event["private_hash"] = private_hash(event)
            previous = event_hash(event)
            hashes[event["hash"]] = previous
            event["hash"] = previous
        write_rows(path, events)
    for path in (folder / "history").rglob("*.jsonl"):
        text = path.read_text(encoding="utf-8")
        for before, after in hashes.items():
            text = text.replace(before, after)
        path.write_text(text, encoding="utf-8")
    manifest = json.loads((folder / "manifest.json").read_bytes())
    manifest["head"] = {"seq": event["seq"], "hash": previous}
    (folder / "manifest.json").write_bytes(pretty(manifest))
    rebuild_digests(folder)
