"""What the moves of the office cost, and what others wait for meanwhile.

Run with `python bench/moves.py`; makes an SQLite database of its own in a temporary folder (or uses DATABASE_URL when
set, which has to be empty). Printed are medians of processor time, of this process alone, with the
goal beside; the floor is one transaction that writes one row. Building takes most of the time.
"""

from __future__ import annotations

import argparse
import itertools
import os
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path

FOLDER = tempfile.mkdtemp(prefix="stet-bench-")
os.environ.setdefault("DATABASE_URL", f"sqlite:///{FOLDER}/bench.sqlite3")
os.environ.setdefault("TASKS_BACKEND", "django_tasks.backends.dummy.DummyBackend")
os.environ["GATE_POLICY"] = '{"default": {"checks": "none"}}'
sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

import prepared  # noqa: E402, F401, I001
import factories  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from django.utils import timezone  # noqa: E402
from told import told  # noqa: E402

from editorial import actions  # noqa: E402
from editorial.models import Check, DraftCitation, Manuscript  # noqa: E402
from encyclopedia import projection  # noqa: E402
from encyclopedia.core.checked_words import DIGEST_VERSION  # noqa: E402
from encyclopedia.models import Citation, DuePage, Generation  # noqa: E402

KEYS = [f"work-{number}" for number in range(40)]
MARKED = "service-trotsky-2009"


def processor_ms(call: Callable[[], object]) -> float:
    started = time.process_time()
    call()
    return (time.process_time() - started) * 1000


def report(what: str, milliseconds: float, goal: str = "") -> None:
    print(f"{what:66}{milliseconds:10.2f} ms   {goal}", flush=True)


