"""The office speaks the person's own language and has the times of their zone; readers' pages stay as they are."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone, translation

from editorial.models.profiles import Profile, profile_of

# The addresses of the office: pages with the account in their header.
OFFICE = ("/admin/", "/account/")


def in_own_surroundings(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Middleware after that of accounts. No query of its own: the account comes with its profile.

    What a move stores for readers (`encyclopedia/rendering`) names the page's language and the site's zone itself.
    """

    def middleware(request: HttpRequest) -> HttpResponseBase:
        if not request.path_info.startswith(OFFICE):
            return get_response(request)
        known = settings.SESSION_COOKIE_NAME in request.COOKIES
        profile = profile_of(request.user) if known else Profile()
        with timezone.override(profile.zone), translation.override(profile.screen_language):
            return get_response(request)

    return middleware
