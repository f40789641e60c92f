"""How long the desk takes: the gate, one check, a source marked as retracted, and a long queue.

Run with `python bench/checking.py`; makes an SQLite database of its own in a temporary folder (or uses DATABASE_URL
when set, which has to be empty). Prints the median time of several runs and the queries of one.
"""

from __future__ import annotations

import argparse
import itertools
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

FOLDER = tempfile.mkdtemp(prefix="stet-bench-")
os.environ.setdefault("DATABASE_URL", f"sqlite:///{FOLDER}/bench.sqlite3")
os.environ.setdefault("TASKS_BACKEND", "django_tasks.backends.dummy.DummyBackend")
sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

import prepared  # noqa: E402, F401, I001
import factories  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.utils import timezone  # noqa: E402
from told import told  # noqa: E402

from editorial import actions  # noqa: E402
from editorial.desk.card import card  # noqa: E402
from editorial.projection.queue_counts import waiting  # noqa: E402
from editorial.desk.queue import DeskQueue, next_for, page  # noqa: E402
from editorial.models import Check, DraftCitation, Hold, Manuscript, Topic  # noqa: E402
from editorial.gate.gate_input import obstacles  # noqa: E402
from encyclopedia.models import Citation  # noqa: E402

SOURCES = [f"source-{n}" for n in range(25)]
MARKED = "service-trotsky-2009"


def measure(label: str, call: Callable[[], object], *, runs: int = 7) -> None:
    """Print the median seconds of `runs` calls and the queries of the last."""
    times = []
    for _ in range(runs):
        with CaptureQueriesContext(connection) as captured:
            started = time.perf_counter()
            call()
            times.append(time.perf_counter() - started)
    queries = [query for query in captured if "SAVEPOINT" not in query["sql"]]
    print(
        f"{label:66}{statistics.median(times) * 1000:10.1f} ms{len(queries):6} queries", flush=True
    )


def text_of(citations: int, keys: list[str]) -> str:
    sentences = (
        f"Event {n} took place in the year {1000 + n}.[@{keys[n % len(keys)]}, p. {n}]"
        for n in range(citations)
    )
    paragraphs = range(citations // 6 + 1)
    return "\n\n".join(" ".join(itertools.islice(sentences, 6)) for _ in paragraphs)


def record_checks(manuscript: Manuscript, cast: factories.Cast) -> None:
    """Write the rows and events that a moderator's checks would leave."""
    rows = DraftCitation.objects.filter(manuscript=manuscript)
    for row in rows:
        told(
            Check(
                manuscript=manuscript,
                revision=1,
                digest=row.digest,
                claim_digest=row.claim_digest,
                claim=row.claim,
                source_key=row.source_key,
                locator=row.locator,
                verdict="supports",
                by=cast.moderator,
            )
        )
    rows.update(checked=True, waits_since=None)


def publish(document: object, cast: factories.Cast) -> Manuscript:
    manuscript = factories.submitted(document, cast)  # type: ignore[arg-type]
    record_checks(manuscript, cast)
    actions.approve(manuscript=manuscript.pk, revision=1, by=cast.approver)
    actions.publish(manuscript=manuscript.pk, by=cast.approver)
    manuscript.refresh_from_db()
    return manuscript


def bench_gate(cast: factories.Cast) -> None:
    for citations in (45, 450):
        manuscript = publish(
            factories.article(f"Events {citations}", text_of(citations, SOURCES)), cast
        )
        document = manuscript.revisions.get(number=1).read()
        measure(
            f"gate, {citations} citations (reading the text included)",
            lambda m=manuscript, d=document: obstacles(m, d, "publish"),  # type: ignore[misc]
        )
        digests = iter(
            Citation.objects.filter(entry=manuscript.pk).values_list("digest", flat=True)
        )
        measure(
            f"recording one check, published article of {citations} citations",
            lambda m=manuscript, d=digests: actions.check(  # type: ignore[misc]
                manuscript=m.pk,
                digest=next(d),
                verdict="partly",
                note="In part.",
                by=cast.moderator,
            ),
        )
        digest = Citation.objects.filter(entry=manuscript.pk)[0].digest
        measure(
            f"the card of a citation, article of {citations} citations",
            lambda m=manuscript, d=digest: card(m.pk, d, cast.moderator),  # type: ignore[misc]
        )


def bench_mark(cast: factories.Cast, citations: int) -> None:
    for number in range(citations // 100):
        publish(factories.article(f"Marked {number}", text_of(100, [MARKED])), cast)
    source = Manuscript.objects.get(slug=MARKED)
    marks = iter(["retracted", "forged", "unreliable"])
    measure(
        f"marking a source with {Citation.objects.filter(source=source.pk).count()} citations"
        f" in {citations // 100} entries",
        lambda: actions.mark(
            manuscript=source.pk, reliability=next(marks), reason="Withdrawn.", by=cast.approver
        ),
        runs=3,
    )


def bench_queue(cast: factories.Cast) -> None:
    manuscript = factories.submitted(factories.article("At the desk", text_of(6, [MARKED])), cast)
    now = timezone.now()
    for length in (100, 100_000):
        already_waiting = DraftCitation.objects.waiting().count()
        per_article = 50
        for number in range(max(0, (length - already_waiting)) // per_article):
            article = Manuscript.objects.create(
                kind="article", slug=f"long-{length}-{number}", title="Long", author=cast.editor
            )
            Manuscript.objects.filter(pk=article.pk).update(status="submitted", revision=1)
            DraftCitation.objects.bulk_create(
                DraftCitation(
                    manuscript=article,
                    position=index,
                    number=index + 1,
                    source_key=SOURCES[number % len(SOURCES)],
                    claim="A claim.",
                    sentence="A claim.",
                    digest=f"{length:08}{number:048}{index:08}",
                    claim_digest="0" * 64,
                    waits_since=now - timedelta(minutes=number),
                )
                for index in range(per_article)
            )
            topic = "Rare" if number % 1000 == 1 else "Common"
            Topic.objects.create(
                manuscript=article,
                name=topic,
                key=topic.lower(),
                waits_since=now - timedelta(minutes=number),
            )
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("ANALYZE")
        waiting_count = DraftCitation.objects.waiting().count()
        last_cursor = f"{(now - timedelta(minutes=1)).isoformat()}|{manuscript.pk}|0"
        for name, queue in (
            ("whole", DeskQueue()),
            ("by source", DeskQueue(source=SOURCES[3])),
            ("by topic", DeskQueue(topic="common")),
            ("by a rare topic", DeskQueue(topic="rare")),
            ("held by me", DeskQueue(mine=True)),
        ):
            measure(
                f"a page of the queue, {waiting_count} waiting, {name}",
                lambda q=queue: page(q, cast.moderator),  # type: ignore[misc]
            )
        measure(
            f"its last page, {waiting_count} waiting",
            lambda c=last_cursor: page(DeskQueue(), cast.moderator, c),
        )
        measure(
            f"the next citation, {waiting_count} waiting",
            lambda: next_for(cast.moderator, DeskQueue()),
        )
        measure(f"count, oldest, median, {waiting_count} waiting", waiting)
        Hold.objects.all().delete()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--marked", type=int, default=10_000, help="citations of one source")
    options = parser.parse_args()
    call_command("migrate", verbosity=0)
    cast = factories.make_cast()
    for key in (MARKED, *SOURCES):
        factories.published(factories.source(key), cast)
    bench_gate(cast)
    bench_queue(cast)
    bench_mark(cast, options.marked)


if __name__ == "__main__":
    main()
