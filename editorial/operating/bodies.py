"""Bodies of requests that come slowly, or never whole: they may not hold all threads of a process.

A server without a proxy in front hands over a request as soon as its head is there, and whoever reads the body waits
for it. So it is read here, by a part of the threads, and by few of them for one address; all others go on answering.
"""

from __future__ import annotations

import re
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Final

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from editorial.accounts.client_address import client_address
from editorial.operating.problems import problem, wants_data
from encyclopedia.serving import counting
from encyclopedia.serving.template_context import site

# Of the threads of a process; `serve` gives each eight.
MAX_READING: Final = 4
MAX_READING_OF_ONE: Final = 3
RETRY_AFTER: Final = 5  # seconds
_FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")


class Readers:
    """How many bodies are being read, for each address."""

    def __init__(self, most: int = MAX_READING, most_of_one: int = MAX_READING_OF_ONE) -> None:
        self.most, self.most_of_one = most, most_of_one
        self._reading: Counter[str] = Counter()
        self._lock = threading.Lock()

    @contextmanager
    def turn(self, address: str) -> Iterator[bool]:
        """Whether one more may be read now; nobody waits."""
        with self._lock:
            may = self._reading.total() < self.most and self._reading[address] < self.most_of_one
            self._reading[address] += may
        try:
            yield may
        finally:
            with self._lock:
                self._reading[address] -= may
                self._reading += Counter()  # forgets those that read nothing


readers = Readers()


def read_whole(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Middleware: what comes after it finds the body whole, or there is none."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        has_body = request.META.get("CONTENT_LENGTH") not in (None, "", "0")
        if has_body and not _is_streamed(request.path_info):
            with readers.turn(client_address(request) or "") as may:
                if not may:
                    counting.count("limited", "bodies")
                    return _busy(request)
                _read(request)
        return get_response(request)

    return middleware


def _is_streamed(path: str) -> bool:
    """Whether a view of its own writes the body to a file, for those who may: of imports and of their pictures."""
    imports = reverse("admin:imports")
    return path == reverse("admin:import_new") or (
        path.startswith(imports)
        and re.fullmatch(r"[0-9a-f-]{36}/pictures/", path[len(imports) :]) is not None
    )


def _read(request: HttpRequest) -> None:
    is_form = request.method == "POST" and request.content_type in _FORMS
    if is_form and not request.path_info.startswith("/api/"):
        request.POST  # noqa: B018 — parsed and kept
    else:
        with suppress(RequestDataTooBig):  # its view says so
            request.body  # noqa: B018


def _busy(request: HttpRequest) -> HttpResponse:
    words = _(
        "Too much is being sent to this server at the moment. Send it again in a few seconds."
    )
    if wants_data(request):
        response: HttpResponse = problem(503, "busy", _("Busy"), words)
    else:
        response = HttpResponse(render_to_string("503.html", {**site(), "why": "busy"}), status=503)
    response.headers["Retry-After"] = str(RETRY_AFTER)
    response.headers["Connection"] = "close"
    return response
