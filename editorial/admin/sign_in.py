"""Who is kept from signing in, and for how long: counted by address, so that nobody locks somebody else out."""

from __future__ import annotations

from ipaddress import IPv6Address, ip_address, ip_network
from typing import Any

from axes.attempts import get_cool_off_threshold
from axes.handlers.database import AxesDatabaseHandler
from axes.models import AccessAttempt
from django.conf import settings
from django.contrib.admin import site
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

_IPV6_PREFIX = 64  # bits: as much as one household or office is given


def client_address(request: HttpRequest) -> str | None:
    """The address that failed sign-ins are counted by; None where neither server nor proxy tells of one.

    Each proxy adds whom it was asked by at the end of X-Forwarded-For: of `TRUSTED_PROXIES` of them the first one's
    word counts, and nothing that stands before it, since the client may have written that itself. Of an IPv6 address
    the network counts: whoever has one address there has all of them.
    """
    told = request.META.get("REMOTE_ADDR", "")
    if settings.TRUSTED_PROXIES:
        hops = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
        told = hops[-settings.TRUSTED_PROXIES :][0].strip() or told
    if told.startswith("["):  # some proxies add the port: [2001:db8::1]:443, 192.0.2.1:443
        told = told[1:].partition("]")[0]
    elif told.count(":") == 1:
        told = told.partition(":")[0]
    try:
        address = ip_address(told)
    except ValueError:
        return None
    if not isinstance(address, IPv6Address):
        return str(address)
    if address.ipv4_mapped:
        return str(address.ipv4_mapped)
    return str(ip_network((address.packed, _IPV6_PREFIX), strict=False).network_address)


class SignInLimits(AxesDatabaseHandler):
    """One limit, on two counts for each address: wrong passwords for one name, and names tried.

    The second stops one password tried over many names. It counts names and not tries, so that somebody who
    mistypes their own password does not keep out those beside them.
    """

    def get_failures(self, request: HttpRequest, credentials: dict[str, Any] | None = None) -> int:
        wrong: int = super().get_failures(request, credentials)
        names = AccessAttempt.objects.filter(
            ip_address=request.axes_ip_address,  # type: ignore[attr-defined]
            attempt_time__gte=get_cool_off_threshold(request),
        ).values("username")
        return max(wrong, names.distinct().order_by().count())


def kept_out(
    request: HttpRequest, original_response: HttpResponse | None, credentials: Any = None
) -> HttpResponse:
    """The answer to whoever has to wait, in words."""
    context = {
        **site.each_context(request),
        "title": _("Too many failed sign-ins"),
        "hours": settings.AXES_COOLOFF_TIME,
    }
    return render(request, "admin/kept_out.html", context, status=429)
