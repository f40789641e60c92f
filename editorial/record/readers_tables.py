"""What readers see, against the office's history and the published documents. Changes nothing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from django.db.models import OuterRef, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _

from editorial.gate.verdicts import MODERATOR, current_standings
from editorial.models import Check, Event, Manuscript
from editorial.verifying.event_hash import is_erased
from editorial.verifying.moments import MAX_APART, instant
from editorial.verifying.recorded import Records
from encyclopedia import projection
from encyclopedia.models import (
    Address,
    Edition,
    EditionDoi,
    EditionState,
    Entry,
    Page,
    PublishedCheck,
    Source,
    Translation,
    Withdrawal,
)
from encyclopedia.projection.rebuilding import Progress

_SHOWN = (
    *("found", "found_page", "found_places", "means", "not_borne_out"),
    "claim_digest",
    "claim",
    "source_key",
    "source_edition",
    "prefix",
    "locator",
    "suffix",
    "verdict",
    "public_note",
)


def shown_faults(manuscript: Manuscript, name: str, records: Records) -> Iterator[str]:
    """What readers are told of one entry: its edition, its checks, its mark, why it was withdrawn."""
    of = str(manuscript.pk)
    number = records.live_edition(of)
    shown = Entry.objects.filter(pk=manuscript.pk).values_list("edition", flat=True).first() or 0
    if shown != number:
        yield _("%(name)s: readers see edition %(shown)s; by the audit log it is %(number)s.") % {
            "name": name,
            "shown": shown,
            "number": number,
        }
    yield from _checks(manuscript, name)
    yield from _mark(manuscript, name, records)
    yield from _dois(manuscript, name, records)
    yield from _translation(manuscript, name, records)
    yield from _withdrawals(manuscript, name)
    addresses = Address.objects.withdrawn().filter(entry_id=manuscript.pk)
    if number and addresses.exists():
        yield _("%(name)s: an address of it is said to be withdrawn.") % {"name": name}
    withdrawal = records.withdrawals.get(of)
    if number == 0 and withdrawal is not None and withdrawal.knows_person:
        for slug, reason in addresses.values_list("slug", "reason"):
            if reason != withdrawal.reason:
                yield _(
                    "%(name)s: the address %(slug)s gives another reason for its withdrawal."
                ) % {
                    "name": name,
                    "slug": slug,
                }
        own = addresses.filter(slug=manuscript.slug).first()
        if own is not None and instant(own.since.isoformat()) < instant(withdrawal.at):
            yield _("%(name)s: its address gives another day of its withdrawal.") % {"name": name}


def _checks(manuscript: Manuscript, name: str) -> Iterator[str]:
    given = {
        (check.digest, check.at): check
        for check in Check.objects.filter(manuscript=manuscript.pk).iterator(chunk_size=500)
    }
    for shown in PublishedCheck.objects.filter(entry_id=manuscript.pk).order_by("pk").iterator():
        check = given.get((shown.digest, shown.checked_at))
        if check is None:
            what = _("is shown to readers and was never made")
        elif shown.role != MODERATOR or any(
            getattr(shown, column) != getattr(check, column) for column in _SHOWN
        ):
            what = _("is shown to readers otherwise than it was made")
        else:
            continue
        yield _("%(name)s: the check of %(at)s %(what)s.") % {
            "name": name,
            "at": shown.checked_at.isoformat(),
            "what": what,
        }


def _mark(manuscript: Manuscript, name: str, records: Records) -> Iterator[str]:
    source = Source.objects.filter(pk=manuscript.pk).first()
    if source is None:
        return
    event = records.marks.get(str(manuscript.pk))
    reliability = event.data["reliability"] if event else "sound"
    sound = event is None or reliability == "sound"
    at = "" if sound or event is None else instant(event.data.get("at", event.at))
    shown_at = instant(source.marked_at.isoformat()) if source.marked_at else ""
    reason = "" if sound or event is None else event.reason
    known = event is None or event.knows_person or sound
    if (source.reliability, shown_at) != (reliability, at) or (
        known and source.reliability_reason != reason
    ):
        yield _("%(name)s: readers see another mark than its last event says.") % {"name": name}


def _dois(manuscript: Manuscript, name: str, records: Records) -> Iterator[str]:
    rows = EditionDoi.objects.filter(edition__entry_id=manuscript.pk)
    shown = {
        number: (doi or "", instant(at.isoformat()))
        for number, doi, at in rows.values_list("edition__number", "doi", "changed_at")
    }
    said = {
        number: (event.data["doi"], instant(event.data.get("at", event.at)))
        for number, event in records.dois.get(str(manuscript.pk), {}).items()
    }
    for number in sorted(shown.keys() | said.keys()):
        if shown.get(number) != said.get(number):
            yield _("%(name)s: edition %(number)s has another DOI than its last event says.") % {
                "name": name,
                "number": number,
            }


def _translation(manuscript: Manuscript, name: str, records: Records) -> Iterator[str]:
    row = Translation.objects.filter(pk=manuscript.pk).first()
    event = records.translations.get(str(manuscript.pk))
    shown = row and (str(row.original_id), row.edition, instant(row.since.isoformat()))
    said = (
        event
        and event.data["original"]
        and (
            *(event.data[part] for part in ("original", "edition")),
            instant(event.data.get("at", event.at)),
        )
    )
    if (shown or None) != (said or None):
        yield _("%(name)s: its translation is joined otherwise than its last event says.") % {
            "name": name
        }


def _withdrawals(manuscript: Manuscript, name: str) -> Iterator[str]:
    """Each reason that readers are told is that of an event, unless that was erased."""
    events = Event.objects.of_manuscript(manuscript).filter(action="withdraw")
    said = {(event.at, "" if is_erased(event.columns()) else event.reason) for event in events}
    for row in Withdrawal.objects.filter(entry_id=manuscript.pk).order_by("edition"):
        if not said & {(row.since, row.reason), (row.since, "")}:
            yield _("%(name)s: edition %(number)s was withdrawn for another reason.") % {
                "name": name,
                "number": row.edition,
            }


def strays() -> Iterator[str]:
    """Rows that belong to no manuscript at all."""
    ids = Manuscript.objects.values("pk")
    for kind, slug in Entry.objects.exclude(pk__in=ids).values_list("kind", "slug"):
        yield _("%(path)s: readers see it, and the office has no such manuscript.") % {
            "path": f"{kind}/{slug}"
        }
    for kind, slug, number in Edition.objects.exclude(entry_id__in=ids).values_list(
        "kind", "slug", "number"
    ):
        yield _("%(path)s, edition %(number)s: the office has no such manuscript.") % {
            "path": f"{kind}/{slug}",
            "number": number,
        }
    for at in PublishedCheck.objects.exclude(entry_id__in=ids).values_list("checked_at", flat=True):
        yield _("The check of %(at)s that readers see belongs to no manuscript.") % {
            "at": at.isoformat()
        }


def page_time_faults() -> Iterator[str]:
    """Pages that say that they changed before the edition that they show, or later than now."""
    edition = Edition.objects.filter(entry_id=OuterRef("entry"), state=EditionState.CURRENT)
    pages = Page.objects.annotate(published_at=Subquery(edition.values("published_at")[:1]))
    now = timezone.now()
    for path, modified, published in pages.values_list(
        "path", "modified_at", "published_at"
    ).iterator():
        apart = timedelta(seconds=MAX_APART)
        if modified > now + apart or (published and modified < published - apart):
            yield _("%(path)s: its page gives another time of its last change.") % {"path": path}


def derived_faults(progress: Progress) -> Iterator[str]:
    """What `rebuild` would write otherwise."""
    paths = {
        pk: f"{kind}/{slug}" for pk, kind, slug in Entry.objects.values_list("pk", "kind", "slug")
    }
    try:
        for wrong in projection.rebuild(progress, standings_of=current_standings, dry_run=True):
            yield _("%(path)s: what readers see in %(part)s is not what its document says.") % {
                "path": paths.get(wrong.entry, wrong.entry),
                "part": wrong.part,
            }
    except (LookupError, TypeError, ValueError, projection.UnknownSource) as error:
        yield _("What readers see cannot be compared with the published documents: %(error)s") % {
            "error": f"{type(error).__name__} {error}"
        }
