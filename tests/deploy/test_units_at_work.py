"""The lines of the units, started as processes with their environment, and nginx in front of them as the site has it.

`test_under_systemd.py` has systemd run them, where that is possible; this runs everywhere.
"""

from __future__ import annotations

import json
import os
import re
import shlex
import socket
import ssl
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import migrated
import pytest
from deploy.test_nginx import HOST, Nginx, blocks, free_port, limit, running
from deploy.test_units import DEPLOY, text
from portions import Portion
from test_readme import default_of

from editorial.operating.limits import AROUND

ROOT = DEPLOY.parent
SOCKETS = 40
HALF_HEAD = f"GET /healthz HTTP/1.1\r\nHost: {HOST}\r\nX-Half: a".encode()
HALF_BODY = (
    f"POST /search/ HTTP/1.1\r\nHost: {HOST}\r\nContent-Length: 100000\r\n"
    "Content-Type: application/x-www-form-urlencoded\r\n\r\nq=a"
).encode()
pytestmark = [pytest.mark.nginx, pytest.mark.slow]


@dataclass
class Units:
    """Starts what a unit's ExecStart names, with `deploy/stet.env` but for a database and folders of its own."""

    folder: Path
    port: int
    whole: bool

    @property
    def environment(self) -> dict[str, str]:
        given = dict(re.findall(r"^([A-Z_]+)=(.*)$", text("stet.env"), re.MULTILINE))
        own = {
            "DATABASE_URL": f"sqlite:///{self.folder}/stet.sqlite3",
            "SECRET_KEY": "s" * 60,
            "STET_VAR": str(self.folder),
            "HISTORY_HEADS_FILE": str(self.folder / "heads.log"),
            "BACKUP_DIR": str(self.folder / "back-ups"),
            "EMAIL_BACKEND": "encyclopedia.mail.FileBackend",
        }
        return {"PATH": os.environ["PATH"], "LANG": "C.UTF-8", **given, **own}

    def line(self, unit: str, instance: str = "") -> list[str]:
        (line,) = re.findall(r"^ExecStart=(.*)$", text(unit), re.MULTILINE)
        programs = Path(sys.executable).parent
        line = line.replace("/srv/stet/.venv/bin", str(programs)).replace("%i", instance)
        line = line if self.whole else line.replace("--workers 4", "--workers 1")
        return shlex.split(line.replace("--port 8000", f"--port {self.port}"))

    def run(self, *command: str) -> str:
        done = subprocess.run(
            command, cwd=ROOT, env=self.environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def start(self, unit: str, instance: str = "") -> subprocess.Popen[bytes]:
        with (self.folder / "log").open("ab") as log:
            return subprocess.Popen(
                self.line(unit, instance), cwd=ROOT, env=self.environment, stdout=log, stderr=log
            )


@pytest.fixture(scope="module")
def site(
    django_db_setup: None, tmp_path_factory: pytest.TempPathFactory, portion: Portion
) -> Iterator[Any]:
    """The units of the server and of a worker, and nginx before them; `make test` has one process and no worker."""
    units = Units(tmp_path_factory.mktemp("site"), free_port(), whole=portion.thorough)
    migrated.begin(units.folder / "stet.sqlite3")
    if portion.thorough:
        manage = [sys.executable, "manage.py"]
        units.run(*manage, "migrate", "--verbosity", "0")
        units.run(*manage, "collectstatic", "--no-input", "--verbosity", "0")
    processes = [units.start("stet-server.service")]
    if portion.thorough:
        processes.append(units.start("stet-worker@.service", "default"))
    (units.folder / "nginx").mkdir()
    nginx = Nginx(units.folder / "nginx", units.port)
    try:
        with running(nginx):
            until = time.monotonic() + 90
            while nginx.ask("GET", "/healthz").status != 200:
                assert time.monotonic() < until
                assert processes[0].poll() is None
                time.sleep(0.2)
            yield units, nginx
    finally:
        for process in processes:
            process.terminate()
        for process in processes:
            process.wait(60)


def test_the_units_make_a_site_that_is_well(site: tuple[Units, Nginx]) -> None:
    units, nginx = site
    wanted = {"database", "schema", "log"}
    if units.whole:
        units.run(*units.line("stet-due.service"))
        units.run(*units.line("stet-backup.service"))
        wanted |= {"timer", "worker:default", "back-up"}
        assert nginx.ask("GET", "/about/").status == 200
    until = time.monotonic() + 60
    well: set[str] = set()
    while not wanted <= well:
        parts = json.loads(nginx.ask("GET", "/readyz?json").read())["parts"]
        well = {part["part"] for part in parts if part["state"] == "ok"}
        assert time.monotonic() < until, parts
        time.sleep(0.2)


@pytest.mark.parametrize("half", [HALF_HEAD, HALF_BODY], ids=["heads", "bodies"])
def test_half_requests_wait_in_nginx_and_hold_up_nobody(
    site: tuple[Units, Nginx], half: bytes
) -> None:
    nginx = site[1]
    context = ssl._create_unverified_context()
    waiting = []
    for _number in range(SOCKETS):
        plain = socket.create_connection(("127.0.0.1", nginx.port), timeout=30)
        waiting.append(context.wrap_socket(plain))
        waiting[-1].sendall(half)
    try:
        assert [nginx.ask("GET", "/api/v1/entries/").status for _time in range(10)] == [200] * 10
    finally:
        for connection in waiting:
            connection.close()


def test_what_is_too_large_is_refused_by_nginx_before_the_application_would(
    site: tuple[Units, Nginx],
) -> None:
    nginx = site[1]
    form = default_of("DATA_UPLOAD_MAX_MEMORY_SIZE")
    office = limit(blocks()["office"])
    answers = []
    for path, size in (
        *(("/policy-report/", form), ("/policy-report/", form + AROUND + 1)),
        ("/admin/", office + 1),
    ):
        connection = nginx.connected()
        headers = {"Host": HOST, "Content-Type": "application/x-www-form-urlencoded"}
        headers |= {"Accept": "application/json", "Content-Length": str(size)}
        with suppress(BrokenPipeError, ConnectionResetError, ssl.SSLError):  # it answered already
            connection.request("POST", path, headers=headers, body=_zeros(size))
        answer = connection.getresponse()
        answers.append((answer.status, b"nginx" in answer.read()))
        connection.close()
    assert answers == [(204, False), (413, True), (413, True)]


def _zeros(size: int) -> Iterator[bytes]:
    while size > 0:
        yield b"0" * min(size, 1 << 20)
        size -= 1 << 20
