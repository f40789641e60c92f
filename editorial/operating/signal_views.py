"""`/healthz` and `/readyz`: for whoever watches the site from outside. Without a session, and never kept."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.urls import resolve
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from editorial.operating.findings import State, worst
from editorial.operating.part_words import part_words
from editorial.operating.readiness import findings

# The one word of each answer. A host that is `degraded` serves everybody: no load balancer should leave it out.
WORDS: Final = {State.OK: "ready", State.WARNING: "degraded", State.BROKEN: "unready"}
RETRY_AFTER: Final = 10  # seconds
# By these addresses the host itself is asked: by its number, and without https.
OF_THE_HOST: Final = frozenset({"/healthz", "/readyz", "/metrics"})


def answered_first(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Middleware before those that ask for https and for a known host."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        if request.path_info in OF_THE_HOST:
            answer: HttpResponseBase = resolve(request.path_info).func(request)
            return answer
        return get_response(request)

    return middleware


@never_cache
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """200 as long as this process answers at all; no database is asked."""
    if wants_json(request):
        return JsonResponse({"state": "alive"})
    return HttpResponse("alive\n", content_type="text/plain; charset=utf-8")


@never_cache
@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """503 where this host cannot serve all, with what is wrong; 200 otherwise, also where somebody has to do something.

    `?strict` answers 503 for that too, for monitors that only look at the status.
    """
    seen = findings()
    state = worst(seen)
    told = [finding for finding in seen if finding.state != State.OK]
    fails = state == State.BROKEN or ("strict" in request.GET and state != State.OK)
    if wants_json(request):
        data = {"state": WORDS[state], "parts": [finding.public() for finding in seen]}
        answer: HttpResponse = JsonResponse(data)
    else:
        lines = [WORDS[state]]
        lines += [
            _("%(part)s: %(told)s") % {"part": part_words(finding.part), "told": finding.told}
            for finding in told
        ]
        answer = HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
    if fails:
        answer.status_code = 503
        answer.headers["Retry-After"] = str(RETRY_AFTER)
    return answer


def wants_json(request: HttpRequest) -> bool:
    return "json" in request.GET or "application/json" in request.headers.get("Accept", "")
