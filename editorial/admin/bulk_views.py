"""A move over all that a list found: a look first, then portion by portion, and what became of each."""

from __future__ import annotations

import time
import uuid
from collections import Counter
from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponseRedirect, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from editorial.actions.bulk_runs import keep_reports, plan_run, take_portion
from editorial.admin.bulk import BulkForm, Report, carry_out
from editorial.admin.list_filters import listed
from editorial.admin.list_query import ListQuery
from editorial.admin.office_view import office_view, person, show
from editorial.models import BulkRun, Manuscript, Status
from editorial.moves import MOVES, Move
from encyclopedia.core.chunks import in_chunks
from encyclopedia.models import Kind

if TYPE_CHECKING:
    from django.contrib.auth.models import User

MAX_SHOWN = 20
MAX_TOGETHER = 20
# A request takes up portions for so many seconds.
MAX_SECONDS = 5.0


def plan(form: BulkForm, query: ListQuery, by: User) -> BulkRun:
    """Keep what the valid form asks for, over all that the list finds now; sources first. Raises Refused."""
    answers = {name: form.data.get(name, "") for name in form.fields if name != "chosen"}
    rows = listed(query, by).order_by("sort_key", "id").only("id", "revision", "kind")
    sources_first = sorted(rows, key=lambda row: row.kind != Kind.SOURCE)
    return plan_run(answers=answers, chosen=[row.as_chosen for row in sources_first], by=by)


@office_view()
def bulk_run(request: HttpRequest, pk: uuid.UUID) -> HttpResponseBase:
    """One's own run: what it will do and what it did; by POST, the next portions."""
    by = person(request)
    run = get_object_or_404(BulkRun, pk=pk, by=by)
    if request.method == "POST":
        _carry_on(run, by)
        return HttpResponseRedirect(request.path)
    move = MOVES[run.answers["move"]]
    rows = _rows(run, by)
    reports = [
        Report(title, words, done, uuid.UUID(of), changed)
        for title, words, done, of, changed in run.reports
    ]
    return show(
        request,
        "editorial/bulk_run.html",
        {
            "title": move.label,
            "run": run,
            "count": len(run.chosen),
            "first": rows[:MAX_SHOWN],
            "states": _states(rows),
            "warnings": [] if run.place else _warnings(move, rows, by),
            "reason": run.answers.get("reason", ""),
            "done": [report for report in reports if report.done and report.changed],
            # By somebody else meanwhile, or before.
            "already": [report for report in reports if report.done and not report.changed],
            "refused": [report for report in reports if not report.done],
            "goes_on": 0 < run.place < len(run.chosen),
            "unknown": run.place - len(reports),
        },
    )


def _carry_on(run: BulkRun, by: User) -> None:
    until = time.monotonic() + MAX_SECONDS
    while portion := take_portion(run=run.pk, most=MAX_TOGETHER, by=by):
        sent = QueryDict(mutable=True)
        sent.update(run.answers)
        sent.setlist("chosen", portion)
        # Bound anew for each portion: whoever lost the role meanwhile does no more.
        form = BulkForm(sent, user=by)
        reports = carry_out(form, by=by) if form.is_valid() else _all_refused(form, portion)
        keep_reports(
            run=run.pk,
            reports=[(one.title, one.words, one.done, str(one.pk), one.changed) for one in reports],
            by=by,
        )
        if time.monotonic() > until:
            return


def _all_refused(form: BulkForm, portion: list[str]) -> list[Report]:
    why = " ".join(str(error) for errors in form.errors.values() for error in errors)
    ids = [chosen.partition(":")[0] for chosen in portion]
    rows = Manuscript.objects.seen_by(form.user).filter(pk__in=ids).order_by("sort_key", "id")
    return [Report(row.title, why, done=False, pk=row.pk) for row in rows]


def _rows(run: BulkRun, by: User) -> list[Manuscript]:
    """Those chosen, in the order in which they are taken up."""
    rows: dict[uuid.UUID, Manuscript] = {}
    seen = Manuscript.objects.seen_by(by)
    for chunk in in_chunks(run.ids):
        for row in seen.filter(pk__in=chunk).defer("sort_key", "name_key"):
            rows[row.pk] = row
    return [rows[pk] for pk in run.ids if pk in rows]


def _states(rows: list[Manuscript]) -> list[tuple[str, int]]:
    counts = Counter(row.status for row in rows)
    return [(str(status.label), counts[status]) for status in Status if counts[status]]


def _warnings(move: Move, rows: list[Manuscript], by: User) -> list[str]:
    """What will be refused as far as the rows tell; the moves themselves ask for all else."""
    warnings = []
    if elsewhere := sum(row.status not in move.from_states for row in rows):
        words = ngettext(
            "%(count)s is in a state from which this cannot be done.",
            "%(count)s are in a state from which this cannot be done.",
            elsewhere,
        )
        warnings.append(words % {"count": elsewhere})
    if move.name == "submit" and (blocked := sum(row.obstacles > 0 for row in rows)):
        words = ngettext(
            "%(count)s has something to fix.", "%(count)s have something to fix.", blocked
        )
        warnings.append(words % {"count": blocked})
    if move.name == "approve":
        own = sum(
            Manuscript.objects.written_by(by.pk).filter(pk__in=chunk).count()
            for chunk in in_chunks([row.pk for row in rows])
        )
        if own:
            words = ngettext(
                "%(count)s has words of yours: nobody approves what they helped to write.",
                "%(count)s have words of yours: nobody approves what they helped to write.",
                own,
            )
            warnings.append(words % {"count": own})
    return warnings or [_("Nothing tells yet that any of them will be refused.")]
