"""Shows that a site on several hosts is one site, and what a reader's page costs there.

python bench/hosts.py [--publications N] [--seconds S] [--entries N]

Stands up two application hosts, a worker host, files in a bucket, PostgreSQL and nginx on this machine
(`standing.py`), and then:
- compares all that both hosts send, byte for byte and header for header, in each encoding;
- publishes again and again and marks a source, and asks both hosts at once after each: neither may show what was
  there before, and both must send the same;
- kills one host and then the other under readers, and counts what readers lose: GET, which nginx asks the other host
  for, and POST, which it must not repeat;
- measures requests a second, and the processor time of each kind of host for one request, beside a floor: a WSGI
  function that sends the same bytes behind the same nginx;
- fills another database with generated entries and says how large it is.

Exits with 1 if hosts differed, a reader was shown an old page, or more was lost than was in flight.
"""

from __future__ import annotations

import argparse
import http.client
import io
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from killing import READERS, kill
from pages import postgresql
from PIL import Image
from readers import Case, measure
from standing import PAGE, ROOT, Host, Site, standing

PATHS = (
    *(PAGE, "/article/trotskyism/", "/", "/browse/", "/browse/person/", "/tags/", "/wanted/"),
    *(
        "/corrections/",
        "/search/?q=trotsky",
        "/article/trotskyism/@1/",
        "/source/service-trotsky-2009/",
    ),
    *("/article/trotskyism/bibliography.bib", "/bibliography.json", "/sitemap.xml", "/robots.txt"),
    *("/api/v1/", "/api/v1/entries/", "/api/v1/openapi.json", "/history/head.json"),
    *("/feed.atom", f"{PAGE}index.json", f"{PAGE}history/", f"{PAGE}links/", "/nothing/"),
)
ENCODINGS = ("identity", "gzip", "br")
# What a server or a proxy says of itself and of the moment.
OWN = {"date", "server", "connection"}
Sent = tuple[int, dict[str, str], bytes]


def ask(port: int, path: str, method: str = "GET", **headers: str) -> Sent:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request(method, path, headers={k.replace("_", "-"): v for k, v in headers.items()})
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    sent = {name.lower(): value for name, value in answer.getheaders()}
    return answer.status, {name: sent[name] for name in sent if name not in OWN}, body


def same(site: Site, path: str, encoding: str = "identity") -> Sent:
    """What both hosts send. Raises SystemExit where they differ."""
    first, second = (ask(h.port, path, accept_encoding=encoding) for h in (site.a, site.b))
    if first != second:
        raise SystemExit(f"{path} ({encoding}): the hosts differ\n{first[:2]}\n{second[:2]}")
    return first


def compare(site: Site, picture: str) -> None:
    page = same(site, PAGE)[2].decode()
    linked = set(re.findall(r'(?:href|src)="(/static/[^"]+)"', page))
    paths = [*PATHS, picture, *sorted(linked)]
    for path in paths:
        for encoding in ENCODINGS:
            status, headers, _body = same(site, path, encoding)
            if status != (404 if path == "/nothing/" else 200):
                raise SystemExit(f"{path}: answered {status}")
            for condition, value in (
                ("if_none_match", headers.get("etag")),
                ("if_modified_since", headers.get("last-modified") if path == PAGE else None),
            ):
                if value and status == 200:
                    again = ask(site.b.port, path, accept_encoding=encoding, **{condition: value})
                    if again[0] != 304:
                        raise SystemExit(f"{path}: what A sent is not known to B ({condition})")
    print(f"both hosts: {len(paths)} addresses in {len(ENCODINGS)} encodings, the same")


