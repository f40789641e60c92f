"""The colour and the logo of the house, at addresses that name their bytes."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from encyclopedia import house
from encyclopedia.serving.template_context import site_logo
from encyclopedia.views.media import FOREVER


@require_safe
def colours(request: HttpRequest) -> HttpResponse:
    """The style sheet of `SITE_COLOUR`; 404 without one."""
    if not settings.SITE_COLOUR:
        raise Http404
    return _kept(house.sheet(settings.SITE_COLOUR).encode(), "text/css; charset=utf-8")


@require_safe
def logo(request: HttpRequest) -> HttpResponse:
    """The file of `SITE_LOGO`; 404 without one."""
    logo = site_logo()
    if logo is None:
        raise Http404
    return _kept(logo.content, logo.media_type)


def _kept(content: bytes, content_type: str) -> HttpResponse:
    return HttpResponse(content, content_type=content_type, headers={"Cache-Control": FOREVER})
