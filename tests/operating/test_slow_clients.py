"""Half requests through the server alone hold up nobody else."""

from __future__ import annotations

import os
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import suppress
from http.client import HTTPConnection
from pathlib import Path
from threading import Event, Thread

import pytest
from django.http import HttpRequest
from django.test import RequestFactory

from editorial.management.commands.serve import _commands
from editorial.operating import bodies
from editorial.operating.bodies import Readers

SOCKETS = 50
HEAD = b"GET /healthz HTTP/1.1\r\nHost: local"
BODY = (
    b"POST /account/login/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000\r\n"
    b"Content-Type: application/x-www-form-urlencoded\r\n\r\nlogin=a"
)


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """The server as `serve` starts it; its database is empty, which these requests do not ask."""
    folder = tmp_path_factory.mktemp("served")
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    environment = {
        **os.environ,
        "STET_VAR": str(folder),
        "DATABASE_URL": f"sqlite:///{folder / 'empty.sqlite3'}",
        "HTTPS": "0",
    }
    root = Path(__file__).parents[2]
    (folder / "static").mkdir()
    server = subprocess.Popen(
        _commands("127.0.0.1", port)[0], cwd=root, env=environment, stderr=subprocess.DEVNULL
    )
    until = time.monotonic() + 90
    while time.monotonic() < until and server.poll() is None:
        try:
            if answer(port) == 200:
                break
        except OSError:
            time.sleep(0.1)
    yield port
    server.terminate()
    server.wait(30)


def answer(port: int, path: str = "/healthz") -> int:
    connection = HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        connection.request("GET", path)
        return connection.getresponse().status
    finally:
        connection.close()


@pytest.mark.slow
@pytest.mark.parametrize("half", [HEAD, BODY], ids=["heads", "bodies"])
def test_half_requests_hold_up_nobody(port: int, half: bytes) -> None:
    waiting = []
    for _number in range(SOCKETS):
        waiting.append(socket.create_connection(("127.0.0.1", port), timeout=30))
        waiting[-1].sendall(half)
    try:
        assert [answer(port) for _time in range(20)] == [200] * 20
    finally:
        for connection in waiting:
            connection.close()


def request(address: str) -> HttpRequest:
    return RequestFactory().post("/search/", {"a": "b"}, REMOTE_ADDR=address)


def test_one_address_has_a_part_of_the_turns_and_all_together_another() -> None:
    readers = Readers(most=3, most_of_one=2)
    with readers.turn("a") as first, readers.turn("a") as second, readers.turn("a") as third:
        assert (first, second, third) == (True, True, False)
        with readers.turn("b") as other, readers.turn("c") as last:
            assert (other, last) == (True, False)
    with readers.turn("a") as again:
        assert again
    assert readers._reading.total() == 0


def test_whoever_finds_no_turn_is_told_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bodies, "readers", Readers(most=1))
    reading, done = Event(), Event()

    def read(_request: HttpRequest) -> None:
        reading.set()
        done.wait(30)

    answered = bodies.read_whole(lambda request: bodies.HttpResponse("whole"))
    monkeypatch.setattr(bodies, "_read", read)
    slow = Thread(target=answered, args=[request("192.0.2.1")])
    slow.start()
    assert reading.wait(30)
    try:
        refused = answered(request("192.0.2.2"))
        assert refused.status_code == 503
        assert refused.headers["Retry-After"] == "5"
        assert b"Too much is being sent" in refused.content  # type: ignore[attr-defined]
        # What has no body needs no turn.
        assert answered(RequestFactory().get("/search/")).status_code == 200
    finally:
        done.set()
        slow.join(30)
    monkeypatch.undo()
    assert answered(request("192.0.2.2")).status_code == 200


def test_the_server_has_more_threads_than_may_read_bodies() -> None:
    command = _commands("127.0.0.1", 1)[0]
    threads = int(command[command.index("--blocking-threads") + 1])
    assert threads >= 2 * bodies.MAX_READING
    # The server of deploy/ has fewer: nginx hands over whole requests.
    nginx = Path(__file__).parents[2] / "deploy" / "nginx.conf"
    assert "proxy_request_buffering on;" in nginx.read_text(encoding="utf-8")


@pytest.mark.slow
@pytest.mark.parametrize(
    "head",
    [
        b"Content-Length: 4\r\nTransfer-Encoding: chunked\r\n",
        b"Content-Length: 4\r\nContent-Length: 5\r\n",
        b"Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
        b"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Protocol: \xff\xfe\r\n",
    ],
    ids=["chunked and of a length", "of two lengths", "a foreign protocol"],
)
def test_a_request_that_is_two_things_at_once_ends_no_process(port: int, head: bytes) -> None:
    """One answer at most, whatever follows as if it were another request (CVE-2026-42544)."""
    with socket.create_connection(("127.0.0.1", port), timeout=30) as connection:
        answered = b""
        # It may have refused and closed before all of it was sent.
        with suppress(OSError):
            connection.sendall(b"POST /healthz HTTP/1.1\r\nHost: localhost\r\n" + head + b"\r\n")
            connection.sendall(b"0\r\n\r\nGET /metrics HTTP/1.1\r\nHost: localhost\r\n\r\n")
            connection.shutdown(socket.SHUT_WR)
            while part := connection.recv(65536):
                answered += part
    if b"chunked" in head or b"Content-Length" in head:
        assert answered.count(b"HTTP/1.1 ") <= 1
    assert answer(port) == 200
