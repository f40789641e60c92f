"""An archive of the office restored in full: the same user ids, the same audit log, the same head."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from itertools import islice
from typing import Any

from django.apps import apps
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import User
from django.core.management.color import no_style
from django.db import connection, models
from django.utils.translation import gettext as _

from editorial.exporters.bundles import OFFICE
from editorial.importers.bundles.bundle_files import Files
from editorial.importers.bundles.edition_parts import read_parts
from editorial.importers.bundles.history_rows import build_row, restore_entry
from editorial.importers.bundles.opened_bundle import BundleEntry, ImportRefused, VerifiedBundle
from editorial.importers.bundles.reader_tables import origin, show_names
from editorial.models import ChainHead, DraftCitation, Event, Evidence, Manuscript, Upload
from editorial.projection.queueing import requeue
from editorial.projection.reserved_names import rebuild_reserved
from editorial.verifying.bundle_entries import CLAIMS_FILE
from editorial.verifying.event_hash import WHOLE
from encyclopedia.models import Address, ClaimUpgrade, Edition
from encyclopedia.rendering import PageNotice

Step = Callable[[], None]


def restore(bundle: VerifiedBundle, files: Files, step: Step, *, exact: bool = False) -> None:
    """Restore everything that is not derived. `step` is called after each entry.

    `exact` when the digest of the bundle is known from outside, so that its pages are known to be unaltered.
    """
    _people(bundle)
    files.write(bundle)
    for row in bundle.lines("uploads.jsonl"):
        build_row(Upload, row).save(force_insert=True)
    # Triggers refuse a row of history without its event.
    _events(bundle)
    for entry in bundle.entries():
        restore_entry(bundle, entry)
        step()
    without_page_digest = frozenset() if exact else _without_page_digest()
    if without_page_digest:
        show_names(bundle.entries(), lambda row: bundle.document(row)[1])
    for entry in bundle.entries():
        for edition in _editions(bundle, entry, without_page_digest):
            edition.save(force_insert=True)
    for row in bundle.lines("addresses.jsonl"):
        build_row(Address, row).save(force_insert=True)
    _office(bundle)
    rebuild_reserved()
    if CLAIMS_FILE in bundle.files:
        for row in bundle.lines(CLAIMS_FILE):
            build_row(ClaimUpgrade, row).save(force_insert=True)
    _reset_sequences(User, Evidence)


def restore_waits(bundle: VerifiedBundle) -> None:
    """Restore since when citations wait at the desk, once they are derived."""
    for entry in bundle.entries():
        waits: dict[str, str] = entry.rows["waits"][0]["since"]
        own = DraftCitation.objects.waiting().filter(manuscript=entry.line["id"])
        for digest, since in waits.items():
            own.filter(digest=digest).update(waits_since=datetime.fromisoformat(since))
        if waits:
            requeue([Manuscript.objects.only("pk").get(pk=entry.line["id"]).pk])


def _people(bundle: VerifiedBundle) -> None:
    """Accounts by id and name; nobody can sign in until an administrator allows it."""
    for row in bundle.lines("people.jsonl"):
        build_row(User, row, is_active=False, password=make_password(None)).save(force_insert=True)


def _without_page_digest() -> frozenset[str]:
    """The hashes of publications without the digest of their page: early versions of Stet did not record it."""
    published = Event.objects.filter(action="publish").exclude(data__has_key="parts")
    return frozenset(published.values_list("hash", flat=True))


def _editions(
    bundle: VerifiedBundle, entry: BundleEntry, without_page_digest: frozenset[str]
) -> Iterator[Edition]:
    """Pages whose digest no event has are rendered again: nothing proves that they were not altered."""
    for row in entry.rows.get("edition", ()):
        stored, document = bundle.document(row)
        parts = read_parts(bundle, row["parts"])
        if row["event_hash"] in without_page_digest:
            notices = [PageNotice.from_data(data) for data in row["notices"]]
            parts = origin(document, row, entry, notices).parts.as_dict()
        yield build_row(
            Edition,
            row,
            entry_id=entry.line["id"],
            kind=entry.line["kind"],
            document=stored,
            **parts,
        )


def _events(bundle: VerifiedBundle) -> None:
    seq, hash_ = 0, ""
    for chunk in _chunks(bundle.events(), 500):
        events = []
        for row in chunk:
            columns = {"manuscript_id": row["manuscript"], "by_id": row["by"]}
            event = build_row(Event, {"format": WHOLE, **row, **columns})
            if event.computed_hash() != event.hash:
                raise ImportRefused(_("Event %(seq)s: its hash does not fit.") % {"seq": event.seq})
            events.append(event)
            seq, hash_ = event.seq, event.hash
        Event.objects.bulk_create(events)
    if seq:
        ChainHead.objects.filter(pk=1).update(seq=seq, hash=hash_)


def _chunks(rows: Iterable[Any], size: int) -> Iterator[list[Any]]:
    ordered = iter(rows)
    while chunk := list(islice(ordered, size)):
        yield chunk


def _office(bundle: VerifiedBundle) -> None:
    for row in bundle.lines("office.jsonl"):
        if row["row"] not in OFFICE:
            raise ImportRefused(_("office.jsonl: %(row)s is not known here.") % {"row": row["row"]})
        model: type[models.Model] = apps.get_model("editorial", row["row"])
        build_row(model, row).save(force_insert=True)


def _reset_sequences(*tables: type[models.Model]) -> None:
    """Let new rows have ids after the restored ones; SQLite does so by itself."""
    for statement in connection.ops.sequence_reset_sql(no_style(), list(tables)):
        with connection.cursor() as cursor:
            cursor.execute(statement)
