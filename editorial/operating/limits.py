"""How often one network address may ask for what costs much, and how much it may send at once.

Counted in the memory of each process, for a minute: no request of a reader writes anything. The limits are far above
what people do, also many behind one address; a network of whom more is known can be left out (UNLIMITED_NETWORKS).
"""

from __future__ import annotations

import math
import re
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from functools import lru_cache
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from editorial.accounts.client_address import client_address
from editorial.operating.problems import problem, wants_data
from encyclopedia.serving import counting
from encyclopedia.serving.template_context import site

MINUTE: Final = 60.0
# Addresses that are remembered; the one that asked last longest ago is forgotten first.
MAX_ADDRESSES: Final = 20_000
# What may surround a file in a form, in bytes.
AROUND: Final = 1_000_000

# The first that fits; the setting has how many a minute.
CLASSES: Final = (
    ("suggestions", re.compile(r"/search/(?:suggest|opensearch)\.json\Z"), "SUGGESTIONS_A_MINUTE"),
    ("search", re.compile(r"/search/\Z"), "SEARCHES_A_MINUTE"),
    ("api", re.compile(r"/api/"), "API_A_MINUTE"),
    ("lookup", re.compile(r"/admin/(?:[^/]+/)*lookup/"), "LOOKUPS_A_MINUTE"),
    ("downloads", re.compile(r"/.*(?:entry|book)\.[a-z]+\Z"), "DOWNLOADS_A_MINUTE"),
    ("harvest", re.compile(r"/oai/\Z"), "API_A_MINUTE"),
)


class Counts:
    """How many requests came in the last minute, by key; of the minute before, the part that is less than one ago."""

    def __init__(self, most: int = MAX_ADDRESSES) -> None:
        self.most = most
        self._of: OrderedDict[tuple[str, str], tuple[int, int, int]] = OrderedDict()
        self._lock = threading.Lock()

    def wait(self, key: tuple[str, str], limit: int, now: float) -> int:
        """Count a request at this time (seconds); how many seconds it has to wait, 0 if it may pass."""
        minute, passed = int(now // MINUTE), now % MINUTE
        with self._lock:
            then, current, former = self._of.pop(key, (minute, 0, 0))
            if then != minute:
                former, current = (current if then == minute - 1 else 0), 0
            over = current + former * (1 - passed / MINUTE) >= limit
            self._of[key] = minute, current + (not over), former
            if len(self._of) > self.most:
                self._of.popitem(last=False)
        return max(math.ceil(MINUTE - passed), 1) if over else 0


counts = Counts()


def limited(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Middleware before all that costs anything."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        return refused(request) or get_response(request)

    return middleware


def refused(request: HttpRequest) -> HttpResponse | None:
    """413 or 429 in words, None for a request that may pass."""
    most = max_bytes(request)
    if _length(request) > most:
        counting.count("limited", "size")
        return too_large(request, most)
    name, limit = class_of(request.path_info)
    if not limit:
        return None
    address = client_address(request)
    # Where no address is known, one limit would hold for everybody together.
    if address is None or _is_free(address):
        return None
    if wait := counts.wait((name, address), limit, time.time()):
        counting.count("limited", name)
        return too_often(request, wait)
    return None


def class_of(path: str) -> tuple[str, int]:
    """The class of this address, and how many requests of it one client has a minute; 0 for any number."""
    for name, addresses, setting in CLASSES:
        if addresses.match(path):
            return name, int(getattr(settings, setting))
    return "", 0


def max_bytes(request: HttpRequest) -> int:
    """The most that may be sent to this address: files only by whoever has a session."""
    form: int = settings.DATA_UPLOAD_MAX_MEMORY_SIZE + AROUND
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return form
    if request.path_info == reverse("admin:import_new"):
        return form + int(settings.IMPORT_MAX_BYTES)
    return form + max(settings.EVIDENCE_MAX_BYTES, settings.PICTURE_MAX_BYTES)


def too_often(request: HttpRequest, wait: int) -> HttpResponse:
    words = _(
        "From your network address more was asked in the last minute than one client may ask."
    )
    if wants_data(request):
        response: HttpResponse = problem(429, "too-many-requests", _("Too many requests"), words)
    else:
        context = {**site(), "wait": wait}
        response = HttpResponse(render_to_string("429.html", context), status=429)
    response.headers["Retry-After"] = str(wait)
    response.headers["Cache-Control"] = "no-store"
    return response


def too_large(request: HttpRequest, most: int) -> HttpResponse:
    """Nothing of it was read."""
    megabytes = most // 1_000_000
    if wants_data(request):
        words = _("At most %(count)s MB can be sent here.") % {"count": megabytes}
        response: HttpResponse = problem(413, "too-large", _("The body is too large"), words)
    else:
        context = {**site(), "megabytes": megabytes}
        response = HttpResponse(render_to_string("413.html", context), status=413)
    response.headers["Connection"] = "close"
    return response


def _length(request: HttpRequest) -> int:
    length = request.META.get("CONTENT_LENGTH") or "0"
    return int(length) if length.isascii() and length.isdigit() and len(length) < 20 else 0


def _is_free(address: str) -> bool:
    return any(
        ip_address(address) in network for network in _free(tuple(settings.UNLIMITED_NETWORKS))
    )


@lru_cache(maxsize=4)
def _free(networks: tuple[str, ...]) -> tuple[IPv4Network | IPv6Network, ...]:
    return tuple(ip_network(network, strict=False) for network in networks)
