"""A connection to an address that was looked at, and to no other: the name is not resolved a second time."""

from __future__ import annotations

import socket
import ssl
import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from http.client import HTTPConnection
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

from editorial.fetching.addresses import Place, checked_addresses

MAX_CONNECT = 4.0
_PROXY_PORT = 3128
_MAX_HEAD = 8_000


class Deadline:
    """When a request has to be over; whoever still reads then finds its connection closed."""

    def __init__(self, seconds: float) -> None:
        self._end = time.monotonic() + seconds
        self._sockets: list[socket.socket] = []
        self._lock = threading.Lock()
        self._is_over = False
        self._timer = threading.Timer(seconds, self._close)
        self._timer.daemon = True
        self._timer.start()

    def left(self) -> float:
        """Seconds until then. Raises TimeoutError when there are none."""
        seconds = self._end - time.monotonic()
        if seconds <= 0 or self._is_over:
            raise TimeoutError
        return seconds

    def watch(self, connection: socket.socket) -> None:
        with self._lock:
            self._sockets.append(connection)
        self.left()

    def end(self) -> None:
        self._timer.cancel()

    @property
    def is_over(self) -> bool:
        return self._is_over

    def _close(self) -> None:
        with self._lock:
            self._is_over = True
            for connection in self._sockets:
                with suppress(OSError):
                    # Of the socket itself: TLS has nothing to say any more.
                    socket.socket.shutdown(connection, socket.SHUT_RDWR)


class CheckedConnection(HTTPConnection):
    """HTTP or HTTPS to a place, by an address of it that may be asked, or by the proxy of this machine."""

    def __init__(
        self, place: Place, deadline: Deadline, *, anywhere: bool, directly: bool = False
    ) -> None:
        super().__init__(place.host, place.port)
        self._place = place
        self._deadline = deadline
        self._anywhere = anywhere
        self._directly = directly

    def connect(self) -> None:
        proxy = "" if self._directly else _proxy_of(self._place)
        if proxy:
            connection = self._by_proxy(proxy)
        else:
            numbers = checked_addresses(self._place, anywhere=self._anywhere)
            connection = self._opened(numbers, self._place.port)
        if self._place.scheme == "https":
            # Watched before it says a word: who answers slowly here holds nobody up either.
            secure = ssl.create_default_context().wrap_socket(
                connection, server_hostname=self._place.host, do_handshake_on_connect=False
            )
            self._deadline.watch(secure)
            secure.settimeout(self._deadline.left())
            secure.do_handshake()
            connection = secure
        connection.settimeout(self._deadline.left())
        self.sock = connection

    def _opened(self, numbers: Sequence[str], port: int) -> socket.socket:
        error: OSError = OSError("no address")
        for number in numbers:
            try:
                seconds = min(MAX_CONNECT, self._deadline.left())
                connection = socket.create_connection((number, port), seconds)
            except OSError as failed:
                error = failed
                continue
            self._deadline.watch(connection)
            return connection
        raise error

    def _by_proxy(self, proxy: str) -> socket.socket:
        """A tunnel: the proxy resolves the name itself, so that this machine looks at it only where it can."""
        with suppress(socket.gaierror):
            checked_addresses(self._place, anywhere=self._anywhere)
        parts = urlsplit(proxy if "://" in proxy else f"http://{proxy}")
        connection = self._opened([parts.hostname or ""], parts.port or _PROXY_PORT)
        connection.settimeout(self._deadline.left())
        host = f"[{self._place.host}]" if ":" in self._place.host else self._place.host
        name = f"{host}:{self._place.port}"
        connection.sendall(f"CONNECT {name} HTTP/1.1\r\nHost: {name}\r\n\r\n".encode("ascii"))
        _read_consent(connection)
        return connection


def _read_consent(connection: socket.socket) -> None:
    head = b""
    while not head.endswith(b"\r\n\r\n"):
        byte = connection.recv(1)
        if not byte or len(head) > _MAX_HEAD:
            raise OSError("proxy")
        head += byte
    if head.split(b" ", 2)[1:2] != [b"200"]:
        raise OSError("proxy")


def _proxy_of(place: Place) -> str:
    """The proxy that the environment names for https; http goes only to hosts that a setting names."""
    if place.scheme != "https" or proxy_bypass(place.host):
        return ""
    return getproxies().get("https", "")
