"""Measures search over generated entries: names in several languages, texts of two hundred words.

python bench/search.py [--sizes 1000,10000] [--folder KEPT]

Each size is a database of its own, whose search tables alone are filled (`searched.py`): SQLite, and PostgreSQL where a
local server answers. Printed is the processor time in milliseconds, of the client and of the database together, median
over several queries: of the call of search, which nothing keeps, and of the view. Then what it costs to index an entry.
"""

from __future__ import annotations

import argparse
import json
import logging
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack, nullcontext
from itertools import islice
from pathlib import Path
from typing import Any

from growth import processor_seconds, request, server_answers
from pages import postgresql

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))

RUNS = 3
QUERIES = 8


def queries() -> dict[str, list[str]]:
    """Of each kind as readers type them: the same for every size, of entries that each size has."""
    from searched import Vocabulary, searched

    entries = list(islice(searched(1000), 1000))
    persons = [entry.names for entry in entries if entry.kind == "person"][20 : 20 + QUERIES]
    articles = [entry.names[0] for entry in entries if entry.kind == "article"][20 : 20 + QUERIES]
    texts = [entry.text.split() for entry in entries if entry.kind == "article"][20 : 20 + QUERIES]
    sources = [entry.record for entry in entries if entry.kind == "source"][20 : 20 + QUERIES]
    russian = [
        names[-1]
        for names in (e.names for e in entries if e.kind == "person")
        if not names[-1].isascii() and len(names) > 2
    ]
    words = Vocabulary().words
    return {
        "the name of a person": [names[0] for names in persons],
        "a family name": [names[1].split(",")[0] for names in persons],
        "the title of an article": articles,
        "a name misspelt": [
            f"{names[0][:-4]}{names[0][-3]}{names[0][-4]}{names[0][-2:]}" for names in persons
        ],
        "a title misspelt": [title[:2] + title[3:] for title in articles],
        "a misspelt beginning": [f"{names[1][:3]}h{names[1][3:6]}" for names in persons],
        "a name in other letters": russian[:QUERIES],
        "a common word": words[20 : 20 + QUERIES],
        "two common words": [
            f"{one} {other}"
            for one, other in zip(words[20 : 20 + QUERIES], words[60 : 60 + QUERIES], strict=True)
        ],
        "a seldom word": words[2_000 : 2_000 + QUERIES],
        "two letters": [word[:2] for word in words[30 : 30 + QUERIES]],
        "a phrase": [f'"{" ".join(text[40:43])}"' for text in texts],
        "words of a text": [" ".join([text[50], text[60], text[70]]) for text in texts],
        "a year": [str(year) for year in range(1900, 1900 + QUERIES)],
        "a name and a year": [
            f"{names[1].split(',')[0]} {1900 + at}" for at, names in enumerate(persons)
        ],
        "an ISBN": [record["ISBN"] for record in sources],
        "no hit": [f"qqxqq{word[::-1]}" for word in words[300 : 300 + QUERIES]],
        "no hit, two words": [f"qqxqq{word[::-1]} {word}" for word in words[300 : 300 + QUERIES]],
    }


def measured(size: int) -> dict[str, Any]:
    """Fill the database of DATABASE_URL unless it is, and measure each case, in this process."""
    import prepared  # noqa: F401, I001
    from django.core.management import call_command
    from django.db import connection, transaction
    from django.test.utils import CaptureQueriesContext
    from urllib.parse import quote_plus

    from encyclopedia import search
    from encyclopedia.models import Entry
    from encyclopedia.wsgi import application
    from searched import write_searched

    logging.disable(logging.CRITICAL)
    call_command("migrate", verbosity=0)
    started = time.perf_counter()
    if not Entry.objects.exists():
        write_searched(size)
        connection.close()
    figures: dict[str, Any] = {"": {"seconds": time.perf_counter() - started}}

    def cost(action: Callable[[Any], object], some: list[Any]) -> tuple[float, float]:
        costs = []
        for query in some:
            own = []
            for _run in range(RUNS):
                before = processor_seconds(connection)
                action(query)
                own.append(1000 * (processor_seconds(connection) - before))
            # The first of its runs reads what the others find in memory.
            costs.append(statistics.median(own))
        return statistics.median(costs), max(costs)

    entry_ids = Entry.objects.order_by("pk").values_list("pk", flat=True)[:20]
    with transaction.atomic():
        indexed, _longest = cost(search.index, list(entry_ids))
        transaction.set_rollback(True)
    figures[""]["indexed"] = indexed
    for name, some in queries().items():
        searched = cost(search.find, some)
        viewed = cost(lambda query: request(application, f"/search/?q={quote_plus(query)}"), some)
        suggested = cost(search.suggest, some)
        with CaptureQueriesContext(connection) as captured:
            total = search.find(some[0]).total
        figures[name] = {
            "searched": searched,
            "viewed": viewed,
            "suggested": suggested,
            "statements": len(captured),
            "total": total,
        }
    return figures


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
                file = f"sqlite:///{folder}/search-{size}.sqlite3"
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


def report(vendor: str, sizes: list[int], figures: list[dict[str, Any]]) -> None:
    for size, measures in zip(sizes, figures, strict=True):
        seconds, indexed = measures[""]["seconds"], measures[""]["indexed"]
        print(
            f"{vendor}: {size:,} entries, filled in {seconds:.0f} s; {indexed:.1f} ms to index one"
        )
    for moment in ("searched", "viewed", "suggested"):
        columns = "".join(f"{f'{size:,}':>10}{'longest':>9}" for size in sizes)
        print(f"{f'{moment}, ms of processor time':32}{columns}{'ratio':>8}{'statements':>12}")
        for name, last in figures[-1].items():
            if name:
                cells = "".join("{:10.1f}{:9.1f}".format(*of[name][moment]) for of in figures)
                ratio = last[moment][0] / figures[0][name][moment][0]
                print(f"{name:32}{cells}{ratio:8.2f}{last['statements']:12}")


if __name__ == "__main__":
    main()
