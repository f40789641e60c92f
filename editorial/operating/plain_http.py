"""Programs that ask without https are refused, not led on: their token has crossed the network already."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from editorial.operating.problems import problem

PROGRAMS = "/api/"


def refused_in_plain(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Middleware before Django's, which leads everybody to https. Whoever wrote the program notices (ASVS 4.1.2)."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        is_plain = settings.SECURE_SSL_REDIRECT and not request.is_secure()
        if is_plain and request.path_info.startswith(PROGRAMS):
            words = _("Ask by https. A token that was sent is not secret any more: revoke it.")
            return problem(403, "https-only", _("Only by https"), words)
        return get_response(request)

    return middleware
