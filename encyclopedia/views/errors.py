"""The answers when something is refused, missing or broken; their words are in the templates."""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, HttpResponseServerError
from django.template.loader import render_to_string

from encyclopedia import logs
from encyclopedia.serving.template_context import site
from encyclopedia.views.address_words import address_words


def broken(request: HttpRequest) -> HttpResponse:
    """500, without a query: whatever broke may be the database."""
    return HttpResponseServerError(
        render_to_string("500.html", {**site(), "name": logs.name.get()})
    )


def refused(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403, in a few words: the page does not say what was refused."""
    return HttpResponse(render_to_string("403.html", site()), status=403)


def unreadable(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400, when the request itself makes no sense; 413 where it is larger than anybody has to send."""
    if isinstance(exception, RequestDataTooBig):
        context = {**site(), "megabytes": settings.DATA_UPLOAD_MAX_MEMORY_SIZE // 1_000_000}
        return HttpResponse(render_to_string("413.html", context), status=413)
    return HttpResponse(render_to_string("400.html", site()), status=400)


def unknown(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404 at an address that is not an entry's, with a search by its last words; no query is made for it."""
    context = {**site(), "words": address_words(request.path.strip("/").rpartition("/")[2])}
    return HttpResponse(render_to_string("404.html", context), status=404)
