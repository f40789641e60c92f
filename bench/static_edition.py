"""How long the static edition takes: the first run, and the next one where nothing was published since.

python bench/static_edition.py FOLDER [--entries N]

Publishes N invented entries (two in ten are sources; three checked citations in each of the others), move by move as
people would, in an SQLite database in FOLDER or in the empty one that DATABASE_URL names; one that is there is taken
as it is. Then runs the command as an operator would. Printed are seconds, processor seconds and files.
"""

from __future__ import annotations

import argparse
import os
import random
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from encyclopedia.core.documents import Document

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))
CITATIONS = 3


def documents(size: int) -> Iterator[Document]:
    """Sources first; then works, of which each links to others and cites them."""
    from factories import article, biography, source
    from invented import VOCABULARY, Entries, word

    from encyclopedia.core.names import slugify

    entries, chance = Entries(size), random.Random(1938)
    keys = []
    for at in entries.sources:
        keys.append(f"{word(at)}-{1900 + at % 100}-{at}")
        record = {
            "id": keys[-1],
            "type": "book",
            "title": entries.names[at],
            "author": [{"family": word(at).title(), "given": "A."}],
            "issued": {"date-parts": [[1900 + at % 100]]},
            "publisher": "Hall",
        }
        yield source(keys[-1], title=entries.names[at], record=record)
    for at in entries.works:
        paragraphs = []
        for place in range(CITATIONS):
            key = keys[entries.one_of(len(keys))]
            linked = entries.names[chance.choice(entries.works)]
            paragraphs.append(
                f"{entries.words(20).capitalize()} of [[{linked}]].[@{key}, p. {place + 1}]"
            )
        make = biography if entries.kinds[at] == "person" else article
        tags = tuple(sorted({chance.choice(VOCABULARY[:200]) for _ in range(2)}))
        yield make(
            entries.names[at],
            "\n\n".join(paragraphs),
            slug=slugify(entries.names[at]),
            summary=f"{entries.summaries[at].capitalize()}.",
            tags=tags,
            facts=(),
        )


def publish_all(size: int) -> None:
    from factories import make_cast, published, submitted

    from editorial import actions
    from editorial.models import DraftCitation
    from encyclopedia.core.documents import SourceDocument

    cast = make_cast()
    for at, document in enumerate(documents(size)):
        if isinstance(document, SourceDocument):
            published(document, cast)
            continue
        manuscript = submitted(document, cast)
        digests = DraftCitation.objects.filter(manuscript=manuscript)
        for digest in list(digests.values_list("digest", flat=True)):
            actions.check(
                manuscript=manuscript.pk,
                digest=digest,
                verdict="supports",
                means="shelf",
                by=cast.moderator,
            )
        manuscript.refresh_from_db()
        actions.approve(
            manuscript=manuscript.pk,
            revision=manuscript.revision,
            by=cast.approver,
            change="addition",
            summary="",
        )
        actions.publish(manuscript=manuscript.pk, by=cast.approver)
        if at % 500 == 0:
            print(f"{at:,} published", flush=True)


def told(what: str, folder: Path) -> None:
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    done = subprocess.run(
        [sys.executable, "manage.py", "export_site", str(folder)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    print(f"{what:24}{time.perf_counter() - began:9.1f} s{used:9.1f} s  {done.stdout.strip()}")
    print(done.stderr[-500:] if done.returncode else "", flush=True)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("folder", type=Path)
    arguments.add_argument("--entries", type=int, default=10_000)
    options = arguments.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    os.environ.setdefault("DATABASE_URL", f"sqlite:///{options.folder}/site.sqlite3")
    os.environ.setdefault("MEDIA_ROOT", str(options.folder / "media"))
    import prepared  # noqa: F401
    from django.core.management import call_command

    from encyclopedia.models import Entry
    from encyclopedia.projection.storing import store_due_pages

    call_command("migrate", verbosity=0)
    if not Entry.objects.exists():
        publish_all(options.entries)
        call_command("publish_due", verbosity=0)
        # As the worker would: a page that is due is made for each who asks.
        store_due_pages.func()
    call_command("collectstatic", interactive=False, verbosity=0)
    print(f"{Entry.objects.count():,} entries", flush=True)
    edition = options.folder / "edition"
    told("the first run", edition)
    told("nothing has changed", edition)


if __name__ == "__main__":
    main()
