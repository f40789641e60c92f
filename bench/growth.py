"""Measures how readers' lists, search and the API's lists grow with the encyclopedia.

python bench/growth.py [--sizes 1000,10000] [--folder KEPT]

Each size is a database of its own, filled in bulk (`bulk_entries.py`): SQLite, and PostgreSQL where a local server
answers. Every request is made in one process through the whole application. Printed is the processor time in
milliseconds, of the client and of the database together (PostgreSQL's is read from /proc): the median of several words
or pages right after the bulk load, then after ANALYZE, the 95th percentile of these, the ratio to the first size, and
the queries. What the machine does besides blurs none of this much.
"""

from __future__ import annotations

import argparse
import io
import itertools
import json
import logging
import os
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack, nullcontext
from pathlib import Path
from typing import Any

from pages import postgresql

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))

RUNS = 24
# Right after the bulk load, after ANALYZE.
TIMES = ("loaded", "analysed")


def cases() -> dict[str, list[str]]:
    """The addresses of each case, which are asked in turn."""
    from django.db.models import Count
    from invented import VOCABULARY

    from encyclopedia.models import Entry, Tag

    common = VOCABULARY[15:23]
    some = list(Entry.objects.readable().order_by("published_at")[:8])
    sources = Entry.objects.of_kind("source").order_by("published_at")[10:14]
    letters = "BRKLMNTSVDX"
    tag = Tag.objects.order_by("pk")[1].slug
    # Some twenty entries have it, or as many as come next.
    counted = Tag.objects.annotate(entries=Count("tagged")).filter(entries__gte=20)
    rare = counted.order_by("entries", "pk")[0].slug
    return {
        "home": ["/"],
        "browse": ["/browse/", "/browse/person/", "/browse/source/"],
        "browse a letter": [f"/browse/?letter={letter}" for letter in letters[:5]],
        "tags": ["/tags/"],
        "a large tag": [f"/tag/{tag}/"],
        "wanted": ["/wanted/"],
        "corrections": ["/corrections/"],
        "feed": ["/feed.atom"],
        "page not found": [f"/article/{entry.slug}-nought/" for entry in some],
        "sitemap": ["/sitemap.xml"],
        "sitemap page": ["/sitemap-1.xml"],
        "suggestions, two letters": [
            f"/search/suggest.json?q={s}" for s in ("ba", "tr", "le", "xe")
        ],
        "suggestions, a word": [f"/search/suggest.json?q={name}" for name in common],
        "search, a common word": [f"/search/?q={name}" for name in common],
        "search, two common words": [
            f"/search/?q={one}+{other}" for one, other in itertools.pairwise(common)
        ],
        "search, two letters": [f"/search/?q={syllable}" for syllable in ("ba", "tr", "le", "xe")],
        "search, a phrase": [
            f"/search/?q={'+'.join(entry.summary.split()[3:7])}" for entry in some
        ],
        "search, a title": [f"/search/?q={entry.title.replace(' ', '+')}" for entry in some],
        "search, a kind": [f"/search/?kind=person&q={name}" for name in common],
        "search, a tag": [f"/search/?tag={tag}&q={name}" for name in common],
        "search, a rare tag": [f"/search/?tag={rare}&q={name}" for name in common],
        "search, nothing": ["/search/?q=qqqq", f"/search/?q={common[0]}+qqqq"],
        "API entries": ["/api/v1/entries/", "/api/v1/entries/?kind=person"],
        "API entries, changed": ["/api/v1/entries/?changed_since=2026-05-03T12:00:00Z"],
        "API entries, tag": [f"/api/v1/entries/?tag={tag}"],
        "API sources": ["/api/v1/sources/"],
        "API citations": ["/api/v1/citations/", "/api/v1/citations/?standing=partly"],
        "API citations, checked": ["/api/v1/citations/?checked_since=2026-05-03T12:00:00Z"],
        "API citations of a source": [
            f"/api/v1/citations/?source={source.slug}" for source in sources
        ],
        "API search": [f"/api/v1/search/?q={name}" for name in common],
    }


def request(application: Any, address: str) -> tuple[str, int]:
    """Status and length of the answer."""
    path, _, query = address.partition("?")
    environ = {"REQUEST_METHOD": "GET", "PATH_INFO": path, "QUERY_STRING": query}
    environ |= {"HTTP_HOST": "127.0.0.1", "SERVER_NAME": "", "SERVER_PORT": "80"}
    stream = {"wsgi.url_scheme": "http", "wsgi.input": io.BytesIO()}
    statuses: list[str] = []
    answer = application({**environ, **stream}, lambda status, headers: statuses.append(status))
    length = sum(map(len, answer))
    if hasattr(answer, "close"):
        answer.close()
    return statuses[0], length


