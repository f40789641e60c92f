"""Verifies everything that the audit log tells of. Changes nothing.

The rules are those of the bundles' verifier (`editorial.verifying`): here they get the rows of the database.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime

from django.utils.translation import gettext as _

from editorial.models import Event, Manuscript
from editorial.record.comment_rows import comment_faults
from editorial.record.contributed import contribution_faults
from editorial.record.event_chain import chain_faults
from editorial.record.former_addresses import address_faults, stray_addresses
from editorial.record.own_citations import named_work_faults, own_citation_faults
from editorial.record.passed_gates import gate_faults
from editorial.record.picture_records import picture_record_faults
from editorial.record.readers_tables import (
    derived_faults,
    page_time_faults,
    shown_faults,
    strays,
)
from editorial.record.signed_by_writers import approval_faults, merged_writers_faults
from editorial.record.signed_papers import signed_paper_faults
from editorial.record.site_rows import (
    SiteStore,
    checks_of,
    entry_line,
    merged_sources,
    records_of,
    rows_of,
    upgrade_events,
)
from editorial.record.snapshot import snapshot
from editorial.record.stored_files import file_faults
from editorial.record.stored_json import repeated_key_faults
from editorial.record.suppressed import suppressions
from editorial.record.trigger_bodies import trigger_faults
from editorial.record.upgraded_digests import ReadAgain
from editorial.record.witness import KnownHead
from editorial.verifying.chain import erasures
from editorial.verifying.entry_record import EntryVerifier
from editorial.verifying.upgrades import Upgrades
from encyclopedia.models import ClaimUpgrade

# Called with what is being verified, how much of it is done, and of how much.
Progress = Callable[[str, int, int], None]


def faults(
    heads: Iterable[KnownHead] = (), *, progress: Progress | None = None, derived: bool = True
) -> Iterator[str]:
    """Everything that was altered, one sentence each, naming the row; nothing when all is as it was written.

    `heads` are known from outside (a bundle, the feed, /history/head.json, the file of heads): each must be in the
    chain, or it was cut or replaced. Reads one snapshot, entry by entry. `derived`: what readers see is derived again
    from the published documents and compared, outside the snapshot; and who brought in what, from the revisions.
    """
    report = progress or (lambda what, done, total: None)
    with snapshot():
        yield from trigger_faults()
        yield from _chain(heads, report)
        yield from _entries(report, derived=derived)
        yield from strays()
        yield from stray_addresses()
        yield from page_time_faults()
        yield from repeated_key_faults()
        yield from map(str, signed_paper_faults())
        yield from map(str, picture_record_faults())
        yield from file_faults()
    if derived:
        yield from derived_faults(lambda done, total: report(_("Readers' pages"), done, total))


def remarks() -> Iterator[str]:
    """What is no fault and has to be known: private halves that were erased, words that were suppressed."""
    yield from erasures(
        event.columns() for event in Event.objects.filter(action="erase_private").in_order()
    )
    yield from suppressions()


def _times(upgrades: Upgrades) -> list[datetime]:
    return [datetime.fromisoformat(event["at"]) for event in upgrades.events.values()]


def _chain(heads: Iterable[KnownHead], report: Progress) -> Iterator[str]:
    done, total = 0, Event.objects.count()

    def step() -> None:
        nonlocal done
        done += 1
        if done % 500 == 0 or done == total:
            report(_("Events"), done, total)

    yield from chain_faults(heads, step)


def _entries(report: Progress, *, derived: bool) -> Iterator[str]:
    merged, upgrades, store = merged_sources(), upgrade_events(), SiteStore()
    upgraded_at = _times(upgrades)
    read_again = ReadAgain()
    manuscripts = Manuscript.objects.order_by("kind", "pk")
    total = manuscripts.count()
    for done, manuscript in enumerate(manuscripts.iterator(chunk_size=100), 1):
        try:
            yield from _entry(manuscript, store, merged, upgrades)
            yield from own_citation_faults(manuscript, manuscript.path)
            yield from named_work_faults(manuscript, manuscript.path)
            yield from comment_faults(manuscript, manuscript.path)
            yield from gate_faults(manuscript, manuscript.path, upgraded_at)
            yield from read_again.faults(manuscript, manuscript.path)
            if derived:
                yield from contribution_faults(manuscript, manuscript.path)
        except (LookupError, TypeError, ValueError, AttributeError) as error:
            # Rows or events of a shape that Stet never writes.
            yield _("%(name)s: its history cannot be read: %(error)s") % {
                "name": manuscript.path,
                "error": f"{type(error).__name__} {error}",
            }
        report(_("Entries"), done, total)
    claims = ClaimUpgrade.objects.values_list("old", "new")
    yield from map(str, upgrades.faults(claims.iterator()))
    lost = Event.objects.filter(manuscript__isnull=False).exclude(
        manuscript__in=Manuscript.objects.values("pk")
    )
    for seq, pk in lost.values_list("seq", "manuscript_id"):
        yield _("Event %(seq)s is of the manuscript %(id)s, which is missing.") % {
            "seq": seq,
            "id": pk,
        }


def _entry(
    manuscript: Manuscript, store: SiteStore, merged: dict[str, str], upgrades: Upgrades
) -> Iterator[str]:
    records = records_of(manuscript, merged, upgrades)
    rows = rows_of(manuscript)
    line = entry_line(manuscript, rows, records)
    cited = {digest for edition in rows["edition"] for digest in edition["citation_digests"]}
    verifier = EntryVerifier(store, records, complete=True)
    yield from map(str, verifier.faults(line, rows, checks_of(manuscript, cited)))
    yield from map(str, records.left())
    yield from approval_faults(manuscript, line["name"])
    yield from merged_writers_faults(manuscript, line["name"])
    yield from shown_faults(manuscript, line["name"], records)
    live = bool(records.live_edition(str(manuscript.pk)))
    yield from address_faults(manuscript, line["name"], verifier.published, live=live)
