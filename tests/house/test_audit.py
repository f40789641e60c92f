"""`make check` fails on a package with a known advisory, and says when nobody could be asked."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

SCRIPT = Path(__file__).parents[2] / "requirements" / "audit.py"
LOCKED = "".join(
    f"{name}==1.0 \\\n    --hash=sha256:{'0' * 64}\n" for name in ("worn-package", "sound-package")
)
ADVISORY = {
    "id": "OSV-2026-1",
    "summary": "Anybody may do anything.",
    "published": "2026-01-01T00:00:00Z",
    "affected": [
        {
            "package": {"name": "worn-package", "ecosystem": "PyPI"},
            "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "1.1"}]}],
        }
    ],
}


class Index(BaseHTTPRequestHandler):
    """Answers as an index of the OSV protocol; of the worn package it knows an advisory."""

    def do_POST(self) -> None:
        query = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        worn = query["package"]["name"] == "worn-package"
        body = json.dumps({"vulns": [ADVISORY]} if worn else {}).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def index() -> Iterator[str]:
    with HTTPServer(("127.0.0.1", 0), Index) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def audit(locked: Path, address: str) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"AUDIT_OSV_URL": address, "NO_PROXY": "127.0.0.1"}
    return subprocess.run(
        [sys.executable, SCRIPT, locked],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_known_advisory_fails_and_is_named(index: str, tmp_path: Path) -> None:
    (tmp_path / "locked.txt").write_text(LOCKED)
    done = audit(tmp_path / "locked.txt", index)
    assert "worn-package 1.0: OSV-2026-1, mended in 1.1" in done.stdout
    assert "2 of 2 packages audited, 1 with a known one" in done.stdout
    assert done.returncode == 1


def test_packages_without_one_pass(index: str, tmp_path: Path) -> None:
    (tmp_path / "locked.txt").write_text(LOCKED[LOCKED.index("sound-package") :])
    done = audit(tmp_path / "locked.txt", index)
    assert "1 of 1 packages audited, 0 with a known one" in done.stdout
    assert done.returncode == 0


def test_where_no_index_answers_nothing_fails_and_that_is_said(tmp_path: Path) -> None:
    (tmp_path / "locked.txt").write_text(LOCKED)
    done = audit(tmp_path / "locked.txt", "http://127.0.0.1:1")
    assert "no index answered, so none of the packages was audited" in done.stdout
    assert done.returncode == 0
