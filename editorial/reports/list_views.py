"""The queue of readers' reports, what a flood brought beside it, and declining many at once."""

from __future__ import annotations

import time
import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from editorial import actions
from editorial.admin.office_view import office_view, person, show
from editorial.models import ErrorReport, Manuscript, ReportState
from editorial.models.among_seen import among_seen
from editorial.models.error_reports import ErrorReportQuerySet
from editorial.reports.office_forms import DeclineManyForm
from editorial.workflow import Refused

MAX_LISTED = 50
# A request declines for so many seconds; the rest waits for the next.
MAX_SECONDS = 5.0
WAITING, HELD = "waiting", "held"
STATES = (
    (WAITING, gettext_lazy("Waiting")),
    *ReportState.choices,
    (HELD, gettext_lazy("Held: came in a flood")),
)


@office_view()
def reports(request: HttpRequest) -> HttpResponseBase:
    """Those that wait, the oldest first; or those of one state, closed ones the newest first."""
    return _page(request, DeclineManyForm())


@office_view(post=True)
def decline_many(request: HttpRequest) -> HttpResponseBase:
    """Those that are chosen on this page of the list, or all that are held, with one answer."""
    form = DeclineManyForm(request.POST)
    everything = "everything" in request.POST
    chosen = [_number(typed) for typed in request.POST.getlist("chosen")[:MAX_LISTED]]
    seen = among_seen(ErrorReport.objects.all(), request.user)
    rows = seen.held() if everything else seen.filter(pk__in=chosen)
    numbers = list(rows.oldest_first().values_list("pk", flat=True))
    if not form.is_valid() or not numbers:
        if form.is_valid():
            form.add_error(None, _("Choose the reports that are to be declined."))
        return _page(request, form, chosen=chosen, status=422)
    _decline(request, numbers, form.cleaned_data["answer"])
    return HttpResponseRedirect(f"{reverse('admin:reports')}?{request.GET.urlencode()}")


def _decline(request: HttpRequest, numbers: list[int], answer: str) -> None:
    until = time.monotonic() + MAX_SECONDS
    done, refusals = 0, []
    for place, number in enumerate(numbers):
        if time.monotonic() > until:
            left = len(numbers) - place
            words = ngettext(
                "%(left)s report is left: decline it now.",
                "%(left)s reports are left: decline them now.",
                left,
            )
            messages.warning(request, words % {"left": left})
            break
        try:
            event = actions.decline_report(report=number, by=person(request), answer=answer)
            done += event is not None
        except Refused as refusal:
            refusals.append(str(refusal))
    words = ngettext("%(done)s report is declined.", "%(done)s reports are declined.", done)
    messages.success(request, words % {"done": done})
    for why in dict.fromkeys(refusals):
        messages.error(
            request,
            _("Refused %(times)s times: %(why)s") % {"times": refusals.count(why), "why": why},
        )


def _page(
    request: HttpRequest,
    form: DeclineManyForm,
    *,
    chosen: list[int] | None = None,
    status: int = 200,
) -> HttpResponseBase:
    state = request.GET.get("state", WAITING)
    state = state if state in dict(STATES) else WAITING
    manuscript = _manuscript(request, request.GET.get("entry", ""))
    seen = among_seen(ErrorReport.objects.select_related("manuscript", "person"), request.user)
    rows = _in(seen, state)
    if manuscript is not None:
        rows = rows.of_manuscript(manuscript)
    if request.GET.get("whose") == "mine":
        rows = rows.filter(person=person(request))
    is_closed = state in {ReportState.DECLINED, ReportState.CORRECTED}
    rows = rows.newest_first() if is_closed else rows.oldest_first()
    after = _number(request.GET.get("after", ""))
    if after:
        rows = rows.filter(pk__lt=after) if is_closed else rows.filter(pk__gt=after)
    listed = list(rows[: MAX_LISTED + 1])
    return show(
        request,
        "editorial/reports.html",
        {
            "title": _("Readers’ reports of errors"),
            "rows": listed[:MAX_LISTED],
            "next": listed[MAX_LISTED - 1].pk if len(listed) > MAX_LISTED else None,
            "states": STATES,
            "state": state,
            "manuscript": manuscript,
            "mine": request.GET.get("whose") == "mine",
            "held": among_seen(ErrorReport.objects.held(), request.user).count(),
            "shows_held": state == HELD,
            "may_decline": not is_closed,
            "form": form,
            "chosen": chosen or [],
        },
        status=status,
    )


def _in(rows: ErrorReportQuerySet, state: str) -> ErrorReportQuerySet:
    if state == HELD:
        return rows.held()
    return rows.waiting() if state == WAITING else rows.in_state(state).filter(held=False)


def _manuscript(request: HttpRequest, typed: str) -> Manuscript | None:
    seen = Manuscript.objects.seen_by(request.user)
    try:
        return seen.filter(pk=uuid.UUID(typed)).first() if typed else None
    except ValueError:
        return None


def _number(typed: str) -> int:
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 18 else 0
