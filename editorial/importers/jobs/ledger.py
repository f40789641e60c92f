"""The books of one import: what was begun, what became of each item, how it ended. Written with the item itself."""

from __future__ import annotations

import time
from collections import Counter
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import DataError, IntegrityError, OperationalError, transaction
from django.db.models import Count
from django.utils import timezone

from editorial.actions.import_result import ImportResult
from editorial.actions.take_in import require_import
from editorial.actions.transaction import is_deadlock
from editorial.importers.jobs.steps import Step, StepRemark
from editorial.models import Import, ImportLine, ImportStatus, LineState, Manuscript
from editorial.storage import import_files
from editorial.wording import words
from editorial.workflow import Forbidden, Refused
from encyclopedia.core.messages import MessageError

if TYPE_CHECKING:
    from django.contrib.auth.models import User

READ = "read"
REVISION = "revision"
_PAUSE = 1.0  # seconds between two notes that it is alive
_MAX_LENGTH = 300
_TRIES = 3


class Ledger:
    """One run of an import. Two at a time on one import are told apart by `changed_at`: who wrote it last, runs."""

    def __init__(self, job: Import) -> None:
        self.job = job
        self.by: User = job.by
        self._told = 0.0
        self._is_lost = False
        self._had: set[UUID | None] = set()

    def begin(self) -> bool:
        """Take the import up; False when it does not wait: somebody is at it, it was stopped, or it is finished.

        Raises Forbidden when the person whose name the drafts get may not import.
        """
        require_import(self.by)
        with transaction.atomic():
            row = Import.objects.select_for_update().get(pk=self.job.pk)
            if row.status != ImportStatus.WAITING:
                return False
            # What came to no manuscript will be told again on the way, from the beginning of the file.
            lines = ImportLine.objects.filter(of=row)
            lines.filter(manuscript=None).delete()
            self._had = set(
                lines.exclude(state=LineState.LEFT).values_list("manuscript", flat=True)
            )
            told = lines.order_by().values_list("state").annotate(Count("id"))
            self.job.counts = dict(told)
            self._write(status=ImportStatus.RUNNING, failure="", done=0, counts=self.job.counts)
        return True

    def enter(self, step: Step) -> bool:
        """Take the step in and write down what became of it; False when the import is to go no further."""
        if step.take is None and not step.lines and time.monotonic() - self._told < _PAUSE:
            return True
        for attempt in range(_TRIES):
            try:
                return self._entered(step)
            except OperationalError as error:
                if attempt == _TRIES - 1 or not is_deadlock(error):
                    raise
        raise AssertionError

    def _entered(self, step: Step) -> bool:
        with transaction.atomic():
            if not self._is_ours():
                return False
            taken = self._taken(step)
            self._note(step, taken)
            self._write(done=step.done, total=step.total)
        return True

    def end(self, status: ImportStatus, failure: str = "") -> None:
        """Write down how it ended, unless it ended already or somebody else took it over.

        The file of one that is read to its end goes; that of a dry run stays, to be imported after all.
        """
        with transaction.atomic():
            row = Import.objects.select_for_update().get(pk=self.job.pk)
            lost = self._is_lost or row.changed_at != self.job.changed_at
            if lost or not row.is_under_way:
                return
            self._write(status=status, failure=failure)
        if status == ImportStatus.FINISHED and not self.job.dry_run:
            import_files.drop(self.job.pk)

    def _is_ours(self) -> bool:
        row = Import.objects.select_for_update().get(pk=self.job.pk)
        if row.changed_at != self.job.changed_at:
            self.job.refresh_from_db()
            self._is_lost = True
            return False
        if row.status == ImportStatus.STOPPING:
            self._write(status=ImportStatus.STOPPED)
            return False
        return True

    def _taken(self, step: Step) -> ImportResult | None:
        if step.take is None or self.job.dry_run:
            return None
        try:
            with transaction.atomic():
                return step.take(self.by)
        except Forbidden:
            raise
        except MessageError as error:
            return ImportResult(LineState.REFUSED, reason=words(error.message))
        except (Refused, DataError, IntegrityError, ValueError) as error:
            # One item that cannot be stored is a line of the report, whatever is wrong with it.
            return ImportResult(LineState.REFUSED, reason=str(error))

    def _note(self, step: Step, taken: ImportResult | None) -> None:
        manuscript = taken.manuscript if taken else None
        if taken and taken.state == LineState.SAME and manuscript in self._had:
            return
        counts = Counter(self.job.counts)
        lines = [_left(line) for line in step.lines]
        counts[LineState.LEFT.value] += len(lines)
        if taken:
            self.job.sources += taken.sources
        if taken and taken.state:
            lines.insert(0, _item(taken))
            counts[str(taken.state)] += 1
        elif step.take and step.name:
            counts[READ] += 1
        for line in lines:
            line.of, line.name, line.manuscript_id = self.job, _clean(step.name), manuscript
        ImportLine.objects.bulk_create(lines, batch_size=500)
        self.job.counts = {state: count for state, count in counts.items() if count}

    def _write(self, **columns: object) -> None:
        for name, value in columns.items():
            setattr(self.job, name, value)
        self.job.changed_at = timezone.now()
        self.job.save(update_fields=[*columns, "counts", "sources", "changed_at"])
        self._told = time.monotonic()


def _item(taken: ImportResult) -> ImportLine:
    """The line of the item itself; `place` is the number of the revision that was made of it."""
    line = ImportLine(state=str(taken.state), message=_clean(taken.reason, None))
    if taken.manuscript and taken.state in {LineState.NEW, LineState.REVISED}:
        newest = Manuscript.objects.values_list("revision", flat=True)
        line.construct, line.place = REVISION, str(newest.get(pk=taken.manuscript))
    return line


def _left(line: StepRemark) -> ImportLine:
    return ImportLine(
        state=LineState.LEFT,
        place=_clean(line.place, 100),
        construct=_clean(line.construct, 100),
        message=_clean(line.message, None),
        excerpt=_clean(line.excerpt),
    )


def _clean(text: str, most: int | None = _MAX_LENGTH) -> str:
    """What a column can hold of a text from a file that may hold anything."""
    plain = text.replace("\x00", "\ufffd").encode("utf-8", "replace").decode()
    return plain if most is None or len(plain) <= most else plain[: most - 1] + "…"
