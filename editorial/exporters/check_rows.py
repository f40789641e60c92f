"""The checks of one entry and what lets them hold on, as rows of a bundle."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from editorial.exporters.scope import Readable
from editorial.exporters.writing import ExportError
from editorial.gate.verdicts import MODERATOR
from editorial.models import Check, Confirmation, DigestUpgrade, Manuscript
from editorial.record.columns import Row, columns, plain
from editorial.record.site_rows import check_places
from encyclopedia.core.telling import COLUMNS as TOLD
from encyclopedia.models import PublishedCheck

# What readers may know of a check: never who made it, nor the private note.
_PUBLIC = (
    *("digest", "claim_digest", "claim", "source_key", "source", "source_edition", "prefix"),
    *("locator", "suffix", "quotation", "context", "work", "version", "verdict", "source_mark"),
    *("public_note", "asks"),
    *TOLD,
)


def checks(manuscript: Manuscript) -> Iterator[Row]:
    """All of them, in the order in which they were made; `shown` when readers see them."""
    rows = Check.objects.filter(manuscript=manuscript).order_by("pk")
    published = PublishedCheck.objects.filter(entry_id=manuscript.pk)
    shown = Exists(published.filter(digest=OuterRef("digest"), checked_at=OuterRef("at")))
    shown_ids = set(rows.filter(shown).values_list("pk", flat=True))
    for check in rows.iterator(chunk_size=500):
        row = columns(check, "id", "manuscript_id")
        yield {**row, "role": MODERATOR, "shown": check.pk in shown_ids}


def public_checks(manuscript: Manuscript, readable: Readable) -> Iterator[Row]:
    for check in _shown(manuscript, readable):
        row = {name: plain(getattr(check, name)) for name in _PUBLIC}
        yield {**row, "role": MODERATOR, "at": plain(check.at)}


def _shown(manuscript: Manuscript, readable: Readable) -> Iterator[Check]:
    rows = Check.objects.filter(manuscript=manuscript).order_by("pk")
    for check in rows.iterator(chunk_size=500):
        if (check.digest, check.at) in readable.checks:
            yield check


def held_checks(manuscript: Manuscript, name: str) -> Iterator[Row]:
    """Confirmations, each with the place of its check among `checks`, and upgraded digests. Raises ExportError."""
    confirmations = Confirmation.objects.filter(manuscript=manuscript).order_by("pk")
    places = check_places(manuscript) if confirmations.exists() else {}
    for confirmation in confirmations.iterator(chunk_size=500):
        if confirmation.check_made_id not in places:
            message = _(
                "%(name)s lacks the check that was confirmed at %(at)s: its history was altered. Run verify_history."
            )
            raise ExportError(message % {"name": name, "at": plain(confirmation.at)})
        row = columns(confirmation, "id", "manuscript_id", "check_made_id")
        yield {"row": "confirmation", **row, "check": places[confirmation.check_made_id]}
    upgrades = DigestUpgrade.objects.filter(manuscript=manuscript).order_by("pk")
    for upgrade in upgrades.iterator(chunk_size=500):
        yield {"row": "digest_upgrade", **columns(upgrade, "id", "manuscript_id")}


def public_confirmations(manuscript: Manuscript, readable: Readable) -> Iterator[Row]:
    """Without the person; each with the place of its check among `public_checks`."""
    if not readable.confirmations:
        return
    places = {check.pk: place for place, check in enumerate(_shown(manuscript, readable), 1)}
    rows = Confirmation.objects.filter(pk__in=readable.confirmations).order_by("pk")
    for confirmation in rows:
        row = {name: plain(getattr(confirmation, name)) for name in ("digest", "context", "at")}
        yield {"row": "confirmation", **row, "check": places[confirmation.check_made_id]}
