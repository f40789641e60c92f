"""Readers who ask a server for one page again and again, for `pages.py`."""

from __future__ import annotations

import multiprocessing
import socket
import statistics
import time
from dataclasses import dataclass, field


@dataclass
class Case:
    """One request to measure: `name` as printed, `headers` beside Host."""

    name: str
    port: int
    path: str
    headers: str = ""
    floor: str = ""
    rates: list[float] = field(default_factory=list)
    costs: list[float] = field(default_factory=list)

    @property
    def median(self) -> float:
        return statistics.median(self.rates)

    @property
    def cost(self) -> float:
        return statistics.median(self.costs)


def read_requests(case: Case, seconds: float, done: multiprocessing.Queue[int]) -> None:
    """Send the request repeatedly over one connection; put the number of answers."""
    request = f"GET {case.path} HTTP/1.1\r\nHost: 127.0.0.1\r\n{case.headers}\r\n".encode()
    answers = 0
    connection = socket.create_connection(("127.0.0.1", case.port))
    end = time.perf_counter() + seconds
    while time.perf_counter() < end:
        connection.sendall(request)
        if not receive(connection):
            connection.close()
            connection = socket.create_connection(("127.0.0.1", case.port))
        answers += 1
    connection.close()
    done.put(answers)


def receive(connection: socket.socket) -> bool:
    """Read one answer to its end; False when the server closes the connection after it."""
    data = b""
    while b"\r\n\r\n" not in data:
        data += connection.recv(262_144)
    head, _, rest = data.partition(b"\r\n\r\n")
    lowered = head.lower()
    length = 0
    if b"content-length:" in lowered:
        length = int(lowered.split(b"content-length:")[1].split(b"\r\n")[0])
    if not head.startswith((b"HTTP/1.1 200", b"HTTP/1.1 304")):
        raise RuntimeError(f"answered {head.splitlines()[0].decode()}")
    missing = length - len(rest)
    while missing > 0:
        missing -= len(connection.recv(262_144))
    return b"connection: close" not in lowered


def measure(case: Case, seconds: float, count: int) -> float:
    """Requests a second of so many readers together."""
    done: multiprocessing.Queue[int] = multiprocessing.Queue()
    readers = [
        multiprocessing.Process(target=read_requests, args=(case, seconds, done))
        for _ in range(count)
    ]
    for reader in readers:
        reader.start()
    total = sum(done.get(timeout=seconds + 30) for _ in readers)
    for reader in readers:
        reader.join()
    return total / seconds
