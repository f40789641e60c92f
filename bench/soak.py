"""Shows that a site that is read and worked on for long loses nothing, shows nothing wrong, and does not grow.

python bench/soak.py [--minutes N] [--postgresql] [--faults] [--restart-every S] [--kill-every S] [--pause S]

Starts `manage.py serve` with the sample in a scratch folder, on SQLite or a PostgreSQL cluster of its own. Eight
readers ask for entries, lists, search and the API, and report errors; two writers, a moderator and an approver sign
in and work through the forms: draft, save, comment, submit, check, approve, publish, correct a sentence, withdraw,
publish again. Each of their words has a mark of its own. With `--faults` the database is taken away again and again
(PostgreSQL is stopped, by turns fast and at once, and started; SQLite is locked for longer than is waited for it) and
processes are killed by turns. Then it holds against the diary of what people were told was done:
- every acknowledged save is one revision, every move an event, every comment and report is there; no other move is;
- each page a reader was sent meanwhile was what stood there then; copies come only while the database is away;
- 503 comes only while the database is away, in words, with Retry-After and with what was typed; connections are lost
  only while processes are killed; else what was asked for is answered;
- `verify_history` passes, `rebuild` finds nothing to mend, and all public pages are afterwards, from a new server, byte
  for byte what they were;
- memory and open files of all processes of `serve` in the last tenth of the time are those of the first tenth
  (judged from ten minutes on).

Exits with 1 if anything of that is not so. `--pause` is what everybody waits between two requests, in seconds.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path

from standing import free_port, processes

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from soak_browser import Browser  # noqa: E402
from soak_diary import Diary, hold_against_database  # noqa: E402
from soak_people import Desk, Worker, read_on  # noqa: E402
from soak_site import Cluster, Site  # noqa: E402
from soak_work import approve, check, write  # noqa: E402

READERS = 8
# Of the first tenth: what the last may have in addition. In less time nothing can be told: caches still fill.
MIN_MINUTES = 10
MAX_MORE_MEMORY = 0.15
MAX_MORE_FILES = 0.10


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--postgresql", action="store_true")
    parser.add_argument("--faults", action="store_true")
    parser.add_argument("--restart-every", type=float, default=300)
    parser.add_argument("--kill-every", type=float, default=120)
    parser.add_argument("--pause", type=float, default=1.0)
    parser.add_argument("--port", type=int, default=0)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="stet-soak-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        cluster = Cluster(folder / "cluster", free_port()) if options.postgresql else None
        site, diary = Site(folder, options.port or free_port(), cluster), Diary()
        site.wrong = diary.wrong
        try:
            if cluster:
                cluster.make()
            site.start()
            seconds = soak(site, diary, options)
            pages = hold(site, diary)
        finally:
            site.enough.set()
            site.stop()
            if cluster:
                cluster.stop("fast")
    tell(site, diary, options, seconds, pages)
    return int(bool(diary.wrong))


def soak(site: Site, diary: Diary, options: argparse.Namespace) -> float:
    """Let everybody read and work for so long; the seconds of processor that the site used."""
    import queue

    os.environ |= site.environment | {"DJANGO_SETTINGS_MODULE": "encyclopedia.settings"}
    import django

    django.setup()
    from editorial.sample.cast import CAST, EDITOR, Member, enlist

    second = Member("writer", "Wanda", "Sample", "editor", EDITOR.group, "write-the-sample")
    enlist(second)
    desk = Desk((queue.SimpleQueue(), queue.SimpleQueue()))
    editor, moderator, approver = CAST
    people = ((editor, write, 0), (second, write, 1), (moderator, check, 0), (approver, approve, 0))
    jobs: list[Callable[[], None]] = [site.watch]
    for place, (member, work, number) in enumerate(people):
        browser = Browser(site, diary, f"10.8.0.{place + 1}", options.pause)
        browser.sign_in(member.username, member.password)
        jobs.append(lambda b=browser, n=number, w=work: Worker(b, desk, n).run(w))  # type: ignore[misc]
    for place in range(READERS):
        browser = Browser(site, diary, f"10.9.0.{place + 1}", options.pause)
        jobs.append(lambda b=browser: read_on(b, desk))  # type: ignore[misc]
    if options.faults:
        jobs.append(lambda: site.disturb(options.restart_every, options.kill_every))
    threads = [threading.Thread(target=job, daemon=True) for job in jobs]
    for thread in threads:
        thread.start()
    _wait(options.minutes * 60)
    seconds = used(site)
    site.enough.set()
    for thread in threads:
        thread.join(300)
        if thread.is_alive():
            diary.fault("somebody still waits for an answer")
    return seconds


def _wait(seconds: float) -> None:
    """Ctrl-C ends the time, not the judging."""
    try:
        time.sleep(seconds)
    except KeyboardInterrupt:
        print("ended early", flush=True)


def used(site: Site) -> float:
    """Seconds of processor of the processes that run now."""
    mine = set(site.processes())
    return sum(seconds for _group, pid, seconds in processes() if pid in mine)


def hold(site: Site, diary: Diary) -> int:
    """Judge what is there; the number of public pages that were compared."""
    from django.db import connection

    from encyclopedia.models import DuePage, Edition, Entry

    connection.close()
    end = time.monotonic() + 120
    while DuePage.objects.exists() and time.monotonic() < end:
        time.sleep(1)
    if DuePage.objects.exists():
        diary.fault("the worker did not store all pages within two minutes")
    hold_against_database(diary)
    paths = [f"/{entry.path}/" for entry in Entry.objects.all()]
    paths += [f"{path}index.json" for path in paths]
    paths += [
        f"/{edition.kind}/{edition.slug}/@{edition.number}/" for edition in Edition.objects.all()
    ]
    paths += ["/", "/browse/", "/browse/article/", "/corrections/", "/feed.atom", "/wanted/"]
    day = time.gmtime().tm_yday
    before = {path: asked(site, path) for path in paths}
    for slug in diary.shown:
        status, text = before.get(f"/article/{slug}/") or asked(site, f"/article/{slug}/")
        now = time.monotonic()
        diary.judge_page(slug, status, text.decode(), (now, now), copy=False)
    connection.close()
    for command, good in (
        (("verify_history",), ""),
        (("rebuild",), "Everything is as it should be."),
    ):
        done = manage(site, *command)
        if done.returncode or good not in done.stdout:
            diary.fault(f"{command[0]}: {(done.stdout + done.stderr)[-1500:]}")
    site.stop()
    site.start()
    for path in paths:
        # The home page shows an entry of the day.
        if asked(site, path) != before[path] and (path != "/" or time.gmtime().tm_yday == day):
            diary.fault(f"{path} is another after a rebuild")
    return len(paths)


def manage(site: Site, *command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "manage.py", *command],
        cwd=ROOT,
        env=os.environ | site.environment,
        capture_output=True,
        text=True,
        check=False,
    )


def asked(site: Site, path: str) -> tuple[int, bytes]:
    try:
        with urllib.request.urlopen(site.address + path, timeout=60) as answer:
            return answer.status, answer.read()
    except urllib.error.HTTPError as error:
        return error.code, error.read()


def tenths(values: list[int]) -> tuple[float, float]:
    """The means of the first and of the last tenth."""
    count = max(len(values) // 10, 1)
    return statistics.fmean(values[:count]), statistics.fmean(values[-count:])


def tell(site: Site, diary: Diary, options: argparse.Namespace, seconds: float, pages: int) -> None:
    memory = tenths([sample[1] for sample in site.samples])
    files = tenths([sample[2] for sample in site.samples])
    long = options.minutes >= MIN_MINUTES
    if long and memory[1] > memory[0] * (1 + MAX_MORE_MEMORY):
        diary.fault(f"memory grew from {memory[0] / 1e6:.0f} to {memory[1] / 1e6:.0f} MB")
    if long and files[1] > files[0] * (1 + MAX_MORE_FILES):
        diary.fault(f"open files grew from {files[0]:.0f} to {files[1]:.0f}")
    moves = diary.acknowledged
    rows = [
        ("minutes", f"{options.minutes:g}"),
        *sorted((name, f"{count:,}") for name, count in diary.tally.items()),
        *(
            (
                f"{name}: acknowledged",
                f"{sum(n for (_m, move), n in moves.items() if move == name):,}",
            )
            for name in sorted({move for _manuscript, move in moves})
        ),
        ("comments, reports: acknowledged", f"{len(diary.comments)}, {len(diary.reports)}"),
        ("answers nobody knows of", f"{sum(diary.unsure.values())}"),
        ("public pages compared with those after a rebuild", f"{pages:,}"),
        ("times the database was away", f"{sum(t.kind == 'database' for t in site.troubles)}"),
        ("processes killed", f"{sum(t.kind == 'process' for t in site.troubles)}"),
        *(
            (f"  {t.name}: until all was served", f"{t.ended - t.began:.1f} s")
            for t in site.troubles
        ),
        ("memory, first and last tenth", f"{memory[0] / 1e6:.0f}, {memory[1] / 1e6:.0f} MB"),
        ("open files, first and last tenth", f"{files[0]:.0f}, {files[1]:.0f}"),
        ("processor of the site's processes now running", f"{seconds:.0f} s"),
        ("wrong", f"{len(diary.wrong)}"),
    ]
    kind = "PostgreSQL" if options.postgresql else "SQLite"
    print(f"\n{kind}, {'with faults' if options.faults else 'undisturbed'}")
    for name, value in rows:
        print(f"  {name:<58} {value:>16}")
    for words in diary.wrong:
        print(f"WRONG: {words}")


if __name__ == "__main__":
    sys.exit(main())
