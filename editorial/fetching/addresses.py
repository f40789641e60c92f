"""Which addresses may be asked: https outside, and of one's own network only the hosts that a setting names."""

from __future__ import annotations

import ipaddress
import re
import socket
from collections.abc import Collection
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

MAX_ADDRESS: Final = 4_000
_PORTS: Final = {"http": 80, "https": 443}
# An IPv4 address in the last 32 bits, which a gateway reaches (RFC 6052).
_NAT64: Final = ipaddress.ip_network("64:ff9b::/96")
_UNFIT: Final = re.compile(r"[\x00-\x20\x7f-\U0010ffff]")

IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address


class NotAsked(Exception):
    """The address may not be asked; the message says in a word why, for the log."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a request goes: `host` in ASCII, `target` the path with its query, as the request line has it."""

    scheme: str
    host: str
    port: int
    target: str

    @property
    def authority(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _PORTS[self.scheme] else f"{host}:{self.port}"


def place_of(address: str) -> Place:
    """Raises NotAsked for what is no plain http or https address: with a password, a space, another scheme."""
    if len(address) > MAX_ADDRESS or _UNFIT.search(address):
        raise NotAsked("address")
    try:
        parts = urlsplit(address)
        port = parts.port
        host = (parts.hostname or "").rstrip(".").encode("idna").decode("ascii")
    except (ValueError, UnicodeError) as error:
        raise NotAsked("address") from error
    if parts.scheme not in _PORTS or not host or "@" in parts.netloc:
        raise NotAsked("address")
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return Place(parts.scheme, host, port or _PORTS[parts.scheme], target)


def inside_host(address: str) -> str:
    """What `inside` holds of an address that a setting names: its host with its port."""
    place = place_of(address)
    return f"{place.host}:{place.port}"


def require_allowed(place: Place, inside: Collection[str] | None) -> bool:
    """Whether the place may be in one's own network. Raises NotAsked for http anywhere else. None allows them all."""
    named = inside is None or f"{place.host}:{place.port}" in inside
    if place.scheme != "https" and not named:
        raise NotAsked("http")
    return named


def checked_addresses(place: Place, *, anywhere: bool) -> list[str]:
    """The addresses to connect to, as numbers; none inside unless `anywhere`. Raises NotAsked, OSError."""
    listed = socket.getaddrinfo(place.host, place.port, type=socket.SOCK_STREAM)
    numbers = list(dict.fromkeys(str(row[4][0]) for row in listed))
    outside = [number for number in numbers if anywhere or is_outside(number)]
    if not outside:
        raise NotAsked("inside")
    return outside


def is_outside(number: str) -> bool:
    """Whether an IP address is one of the open Internet, whatever it is wrapped in."""
    try:
        address = ipaddress.ip_address(number.partition("%")[0])
    except ValueError:
        return False
    return all(_is_open(part) for part in _wrapped(address))


def _wrapped(address: IPAddress) -> list[IPAddress]:
    """The address itself, or those of IPv4 that it stands for."""
    if isinstance(address, ipaddress.IPv4Address):
        return [address]
    if address.ipv4_mapped:
        return [address.ipv4_mapped]
    if address in _NAT64:
        return [ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)]
    if address.sixtofour:
        return [address, address.sixtofour]
    return [address, *(address.teredo or ())]


def _is_open(address: IPAddress) -> bool:
    return address.is_global and not (
        address.is_multicast or address.is_reserved or address.is_unspecified
    )