def measured(size: int) -> dict[str, Any]:
    """Fill the database of DATABASE_URL unless it is, and measure each case twice, in this process."""
    import prepared  # noqa: F401, I001
    from django.core.management import call_command
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from bulk_entries import write_entries
    from encyclopedia.models import Entry
    from encyclopedia.wsgi import application

    logging.disable(logging.CRITICAL)  # What is not found is asked for on purpose.
    call_command("migrate", verbosity=0)
    started = time.perf_counter()
    if not Entry.objects.exists():
        write_entries(size)
    seconds = time.perf_counter() - started
    figures: dict[str, Any] = {"": {"seconds": seconds, "vendor": connection.vendor}}
    for moment in TIMES:
        if moment == "analysed":
            with connection.cursor() as cursor:
                cursor.execute("ANALYZE")
            connection.close()
        for name, addresses in cases().items():
            for address in addresses[:2] * 2:
                status, _length = request(application, address)
            costs = []
            for run in range(RUNS):
                before = processor_seconds(connection)
                status, _length = request(application, addresses[run % len(addresses)])
                costs.append(1000 * (processor_seconds(connection) - before))
            with CaptureQueriesContext(connection) as queries:
                request(application, addresses[0])
            figures.setdefault(name, {"status": status[:3], "queries": len(queries)})
            figures[name][moment] = (
                statistics.median(costs),
                statistics.quantiles(costs, n=20)[-1],
            )
    return figures


def processor_seconds(connection: Any) -> float:
    """Of this process and, on PostgreSQL, of the one that serves its connection."""
    nanoseconds = time.process_time_ns()
    if connection.vendor == "postgresql":
        connection.ensure_connection()
        server = connection.connection.info.backend_pid
        nanoseconds += int(Path(f"/proc/{server}/schedstat").read_text().split()[0])
    return nanoseconds / 1e9


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--sizes", default="1000,10000", help="the first is what others are compared with"
    )
    parser.add_argument("--folder", help="where the SQLite files are kept, to be used again")
    parser.add_argument("--measure", type=int, help="used by the program itself")
    options = parser.parse_args()
    if options.measure:
        print(json.dumps(measured(options.measure)))
        return
    sizes = [int(size) for size in options.sizes.replace(",", " ").split()]
    with ExitStack() as stack:
        folder = options.folder or stack.enter_context(tempfile.TemporaryDirectory())
        environment = {
            **os.environ,
            "STET_VAR": folder,
            "DJANGO_SETTINGS_MODULE": "encyclopedia.settings",
            "HTTPS": "0",
        }
        collect = [sys.executable, "manage.py", "collectstatic", "--noinput"]
        subprocess.run(collect, cwd=ROOT, env=environment, check=True, stdout=subprocess.DEVNULL)
        for vendor in ("sqlite", "postgresql"):
            if vendor == "postgresql" and not server_answers():
                print("postgresql: left out, no local server answers")
                continue
            figures = []
            for size in sizes:
                file = f"sqlite:///{folder}/growth-{size}.sqlite3"
                with nullcontext(file) if vendor == "sqlite" else postgresql() as url:
                    run = subprocess.run(
                        [sys.executable, __file__, "--measure", str(size)],
                        cwd=ROOT,
                        env={**environment, "DATABASE_URL": url},
                        check=True,
                        stdout=subprocess.PIPE,
                    )
                figures.append(json.loads(run.stdout))
            report(vendor, sizes, figures)


def server_answers() -> bool:
    import psycopg

    try:
        psycopg.connect("postgres:///postgres", connect_timeout=2).close()
    except psycopg.OperationalError:
        return False
    return True


def report(vendor: str, sizes: list[int], figures: list[dict[str, Any]]) -> None:
    for size, measures in zip(sizes, figures, strict=True):
        print(f"{vendor}: {size:,} entries, filled in {measures['']['seconds']:.0f} s")
    columns = "".join(f"{f'{size:,} {moment}':>20}" for size in sizes for moment in TIMES)
    print(f"{'ms of processor time':30}{columns}{'p95':>8}{'ratio':>8}{'queries':>9}")
    for name, last in figures[-1].items():
        if not name:
            continue
        cells = "".join(f"{of[name][moment][0]:20.1f}" for of in figures for moment in TIMES)
        longest = max(last[moment][1] for moment in TIMES)
        first = min(figures[0][name][moment][0] for moment in TIMES)
        ratio = max(last[moment][0] for moment in TIMES) / first
        print(f"{name:30}{cells}{longest:8.1f}{ratio:8.2f}{last['queries']:>5} {last['status']}")


if __name__ == "__main__":
    main()
