"""The Content-Security-Policy with its directives in order.

django-csp takes them from a set: each process would send them in another order, and so would each host.
"""

from __future__ import annotations

from csp.constants import HEADER
from csp.middleware import CSPMiddleware
from csp.utils import build_policy
from django.http import HttpRequest
from django.http.response import HttpResponseBase


def in_order(policy: str) -> str:
    return "; ".join(sorted(policy.split("; ")))


def content_policy() -> str:
    """The policy of every reader's page, from the settings."""
    return in_order(build_policy())


class OrderedPolicy(CSPMiddleware):
    """Django's way to the same header."""

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        response = super().process_response(request, response)
        if HEADER in response.headers:
            response.headers[HEADER] = in_order(response.headers[HEADER])
        return response
