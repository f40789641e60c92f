"""How long a back-up, the next one, a restore and a drill take, and how many bytes they are.

python bench/keeping.py [--works N]

Brings in and publishes as many works with their whole history (`bringing_in.py`), in an SQLite database of a temporary
folder or in the empty one that DATABASE_URL names; then runs the commands as an operator would. Printed are seconds,
processor seconds of the command, its peak of memory, and bytes on the disk.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import time
from pathlib import Path

from bringing_in import FOLDER, bibliography, imported, published  # isort: skip — it sets Django up

import factories
from django.core.management import call_command

from editorial.models import Event, ImportKind, Manuscript

ROOT = Path(__file__).resolve().parent.parent


def size(path: Path) -> int:
    """Bytes on the disk; what two back-ups share counts once."""
    files = {file.stat().st_ino: file.stat().st_size for file in path.rglob("*") if file.is_file()}
    return sum(files.values()) if path.is_dir() else path.stat().st_size


def told(what: str, *command: str, **environment: str) -> None:
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    done = subprocess.run(
        [sys.executable, "manage.py", *command],
        cwd=ROOT,
        env=os.environ | environment,
        capture_output=True,
        text=True,
        check=False,
    )
    seconds, after = time.perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    memory = after.ru_maxrss // 1024
    print(f"{what:28}{seconds:9.1f} s{used:9.1f} s{memory:7} MB  ends with {done.returncode}")
    print("   ", (done.stdout + done.stderr).strip().rpartition("\n")[2], flush=True)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--works", type=int, default=10_000)
    options = arguments.parse_args()
    call_command("migrate", verbosity=0)
    cast = factories.make_cast()
    published(imported(ImportKind.BIBLIOGRAPHY, bibliography(FOLDER, options.works), cast), cast)
    call_command("publish_due", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    live = Manuscript.objects.filter(live_edition__gt=0).count()
    print(f"{live:,} entries, {Event.objects.count():,} events")
    if (database := FOLDER / "bench.sqlite3").exists():
        print(f"database: {size(database):,} bytes")
    kept, own = FOLDER / "kept", {"MEDIA_ROOT": str(FOLDER / "media")}
    print(f"{'':28}{'seconds':>11}{'processor':>11}{'memory':>10}")
    told("backup", "backup", str(kept), **own)
    print(f"    {size(kept):,} bytes")
    told("the next one", "backup", str(kept), **own)
    print(f"    {size(kept):,} bytes for both")
    new = {"DATABASE_URL": f"sqlite:///{FOLDER}/new.sqlite3", "MEDIA_ROOT": str(FOLDER / "new")}
    told("restore", "restore", str(kept), **own | new)
    told("drill", "drill", str(kept), **own)


if __name__ == "__main__":
    main()
