"""A server on this machine that answers as catalogues do, and as badly as they do."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass
class Said:
    """`body` may be JSON, text or bytes; `delay` in seconds comes before the head, `drip` between bytes of the body."""

    body: Any = b""
    status: int = 200
    kind: str = "application/json"
    headers: dict[str, str] = field(default_factory=dict)
    delay: float = 0.0
    drip: float = 0.0
    # What the head says of its length, where that is not true.
    length: int | None = None

    def data(self) -> bytes:
        if isinstance(self.body, bytes):
            return self.body
        return (self.body if isinstance(self.body, str) else json.dumps(self.body)).encode()


@dataclass
class Asked:
    method: str
    path: str
    headers: dict[str, str]
    body: str


class LocalCatalogue:
    """`says` is what it answers with, by the beginning of the path; `asked` is what it was asked."""

    def __init__(self) -> None:
        self.says: dict[str, Said] = {}
        self.asked: list[Asked] = []
        here = self

        class Answering(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                length = int(self.headers.get("Content-Length") or 0)
                body = self.rfile.read(length).decode()
                here.asked.append(Asked(self.command, self.path, dict(self.headers), body))
                said = next(
                    (said for path, said in here.says.items() if self.path.startswith(path)),
                    Said("<html>Not found</html>", 404, "text/html"),
                )
                time.sleep(said.delay)
                self.send_response(said.status)
                data = said.data()
                self.send_header("Content-Type", said.kind)
                length = len(data) if said.length is None else said.length
                self.send_header("Content-Length", str(length))
                for name, value in said.headers.items():
                    self.send_header(name, value)
                self.end_headers()
                if not said.drip:
                    self.wfile.write(data)
                    return
                for byte in data:
                    self.wfile.write(bytes([byte]))
                    self.wfile.flush()
                    time.sleep(said.drip)

            do_POST = do_GET

            def handle_one_request(self) -> None:
                try:
                    super().handle_one_request()
                except OSError:
                    self.close_connection = True

            def log_message(self, *_: Any) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Answering)
        self.server.daemon_threads = True
        self.host = f"127.0.0.1:{self.server.server_port}"
        self.address = f"http://{self.host}"
        threading.Thread(target=self.server.serve_forever, args=(0.01,), daemon=True).start()

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()


@contextmanager
def local_catalogue() -> Iterator[LocalCatalogue]:
    here = LocalCatalogue()
    try:
        yield here
    finally:
        here.close()


def nobody_there() -> str:
    """An address of this machine at which nothing listens."""
    with local_catalogue() as gone:
        return gone.address
