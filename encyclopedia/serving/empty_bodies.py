"""The first middleware: an answer without a body sends none, and names no length that is not its own."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase


def bodiless(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        if response.status_code == 304 and "Content-Length" in response:
            # It would have to be the length of the page that is not sent (RFC 9110, 8.6), not of this answer.
            del response["Content-Length"]
        if request.method == "HEAD" and isinstance(response, HttpResponse):
            # The length stays that of the page; servers complain of a body that they may not send.
            response.content = b""
        return response

    return middleware
