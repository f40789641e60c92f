"""Answering a moderator who asked for the page or a scan of a source."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _

from editorial import actions, permissions
from editorial.admin.asked_pages import RefusedAnswer
from editorial.admin.office_view import manuscript_or_404, office_view, person
from editorial.admin.overview import overview_page
from editorial.models import DraftCitation
from editorial.workflow import NotAllowed, Refused


@office_view(permissions.SAVE_MANUSCRIPT, post=True)
def answer(request: HttpRequest, pk: uuid.UUID, digest: str) -> HttpResponseBase:
    """Send the answer; if refused, the manuscript's page again with what was typed."""
    manuscript = manuscript_or_404(request, pk)
    typed = request.POST.get("answer", "")
    try:
        actions.answer_request(manuscript=pk, digest=digest, answer=typed, by=person(request))
    except Refused as error:
        if not DraftCitation.objects.filter(manuscript=pk, digest=digest).exists():
            raise Http404 from error
        refused = RefusedAnswer(digest, typed, str(error))
        status = 409 if isinstance(error, NotAllowed) else 422
        return overview_page(request, manuscript, answer=refused, status=status)
    messages.success(request, _("Sent. The citation is back with the moderators."))
    return HttpResponseRedirect(reverse("admin:manuscript", args=[pk]))
