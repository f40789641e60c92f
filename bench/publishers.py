"""How many entries several publishers publish at the same time, beside one alone, on PostgreSQL.

python bench/publishers.py [--entries N] [--publishers 1,2,8]

Each publisher is a process of its own, and publishes N approved entries of 8 notes; all begin at the same moment, in a
new database on the local server. Printed are publications a second by the clock, beside those of one publisher: more
than the cores there are cannot be had.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import subprocess
import sys
import time
from pathlib import Path

from pages import postgresql

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))
NOTES = 8
# In seconds: until all processes have read the program.
HEAD_START = 12


def approved(count: int) -> list[str]:
    """So many approved entries, by their ids."""
    import prepared  # noqa: F401, I001
    import factories
    from django.contrib.auth.models import User
    from django.core.management import call_command

    from editorial import actions
    from editorial.models import Manuscript

    if not User.objects.exists():
        factories.make_cast()
    editor, approver = (User.objects.get(username=name) for name in ("edna", "abel"))
    cast = factories.Cast(editor, editor, editor, approver, approver, editor, editor)
    call_command("create_roles", stdout=io.StringIO())
    if not Manuscript.objects.exists():
        factories.published(factories.source("work-1"), cast)
    begin = Manuscript.objects.count()
    ids = []
    for number in range(begin, begin + count):
        sentences = (f"Event {at} of {number}.[@work-1, p. {at}]" for at in range(NOTES))
        document = factories.article(f"Entry {number}", " ".join(sentences))
        actions.save(document=document, by=editor)
        actions.submit(manuscript=document.id, revision=1, by=editor)
        actions.approve(manuscript=document.id, revision=1, by=approver)
        ids.append(str(document.id))
    return ids


def publish_at(moment: float, ids: list[str]) -> float:
    """Publish these from that moment on; when the last was."""
    from uuid import UUID

    import prepared  # noqa: F401
    from django.contrib.auth.models import User

    from editorial import actions

    approver = User.objects.get(username="abel")
    time.sleep(max(0.0, moment - time.time()))
    for pk in ids:
        actions.publish(manuscript=UUID(pk), by=approver)
    return time.time()


def measured(publishers: int, entries: int) -> float:
    """Publications a second."""
    ids = approved(publishers * entries)
    moment = time.time() + HEAD_START
    running = [
        subprocess.Popen(
            [sys.executable, __file__, "--at", str(moment), *ids[at::publishers]],
            stdout=subprocess.PIPE,
            text=True,
        )
        for at in range(publishers)
    ]
    ends = [json.loads(process.communicate()[0]) for process in running]
    return publishers * entries / (max(ends) - moment)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--entries", type=int, default=100, help="of each publisher")
    parser.add_argument("--publishers", default="1,2,8")
    parser.add_argument("--at", type=float, help="used by the program itself")
    parser.add_argument("ids", nargs="*")
    options = parser.parse_args()
    if options.at:
        print(json.dumps(publish_at(options.at, options.ids)))
        return
    with postgresql() as address:
        os.environ |= {"DATABASE_URL": address, "GATE_POLICY": '{"default": {"checks": "none"}}'}
        os.environ["TASKS_BACKEND"] = "django_tasks.backends.dummy.DummyBackend"
        import prepared  # noqa: F401
        from django.core.management import call_command
        from django.db import connections

        call_command("migrate", verbosity=0)
        alone = 0.0
        print(f"{os.cpu_count()} cores")
        for publishers in map(int, options.publishers.split(",")):
            rate = measured(publishers, options.entries)
            alone = alone or rate
            print(
                f"{publishers} at once{rate:10.1f} a second{rate / alone:8.2f} of one", flush=True
            )
        connections.close_all()


if __name__ == "__main__":
    main()
