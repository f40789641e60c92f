"""The static edition of what a test has published, on a host of files, where readers' tests run as on the site."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.handlers.wsgi import WSGIHandler

from editorial.static_edition.whole import write_edition

# `READERS_ON=folder pytest tests/browser/test_notes_in_place.py …`; `make test-thorough` does it.
IS_FOLDER = os.environ.get("READERS_ON") == "folder"


class Files(SimpleHTTPRequestHandler):
    def log_message(self, *_arguments: object) -> None:
        """Nothing."""


@contextmanager
def folder_site(folder: Path) -> Iterator[str]:
    """Write the edition there and serve it; gives its address."""
    write_edition(folder, StaticFilesHandler(WSGIHandler()))
    server = ThreadingHTTPServer(("localhost", 0), partial(Files, directory=folder))
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://localhost:{server.server_port}"
    server.shutdown()
    server.server_close()
