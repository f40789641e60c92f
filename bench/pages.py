"""Measures readers' pages under granian against a bare WSGI function that returns the same bytes.

python bench/pages.py [--rounds N] [--seconds S] [--readers N …] [--postgresql] [--wagtail]

Both servers run as `make run` starts them (two workers of four threads) and are queried in turn, round by round, by
one process and then eight over kept connections; server, database and readers share this machine's cores. Printed are
medians of requests a second and their ratio to the floor; the processor time of the workers for one request (user and
system, from /proc) and the floor's ratio to it, which a busy machine does not blur; and the queries of one request,
counted by Django itself. The database is SQLite; with --postgresql one on the local server, dropped at the end. With
--wagtail the same HTML is also asked of Wagtail and its page cache, under the same server.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, nullcontext
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import beside_wagtail  # noqa: E402
from readers import Case, measure  # noqa: E402

PAGE = "/person/leon-trotsky/"
LONG = "/article/trotskyism/"
SESSION = "Cookie: sessionid=" + "s" * 32 + "\r\n"


def processor_time(server: int) -> float:
    """Seconds of processor that the server's workers have used so far, from /proc; 0 where there is none."""
    ticks = 0
    for entry in Path("/proc").glob("[0-9]*/stat"):
        try:
            columns = entry.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(columns[1]) == server:
            ticks += int(columns[11]) + int(columns[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serving(
    application: str,
    port: int,
    environment: dict[str, str],
    python: str | Path = sys.executable,
) -> Iterator[int]:
    """The server as `make run` starts it."""
    command = [str(python), "-m", "granian", f"{application}:application", "--interface", "wsgi"]
    command += ["--no-ws", "--workers", "2", "--blocking-threads", "4", "--port", str(port)]
    command += ["--log-level", "error"]
    server = subprocess.Popen(command, cwd=ROOT, env=environment)
    try:
        for _ in range(100):
            time.sleep(0.1)
            with socket.socket() as probe:
                if not probe.connect_ex(("127.0.0.1", port)):
                    break
        yield server.pid
    finally:
        server.terminate()
        server.wait(timeout=20)


def manage(environment: dict[str, str], *command: str) -> None:
    subprocess.run(
        [sys.executable, "manage.py", *command],
        cwd=ROOT,
        env=environment,
        check=True,
        stdout=subprocess.DEVNULL,
    )


def bodies_and_queries(cases: list[Case], folder: Path) -> dict[str, int]:
    """The queries of one request of each case, counted in this process; writes the floors' bodies."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from encyclopedia.wsgi import application

    lengthen(LONG)
    sent: list[list[tuple[str, str]]] = []

    def request(path: str, headers: str = "") -> bytes:
        environ = {
            "REQUEST_METHOD": "GET",
            "PATH_INFO": path.partition("?")[0],
            "HTTP_HOST": "127.0.0.1",
        }
        environ |= {"QUERY_STRING": path.partition("?")[2], "SERVER_NAME": "", "SERVER_PORT": "80"}
        for line in headers.splitlines():
            name, _, value = line.partition(": ")
            environ[f"HTTP_{name.upper().replace('-', '_')}"] = value
        stream = {"wsgi.url_scheme": "http", "wsgi.input": io.BytesIO()}
        return b"".join(
            application({**environ, **stream}, lambda status, headers: sent.append(headers))
        )

    for name, path in (("page", PAGE), ("long", LONG)):
        (folder / name).write_bytes(request(path))
        (folder / f"{name}.json").write_text(json.dumps(sent[-1]))
    query_counts = {}
    for case in cases:
        if case.floor == "":
            continue
        with CaptureQueriesContext(connection) as queries:
            request(case.path, case.headers)
        query_counts[case.name] = len(queries)
    connection.close()
    return query_counts


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=2)
    parser.add_argument("--readers", type=int, nargs="+", default=[1, 8])
    parser.add_argument("--postgresql", action="store_true")
    parser.add_argument("--wagtail", action="store_true")
    options = parser.parse_args()
    with (
        tempfile.TemporaryDirectory() as name,
        postgresql()
        if options.postgresql
        else nullcontext(f"sqlite:///{name}/bench.sqlite3") as url,
    ):
        os.environ.update(
            DATABASE_URL=url,
            STET_VAR=name,
            DJANGO_SETTINGS_MODULE="encyclopedia.settings",
            HTTPS="0",
        )
        for command in (["migrate"], ["load_sample"], ["collectstatic", "--noinput"]):
            manage(dict(os.environ), *command)
        print(f"Database: {url.partition(':')[0]}")
        run(Path(name), options)


@contextmanager
def postgresql() -> Iterator[str]:
    """The address of a new database on the local server."""
    import psycopg

    name = f"stet_bench_{os.getpid()}"
    with psycopg.connect("postgres:///postgres", autocommit=True) as server:
        server.execute(f'CREATE DATABASE "{name}"')
        try:
            yield f"postgres:///{name}"
        finally:
            server.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def run(folder: Path, options: argparse.Namespace) -> None:
    site, floor, long_floor = free_port(), free_port(), free_port()
    cases = [
        Case("floor: the same bytes", floor, PAGE),
        Case("entry page", site, PAGE, floor="floor: the same bytes"),
        Case(
            "entry page, with a session", site, PAGE, headers=SESSION, floor="floor: the same bytes"
        ),
        Case("floor: the long page's bytes", long_floor, LONG),
        Case("long entry page", site, LONG, floor="floor: the long page's bytes"),
        Case("home", site, "/", floor="floor: the same bytes"),
        Case("search", site, "/search/?q=trotsky", floor="floor: the same bytes"),
    ]
    queries = bodies_and_queries(cases, folder)
    environment = dict(os.environ)
    with (
        serving("encyclopedia.wsgi", site, environment) as site_pid,
        serving("bench.bare", floor, environment | bare(folder / "page")) as floor_pid,
        serving("bench.bare", long_floor, environment | bare(folder / "long")) as long_floor_pid,
        ExitStack() as others,
    ):
        servers = {site: site_pid, floor: floor_pid, long_floor: long_floor_pid}
        if options.wagtail:
            cases += open_wagtail(folder, servers, others)
        cases.insert(2, not_modified(site))
        queries[cases[2].name] = 1
        report_sizes(folder)
        for readers in options.readers:
            for case in cases:
                case.rates, case.costs = [], []
                measure(case, 0.5, readers)
            for _ in range(options.rounds):
                for case in cases:
                    before = processor_time(servers[case.port])
                    case.rates.append(measure(case, options.seconds, readers))
                    cpu_seconds = processor_time(servers[case.port]) - before
                    case.costs.append(1e6 * cpu_seconds / (case.rates[-1] * options.seconds))
            report(cases, queries, readers)


def open_wagtail(folder: Path, servers: dict[int, int], others: ExitStack) -> Iterator[Case]:
    """Serve both pages from a Wagtail each."""
    beside_wagtail.install()
    for name, floor in (
        ("page", "floor: the same bytes"),
        ("long", "floor: the long page's bytes"),
    ):
        environment = beside_wagtail.made(folder / f"wagtail-{name}", folder / name)
        port = free_port()
        server = serving(beside_wagtail.APPLICATION, port, environment, beside_wagtail.PYTHON)
        servers[port] = others.enter_context(server)
        yield Case(
            "Wagtail, the same HTML" if name == "page" else "Wagtail, the long HTML",
            port,
            "/",
            floor=floor,
        )


def bare(body: Path) -> dict[str, str]:
    return {
        "BENCH_BODY": str(body),
        "BENCH_HEADERS": body.with_suffix(".json").read_text(),
    }


def lengthen(path: str) -> None:
    """Repeat the stored text of a page until the page has 400 kB."""
    from encyclopedia.models import Page

    page = Page.objects.get(path=path.strip("/"))
    Page.objects.filter(pk=page.pk).update(body=page.body * (400_000 // len(page.body) + 1))


def not_modified(site: int) -> Case:
    """The entry page for a reader who has it already: its entity tag is fetched first."""
    import http.client

    connection = http.client.HTTPConnection("127.0.0.1", site)
    connection.request("GET", PAGE)
    answer = connection.getresponse()
    answer.read()
    connection.close()
    tag = f"If-None-Match: {answer.headers['ETag']}\r\n"
    return Case(
        "entry page, unchanged (304)", site, PAGE, headers=tag, floor="floor: the same bytes"
    )


def report_sizes(folder: Path) -> None:
    sizes = {name: (folder / name).stat().st_size for name in ("page", "long")}
    print(f"2 workers of 4 threads; pages of {sizes['page']:,} and {sizes['long']:,} bytes")


def report(cases: list[Case], queries: dict[str, int], readers: int) -> None:
    floors = {case.name: case for case in cases if not case.floor}
    print(f"\nReaders: {readers}")
    print(
        f"{'':32}{'requests/s':>12}{'lowest':>9}{'highest':>9}{'to floor':>10}"
        f"{'µs/request':>12}{'to floor':>10}{'queries':>9}"
    )
    for case in cases:
        floor = floors[case.floor] if case.floor else case
        ratio = f"{case.median / floor.median:.2f}" if case.floor else ""
        cost = f"{floor.cost / case.cost:.2f}" if case.floor and case.cost else ""
        print(
            f"{case.name:32}{case.median:12,.0f}{min(case.rates):9,.0f}{max(case.rates):9,.0f}{ratio:>10}"
            f"{case.cost:12,.0f}{cost:>10}{queries.get(case.name, ''):>9}"
        )


if __name__ == "__main__":
    main()
