"""What a public bundle tells besides editions: the mark of a source, DOIs, translations. Each gets an event here."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from editorial.actions.mark import set_mark
from editorial.actions.transaction import record
from editorial.importers.bundles.opened_bundle import BundleEntry, ImportRefused
from editorial.models import Event, Manuscript
from encyclopedia.bibliography import IdentifierError
from encyclopedia.bibliography.records.identifiers import doi as canonical

if TYPE_CHECKING:
    from django.contrib.auth.models import User


def take_over_mark(entry: BundleEntry, *, by: User) -> None:
    for row in entry.rows.get("mark", ()):
        manuscript = Manuscript.objects.get(pk=entry.line["id"])
        data = {"reliability": row["reliability"], "at": row["at"]}
        event = record("mark", by=by, manuscript=manuscript, reason=row["reason"], data=data)
        set_mark(manuscript, event)


def take_over_dois(entry: BundleEntry, *, by: User) -> None:
    """Record them; readers' tables are derived from the events. Raises ImportRefused for what is none, or is there."""
    for row in entry.rows.get("doi", ()):
        if not _is_doi(row["doi"]) or _is_recorded(row["doi"]):
            raise ImportRefused(
                _("%(name)s, edition %(number)s: “%(doi)s” is no DOI, or another edition has it.")
                % {"name": entry.name, "number": row["edition"], "doi": row["doi"]}
            )
        manuscript = Manuscript.objects.get(pk=entry.line["id"])
        data = {name: row[name] for name in ("edition", "doi", "at")}
        record("record_doi", by=by, manuscript=manuscript, data=data)


def take_over_translation(entry: BundleEntry, *, by: User) -> None:
    """Record of which entry it is a translation; readers' tables are derived from the event."""
    for row in entry.rows.get("translation", ()):
        manuscript = Manuscript.objects.get(pk=entry.line["id"])
        data = {name: row[name] for name in ("original", "edition", "at")}
        record("join_translation", by=by, manuscript=manuscript, data=data)


def _is_doi(typed: str) -> bool:
    with suppress(IdentifierError):
        return canonical(typed) == typed
    return False


def _is_recorded(doi: str) -> bool:
    return Event.objects.filter(action="record_doi", data__doi=doi).exists()
