"""Importing text into the form of an entry: this view reads it for the script; without script the form does."""

from __future__ import annotations

from django.http import HttpRequest, JsonResponse
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from editorial import permissions
from editorial.admin.office_view import office_view
from editorial.forms import text_import_form


@office_view(permissions.SAVE_MANUSCRIPT, post=True)
def read_text(request: HttpRequest) -> HttpResponseBase:
    """What was pasted or uploaded as markup, with its references and what to look at, as a part of the form."""
    panel = text_import_form.sent(request.POST, request.FILES)
    if not panel.error:
        text_import_form.read(panel)
    html = render_to_string("editorial/parts/imported_text.html", {"text_import": panel}, request)
    if panel.error:
        return JsonResponse({"shown": html, "message": panel.error}, status=422)
    message = _("Read. Review it, then insert it into the text.")
    return JsonResponse({"shown": html, "message": message})
