"""Which obstacles an import makes itself: an export is imported, and the gate is asked of every draft.

Run with `python bench/import_obstacles.py [EXPORT]`; creates an SQLite database in a temporary folder (or uses
DATABASE_URL when set, which has to be empty). An obstacle is *of the work to be done* when every draft has it until
people have done theirs (sources that are not published, footnotes that nobody checked, requests for a citation,
wanted pictures) or when it stands so on the wiki (an identifier with a wrong check digit). All others are the
importer's own, and are printed.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections import Counter
from pathlib import Path

FOLDER = Path(tempfile.mkdtemp(prefix="stet-bench-"))
os.environ.setdefault("DATABASE_URL", f"sqlite:///{FOLDER}/bench.sqlite3")
sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

import prepared  # noqa: E402, F401, I001
import factories  # noqa: E402
from django.core.management import call_command  # noqa: E402

from editorial.actions.import_job import request_import  # noqa: E402
from editorial.gate.gate_input import obstacles  # noqa: E402
from editorial.gate.judging import Obstacle, stopping  # noqa: E402
from editorial.importers.jobs.running import run, steps_of  # noqa: E402
from editorial.models import ImportKind, Manuscript, Revision  # noqa: E402
from encyclopedia.wording import words  # noqa: E402

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT.parent / "shared" / "data" / "enwiki-sample.xml.bz2"
TO_BE_DONE = frozenset(
    {"source_not_published", "unchecked", "few_citations", "not_looked_at", "second_check_missing"}
)
MAX_SHOWN = 4


def described(obstacle: Obstacle) -> str:
    """The obstacle's code; of a problem of the form, its own code and field."""
    if obstacle.code != "problem":
        return obstacle.code
    message = obstacle.values["message"]
    code = getattr(message, "code", str(message)[:40])
    return f"{obstacle.field}: {code}"


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("export", nargs="?", type=Path, default=SAMPLE)
    options = arguments.parse_args()
    if not options.export.exists():
        print(f"left out: {options.export.name} is not there")
        return
    call_command("migrate", verbosity=0)
    cast = factories.make_cast()
    job = request_import(
        kind=ImportKind.MEDIAWIKI, name=options.export.name, digest="d", size=1, by=cast.editor
    )
    for _done in run(job, steps_of(job, options.export)):
        continue
    print(f"{job.status}: {job.counts}, {job.sources} sources")
    for what, manuscripts in (
        ("entries", Manuscript.objects.exclude(kind="source")),
        ("sources", Manuscript.objects.filter(kind="source")),
    ):
        hindered = total = 0
        codes: Counter[str] = Counter()
        examples: dict[str, list[str]] = {}
        for manuscript in manuscripts.iterator():
            total += 1
            newest = Revision.objects.get(manuscript=manuscript, number=manuscript.revision)
            own = [
                obstacle
                for obstacle in stopping(obstacles(manuscript, newest.read(), "submit"))
                if obstacle.code not in TO_BE_DONE
            ]
            hindered += bool(own)
            for obstacle in own:
                code = described(obstacle)
                codes[code] += 1
                shown = examples.setdefault(code, [])
                if len(shown) < MAX_SHOWN:
                    message = obstacle.values.get("message")
                    said = words(message) if message is not None else str(obstacle.values)
                    shown.append(f"{manuscript.title[:40]} (line {obstacle.line}): {said[:200]}")
        print(f"{what}: {total - hindered} of {total} without other obstacles")
        for code, count in codes.most_common():
            print(f"  {count:5} {code}")
            for line in examples[code]:
                print(f"          {line}")


if __name__ == "__main__":
    main()
