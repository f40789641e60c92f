"""Run every test this machine can run, and say at the end what was run and what was left out.

`make test` calls it; with --strict it fails if anything is left out. `make test-thorough` adds --thorough:
every payload, every route in every state, many more random examples and longer random sequences, and on
PostgreSQL all tests instead of those that can differ there (`tests/portions.py`: CAN_DIFFER). With --dear it measures
which tests take longest, and writes tests/dear_tests.txt anew.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

from portions import turn

from deploy import machine

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
# One more than there are cores: a test in the browser mostly waits.
# What readers do on a page, which the static edition has to bear as well.
ON_A_FOLDER = [
    f"tests/browser/{name}.py"
    for name in (
        *("test_notes_in_place", "test_lists_of_notes", "test_ways_to_notes"),
        *("test_reading_order", "test_timelines"),
    )
]
WORKERS = str(min(4, (os.cpu_count() or 1) + 1))


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--strict", action="store_true")
    arguments.add_argument("--thorough", action="store_true")
    arguments.add_argument("--dear", action="store_true")
    options = arguments.parse_args()
    strict = options.strict
    more = ["--thorough"] if options.thorough else ["--dear"] if options.dear else []
    lines: list[str] = []
    left_out: list[str] = []
    failed: list[str] = []

    browser = shutil.which("chromium-headless-shell") or shutil.which("chromium")
    markers = [] if browser else ["not browser"]
    for tool, program in {"nginx": "nginx", "systemd": "systemd-analyze"}.items():
        if not shutil.which(program, path=f"{os.environ.get('PATH', '')}:/usr/sbin"):
            markers.append(f"not {tool}")
            left_out.append(f"tests of deploy/: no {program}")
    if not machine.possible():
        markers.append("not machine")
        left_out.append("what docs/operating.md says, under systemd: no root, or no namespaces")
    if not SHARED.is_dir():
        left_out.append("tests on the third-party data: no folder “shared” beside the checkout")

    if not (options.thorough or options.dear):
        lines.append(f"of the tests that take longest: those of TURN={turn()}")
    run("SQLite", sqlite_url(), [*markers, "not postgresql"], more, failed, lines)
    tools = [marker for marker in markers if marker != "not browser"]
    postgresql = postgresql_url()
    if options.dear:
        left_out.append("PostgreSQL: dear tests are measured on SQLite")
    elif postgresql:
        # Tests that use no database and no SQL were run above.
        markers = [*tools, "not browser", *([] if options.thorough else ["not one_database"])]
        more += ["--only-database" if options.thorough else "--what-can-differ"]
        run("PostgreSQL", postgresql, markers, more, failed, lines)
    else:
        left_out.append("PostgreSQL: no TEST_DATABASE_URL and no local server answers")
    if browser and options.thorough:
        os.environ["READERS_ON"] = "folder"
        run("SQLite, readers on the static edition", sqlite_url(), [], ON_A_FOLDER, failed, lines)
    if browser:
        version = subprocess.run(
            [browser, "--version"], capture_output=True, text=True, check=False
        )
        lines.append(f"browser: {version.stdout.strip()}")
    else:
        left_out.append("browser tests: no Chromium")
    return report(lines, left_out, failed, strict)


def run(
    name: str,
    url: str,
    markers: list[str],
    more: list[str],
    failed: list[str],
    lines: list[str],
) -> None:
    """One run of pytest on one database."""
    print(f"— Tests on {name} —", flush=True)
    started = time.monotonic()
    command = [sys.executable, "-m", "pytest", "-q", "-rR", "-n", WORKERS, "--dist", "worksteal"]
    command += ["-m", " and ".join(f"({marker})" for marker in markers)] if markers else []
    command += more
    environment = {**os.environ, "DATABASE_URL": url, "PYTHONHASHSEED": "0"}
    # The databases of tests need not survive a power failure.
    environment["PGOPTIONS"] = f"{environment.get('PGOPTIONS', '')} -c synchronous_commit=off"
    code = subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode
    lines.append(f"database: {name}, {time.monotonic() - started:.0f} s {' '.join(more)}".rstrip())
    if code:
        failed.append(f"{name} (pytest ended with {code})")


def sqlite_url() -> str:
    folder = ROOT / "var"
    folder.mkdir(exist_ok=True)
    return f"sqlite:///{folder / 'unused.sqlite3'}"


def postgresql_url() -> str:
    """TEST_DATABASE_URL, or the local server if it answers, or nothing."""
    import psycopg

    configured = os.environ.get("TEST_DATABASE_URL", "")
    for url in (
        [configured] if configured else ["postgres:///postgres", "postgres://localhost/postgres"]
    ):
        try:
            with psycopg.connect(url, connect_timeout=3):
                return url
        except psycopg.OperationalError as error:
            if configured:
                print(f"TEST_DATABASE_URL does not answer: {error}", file=sys.stderr)
    return ""


def report(lines: list[str], left_out: list[str], failed: list[str], strict: bool) -> int:
    print("— What was run —")
    for line in lines:
        print(line)
    for line in left_out:
        print(f"left out: {line}")
    if not left_out:
        print("left out: nothing")
    for line in failed:
        print(f"FAILED on {line}")
    if strict and left_out:
        print("FAILED: --strict allows nothing to be left out")
    bad = bool(failed or (strict and left_out))
    print("Tests failed." if bad else "All tests passed.")
    return int(bad)


if __name__ == "__main__":
    sys.exit(main())
