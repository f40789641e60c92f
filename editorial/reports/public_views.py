"""The form with which a reader reports an error, at the address of an entry or of one of its editions.

It takes no account, no cookie and no session. Django's protection against forged requests rests on a cookie, so the
form has one of its own: a browser says from which site a form was sent (`Origin`), and the form holds a signed token.
"""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from editorial.accounts.client_address import client_address
from editorial.actions.receive_report import TooMany, receive
from editorial.models import ErrorReport
from editorial.reports.report_form import ErrorReportForm
from editorial.reports.subject import Opened, Subject, opened, subject
from encyclopedia.models import Entry
from encyclopedia.views.editions import entry_at, withdrawn
from encyclopedia.views.moved_and_withdrawn import elsewhere, entry_gone
from encyclopedia.views.reader_view import words_in

# In the address of the thanks, where a report came among very many.
HELD = "held"


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def report(
    request: HttpRequest, kind: str, slug: str, number: int | None = None
) -> HttpResponseBase:
    """The form, of the claim whose digest `?claim=` is; after a POST a redirect to thanks.

    404 for an entry, an edition or a claim that readers never had; 410 for those that were withdrawn. A form that is
    refused is shown again with what was typed: 422, or 429 while too many reports come.
    """
    if request.method == "POST":
        return _send(request)
    entry = entry_at(kind, slug)
    if entry is None:
        edition = f"@{number}/" if number else ""
        return elsewhere(request, kind, slug, f"{edition}report/")
    about = subject(entry, number, words_in(request, "claim"))
    if about.is_withdrawn:
        return withdrawn(request, entry, about.edition)
    if "sent" in request.GET:
        is_held = request.GET["sent"] == HELD
        return render(request, "public/report_sent.html", {"entry": entry, "is_held": is_held})
    return _show(request, about, ErrorReportForm(about_claim=bool(about.claim)))


def _send(request: HttpRequest) -> HttpResponseBase:
    form_opened = opened(request.POST.get("form", ""))
    if form_opened is None or not _is_from_here(request):
        raise PermissionDenied
    entry = Entry.objects.filter(pk=form_opened.entry_id).first()
    if entry is None:
        return entry_gone(request, form_opened.entry_id)
    about = subject(entry, form_opened.number, form_opened.claim_digest)
    if about.is_withdrawn:
        return withdrawn(request, entry, about.edition)
    form = ErrorReportForm(request.POST, about_claim=bool(about.claim))
    if form_opened.is_old:
        form.add_error(
            None,
            _(
                "This page stood open for more than a day. See whether the entry still says this, and send it again."
            ),
        )
    if not form.is_valid():
        return _show(request, about, form, status=422)
    try:
        received = _receive(request, form, form_opened, about)
    except TooMany as refusal:
        form.add_error(None, str(refusal))
        return _show(request, about, form, status=429)
    sent = HELD if received.held else "1"
    return HttpResponseRedirect(f"{entry.get_absolute_url()}report/?sent={sent}")


def _receive(
    request: HttpRequest, form: ErrorReportForm, form_opened: Opened, about: Subject
) -> ErrorReport:
    written = form.cleaned_data
    return receive(
        edition=about.edition,
        form=form_opened.form,
        claim_digest=about.claim_digest,
        claim=about.claim or written["claim"],
        words=written["words"],
        where=written["where"],
        email=written["email"],
        address=client_address(request) or "",
    )


def _is_from_here(request: HttpRequest) -> bool:
    """Programs name no origin; a browser that names another site was led here by it."""
    origin = request.headers.get("Origin")
    here = f"{request.scheme}://{request.get_host()}"
    return origin is None or origin == here or origin in settings.CSRF_TRUSTED_ORIGINS


def _show(
    request: HttpRequest, about: Subject, form: ErrorReportForm, *, status: int = 200
) -> HttpResponse:
    context = {
        "about": about,
        "entry": about.entry,
        "form": form,
        "token": about.token(),
        "correct_address": about.correct_address,
    }
    return render(request, "public/report_error.html", context, status=status)
