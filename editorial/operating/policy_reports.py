"""What browsers report of the Content-Security-Policy: counted by directive, and the first of each minute logged."""

from __future__ import annotations

import json
import logging
import time
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from editorial.accounts.client_address import client_address
from editorial.operating.limits import Counts
from encyclopedia.serving import counting

MAX_BYTES: Final = 16_000
# From one address a minute; of more, nothing is counted.
MAX_A_MINUTE: Final = 60
TYPES: Final = frozenset({"application/csp-report", "application/reports+json", "application/json"})
DIRECTIVES: Final = frozenset(
    {
        *("default-src", "script-src", "script-src-elem", "script-src-attr", "style-src"),
        *("style-src-elem", "style-src-attr", "img-src", "font-src", "connect-src", "form-action"),
        *("manifest-src", "base-uri", "frame-ancestors", "object-src", "media-src", "worker-src"),
    }
)

logger = logging.getLogger(__name__)
counts = Counts()
logged = Counts(most=100)


@csrf_exempt  # the browser sends it by itself, without cookies or form
@require_POST
def receive(request: HttpRequest) -> HttpResponse:
    """204 whatever it says; nothing of it is stored."""
    now = time.time()
    if not counts.wait(("report", client_address(request) or ""), MAX_A_MINUTE, now):
        for directive, blocked, page in _reports(request):
            counting.count("policy_reports", directive)
            if not logged.wait(("report", directive), 1, now):
                logger.warning(
                    _("A browser blocked %(blocked)s on %(page)s (%(directive)s)."),
                    {"blocked": blocked, "page": page, "directive": directive},
                )
    return HttpResponse(status=204)


def _reports(request: HttpRequest) -> list[tuple[str, str, str]]:
    """Directive, blocked address and page of each, in either form that browsers send; none of what is neither."""
    if request.content_type not in TYPES:
        return []
    try:
        if int(request.META.get("CONTENT_LENGTH") or 0) > MAX_BYTES:
            return []
        sent = json.loads(request.body)
    except (ValueError, RecursionError):
        return []
    found: list[Any] = sent if isinstance(sent, list) else [sent]
    return [told for report in found[:10] if (told := _read(report))]


def _read(report: Any) -> tuple[str, str, str] | None:
    if not isinstance(report, dict):
        return None
    body = report.get("csp-report") or report.get("body")
    if not isinstance(body, dict):
        return None
    directive = body.get("effective-directive") or body.get("effectiveDirective")
    directive = directive or body.get("violated-directive") or ""
    name = str(directive).split(" ")[0]
    blocked = body.get("blocked-uri") or body.get("blockedURL") or ""
    page = body.get("document-uri") or body.get("documentURL") or ""
    return name if name in DIRECTIVES else "other", _short(blocked), _short(page)


def _short(text: object) -> str:
    """On one line, and short: it comes from anybody."""
    return "".join(c for c in str(text)[:200] if c.isprintable())
