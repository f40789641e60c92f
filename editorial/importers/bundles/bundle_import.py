"""Bringing a bundle into an empty site: one transaction, so that nothing is there until all of it is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from django.contrib.auth.models import User
from django.db import DatabaseError, transaction
from django.utils.translation import gettext as _

from editorial.exporters.verifying.opening import BundleError
from editorial.importers.bundles.archive import restore, restore_waits
from editorial.importers.bundles.bundle_files import Files
from editorial.importers.bundles.opened_bundle import Given, ImportRefused, given
from editorial.importers.bundles.public import TakingOver
from editorial.importers.bundles.reader_tables import show
from editorial.models import ChainHead, Check, Event, Manuscript
from editorial.record.verification import faults
from encyclopedia.models import Edition, Entry

# Called with what is being done, how much of it is done, and of how much.
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True)
class Brought:
    """What was brought in; `head` is the record's head afterwards, an archive's own."""

    entries: int
    complete: bool
    seq: int
    head: str


def bring_in(
    path: Path,
    *,
    by: User | None = None,
    since: Sequence[str] = (),
    digest: str = "",
    dry_run: bool = False,
    progress: Progress | None = None,
) -> Brought:
    """Restore an archive, or take over what a bundle makes public, on a site where nothing is yet.

    The bundle is verified first, against `since` and `digest` if given (`verifying.whole_bundle.faults`), and the
    record afterwards. Pages of an archive that no event tells of are kept when `digest` is given, else rendered again.
    `by` answers for a public bundle. A dry run does everything and takes it back. Raises BundleError, ImportRefused or
    Forbidden, and leaves nothing behind then.
    """
    tell = progress or (lambda what, done, total: None)
    tell(_("Verifying"), 0, 0)
    with given(path, since=since, digest=digest) as found:
        files = Files()
        brought = False
        try:
            with transaction.atomic():
                result = _bring_in(found, files, by, tell, exact=bool(digest))
                transaction.set_rollback(dry_run)
            brought = not dry_run
        except (BundleError, ImportRefused):
            raise
        except (DatabaseError, KeyError, TypeError, ValueError, OSError) as error:
            words = _("It cannot be put back: %(kind)s %(error)s") % {
                "kind": type(error).__name__,
                "error": error,
            }
            raise ImportRefused(words) from error
        finally:
            if not brought:
                files.undo()
    return result


def _bring_in(
    found: Given, files: Files, by: User | None, tell: Progress, *, exact: bool
) -> Brought:
    # Whoever else brings something in waits here, and then finds the site no longer empty.
    ChainHead.objects.select_for_update().get(pk=1)
    _refuse_unless_empty(found)
    steps = found.entries if found.complete else 2 * found.entries
    done = 0

    def step() -> None:
        nonlocal done
        done += 1
        tell(_("Entries"), done, steps)

    if found.complete:
        restore(found, files, step, exact=exact)
    else:
        TakingOver(found, files, by, step).run()
    show(lambda done, total: tell(_("Readers' pages"), done, total))
    if found.complete:
        restore_waits(found)
    if wrong := list(faults(found.head if found.complete else "")):
        raise ImportRefused("\n".join(wrong[:20]))
    head = ChainHead.objects.get(pk=1)
    return Brought(found.entries, found.complete, head.seq, head.hash)


def _refuse_unless_empty(found: Given) -> None:
    for model in (Manuscript, Event, Check, Entry, Edition):
        if model._default_manager.exists():
            raise ImportRefused(
                _("This site is not empty. A bundle is imported only into a new database.")
            )
    if found.complete and User.objects.exists():
        raise ImportRefused(
            _(
                "This site has accounts. An archive brings its own, with their numbers: restore it into a new "
                "database, then let people in."
            )
        )
