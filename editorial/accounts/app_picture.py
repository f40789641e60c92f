"""The key of an authenticator app as a picture, at an address of its own: the policy allows no data in pages."""

from __future__ import annotations

from allauth.account.decorators import reauthentication_required
from allauth.mfa.adapter import get_adapter
from allauth.mfa.totp.internal.auth import get_totp_secret
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache


@never_cache
@reauthentication_required  # type: ignore[untyped-decorator]
def app_picture(request: HttpRequest) -> HttpResponse:
    """The key that this session was just shown, as SVG."""
    adapter = get_adapter()
    address = adapter.build_totp_url(request.user, get_totp_secret())
    return HttpResponse(adapter.build_totp_svg(address), content_type="image/svg+xml")
