"""The client's network address, through the proxies that the settings trust."""

from __future__ import annotations

from ipaddress import IPv6Address, ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest

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