@dataclass
class Office:
    """Publishes from a third host: this process, in the environment of the worker host."""

    site: Site
    cast: Any
    article: Any
    old: int = 0
    waits: list[float] = field(default_factory=list)

    def publish(self, number: int) -> None:
        import factories

        text = f"Publication {number}.[@bench-work, p. {number + 1}]"
        document = replace(self.article, text=text)
        factories.published(document, self.cast)
        self._seen(f"/article/{document.slug}/", f"Publication {number}.")

    def mark(self, number: int) -> None:
        """Another mark of the source of that page: both hosts make it in memory, then the worker stores it."""
        from editorial import actions
        from editorial.models import Manuscript

        source = Manuscript.objects.get(slug="bench-work")
        reliability = ("unreliable", "sound")[number % 2]
        reason = f"Mark {number}."
        actions.mark(
            manuscript=source.pk, reliability=reliability, reason=reason, by=self.cast.approver
        )
        shown = reason if reliability == "unreliable" else ""
        before = self._seen("/article/many-hosts/", shown)
        end = time.monotonic() + 60
        while self._due() and time.monotonic() < end:
            time.sleep(0.05)
        if self._due() or same(self.site, "/article/many-hosts/") != before:
            raise SystemExit("what the worker stored is not what the hosts had made")

    @staticmethod
    def _due() -> bool:
        from encyclopedia.models import DuePage

        return bool(DuePage.objects.exists())

    def _seen(self, path: str, words: str) -> Sent:
        committed = time.perf_counter()
        sent = same(self.site, path)
        self.waits.append(time.perf_counter() - committed)
        behind = ask(self.site.front.port, path, accept_encoding="identity")
        self.old += words not in sent[2].decode() or behind[2] != sent[2]
        same(self.site, "/")
        return sent


def opened_office(site: Site) -> tuple[Office, str]:
    """The office, and the address of a picture that it has published."""
    sys.path.insert(0, str(ROOT / "tests"))
    import prepared  # noqa: F401, I001
    import factories
    from editorial.storage.picture_files import store
    from encyclopedia.core.documents import DocumentPicture

    cast = factories.make_cast()
    drawn = io.BytesIO()
    Image.effect_noise((600, 400), 90).convert("RGB").save(drawn, "JPEG")
    drawn.seek(0)
    digest = store(drawn, by=cast.editor).digest
    factories.published(factories.source("bench-work", title="A work"), cast)
    shown = (DocumentPicture("noise", digest, "Noise", ""),)
    factories.published(factories.article("A picture", pictures=shown), cast)
    return Office(site, cast, factories.article("Many hosts")), f"/media/{digest}.jpg"


def signed_in(site: Site) -> None:
    """Sign in on one host, through nginx's address, and be known on the other."""
    names = {"Host": f"127.0.0.1:{site.front.port}"}
    status, headers, _body = ask(site.a.port, "/account/login/", **names)
    token = headers["set-cookie"].split("csrftoken=")[1].split(";")[0]
    connection = http.client.HTTPConnection("127.0.0.1", site.a.port)
    form = f"csrfmiddlewaretoken={token}&login=editor&password=edit-the-sample&next=/admin/"
    kind = {"Content-Type": "application/x-www-form-urlencoded", "Cookie": f"csrftoken={token}"}
    origin = {"Origin": f"http://127.0.0.1:{site.front.port}"}
    connection.request("POST", "/account/login/", body=form, headers={**names, **kind, **origin})
    answer = connection.getresponse()
    cookies = "; ".join(
        value.split(";")[0] for name, value in answer.getheaders() if name.lower() == "set-cookie"
    )
    connection.close()
    known = ask(site.b.port, "/admin/", cookie=cookies, **names)
    if (status, answer.status, known[0]) != (200, 302, 200):
        raise SystemExit(f"signed in on A, not known on B: {status} {answer.status} {known[0]}")
    print("signed in on one host, known on the other")


