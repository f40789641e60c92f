"""Which network address a request comes from, through proxies that are trusted and those that are not."""

from __future__ import annotations

import pytest
from django.conf import LazySettings
from django.test import RequestFactory

from editorial.accounts.client_address import client_address

HERS, STRANGERS = "198.51.100.7", "203.0.113.9"


@pytest.mark.parametrize(
    ("proxies", "forwarded", "server_sees", "address"),
    [
        (0, "", HERS, HERS),
        (0, STRANGERS, HERS, HERS),
        (0, STRANGERS, "", None),
        (1, HERS, "", HERS),
        (1, f"{STRANGERS}, {HERS}", "127.0.0.1", HERS),
        (1, f"{STRANGERS},{HERS}", "", HERS),
        (1, "", HERS, HERS),
        (1, "unix:", "", None),
        (1, "not an address", "127.0.0.1", None),
        (1, f"{STRANGERS}, ' OR 1=1 --", "", None),
        (2, f"{STRANGERS}, {HERS}, 10.0.0.1", "", HERS),
        (2, f"{HERS}, 10.0.0.1", "127.0.0.1", HERS),
        (2, HERS, "127.0.0.1", HERS),
        (3, f"{STRANGERS}, {HERS}, 10.0.0.1, 10.0.0.2", "", HERS),
        (1, f"{HERS}:50123", "", HERS),
        (1, f"::ffff:{HERS}", "", HERS),
        (1, "2001:db8:1:2:3:4:5:6", "", "2001:db8:1:2::"),
        (1, "2001:DB8:1:2::9", "", "2001:db8:1:2::"),
        (1, "[2001:db8:1:2::9]:443", "", "2001:db8:1:2::"),
        (1, f"{STRANGERS}, 2001:db8:1:2::9", "::1", "2001:db8:1:2::"),
        (0, "", "fe80::1%eth0", "fe80::"),
        (0, "", "::ffff:198.51.100.7", HERS),
    ],
)
def test_the_address_is_the_first_that_a_trusted_proxy_names(
    settings: LazySettings, proxies: int, forwarded: str, server_sees: str, address: str | None
) -> None:
    settings.TRUSTED_PROXIES = proxies
    headers = {"HTTP_X_FORWARDED_FOR": forwarded} if forwarded else {}
    request = RequestFactory().get("/account/login/", REMOTE_ADDR=server_sees, **headers)
    assert client_address(request) == address
