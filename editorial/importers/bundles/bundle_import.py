"""Importing a bundle into an empty site, in one transaction: all of it or nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from django.contrib.auth.models import User
from django.db import DatabaseError, transaction
from django.utils.translation import gettext as _

from editorial.importers.bundles.archive import restore, restore_waits
from editorial.importers.bundles.bundle_files import Files
from editorial.importers.bundles.opened_bundle import ImportRefused, VerifiedBundle, verified_bundle
from editorial.importers.bundles.public import PublicImport
from editorial.importers.bundles.reader_tables import show
from editorial.models import ChainHead, Check, Event, Manuscript
from editorial.record.verification import faults
from editorial.record.witness import KnownHead
from editorial.verifying.opening import BundleError
from encyclopedia.models import Edition, Entry

# Called with what is being done, how much of it is done, and of how much.
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True)
class ImportedBundle:
    """What was imported; `seq` and `head` are the audit log's head afterwards, which for an archive is its own."""

    entries: int
    complete: bool
    seq: int
    head: str


def import_bundle(
    path: Path,
    *,
    by: User | None = None,
    since: Sequence[str] = (),
    digest: str = "",
    dry_run: bool = False,
    progress: Progress | None = None,
) -> ImportedBundle:
    """Restore an archive, or take over what a bundle makes public, on an empty site.

    The bundle is verified first, against `since` and `digest` if given (`verifying.whole_bundle.faults`), and the
    audit log afterwards. Pages of an archive whose digest no event has are kept when `digest` is given, else rendered
    again. `by` is responsible for a public bundle. A dry run does everything and rolls it back. Raises BundleError,
    ImportRefused or Forbidden, and leaves nothing behind then.
    """
    report = progress or (lambda what, done, total: None)
    report(_("Verifying"), 0, 0)
    with verified_bundle(path, since=since, digest=digest) as bundle:
        files = Files()
        completed = False
        try:
            with transaction.atomic():
                result = _import_bundle(bundle, files, by, report, exact=bool(digest))
                transaction.set_rollback(dry_run)
            completed = not dry_run
        except (BundleError, ImportRefused):
            raise
        except (DatabaseError, KeyError, TypeError, ValueError, OSError) as error:
            words = _("It cannot be put back: %(kind)s %(error)s") % {
                "kind": type(error).__name__,
                "error": error,
            }
            raise ImportRefused(words) from error
        finally:
            if not completed:
                files.undo()
    return result


def _import_bundle(
    bundle: VerifiedBundle, files: Files, by: User | None, report: Progress, *, exact: bool
) -> ImportedBundle:
    # A second import waits here, and then sees that the site is no longer empty.
    ChainHead.objects.select_for_update().get(pk=1)
    _refuse_unless_empty(bundle)
    steps = bundle.entry_count if bundle.complete else 2 * bundle.entry_count
    done = 0

    def step() -> None:
        nonlocal done
        done += 1
        report(_("Entries"), done, steps)

    if bundle.complete:
        restore(bundle, files, step, exact=exact)
    else:
        PublicImport(bundle, files, by, step).run()
    show(lambda done, total: report(_("Readers' pages"), done, total))
    if bundle.complete:
        restore_waits(bundle)
    heads = [KnownHead(bundle.head)] if bundle.complete else []
    if log_faults := list(faults(heads, derived=False)):
        raise ImportRefused("\n".join(log_faults[:20]))
    head = ChainHead.objects.get(pk=1)
    return ImportedBundle(bundle.entry_count, bundle.complete, head.seq, head.hash)


def _refuse_unless_empty(bundle: VerifiedBundle) -> None:
    for model in (Manuscript, Event, Check, Entry, Edition):
        if model._default_manager.exists():
            raise ImportRefused(
                _("This site is not empty. A bundle is imported only into a new database.")
            )
    if bundle.complete and User.objects.exists():
        raise ImportRefused(
            _(
                "This site has accounts. An archive brings its own, with their numbers: restore it into a new "
                "database, then let people in."
            )
        )
