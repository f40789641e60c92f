"""Answers to programs that no view of theirs gave: in the form of the API's problems (RFC 9457)."""

from __future__ import annotations

from django.http import HttpRequest, JsonResponse

from encyclopedia.api.problems import MEDIA_TYPE


def wants_data(request: HttpRequest) -> bool:
    """Whether a program or a script asks, and no person reads the answer."""
    accepted = request.headers.get("Accept", "")
    return request.path_info.startswith("/api/") or (
        "json" in accepted and "text/html" not in accepted
    )


def problem(status: int, code: str, title: str, detail: str) -> JsonResponse:
    data = {"type": f"urn:stet:problem:{code}", "title": title, "status": status, "detail": detail}
    return JsonResponse(data, status=status, content_type=MEDIA_TYPE)
