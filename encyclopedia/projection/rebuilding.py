"""Derives all derived data again: a repair, and the proof that none is needed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from encyclopedia import renditions, search
from encyclopedia.core.chunks import in_chunks
from encyclopedia.models import (
    Citation,
    Counted,
    DuePage,
    Edition,
    EditionState,
    Entry,
    Picture,
    Tag,
)
from encyclopedia.pictures import stored_picture
from encyclopedia.projection.breaks import Breaks
from encyclopedia.projection.content_rows import write_content
from encyclopedia.projection.dois import GivenDois, settle_dois
from encyclopedia.projection.entry_rows import write_entry
from encyclopedia.projection.lineages import entries_with_editions, write_lineage
from encyclopedia.projection.origins import StandingsOf, origin_of
from encyclopedia.projection.projection_lock import lock_projection
from encyclopedia.projection.removals import settle_removals
from encyclopedia.projection.stored_pages import write_page, write_tails
from encyclopedia.projection.storing import store_due_pages
from encyclopedia.projection.tallies import count, settle_tallies
from encyclopedia.projection.translations import GivenTranslations, settle_translations
from encyclopedia.projection.withdrawals import Withdrawals, settle_withdrawals

# Called with how many entries are done, and of how many.
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """What differed and is written again: `part` is a table or a part of the page; rows are shown as Python's repr.

    `part` is "removed_entry" or "kept_entry" for an entry without a current edition, "removed_tag" for a tag without an
    entry, "tally" for a sum over all entries; `before` is then its path or name.
    """

    entry: UUID
    part: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class FromLog:
    """What no document says: the DOIs of editions, the reasons of withdrawals, and what is a translation of what."""

    dois: GivenDois
    withdrawals: Withdrawals
    translations: GivenTranslations


def rebuild(
    progress: Progress | None = None,
    *,
    standings_of: StandingsOf | None = None,
    from_log: FromLog | None = None,
    dry_run: bool = False,
) -> Iterator[Rebuilt]:
    """Derive every row and part of every entry again from its current edition; yields nothing when nothing is wrong.

    `standings_of` gives the citations' standings from the checks, `from_log` what only the audit log says; without
    them their rows are taken as they are. Each entry is fixed in a transaction of its own; others can read and write
    meanwhile. A dry run says what is wrong and changes nothing.
    """
    if not dry_run:
        store_due_pages.call()
    current = Edition.objects.filter(state=EditionState.CURRENT).order_by("entry_id")
    ids = list(current.values_list("entry_id", flat=True))
    yield from _orphans(dry_run)
    if from_log is not None:
        yield from _logged(from_log, dry_run)
    # Names first: what links and citations refer to depends on those of every other entry.
    steps: tuple[Callable[[UUID], list[Rebuilt]], ...] = (
        lambda entry_id: _entry(entry_id, standings_of),
        lambda entry_id: _content(entry_id, standings_of),
        _tail,
    )
    done = 0
    breaks = Breaks()
    for step in steps:
        for entry_id in ids:
            breaks.offer()
            with transaction.atomic():
                lock_projection()
                corrections = step(entry_id)
                transaction.set_rollback(dry_run)
            yield from corrections
            done += 1
            if progress:
                progress(done // len(steps), len(ids))
    yield from _lineages(dry_run, breaks)
    yield from _tags_and_search(dry_run)
    yield from _tallies(dry_run, breaks)
    yield from _removals(dry_run)
    yield from _renditions(dry_run)


def _logged(from_log: FromLog, dry_run: bool) -> Iterator[Rebuilt]:
    """The DOIs of editions and why they were withdrawn, whatever their state."""
    with transaction.atomic():
        lock_projection()
        corrections = [
            *settle_dois(from_log.dois),
            *settle_withdrawals(from_log.withdrawals),
            *settle_translations(from_log.translations),
        ]
        transaction.set_rollback(dry_run)
    yield from (Rebuilt(*correction) for correction in corrections)


def _entry(entry_id: UUID, standings_of: StandingsOf | None) -> list[Rebuilt]:
    edition = _current(entry_id)
    if edition is None:
        return []
    return [
        Rebuilt(entry_id, *correction)
        for correction in write_entry(origin_of(edition, standings_of))
    ]


def _content(entry_id: UUID, standings_of: StandingsOf | None) -> list[Rebuilt]:
    edition = _current(entry_id)
    if edition is None:
        return []
    origin = origin_of(edition, standings_of)
    corrections = write_content(origin)
    if not _is_due(entry_id):
        corrections += write_page(origin, timezone.now())
    return [Rebuilt(entry_id, *correction) for correction in corrections]


def _is_due(entry_id: UUID) -> bool:
    """Whether readers are shown a page made of its rows, not the stored one, which is to be replaced."""
    return DuePage.objects.filter(pk=entry_id).exists()


def _tail(entry_id: UUID) -> list[Rebuilt]:
    if _is_due(entry_id):
        return []
    return [
        Rebuilt(pk, "tail", before, after)
        for pk, before, after in write_tails([entry_id], timezone.now())
    ]


def _current(entry_id: UUID) -> Edition | None:
    """The edition that is current now: it may have been superseded or withdrawn since the rebuild began."""
    edition: Edition | None = Edition.objects.current_of([entry_id]).with_doi().first()
    return edition


def _orphans(dry_run: bool) -> Iterator[Rebuilt]:
    """Published entries none of whose editions is current: they are removed, but for a source that is cited."""
    current = Edition.objects.filter(state=EditionState.CURRENT).values("entry_id")
    for entry in Entry.objects.exclude(pk__in=current).order_by("pk"):
        entry_id = entry.pk
        with transaction.atomic():
            lock_projection()
            if _current(entry_id):
                continue
            cited = Citation.objects.filter(source=entry_id).exclude(entry=entry_id).exists()
            if not cited:
                search.remove(entry_id)
                Citation.objects.filter(entry=entry_id).delete()
                entry.delete()
            transaction.set_rollback(dry_run)
        yield Rebuilt(entry_id, "kept_entry" if cited else "removed_entry", entry.path, "")


def _lineages(dry_run: bool, breaks: Breaks) -> Iterator[Rebuilt]:
    """What every edition of an entry says of its claims, also of entries that are withdrawn."""
    for entry_id in list(entries_with_editions()):
        breaks.offer()
        with transaction.atomic():
            lock_projection()
            corrections = write_lineage(entry_id)
            transaction.set_rollback(dry_run)
        yield from (Rebuilt(entry_id, *correction) for correction in corrections)


def _tags_and_search(dry_run: bool) -> Iterator[Rebuilt]:
    """Tags without an entry, and entries that are wrong in the search index."""
    for tag in Tag.objects.filter(tagged=None).order_by("pk"):
        if not dry_run:
            tag.delete()
        yield Rebuilt(UUID(int=0), "removed_tag", tag.name, "")
    with transaction.atomic():
        lock_projection()
        reindexed = search.rebuild()
        transaction.set_rollback(dry_run)
    for entry_id in reindexed:
        yield Rebuilt(entry_id, "search", "", "indexed again")


def _tallies(dry_run: bool, breaks: Breaks) -> Iterator[Rebuilt]:
    """What each entry counts for, also those that are no longer published, and the sums of it all."""
    published = Entry.objects.values_list("pk", flat=True)
    counted = Counted.objects.values_list("pk", flat=True)
    for ids in in_chunks(sorted({*published, *counted})):
        breaks.offer()
        with transaction.atomic():
            lock_projection()
            recounted = count(ids)
            transaction.set_rollback(dry_run)
        yield from (Rebuilt(entry_id, "tallies", "", "counted again") for entry_id in recounted)
    with transaction.atomic():
        lock_projection()
        sums = list(settle_tallies())
        transaction.set_rollback(dry_run)
    yield from (Rebuilt(UUID(int=0), *correction) for correction in sums)


def _removals(dry_run: bool) -> Iterator[Rebuilt]:
    """Which entries are no longer published."""
    with transaction.atomic():
        lock_projection()
        corrections = settle_removals()
        transaction.set_rollback(dry_run)
    yield from (Rebuilt(*correction) for correction in corrections)


def _renditions(dry_run: bool) -> Iterator[Rebuilt]:
    """Files of published pictures in the widths that pages offer; those that are there are not read."""
    seen: set[str] = set()
    for digest, entry_id in Picture.objects.order_by("pk").values_list("digest", "entry"):
        stored = stored_picture(digest) if digest not in seen else None
        seen.add(digest)
        if stored is None or not renditions.missing(stored):
            continue
        if not dry_run:
            try:
                renditions.make(stored)
            except (FileNotFoundError, renditions.Undecodable):
                continue  # `verify_history` names what was lost or altered
        yield Rebuilt(entry_id, "renditions", "", "made")
