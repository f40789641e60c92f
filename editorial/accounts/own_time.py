"""Times in the office are those of the person's own zone; readers' pages stay in the site's."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone

from editorial.models.profiles import profile_of

# The addresses of the office: pages with the account in their header.
OFFICE = ("/admin/", "/account/")


def in_own_time(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Middleware after that of accounts. No query of its own: the account comes with its profile.

    What a move stores for readers (`encyclopedia/rendering`) names the site's zone itself.
    """

    def middleware(request: HttpRequest) -> HttpResponseBase:
        if not request.path_info.startswith(OFFICE):
            return get_response(request)
        if settings.SESSION_COOKIE_NAME not in request.COOKIES:
            return get_response(request)
        with timezone.override(profile_of(request.user).zone):
            return get_response(request)

    return middleware