def text_of(citations: int, name: str, keys: list[str]) -> str:
    sentences = (
        f"Event {number} of {name} took place in {1000 + number}.[@{keys[number % len(keys)]}, p. {number}]"
        for number in range(citations)
    )
    paragraphs = range(citations // 6 + 1)
    return "\n\n".join(" ".join(itertools.islice(sentences, 6)) for _ in paragraphs)


def drafted(title: str, text: str, cast: factories.Cast) -> Manuscript:
    document = factories.article(title, text=text)
    actions.save(document=document, by=cast.editor)
    row: Manuscript = Manuscript.objects.get(pk=document.id)
    return row


def submit(row: Manuscript, cast: factories.Cast) -> None:
    actions.submit(manuscript=row.pk, revision=1, by=cast.editor)


def approve(row: Manuscript, cast: factories.Cast) -> None:
    actions.approve(manuscript=row.pk, revision=1, by=cast.approver)


def publish(row: Manuscript, cast: factories.Cast) -> None:
    actions.publish(manuscript=row.pk, by=cast.approver)


def floor() -> None:
    def write() -> None:
        with transaction.atomic():
            Generation.count_up()

    write()
    report(
        "floor: one transaction of one row",
        statistics.median(processor_ms(write) for _ in range(50)),
    )


def bench_road(cast: factories.Cast) -> None:
    for citations, goals in ((8, ("20", "60")), (450, ("60", "180"))):
        costs = []
        for number in range(7):
            name = f"Road {citations} {number}"
            row = drafted(f"Warm {name}", text_of(citations, f"warm {name}", KEYS), cast)
            text = text_of(citations, name, KEYS)
            started = time.process_time()
            row = drafted(name, text, cast)
            steps = [(time.process_time() - started) * 1000]
            for step in (submit, approve, publish):
                steps.append(processor_ms(partial(step, row, cast)))
            costs.append(steps)
        medians = [statistics.median(column) for column in zip(*costs, strict=True)]
        for step, cost in zip(("save", "submit", "approve"), medians, strict=False):
            report(f"{step}, {citations} notes", cost)
        report(f"publish, {citations} notes", medians[3], f"goal {goals[0]}")
        report(f"all four, {citations} notes", sum(medians), f"goal {goals[1]}")
    rows = DraftCitation.objects.filter(manuscript=row.pk).in_order()[:9]
    costs = [
        processor_ms(
            lambda use=use: actions.check(  # type: ignore[misc]
                manuscript=row.pk,
                digest=use.digest,
                verdict="contradicts",
                note="No.",
                by=cast.moderator,
            )
        )
        for use in rows
    ]
    report("a check on a published page of 450 notes", statistics.median(costs[1:]), "goal 10")


def bench_due(cast: factories.Cast, count: int) -> None:
    """`publish_due`, of entries that were scheduled."""
    soon = timezone.now() + timedelta(seconds=1)
    for number in range(count):
        name = f"Due {number}"
        row = drafted(name, text_of(8, name, KEYS), cast)
        submit(row, cast)
        approve(row, cast)
        actions.schedule(
            manuscript=row.pk, by=cast.approver, publish_at=soon + timedelta(minutes=5)
        )
    Manuscript.objects.filter(status="scheduled").update(publish_at=timezone.now())
    with open(os.devnull, "w") as nowhere:  # noqa: PTH123
        milliseconds = processor_ms(lambda: call_command("publish_due", stdout=nowhere))
    report("publish_due, of each entry", milliseconds / count, "goal 20")


def bench_rename(cast: factories.Cast, links: int) -> None:
    target = drafted("Renamed", text_of(2, "renamed", KEYS), cast)
    for step in (submit, approve, publish):
        step(target, cast)
    for number in range(links):
        name = f"Linking {number}"
        row = drafted(name, f"It names [[Renamed]].[@{KEYS[0]}, p. {number}]", cast)
        for step in (submit, approve, publish):
            step(row, cast)
    actions.rename(
        manuscript=target.pk, title="Renamed", slug="another", by=cast.editor, based_on=1
    )
    actions.submit(manuscript=target.pk, revision=2, by=cast.editor)
    actions.approve(manuscript=target.pk, revision=2, by=cast.approver, change="wording")
    projection.store_due_pages.call()
    milliseconds = processor_ms(partial(publish, target, cast))
    report(f"rename with {links} linking pages, published", milliseconds, "goal 200 for 1,000")


def bench_mark(cast: factories.Cast, entries: int, citations: int) -> None:
    source = factories.published(factories.source(MARKED), cast)
    for number in range(entries):
        name = f"Citing {number}"
        row = drafted(name, text_of(citations, name, [MARKED]), cast)
        submit(row, cast)
        for use in DraftCitation.objects.filter(manuscript=row):
            check = Check(
                manuscript=row,
                revision=1,
                digest=use.digest,
                context=use.context,
                claim_digest=use.claim_digest,
                claim=use.claim,
                source_key=use.source_key,
                locator=use.locator,
                verdict="supports",
                means="shelf",
                by=cast.moderator,
                version=DIGEST_VERSION,
                source=source.pk,
                source_edition=1,
                source_mark="sound",
            )
            told(check)
        approve(row, cast)
        publish(row, cast)
    projection.store_due_pages.call()
    supported = Citation.objects.filter(source=source.pk, standing="supports").count()
    milliseconds = processor_ms(
        lambda: actions.mark(
            manuscript=source.pk, reliability="retracted", reason="So.", by=cast.approver
        )
    )
    report(
        f"a source with {supported} citations in {entries} entries, marked",
        milliseconds,
        "goal 100 for 10,000",
    )
    assert not Citation.objects.filter(source=source.pk, standing="supports").exists()
    waits = colleagues_wait(cast)
    report("saves of a colleague while the worker stores, 99th percentile", waits, "goal 100")


def colleagues_wait(cast: factories.Cast) -> float:
    """Milliseconds by the clock that nearly all saves take while pages that are due are stored."""
    row = drafted("A colleague's", text_of(8, "a colleague's", KEYS), cast)
    document = row.revisions.get(number=1).read()
    due = DuePage.objects.count()

    def store() -> None:
        projection.store_due_pages.call()
        connection.close()

    worker = threading.Thread(target=store)
    worker.start()
    waits: list[float] = []
    revision = 1
    while worker.is_alive():
        started = time.perf_counter()
        changed = replace(document, summary=f"Summary {revision}")
        actions.save(document=changed, by=cast.editor, based_on=revision)
        waits.append((time.perf_counter() - started) * 1000)
        revision += 1
    worker.join()
    print(f"{'':4}{due} pages stored during {len(waits)} saves", flush=True)
    return sorted(waits)[int(len(waits) * 0.99)] if waits else 0.0


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--entries", type=int, default=100, help="that cite the marked source")
    arguments.add_argument("--citations", type=int, default=20, help="in each of them")
    arguments.add_argument("--links", type=int, default=100, help="to the renamed entry")
    options = arguments.parse_args()
    call_command("migrate", verbosity=0)
    cast = factories.make_cast()
    for key in KEYS:
        factories.published(factories.source(key), cast)
    floor()
    bench_road(cast)
    bench_due(cast, 30)
    bench_rename(cast, options.links)
    bench_mark(cast, options.entries, options.citations)


if __name__ == "__main__":
    main()
