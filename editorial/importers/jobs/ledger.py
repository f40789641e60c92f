"""The ledger of one import: when it began, the result of each item, how it ended. Saved with the item itself."""

from __future__ import annotations

import logging
import time
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import DataError, IntegrityError, OperationalError, transaction
from django.db.models import Count
from django.utils import timezone

from editorial.actions.import_result import ImportResult, StepRemark
from editorial.actions.import_sources import require_import
from editorial.actions.transaction import is_deadlock
from editorial.importers.jobs.steps import Save, Step
from editorial.importers.jobs.unknown_calls import with_calls_of
from editorial.models import Import, ImportLine, ImportStatus, LineState
from editorial.models.imports import REVISION
from editorial.storage import import_files
from editorial.wording import words
from editorial.workflow import Forbidden, Refused
from encyclopedia.core.messages import MessageError
from encyclopedia.models.insertion import insert

if TYPE_CHECKING:
    from django.contrib.auth.models import User

READ = "read"
logger = logging.getLogger(__name__)
_PAUSE = 1.0  # seconds between two signs that the import is running
_MAX_LENGTH = 300
_MAX_TRIES = 3
# What every batch writes about the import.
_WRITTEN = ("counts", "sources", "changed_at", "done", "total", "unknown_templates")


class Ledger:
    """One run of an import. If two runs share one import, `changed_at` decides: the last to write it continues."""

    def __init__(self, job: Import) -> None:
        self.job = job
        self.by: User = job.by
        self._written_at = 0.0
        self._is_lost = False
        self._already_imported: set[UUID | None] = set()

    def begin(self) -> bool:
        """Start the import; False when it is not waiting: it is running already, was stopped, or is finished.

        Raises Forbidden when the person whose name the drafts get may not import.
        """
        require_import(self.by)
        with transaction.atomic():
            row = Import.objects.select_for_update().get(pk=self.job.pk)
            if row.status != ImportStatus.WAITING:
                return False
            # Lines without a manuscript will be reported again, since the file is read from its beginning.
            lines = ImportLine.objects.filter(of=row)
            lines.filter(manuscript=None).delete()
            self._already_imported = set(
                lines.exclude(state=LineState.LEFT).values_list("manuscript", flat=True)
            )
            state_counts = lines.order_by().values_list("state").annotate(Count("id"))
            self.job.counts = dict(state_counts)
            # A dry run counts its templates again; of an import, those of the drafts that it has made stay counted.
            unknown = {} if row.dry_run else row.unknown_templates
            self._write(status=ImportStatus.RUNNING, failure="", done=0, unknown_templates=unknown)
        return True

    def enter(self, steps: Sequence[Step]) -> bool:
        """Save the steps and write down their results; False when the import is not to continue.

        All of them in one transaction. Where that fails, each half is tried by itself, so that only what fails by
        itself does.
        """
        empty = not any(step.save or step.lines for step in steps)
        if empty and time.monotonic() - self._written_at < _PAUSE:
            return True
        try:
            return self._enter_undisturbed(steps)
        except Forbidden:
            raise
        except Exception:
            if len(steps) == 1:
                raise
            logger.info("enter: %s", len(steps), exc_info=True)
        middle = len(steps) // 2
        return self.enter(steps[:middle]) and self.enter(steps[middle:])

    def _enter_undisturbed(self, steps: Sequence[Step]) -> bool:
        for attempt in range(_MAX_TRIES):
            try:
                return self._enter_once(steps)
            except OperationalError as error:
                if attempt == _MAX_TRIES - 1 or not is_deadlock(error):
                    raise
        raise AssertionError

    def _enter_once(self, steps: Sequence[Step]) -> bool:
        written = {name: getattr(self.job, name) for name in _WRITTEN}
        try:
            with transaction.atomic():
                if not self._is_ours():
                    return False
                self._write_lines(steps, self._save(steps))
                unknown = {"unknown_templates": self.job.unknown_templates}
                changed = unknown if any(step.unknown for step in steps) else {}
                self._write(done=steps[-1].done, total=steps[-1].total, **changed)
        except BaseException:
            # Nothing of it was saved: another try, or the end, begins with what was.
            vars(self.job).update(written)
            raise
        return True

    def end(self, status: ImportStatus, failure: str = "") -> None:
        """Write down how it ended, unless it ended already or another run took it over.

        The file of a finished import is deleted; that of a dry run stays, so that it can still be imported.
        """
        with transaction.atomic():
            row = Import.objects.select_for_update().get(pk=self.job.pk)
            lost = self._is_lost or row.changed_at != self.job.changed_at
            if lost or not row.is_under_way:
                return
            self._write(status=status, failure=failure)
        if status == ImportStatus.FINISHED and not self.job.dry_run:
            import_files.drop(self.job)

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

    def _save(self, steps: Sequence[Step]) -> list[ImportResult | None]:
        if len(steps) > 1:
            return self._results(steps)
        try:
            with transaction.atomic():
                return self._results(steps)
        except Forbidden:
            raise
        except MessageError as error:
            return [ImportResult(LineState.REFUSED, reason=words(error.message))]
        except (Refused, DataError, IntegrityError, ValueError) as error:
            # One item that cannot be stored is a line of the report, whatever is wrong with it.
            return [ImportResult(LineState.REFUSED, reason=str(error))]

    def _results(self, steps: Sequence[Step]) -> list[ImportResult | None]:
        """The result of each step; those that the same action saves are saved together."""
        together: dict[Save, list[int]] = {}
        for place, step in enumerate(steps):
            if step.save:
                together.setdefault(step.save, []).append(place)
        results: list[ImportResult | None] = [None] * len(steps)
        for save, places in together.items():
            items = [steps[place].item for place in places]
            look = steps[places[0]].look
            saved = [ImportResult("")] * len(places)
            if not self.job.dry_run:
                saved = save(items=items, by=self.by)
            elif look:
                saved = look(items)
            for place, result in zip(places, saved, strict=True):
                results[place] = result
        return results

    def _write_lines(self, steps: Sequence[Step], results: Sequence[ImportResult | None]) -> None:
        counts = Counter(self.job.counts)
        lines: list[ImportLine] = []
        for step, result in zip(steps, results, strict=True):
            manuscript = result.manuscript if result else None
            if result and result.state == LineState.SAME and manuscript in self._already_imported:
                continue
            remarks = [
                _remark_line(line) for line in (*step.lines, *(result.remarks if result else ()))
            ]
            counts[LineState.LEFT.value] += len(remarks)
            if step.unknown and (manuscript or self.job.dry_run):
                self.job.unknown_templates = with_calls_of(self.job.unknown_templates, step)
            if result and result.state:
                remarks.insert(0, _item_line(result))
                counts[str(result.state)] += 1
            elif self.job.dry_run and step.save and step.name:
                counts[READ] += 1
            for line in remarks:
                line.of, line.name, line.manuscript_id = self.job, _clean(step.name), manuscript
            lines += remarks
            self.job.sources += result.sources if result else 0
        insert(lines)
        self.job.counts = {state: count for state, count in counts.items() if count}

    def _write(self, **columns: object) -> None:
        for name, value in columns.items():
            setattr(self.job, name, value)
        self.job.changed_at = timezone.now()
        self.job.save(update_fields=[*columns, "counts", "sources", "changed_at"])
        self._written_at = time.monotonic()


def _item_line(result: ImportResult) -> ImportLine:
    """The line of the item itself; `place` is the number of the revision that it became."""
    line = ImportLine(state=str(result.state), message=_clean(result.reason, None))
    if result.manuscript and result.state in {LineState.NEW, LineState.REVISED}:
        line.construct, line.place = REVISION, str(result.revision)
    return line


def _remark_line(line: StepRemark) -> ImportLine:
    return ImportLine(
        state=LineState.LEFT,
        place=_clean(line.place, 100),
        construct=_clean(line.construct, 100),
        message=_clean(line.message, None),
        excerpt=_clean(line.excerpt),
    )


def _clean(text: str, max_length: int | None = _MAX_LENGTH) -> str:
    """The text from a file, which may hold anything, as a column can store it."""
    plain = text.replace("\x00", "\ufffd").encode("utf-8", "replace").decode()
    return (
        plain if max_length is None or len(plain) <= max_length else plain[: max_length - 1] + "…"
    )
