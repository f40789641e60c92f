"""One request within bounds: of time, bytes, redirects, and of the addresses that may be asked."""

from __future__ import annotations

import gzip
import socket
import threading
import time
import tracemalloc
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import pytest
from local_catalogue import LocalCatalogue, Said, local_catalogue, nobody_there

from editorial.fetching import addresses
from editorial.fetching.fetch import Answer, Asking, NotFetched, fetch


@pytest.fixture
def here() -> Iterator[LocalCatalogue]:
    with local_catalogue() as catalogue:
        yield catalogue


def got(here: LocalCatalogue, path: str = "/", **options: Any) -> Answer:
    return fetch(Asking(here.address + path, inside={here.host}, **options))


def failure(here: LocalCatalogue, path: str = "/", **options: Any) -> str:
    with pytest.raises(NotFetched) as met:
        got(here, path, **options)
    return met.value.failure


def test_an_answer_is_read_in_its_character_set_and_no_cookie_goes_out(
    here: LocalCatalogue,
) -> None:
    words = "Тиды — tidès".encode("koi8-r", "replace")
    here.says["/"] = Said(words, kind="Text/Plain; charset=KOI8-R", headers={"Set-Cookie": "a=b"})
    assert got(here).text().startswith("Тиды")
    assert got(here).kind == "text/plain"
    assert all("Cookie" not in asked.headers for asked in here.asked)
    for name in ("idna", "undefined"):
        here.says["/"] = Said(b"a", kind=f"text/plain; charset={name}")
        assert got(here).text() == "a"
    here.says["/"] = Said(b"\xff\xfea", kind="text/plain; charset=nonsense")
    assert got(here).text().endswith("a")


def test_what_was_packed_is_unpacked_and_a_bomb_is_not(here: LocalCatalogue) -> None:
    packed = {"Content-Encoding": "gzip"}
    here.says["/"] = Said(gzip.compress(b"{}"), headers=packed)
    assert got(here).body == b"{}"
    here.says["/"] = Said(gzip.compress(b"0" * 50_000_000), headers=packed)
    tracemalloc.start()
    assert failure(here) == "large"
    assert tracemalloc.get_traced_memory()[1] < 12_000_000
    tracemalloc.stop()
    here.says["/"] = Said(gzip.compress(b"{}" * 999)[:-9], headers=packed)
    assert failure(here) == "garbled"
    here.says["/"] = Said(b"{}", headers={"Content-Encoding": "br"})
    assert failure(here) == "garbled"


def test_a_huge_answer_and_half_an_answer_are_none(here: LocalCatalogue) -> None:
    here.says["/"] = Said(b"0" * 2_000_001)
    assert failure(here) == "large"
    here.says["/"] = Said(b'{"a":', length=500)
    assert failure(here) == "garbled"


@pytest.mark.parametrize("said", [Said("{}", delay=3), Said("0123456789" * 10, drip=0.1)])
def test_a_slow_one_is_left_in_time(here: LocalCatalogue, said: Said) -> None:
    here.says["/"] = said
    began = time.monotonic()
    assert failure(here, seconds=0.4) == "slow"
    assert time.monotonic() - began < 1.5


def test_a_head_that_comes_letter_by_letter_is_left_in_time() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        host = f"127.0.0.1:{listening.getsockname()[1]}"
        threading.Thread(target=drip, args=(listening,), daemon=True).start()
        began = time.monotonic()
        with pytest.raises(NotFetched, match="slow"):
            fetch(Asking(f"http://{host}/", inside={host}, seconds=0.4))
        assert time.monotonic() - began < 1.5


def drip(listening: socket.socket) -> None:
    """A letter every 50 ms, for three seconds."""
    connection, _ = listening.accept()
    with connection, suppress(OSError):
        for letter in b"HTTP/1.1 200 OK\r\nX: " + b"x" * 40:
            connection.sendall(bytes([letter]))
            time.sleep(0.05)


def test_nobody_there_is_told_so() -> None:
    address = nobody_there()
    with pytest.raises(NotFetched, match="unreachable"):
        fetch(Asking(address, inside={address.removeprefix("http://")}))


def test_redirects_are_followed_so_far_and_looked_at(here: LocalCatalogue) -> None:
    here.says["/a"] = Said(status=302, headers={"Location": "/b"})
    here.says["/b"] = Said("{}")
    assert got(here, "/a", redirects=1).body == b"{}"
    assert got(here, "/a").status == 302
    here.says["/b"] = Said(status=302, headers={"Location": "/a"})
    assert failure(here, "/a", redirects=3) == "redirects"
    # Another port of this machine is another host.
    for target in (nobody_there(), "http://169.254.169.254/latest", "file:///etc/passwd"):
        here.says["/b"] = Said(status=302, headers={"Location": target})
        assert failure(here, "/a", redirects=3) == "garbled"
    here.says["/b"] = Said(status=302, headers={"Location": "https://127.0.0.1/"})
    assert failure(here, "/a", redirects=3) == "inside"
    here.says["/b"] = Said(status=302, headers={"Location": "https://[::ffff:10.0.0.1]/"})
    assert failure(here, "/a", redirects=3) == "inside"


@pytest.mark.parametrize(
    "address",
    [
        "http://example.org/",
        "ftp://example.org/",
        "https://user:word@example.org/",
        "https://example.org/a b",
        "https://example.org/\r\nX: y",
        "https:///x",
        "https://[::1",
        "https://example.org:99999/",
        "https://example.org/" + "a" * 5_000,
    ],
)
def test_what_is_no_plain_https_address_is_not_asked(address: str) -> None:
    with pytest.raises(NotFetched, match="garbled"):
        fetch(Asking(address))


@pytest.mark.parametrize(
    "number",
    [
        *("127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1"),
        *("0.0.0.0", "224.0.0.1", "255.255.255.255", "192.0.2.1", "::1", "::", "fe80::1%eth0"),
        *("fc00::1", "ff02::1", "::ffff:127.0.0.1", "64:ff9b::a00:1", "2002:7f00:1::"),
        *("2001:db8::1", "nonsense"),
    ],
)
def test_numbers_of_ones_own_network_are_not_outside(number: str) -> None:
    assert not addresses.is_outside(number)


@pytest.mark.parametrize(
    "number", ["8.8.8.8", "2606:4700::1", "::ffff:8.8.8.8", "64:ff9b::808:808"]
)
def test_numbers_of_the_open_internet_are_outside(number: str) -> None:
    assert addresses.is_outside(number)


def test_a_name_is_resolved_once_and_its_number_is_connected_to(
    here: LocalCatalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name that stands for another number the second time leads nowhere else."""
    asked: list[str] = []
    port = here.server.server_port

    def resolve(host: str, *_args: Any, **_options: Any) -> list[Any]:
        asked.append(host)
        number = "127.0.0.1" if asked.count("there.example") < 2 else "127.0.0.9"
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (number, port))]

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    here.says["/"] = Said("{}")
    inside = {f"there.example:{port}"}
    assert fetch(Asking(f"http://there.example:{port}/", inside=inside)).body == b"{}"
    assert asked.count("there.example") == 1
    assert here.asked[0].headers["Host"] == f"there.example:{port}"
    with pytest.raises(NotFetched, match="inside"):
        fetch(Asking(f"https://there.example:{port}/"))
