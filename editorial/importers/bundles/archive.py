"""An archive of the office put back whole: the same people's numbers, the same record, the same head."""

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
from editorial.importers.bundles.history_rows import made, put_back
from editorial.importers.bundles.opened_bundle import BundleEntry, Given, ImportRefused
from editorial.importers.bundles.reader_tables import origin, show_names
from editorial.models import ChainHead, DraftCitation, Event, Evidence, Manuscript, Upload
from editorial.projection.queueing import requeue
from encyclopedia.models import Address, Edition
from encyclopedia.rendering import PageNotice

Step = Callable[[], None]


def restore(given: Given, files: Files, step: Step, *, exact: bool = False) -> None:
    """Everything but what is derived. `step` is called after each entry.

    `exact` when all of the bundle is known from outside to be as it was written, pages included.
    """
    _people(given)
    files.bring(given)
    for row in given.lines("uploads.jsonl"):
        made(Upload, row).save(force_insert=True)
    for entry in given.each_entry():
        put_back(given, entry)
        step()
    _events(given)
    untold = frozenset() if exact else _untold()
    if untold:
        show_names(given.each_entry(), lambda row: given.document(row)[1])
    for entry in given.each_entry():
        for edition in _editions(given, entry, untold):
            edition.save(force_insert=True)
    for row in given.lines("addresses.jsonl"):
        made(Address, row).save(force_insert=True)
    _office(given)
    _number_on(User, Evidence)


def restore_waits(given: Given) -> None:
    """Since when citations wait at the desk, once they are derived."""
    for entry in given.each_entry():
        waits: dict[str, str] = entry.rows["waits"][0]["since"]
        own = DraftCitation.objects.waiting().filter(manuscript=entry.line["id"])
        for digest, since in waits.items():
            own.filter(digest=digest).update(waits_since=datetime.fromisoformat(since))
        if waits:
            requeue([Manuscript.objects.only("pk").get(pk=entry.line["id"]).pk])


def _people(given: Given) -> None:
    """Accounts by number and name; nobody can sign in before somebody lets them."""
    for row in given.lines("people.jsonl"):
        made(User, row, is_active=False, password=make_password(None)).save(force_insert=True)


def _untold() -> frozenset[str]:
    """The hashes of publications that do not tell of their pages: Stet recorded that from some day on."""
    published = Event.objects.filter(action="publish").exclude(data__has_key="parts")
    return frozenset(published.values_list("hash", flat=True))


def _editions(given: Given, entry: BundleEntry, untold: frozenset[str]) -> Iterator[Edition]:
    """Pages that no event tells of are rendered again: nothing shows that nobody altered them."""
    for row in entry.rows.get("edition", ()):
        stored, document = given.document(row)
        parts = read_parts(given, row["parts"])
        if row["event_hash"] in untold:
            notices = [PageNotice.from_data(data) for data in row["notices"]]
            parts = origin(document, row, entry, notices).parts.as_dict()
        yield made(
            Edition,
            row,
            entry_id=entry.line["id"],
            kind=entry.line["kind"],
            document=stored,
            **parts,
        )


def _events(given: Given) -> None:
    seq, hash_ = 0, ""
    for chunk in _chunks(given.events(), 500):
        events = []
        for row in chunk:
            columns = {"manuscript_id": row["manuscript"], "by_id": row["by"]}
            event = made(Event, {**row, **columns})
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


def _office(given: Given) -> None:
    for row in given.lines("office.jsonl"):
        if row["row"] not in OFFICE:
            raise ImportRefused(_("office.jsonl: %(row)s is not known here.") % {"row": row["row"]})
        model: type[models.Model] = apps.get_model("editorial", row["row"])
        made(model, row).save(force_insert=True)


def _number_on(*tables: type[models.Model]) -> None:
    """Let rows to come have numbers after those that were put back; SQLite does so by itself."""
    for statement in connection.ops.sequence_reset_sql(no_style(), list(tables)):
        with connection.cursor() as cursor:
            cursor.execute(statement)
