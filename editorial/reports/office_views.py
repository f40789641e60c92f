"""The office's pages of readers' reports: each report with the claim as it stands now."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from editorial import actions, permissions
from editorial.admin.office_view import office_view, person, show
from editorial.models import DraftCitation, ErrorReport, Event
from editorial.models.among_seen import among_seen
from editorial.models.turns import name_of
from editorial.reports.office_forms import AnswerForm, CloseForm, GiveForm
from editorial.workflow import NotAllowed, Refused
from encyclopedia.models import Citation, Edition, Entry, Wording


@office_view()
def report(request: HttpRequest, number: int) -> HttpResponseBase:
    return _page(request, _report_or_404(request, number))


@office_view(post=True)
def give(request: HttpRequest, number: int) -> HttpResponseBase:
    """To the person that was chosen, or to oneself."""
    row = _report_or_404(request, number)
    if "mine" in request.POST:
        return _done(request, row, "assign_report", person=person(request))
    form = GiveForm(request.POST)
    if not form.is_valid():
        return _page(request, row, give=form, status=422)
    return _done(request, row, "assign_report", give=form, **form.cleaned_data)


@office_view(post=True)
def answer(request: HttpRequest, number: int) -> HttpResponseBase:
    row = _report_or_404(request, number)
    form = AnswerForm(request.POST, report=row)
    if not form.is_valid():
        return _page(request, row, answer=form, status=422)
    name = f"{form.cleaned_data['verdict']}_report"
    return _done(request, row, name, form=form, answer=form.cleaned_data["answer"])


@office_view(post=True)
def close(request: HttpRequest, number: int) -> HttpResponseBase:
    row = _report_or_404(request, number)
    form = CloseForm(request.POST, report=row)
    if not form.is_valid():
        return _page(request, row, close=form, status=422)
    return _done(request, row, "correct_report", close=form, **form.cleaned_data)


@office_view(permissions.ASSIGN_MANUSCRIPT, post=True)
def forget(request: HttpRequest, number: int) -> HttpResponseBase:
    return _done(request, _report_or_404(request, number), "forget_reader")


def _done(
    request: HttpRequest,
    row: ErrorReport,
    name: str,
    *,
    form: AnswerForm | None = None,
    give: Form | None = None,
    close: Form | None = None,
    **told: Any,
) -> HttpResponseBase:
    """Do it and go back to the report; or its page again with what was typed, and why it was refused."""
    try:
        event = _ACTIONS[name](report=row.pk, by=person(request), **told)
    except Refused as refusal:
        row.refresh_from_db()
        status = 409 if isinstance(refusal, NotAllowed) else 422
        return _page(
            request, row, answer=form, give=give, close=close, refusal=str(refusal), status=status
        )
    if event is None:
        messages.info(request, _("Nothing changed."))
    else:
        messages.success(request, _DONE[name])
    return HttpResponseRedirect(reverse("admin:report", args=[row.pk]))


_ACTIONS: dict[str, Callable[..., Event | None]] = {
    "assign_report": actions.assign_report,
    "uphold_report": actions.uphold_report,
    "decline_report": actions.decline_report,
    "correct_report": actions.correct_report,
    "forget_reader": actions.forget_reader,
}
_DONE = {
    "assign_report": gettext_lazy("Kept. Whoever has it now is told."),
    "uphold_report": gettext_lazy(
        "Upheld. Whoever is responsible for the entry is told; the approval of the correction can name it."
    ),
    "decline_report": gettext_lazy("Declined."),
    "correct_report": gettext_lazy("Closed: it is corrected."),
    "forget_reader": gettext_lazy("What the reader wrote is erased."),
}


def _page(
    request: HttpRequest,
    row: ErrorReport,
    *,
    answer: AnswerForm | None = None,
    give: Form | None = None,
    close: Form | None = None,
    refusal: str = "",
    status: int = 200,
) -> TemplateResponse:
    user = person(request)
    gives = user.has_perm(permissions.ASSIGN_MANUSCRIPT)
    entry = Entry.objects.filter(pk=row.manuscript_id).only("kind", "slug", "edition").first()
    digest = row.claim_digest
    cited = Citation.objects.filter(entry=row.manuscript_id, claim_digest=digest)
    drafted = DraftCitation.objects.filter(manuscript=row.manuscript, claim_digest=digest)
    wordings = Wording.objects.filter(entry_id=row.manuscript_id, digest=digest)
    edition = Edition.objects.filter(entry_id=row.manuscript_id, number=row.edition)
    return show(
        request,
        "editorial/report.html",
        {
            "title": _("A reader’s report on %(title)s") % {"title": row.manuscript.title},
            "report": row,
            "holder": name_of(row.person),
            "entry": entry,
            "edition": edition.only("kind", "slug", "number", "entry_id").first(),
            "cited": list(cited.select_related("source").in_order()[:20]) if digest else [],
            "drafted": list(drafted.in_order()[:20]) if digest else [],
            "still_says": bool(digest and entry and wordings.newest().exists()),
            "sees_evidence": user.has_perm(permissions.VIEW_EVIDENCE),
            "gives": gives,
            "is_yours": row.person == user,
            "may_answer": gives
            or row.person in {None, user}
            or not (row.person and row.person.is_active),
            "answer": answer or AnswerForm(report=row),
            "give": give or (GiveForm(initial={"person": row.person_id}) if gives else None),
            "close": close or CloseForm(report=row),
            "refusal": refusal,
        },
        status=status,
    )


def _report_or_404(request: HttpRequest, number: int) -> ErrorReport:
    rows = among_seen(ErrorReport.objects.all(), request.user).select_related(
        "manuscript", "person"
    )
    row: ErrorReport = get_object_or_404(rows, pk=number)
    return row
