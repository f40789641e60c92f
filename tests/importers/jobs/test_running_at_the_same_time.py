"""Two imports that need the same rows in another order: the database ends one step, which is tried again."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from threading import Barrier, BrokenBarrierError

import factories
import pytest
from django.contrib.auth.models import User
from same_time import at_once

from editorial.actions.import_job import request_import
from editorial.actions.import_result import ImportResult
from editorial.importers.jobs.running import run
from editorial.importers.jobs.steps import Save, Step
from editorial.models import Import, ImportStatus, LineState, Manuscript

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgresql]


def crosswise(meeting: Barrier, titles: list[str]) -> Save:
    """Holds the first row until both imports hold one, then asks for the other's."""

    def take(*, items: Sequence[object], by: User) -> list[ImportResult]:
        first, second = titles
        Manuscript.objects.select_for_update().get(title=first)
        with suppress(BrokenBarrierError):  # the second try waits for no other import
            meeting.wait(timeout=3)
        manuscript = Manuscript.objects.select_for_update().get(title=second)
        return [ImportResult(LineState.SAME, manuscript=manuscript.pk)]

    return take


def test_a_step_that_meets_a_deadlock_is_tried_again() -> None:
    people = factories.make_cast()
    for title in ("One", "Two"):
        factories.drafted(factories.article(title=title), people)
    meeting = Barrier(2)

    def importing(by: User, titles: list[str]) -> Callable[[], str]:
        job = request_import(
            by=by, file=None, kind="text", name="file.txt", digest="d", size=1, title=""
        )

        def steps() -> Iterator[Step]:
            yield Step(1, 1, "item", crosswise(meeting, titles))

        def carry_out() -> str:
            for _done in run(job, steps()):
                continue
            return str(Import.objects.get(pk=job.pk).status)

        return carry_out

    answers = at_once(
        importing(people.editor, ["One", "Two"]), importing(people.other_editor, ["Two", "One"])
    )
    assert answers == [ImportStatus.FINISHED, ImportStatus.FINISHED]
