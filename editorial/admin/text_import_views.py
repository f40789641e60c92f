"""Bringing text into the form of an entry: read at once for the script, or with the form for who has none."""

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
    shown = render_to_string("editorial/parts/brought.html", {"bring": panel}, request)
    if panel.error:
        return JsonResponse({"shown": shown, "message": panel.error}, status=422)
    said = _("Read. Review it, then insert it into the text.")
    return JsonResponse({"shown": shown, "message": said})
