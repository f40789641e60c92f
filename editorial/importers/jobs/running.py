"""One import, from the file to drafts, step by step: the same for the office's task and for the commands."""

from __future__ import annotations

import gc
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.utils import translation
from django.utils.translation import gettext as _

from editorial.importers.jobs.bibliography_steps import bibliography_steps
from editorial.importers.jobs.ledger import Ledger
from editorial.importers.jobs.mediawiki_steps import mediawiki_steps
from editorial.importers.jobs.picture_steps import picture_steps
from editorial.importers.jobs.steps import ImportBroken, Steps, in_batches
from editorial.importers.jobs.text_steps import text_steps
from editorial.models import Import, ImportKind, ImportStatus
from editorial.models.profiles import profile_of
from editorial.storage import import_files
from editorial.workflow import Forbidden

# So many objects are made before Python looks for cycles among them; 700 by default, a tenth of an import's time.
_MAX_YOUNG = 20_000

_STEPS: dict[str, Callable[[Import, Path], Steps]] = {
    ImportKind.BIBLIOGRAPHY: lambda job, path: bibliography_steps(path, job.name),
    ImportKind.PICTURES: picture_steps,
    ImportKind.MEDIAWIKI: lambda job, path: mediawiki_steps(path),
    ImportKind.TEXT: lambda job, path: text_steps(
        path, title=job.title, name=job.name, decisions=job.decisions
    ),
}


def steps_of(job: Import, path: Path) -> Steps:
    """What the file at `path` holds, as the import's kind reads it."""
    return _STEPS[job.kind](job, path)


def run(job: Import, steps: Steps) -> Iterator[tuple[int, int]]:
    """Save the steps, in transactions with their lines of the report; yields done and total after each transaction.

    `job` says at the end how it ended: finished, stopped (on request, or because this run was interrupted), or broken
    with the reason. An import that another run is carrying out, or that is finished, yields nothing. A dry run saves
    nothing but reports in full; the report is in the language of the person in whose name it runs, who began it and
    reads it. Raises Forbidden when they may not import.
    """
    running = _run(job, steps)
    language = profile_of(job.by).screen_language
    try:
        while True:
            # Between its steps whoever runs it goes on in their own language.
            with translation.override(language):
                progress = next(running, None)
            if progress is None:
                return
            yield progress
    finally:
        with translation.override(language):
            running.close()


def _run(job: Import, steps: Steps) -> Generator[tuple[int, int], None, None]:
    ledger = Ledger(job)
    if not ledger.begin():
        return
    status, failure = (
        ImportStatus.BROKEN,
        _("An unexpected error occurred; the server’s log says which. Resume later."),
    )
    try:
        with _collected_rarely():
            for batch in in_batches(steps):
                if not ledger.enter(batch):
                    return
                yield batch[-1].done, batch[-1].total
        status, failure = ImportStatus.FINISHED, ""
    except ImportBroken as error:
        # The rest of this file cannot be read; another file is needed.
        failure = str(error)
        import_files.drop(job)
    except Forbidden as refusal:
        failure = str(refusal)
    except (KeyboardInterrupt, GeneratorExit):
        status, failure = ImportStatus.STOPPED, ""
        raise
    finally:
        ledger.end(status, failure)


@contextmanager
def _collected_rarely() -> Iterator[None]:
    """A batch makes a million small objects, hardly any of them in a cycle."""
    thresholds = gc.get_threshold()
    gc.set_threshold(_MAX_YOUNG, *thresholds[1:])
    try:
        yield
    finally:
        gc.set_threshold(*thresholds)