def costs(site: Site, picture: str, seconds: float) -> None:
    """Requests a second, and microseconds of processor for one request on each kind of host."""
    _status, headers, body = ask(site.a.port, PAGE, accept_encoding="identity")
    (site.floor.folder / "body").write_bytes(body)
    names = [(name.title(), value) for name, value in headers.items()]
    site.floor.serve(
        "bench.bare",
        BENCH_BODY=str(site.floor.folder / "body"),
        BENCH_HEADERS=json.dumps(names),
    )
    tag = f"If-None-Match: {headers['etag']}\r\n"
    front = site.front.port
    cases = [
        Case(f"floor: the same {len(body) // 1000} kB behind nginx", front, "/floor/"),
        Case("entry page", front, PAGE),
        Case("entry page, br", front, PAGE, headers="Accept-Encoding: br\r\n"),
        Case("entry page, unchanged (304)", front, PAGE, headers=tag),
        Case("home", front, "/"),
        Case("search", front, "/search/?q=trotsky"),
        Case("picture, kept by nginx", front, picture),
        Case("picture, from the bucket", site.a.port, picture),
    ]
    print(
        f"\n{'':34}{'requests/s':>11}{'hosts µs':>10}{'PostgreSQL':>12}{'nginx':>8}{'of the floor':>14}"
    )
    floor = 0.0
    for case in cases:
        measure(case, 0.5, READERS)
        before = used(site)
        rate = measure(case, seconds, READERS)
        spent = [
            (after - b) * 1e6 / (rate * seconds)
            for after, b in zip(used(site), before, strict=True)
        ]
        floor = floor or sum(spent)
        print(
            f"{case.name:34}{rate:11,.0f}{spent[0]:10.0f}{spent[1]:12.0f}{spent[2]:8.0f}"
            f"{floor / sum(spent):14.2f}",
            flush=True,
        )


def used(site: Site) -> tuple[float, float, float]:
    """Seconds of processor so far: application hosts with the floor's, database, nginx."""
    applications: tuple[Host, ...] = (site.a, site.b, site.floor)
    seconds = sum(host.processor_seconds() for host in applications)
    return seconds, site.database_seconds(), site.front.processor_seconds()


def size(entries: int) -> None:
    """How large the readers' tables of generated entries are on PostgreSQL, with their indexes."""
    import psycopg

    fill = (
        "import sys; sys.path[:0] = ['bench', 'tests'];"
        f"from bulk_entries import write_entries; write_entries({entries})"
    )
    sizes = []
    with postgresql() as database, psycopg.connect(database, autocommit=True) as connection:
        environment = {**os.environ, "DATABASE_URL": database}
        for command in (["migrate", "-v", "0"], ["shell", "-v", "0", "-c", fill]):
            manage = [sys.executable, "manage.py", *command]
            subprocess.run(manage, cwd=ROOT, env=environment, check=True)
            row = connection.execute("SELECT pg_database_size(current_database())").fetchone()
            sizes.append(row[0] if row else 0)
    each = (sizes[1] - sizes[0]) / entries / 1000
    print(f"\nreaders' tables of {entries:,} generated entries: {each:.1f} kB each")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--publications", type=int, default=50)
    parser.add_argument("--seconds", type=float, default=3)
    parser.add_argument("--entries", type=int, default=5_000)
    options = parser.parse_args()
    sys.stdout.reconfigure(line_buffering=True)  # type: ignore[union-attr]
    with tempfile.TemporaryDirectory() as folder, standing(Path(folder)) as site:
        office, picture = opened_office(site)
        compare(site, picture)
        signed_in(site)
        for number in range(options.publications):
            office.publish(number)
        for number in range(options.publications // 5):
            office.mark(number)
        waits = sorted(office.waits)
        print(
            f"{len(waits)} changes, each read from both hosts at once: {office.old} old pages; both answers"
            f" after {1000 * waits[len(waits) // 2]:.0f} ms (median), {1000 * waits[-1]:.0f} ms at most"
        )
        nothing_lost = kill(site, options.seconds)
        costs(site, picture, options.seconds)
        from django.db import connections

        connections.close_all()
    size(options.entries)
    return int(bool(office.old) or not nothing_lost)


if __name__ == "__main__":
    sys.exit(main())
