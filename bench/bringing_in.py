"""How long an import takes end to end: a MediaWiki export, a bibliography, and the publication of what they brought.

Run with `python bench/bringing_in.py [EXPORT]`; creates an SQLite database in a temporary folder (or uses DATABASE_URL
when set, which has to be empty) and prints, for each, how many a second, and the processor time of one, of this
process and of PostgreSQL's for it. References are counted in the wikitext, as `bench/mediawiki.py` counts them.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

FOLDER = Path(tempfile.mkdtemp(prefix="stet-bench-"))
os.environ.setdefault("DATABASE_URL", f"sqlite:///{FOLDER}/bench.sqlite3")
sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

import prepared  # noqa: E402, F401, I001
import factories  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.utils import timezone  # noqa: E402
from wikitext_counts import BODY, COMMENT, LITERAL, REUSE  # noqa: E402

from editorial.actions.import_job import request_import  # noqa: E402
from editorial.actions.publish_imported import publish_import  # noqa: E402
from editorial.importers.jobs.running import run, steps_of  # noqa: E402
from editorial.importers.mediawiki.wikitext.dump import Dump  # noqa: E402
from editorial.models import Import, ImportKind, Manuscript  # noqa: E402

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT.parent / "shared" / "data" / "enwiki-sample.xml.bz2"
SURNAMES = ("Adler", "Bauer", "Cohen", "Dubois", "Eriksen", "Fischer", "Garcia", "Horvat", "Ito")
NOUNS = ("Canal", "Strike", "Harvest", "Railway", "Parliament", "Treaty", "Harbour", "Mill", "Mine")


def server_time() -> float:
    """Processor seconds of the database's process for this connection; 0 where there is none, or none here."""
    if connection.vendor != "postgresql":
        return 0.0
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        stat = Path(f"/proc/{cursor.fetchone()[0]}/stat")
    if not stat.exists():
        return 0.0
    user, system = stat.read_text().rpartition(")")[2].split()[11:13]
    return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


@contextmanager
def measured(what: str, count: int) -> Iterator[None]:
    ours, theirs, started = time.process_time(), server_time(), time.perf_counter()
    yield
    seconds = time.perf_counter() - started
    ours, theirs = time.process_time() - ours, server_time() - theirs
    print(
        f"{what:44}{count:7,}{count / seconds:10,.0f}{count / (ours + theirs):14,.0f}"
        f"{1000 * ours / count:10.2f}{1000 * theirs / count:10.2f}",
        flush=True,
    )


def references(path: Path) -> int:
    texts = (LITERAL.sub(" ", COMMENT.sub("", page.text)) for page in Dump(path))
    return sum(
        sum(bool(body.group(2).strip()) for body in BODY.finditer(text)) + len(REUSE.findall(text))
        for text in texts
    )


def bibliography(folder: Path, count: int) -> Path:
    """A file of as many different works, every tenth one under a key that another has too."""
    records = [
        {
            "id": f"{SURNAMES[n % 9].lower()}-{n - n % 10}",
            "type": "book",
            "title": f"The {NOUNS[n % 9]} of {n}: a history in {n % 7} parts",
            "author": [{"family": SURNAMES[n % 9], "given": f"Given {n % 91}"}],
            "issued": {"date-parts": [[1900 + n % 100]]},
            "publisher": f"Press {n % 50}",
            **({"DOI": f"10.1000/bench.{n}"} if n % 2 else {}),
        }
        for n in range(count)
    ]
    path = folder / "works.json"
    path.write_text(json.dumps(records), encoding="utf-8")
    return path


def imported(kind: str, path: Path, cast: factories.Cast) -> Import:
    job = request_import(kind=kind, name=path.name, digest=path.name, size=1, by=cast.editor)
    for _done in run(job, steps_of(job, path)):
        continue
    return Import.objects.get(pk=job.pk)


def published(job: Import, cast: factories.Cast) -> None:
    until = timezone.now() + timedelta(days=30)
    for _done in publish_import(job=job.pk, by=cast.approver, reason="A bench", expires_at=until):
        continue


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("export", nargs="?", type=Path, default=SAMPLE)
    arguments.add_argument("--works", type=int, default=2000, help="in the bibliography")
    options = arguments.parse_args()
    call_command("migrate", verbosity=0)
    cast = factories.make_cast()
    print(f"{connection.vendor:44}  count  a second  a second of    ms ours    theirs")
    with measured("works of a bibliography, drafted", options.works):
        works = imported(ImportKind.BIBLIOGRAPHY, bibliography(FOLDER, options.works), cast)
    print(f"  {works.status}: {works.counts}")
    with measured("the same, published", options.works):
        published(works, cast)
    live = Manuscript.objects.filter(live_edition__gt=0).count()
    print(f"  {live} published")
    if options.export.exists():
        with measured("references of a MediaWiki export, drafted", references(options.export)):
            export = imported(ImportKind.MEDIAWIKI, options.export, cast)
        print(f"  {export.status}: {export.counts}, {export.sources} sources")
    print(f"peak memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MiB")


if __name__ == "__main__":
    main()
