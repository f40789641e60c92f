"""Who may not sign in for a while: counted by network address, so nobody can lock out another person."""

from __future__ import annotations

from ipaddress import IPv6Address, ip_address, ip_network
from typing import Any

from axes.attempts import get_cool_off_threshold
from axes.handlers.database import AxesDatabaseHandler
from axes.helpers import get_client_username
from axes.models import AccessAttempt, AccessLog
from django.conf import settings
from django.contrib.admin import site
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

_IPV6_PREFIX = 64  # bits: the network that one household or office gets


def client_address(request: HttpRequest) -> str | None:
    """The address by which failed sign-ins are counted; None if neither the server nor a proxy names one.

    Each proxy appends its client to X-Forwarded-For. With `TRUSTED_PROXIES` proxies, what the first of them added
    counts, and nothing before it, since the client may have written that itself. Of an IPv6 address the network
    counts: a person who has one address there has all of them.
    """
    address_text = request.META.get("REMOTE_ADDR", "")
    if settings.TRUSTED_PROXIES:
        hops = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
        address_text = hops[-settings.TRUSTED_PROXIES :][0].strip() or address_text
    if address_text.startswith("["):  # some proxies add the port: [2001:db8::1]:443, 192.0.2.1:443
        address_text = address_text[1:].partition("]")[0]
    elif address_text.count(":") == 1:
        address_text = address_text.partition(":")[0]
    try:
        address = ip_address(address_text)
    except ValueError:
        return None
    if not isinstance(address, IPv6Address):
        return str(address)
    if address.ipv4_mapped:
        return str(address.ipv4_mapped)
    return str(ip_network((address.packed, _IPV6_PREFIX), strict=False).network_address)


class SignInLimits(AxesDatabaseHandler):
    """One limit, on two counts for each address: wrong passwords for one name, and names tried.

    The second stops one password being tried with many names. It counts names, not tries, so that a person who
    mistypes their own password does not lock out others at the same address; and it stops no name that has signed in
    from there before, so that a stranger in a shared network does not lock out the office.
    """

    def get_failures(self, request: HttpRequest, credentials: dict[str, Any] | None = None) -> int:
        wrong: int = super().get_failures(request, credentials)
        address = request.axes_ip_address  # type: ignore[attr-defined]
        signed_in = AccessLog.objects.filter(
            username=get_client_username(request, credentials), ip_address=address
        )
        if signed_in.exists():
            return wrong
        names = AccessAttempt.objects.filter(
            ip_address=address,
            attempt_time__gte=get_cool_off_threshold(request),
        ).values("username")
        return max(wrong, names.distinct().order_by().count())


def kept_out(
    request: HttpRequest, original_response: HttpResponse | None, credentials: Any = None
) -> HttpResponse:
    """The page for a person who has to wait."""
    context = {
        **site.each_context(request),
        "title": _("Too many failed sign-ins"),
        "hours": settings.AXES_COOLOFF_TIME,
    }
    return render(request, "admin/too_many_sign_ins.html", context, status=429)
