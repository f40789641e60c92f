"""A site on several hosts, stood up on this machine for `hosts.py`: each host has its folder, its port, its processes.

PostgreSQL is the local server, with a database of its own that is dropped at the end. Uploaded files are in a bucket
at a server of that protocol (moto). nginx stands in front, set up as docs/scaling.md says.
"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from pages import postgresql

ROOT = Path(__file__).resolve().parent.parent
PAGE = "/person/leon-trotsky/"

NGINX = """
daemon off; pid nginx.pid; worker_processes 2; user root;
error_log error.log warn;
events {{ worker_connections 1024; }}
http {{
    access_log off; client_body_temp_path body; proxy_temp_path proxy; fastcgi_temp_path f; uwsgi_temp_path u;
    scgi_temp_path s;
    proxy_cache_path media keys_zone=media:1m max_size=100m use_temp_path=off;
    upstream hosts {{
        server 127.0.0.1:{a} max_fails=1 fail_timeout=2s;
        server 127.0.0.1:{b} max_fails=1 fail_timeout=2s;
        keepalive 32;
    }}
    upstream floor {{ server 127.0.0.1:{floor}; keepalive 32; }}
    server {{
        listen 127.0.0.1:{front};
        keepalive_requests 100000;
        client_max_body_size 64m;
        proxy_http_version 1.1;
        proxy_set_header Connection "";
        proxy_set_header Host $host;
        proxy_set_header X-Forwarded-Proto $scheme;
        proxy_set_header X-Forwarded-For $remote_addr;
        proxy_connect_timeout 2s;
        proxy_next_upstream error timeout;
        location / {{ proxy_pass http://hosts; }}
        location /media/ {{
            proxy_pass http://hosts;
            proxy_cache media;
            proxy_cache_lock on;
            proxy_ignore_headers Cache-Control;
            proxy_cache_valid 200 10m;
            proxy_cache_revalidate on;
        }}
        location /floor/ {{ proxy_pass http://floor; }}
    }}
}}
"""


@dataclass
class Host:
    """A machine: its name, its folder, the port of its server if it has one, and what runs on it."""

    name: str
    folder: Path
    environment: dict[str, str]
    port: int = 0
    processes: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def run(self, *command: str, environment: dict[str, str] | None = None) -> None:
        """Start a process of this host, in a group of its own."""
        log = (self.folder / "log").open("ab")
        started = subprocess.Popen(
            command,
            cwd=ROOT,
            env=self.environment | (environment or {}),
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
        log.close()
        self.processes.append(started)

    def manage(self, *command: str) -> None:
        """Carry out a command on this host and wait for it."""
        with (self.folder / "log").open("ab") as log:
            subprocess.run(
                [sys.executable, "manage.py", *command],
                cwd=ROOT,
                env=self.environment,
                stdout=log,
                stderr=log,
                check=True,
            )

    def serve(self, application: str = "encyclopedia.wsgi", **environment: str) -> None:
        """Start the server as the README does, and wait until it listens."""
        self.run(
            *(sys.executable, "-m", "granian", f"{application}:application", "--interface", "wsgi"),
            *("--no-ws", "--workers", "2", "--blocking-threads", "4", "--log-level", "error"),
            *("--port", str(self.port)),
            environment=environment,
        )
        self.await_server()

    def await_server(self) -> None:
        """Raises SystemExit, with what it said, when it does not listen within a minute."""
        end = time.monotonic() + 60
        while time.monotonic() < end:
            with socket.socket() as probe:
                if not probe.connect_ex(("127.0.0.1", self.port)):
                    return
            time.sleep(0.05)
        said = (self.folder / "log").read_text(errors="replace")
        raise SystemExit(f"host {self.name} does not listen:\n{said[-2000:]}")

    def die(self) -> None:
        """Every process is gone at once, as when the power fails."""
        for process in self.processes:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        self.processes.clear()

    def processor_seconds(self) -> float:
        """What its processes and their children have used so far, from /proc."""
        groups = {process.pid for process in self.processes}
        return sum(seconds for group, _pid, seconds in processes() if group in groups)


def processes() -> Iterator[tuple[int, int, float]]:
    """Group, number, and seconds of processor, user and system, of every process of this machine."""
    for entry in Path("/proc").glob("[0-9]*/stat"):
        try:
            columns = entry.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        seconds = (int(columns[11]) + int(columns[12])) / os.sysconf("SC_CLK_TCK")
        yield int(columns[2]), int(entry.parent.name), seconds


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class Site:
    """All of its hosts; `names` has the address of its database."""

    a: Host
    b: Host
    worker: Host
    files: Host
    front: Host
    floor: Host
    database: str
    by_connection: dict[int, float] = field(default_factory=dict)

    def database_seconds(self) -> float:
        """What the database's connections have used so far, by the process that the server has for each."""
        import psycopg

        with psycopg.connect("postgres:///postgres") as server:
            name = self.database.rpartition("/")[2]
            rows = server.execute("SELECT pid FROM pg_stat_activity WHERE datname = %s", [name])
            pids = {pid for (pid,) in rows}
        used = {pid: seconds for _group, pid, seconds in processes() if pid in pids}
        self.by_connection |= (
            used  # those that have ended count with what they were last seen to use
        )
        return sum(self.by_connection.values())


@contextmanager
def standing(folder: Path) -> Iterator[Site]:
    """The site with its sample, every host running; at the end nothing is left."""
    ports = {name: free_port() for name in ("a", "b", "files", "front", "floor")}
    with ExitStack() as stack:
        database = stack.enter_context(postgresql())
        shared = {
            "DATABASE_URL": database,
            "SECRET_KEY": "the same on every host: " + "s" * 60,
            "SAMPLE_CONTENT": "1",
            "HTTPS": "0",
            "BEHIND_PROXY": "1",
            "SITE_URL": f"http://127.0.0.1:{ports['front']}",
            "S3_BUCKET": "stet",
            "S3_ENDPOINT_URL": f"http://127.0.0.1:{ports['files']}",
            "S3_REGION": "us-east-1",
            "AWS_ACCESS_KEY_ID": "key",
            "AWS_SECRET_ACCESS_KEY": "secret",
            "GATE_POLICY": '{"default": {"checks": "none"}}',
        }
        hosts = {}
        for name in ("a", "b", "worker", "files", "front", "floor"):
            (folder / name).mkdir()
            environment = {**os.environ, **shared, "STET_VAR": str(folder / name)}
            host = Host(name, folder / name, environment, ports.get(name, 0))
            stack.callback(host.die)
            hosts[name] = host
        site = Site(**hosts, database=database)
        moto = (sys.executable, "-m", "moto.server", "--port", str(site.files.port))
        site.files.run(*moto)
        site.files.await_server()
        os.environ |= site.worker.environment
        make_bucket(site.files.port)
        site.worker.manage("migrate")
        site.worker.manage("load_sample")
        for host in (site.a, site.b, site.worker):
            host.manage("collectstatic", "--noinput")
        for host in (site.a, site.b):
            host.serve()
        for queue in ("default", "imports"):
            site.worker.run(sys.executable, "manage.py", "db_worker", "--queue-name", queue)
        (site.front.folder / "nginx.conf").write_text(NGINX.format(**ports))
        site.front.run("nginx", "-p", str(site.front.folder), "-e", "error.log", "-c", "nginx.conf")
        site.front.await_server()
        yield site


def make_bucket(port: int) -> None:
    import boto3

    endpoint = f"http://127.0.0.1:{port}"
    boto3.resource("s3", endpoint_url=endpoint, region_name="us-east-1").create_bucket(
        Bucket="stet"
    )
