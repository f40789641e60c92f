"""What a new source is told before it is saved: its key, and the sources that may be the same work."""

from __future__ import annotations

import uuid

from django.http import HttpRequest, JsonResponse
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string

from editorial import permissions
from editorial.admin.office_view import office_view
from editorial.forms.free_keys import free_key
from editorial.forms.likely_sources import likely_sources
from editorial.forms.source_form import record_typed


@office_view(permissions.SAVE_MANUSCRIPT, post=True)
def source_key(request: HttpRequest) -> HttpResponseBase:
    """The key that the source of this form gets, and the likely duplicates; nothing is saved."""
    record = record_typed(request.POST)
    try:
        own = uuid.UUID(request.POST.get("id", ""))
    except ValueError:
        own = None
    likely = likely_sources(record, but=own)
    shown = render_to_string("editorial/parts/likely_sources.html", {"likely": likely}, request)
    return JsonResponse({"slug": free_key(record), "likely": shown.strip()})
