"""deploy/nginx.conf: its limits agree with the settings, and nginx runs it in front of the application."""

from __future__ import annotations

import os
import re
import shutil
import socket
import ssl
import subprocess
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPSConnection
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse
from test_readme import NGINX_M, default_of

from editorial.operating.limits import AROUND

CONF = (Path(__file__).parents[2] / "deploy" / "nginx.conf").read_text(encoding="utf-8")
HOST = "encyclopedia.example"


def limit(block: str) -> int:
    (megabytes,) = re.findall(r"client_max_body_size (\d+)m;", block)
    return int(megabytes) * NGINX_M


def blocks() -> dict[str, str]:
    """The server for readers and its locations: everywhere, in the office, and where imports are uploaded."""
    everywhere, office, imports = re.split(r"location (?=/admin/|~)", CONF)
    pattern = re.match(r"~ (\S+) \{", imports)
    assert pattern
    assert office.startswith("/admin/ {")
    job = uuid.uuid4()
    for name, arguments in (("import_new", []), ("import_pictures", [job])):
        assert re.search(pattern[1], reverse(f"admin:{name}", args=arguments))
    assert not re.search(pattern[1], reverse("admin:import", args=[job]))
    return {"": everywhere.partition("listen 443")[2], "office": office, "imports": imports}


def test_nginx_accepts_what_the_site_accepts_and_refuses_before_the_site_does() -> None:
    form = default_of("DATA_UPLOAD_MAX_MEMORY_SIZE")
    file = max(default_of("EVIDENCE_MAX_BYTES"), default_of("PICTURE_MAX_BYTES"))
    largest = {"": 0, "office": file, "imports": default_of("IMPORT_MAX_BYTES")}
    for name, block in blocks().items():
        of_file = largest[name]
        assert form + of_file <= limit(block) < form + AROUND + of_file, name


def test_nginx_passes_on_the_address_scheme_and_name_of_the_request() -> None:
    everywhere, *others = blocks().values()
    assert "proxy_set_header X-Forwarded-For $remote_addr;" in everywhere
    assert "proxy_set_header X-Forwarded-Proto $scheme;" in everywhere
    assert "proxy_set_header X-Request-ID $request_id;" in everywhere
    # nginx ignores the headers of the server block in a location that sets a header itself.
    assert "proxy_set_header" not in "".join(others)
    assert "proxy_set_header" not in everywhere.partition("location")[2]
    environment = (Path(__file__).parents[2] / "deploy" / "stet.env").read_text(encoding="utf-8")
    assert "BEHIND_PROXY=1" in environment


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port: int = probe.getsockname()[1]
        return port


class Nginx:
    """nginx with the file as it is, but for its ports and its certificate."""

    def __init__(self, folder: Path, upstream: int) -> None:
        self.folder, self.port, self.plain = folder, free_port(), free_port()
        self.make_certificate()
        server = CONF.replace("127.0.0.1:8000", f"127.0.0.1:{upstream}")
        server = re.sub(r"\n\s*listen \[::\].*", "", server)
        server = server.replace("listen 443", f"listen 127.0.0.1:{self.port}")
        server = server.replace("listen 80", f"listen 127.0.0.1:{self.plain}")
        server = re.sub(r"/etc/ssl/\w+/", f"{folder}/", server)
        temporary = "".join(
            f"{kind}_temp_path {folder}/{kind};\n"
            for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
        )
        # Others may not write to a folder of root's tests.
        user = "user root;\n" if os.geteuid() == 0 else ""
        (folder / "nginx.conf").write_text(
            f"{user}pid {folder}/nginx.pid;\nerror_log {folder}/error.log;\ndaemon off;\nevents {{}}\n"
            f"http {{\naccess_log off;\n{temporary}{server}}}\n",
            encoding="utf-8",
        )

    def make_certificate(self) -> None:
        names = (f"{self.folder}/{HOST}.key", f"{self.folder}/{HOST}.pem")
        command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"]
        command += ["-subj", f"/CN={HOST}", "-keyout", names[0], "-out", names[1]]
        subprocess.run(command, check=True, capture_output=True)

    def command(self, *more: str) -> list[str]:
        name = shutil.which("nginx") or "/usr/sbin/nginx"
        return [name, "-c", str(self.folder / "nginx.conf"), "-p", str(self.folder), *more]

    def connected(self) -> HTTPSConnection:
        context = ssl._create_unverified_context()
        return HTTPSConnection("127.0.0.1", self.port, context=context, timeout=30)

    def ask(self, method: str, path: str, headers: dict[str, str] | None = None) -> Any:
        """The answer to a request without a body, whatever length its headers name."""
        connection = self.connected()
        connection.putrequest(method, path, skip_host=True)
        for name, value in {"Host": HOST, **(headers or {})}.items():
            connection.putheader(name, value)
        connection.endheaders()
        return connection.getresponse()


@contextmanager
def running(server: Nginx) -> Iterator[None]:
    process = subprocess.Popen(server.command(), stderr=subprocess.PIPE)
    until = time.monotonic() + 20
    while time.monotonic() < until and process.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", server.port), timeout=1).close()
            break
        except OSError:
            time.sleep(0.05)
    try:
        yield
    finally:
        process.terminate()
        process.wait(20)


@pytest.fixture
def nginx(live_server: Any, settings: Any, tmp_path: Path) -> Iterator[Nginx]:
    settings.ALLOWED_HOSTS = [HOST]
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    settings.SECURE_SSL_REDIRECT = True
    settings.TRUSTED_PROXIES = 1
    server = Nginx(tmp_path, live_server.thread.port)
    with running(server):
        yield server


@pytest.mark.nginx
def test_nginx_finds_no_fault_in_the_file(tmp_path: Path) -> None:
    server = Nginx(tmp_path, 8000)
    tested = subprocess.run(server.command("-t"), capture_output=True, text=True, check=False)
    assert tested.returncode == 0, tested.stderr
    assert "warn" not in tested.stderr
    config = tmp_path / "nginx.conf"
    config.write_text(config.read_text().replace("proxy_pass", "proxy_passs"))
    assert subprocess.run(server.command("-t"), capture_output=True, check=False).returncode


@pytest.mark.nginx
@pytest.mark.slow
def test_the_site_is_served_behind_it(nginx: Nginx) -> None:
    plain = HTTPConnection("127.0.0.1", nginx.plain, timeout=30)
    plain.request("GET", "/about/?x=1", headers={"Host": HOST})
    moved = plain.getresponse()
    assert (moved.status, moved.headers["Location"]) == (301, f"https://{HOST}/about/?x=1")
    # Neither sent to https again nor refused: it knows scheme and host.
    assert nginx.ask("GET", "/about/").status == 200
    assert nginx.ask("GET", "/readyz").status == 200
    assert nginx.ask("GET", "/about/", {"Host": "other.example"}).status == 400

    def posted(path: str, size: int) -> int:
        answered: int = nginx.ask("POST", path, {"Content-Length": str(size)}).status
        return answered

    of = {name: limit(block) for name, block in blocks().items()}
    assert posted("/search/", of[""] + 1) == 413
    assert posted(reverse("admin:index"), of["office"] + 1) == 413
    assert posted(reverse("admin:import_new"), of["imports"] + 1) == 413
