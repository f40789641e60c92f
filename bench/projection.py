"""How long readers' tables take to follow the office: publishing, one new standing, a source that is marked.

Run with `python bench/projection.py`; creates an SQLite database in a temporary folder (or uses DATABASE_URL
when set, which has to be empty) and prints seconds and queries. Slow to set up: it publishes 10,000 citations.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

FOLDER = tempfile.mkdtemp(prefix="stet-bench-")
os.environ.setdefault("DATABASE_URL", f"sqlite:///{FOLDER}/bench.sqlite3")
os.environ["GATE_POLICY"] = '{"default": {"checks": "none"}}'
sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

import prepared  # noqa: E402, F401, I001
import factories  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

from editorial import actions  # noqa: E402
from encyclopedia import projection  # noqa: E402
from encyclopedia.models import Citation, Page, Source  # noqa: E402
from encyclopedia.core.citations import Use  # noqa: E402
from encyclopedia.core.standing import CitationStanding  # noqa: E402

KEY = "service-trotsky-2009"


@contextmanager
def measured(what: str) -> Iterator[None]:
    started = time.perf_counter()
    with CaptureQueriesContext(connection) as queries:
        yield
    seconds = time.perf_counter() - started
    print(f"{what:60}{seconds:8.2f} s{len(queries):8} queries", flush=True)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--articles", type=int, default=25)
    arguments.add_argument("--citations", type=int, default=400, help="in each article")
    options = arguments.parse_args()
    call_command("migrate", verbosity=0)
    cast = factories.make_cast()
    factories.published(factories.source(KEY), cast)
    for number in range(options.articles):
        article = factories.article(f"Article {number}", text=_text(number, options.citations))
        manuscript = factories.drafted(article, cast)
        actions.submit(manuscript=manuscript.pk, revision=manuscript.revision, by=cast.editor)
        actions.approve(manuscript=manuscript.pk, revision=1, by=cast.approver)
        if number < options.articles - 1:
            actions.publish(manuscript=manuscript.pk, by=cast.approver)
            continue
        with measured(f"publish an article with {options.citations} citations, by its action"):
            actions.publish(manuscript=manuscript.pk, by=cast.approver)
    print(f"{Citation.objects.count()} citations on {Page.objects.count()} pages")
    citation = Citation.objects.order_by("pk")[0]
    supports = CitationStanding("supports", datetime.now(UTC), "moderator")
    source: UUID = Source.objects.get(slug=KEY).pk
    with transaction.atomic():
        with measured("show one new standing"):
            projection.set_standings({Use(citation.digest, citation.context): supports})
        uses = [Use(*use) for use in Citation.objects.values_list("digest", "context")]
        with measured("show a new standing of every citation"):
            projection.set_standings(dict.fromkeys(uses, supports))
        with measured("mark the source of them all, their standings too"):
            stale = CitationStanding("stale", supports.checked_at, "moderator")
            projection.mark_source(
                source,
                reliability="retracted",
                reason="Withdrawn by the publisher.",
                standings=dict.fromkeys(uses, stale),
            )
    with measured("rebuild everything, nothing being wrong"):
        fixes = list(projection.rebuild())
    print(f"the rebuild found {len(fixes)} things wrong")


def _text(number: int, citations: int) -> str:
    return "\n\n".join(
        f"Sentence {n} of article {number} says so.[@{KEY}, p. {n}]" for n in range(citations)
    )


if __name__ == "__main__":
    main()
