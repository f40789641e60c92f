"""How many small faults the tests notice: 200 mutants, drawn by a seed from all lines of what decides and keeps.

    .venv/bin/python bench/mutants/mutants.py draw                draw the list anew: all outcomes are lost
    .venv/bin/python bench/mutants/mutants.py run [SECONDS]       run what was not run yet, in the drawn order
    .venv/bin/python bench/mutants/mutants.py alive [SECONDS]     run again what none noticed, with other tests
    .venv/bin/python bench/mutants/mutants.py report

The list is bench/mutants/drawn.jsonl. An outcome is `killed` (`by`: the test that failed), `alive` (every test that
comes to the place was run to its end), or `equivalent`, with a reason written by hand. `mutant_runs.py` says how one is
run.
"""

from __future__ import annotations

import os
import sys
from collections import Counter

import django
from mutant_list import ROOT, drawn, listed, write

TESTS = (
    *("tests/core", "tests/markup", "tests/gate", "tests/wording", "tests/serving"),
    *("tests/test_workflow.py", "tests/models", "tests/actions"),
)


def report() -> None:
    rows = listed()
    counts = Counter(str(row["outcome"]) for row in rows)
    counted = sum(counts.values()) - counts["not run"]
    print(dict(counts))
    if counted:
        print(f"{100 * counts['killed'] / counted:.1f} % of {counted} killed")
    for row in rows:
        if row["outcome"] not in ("killed", "not run"):
            print(*row.values(), sep=" | ")


def main(command: str, *options: str) -> None:
    os.chdir(ROOT)
    sys.path[:0] = [str(ROOT), str(ROOT / "tests")]
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "encyclopedia.settings")
    if command == "draw":
        django.setup()
        write([{**key._asdict(), "outcome": "not run"} for key in drawn()])
    elif command in ("run", "alive"):
        import pytest
        from mutant_imports import tests_that_name
        from mutant_runs import Runs

        seconds = next((int(option) for option in options if option.isdigit()), 10**6)
        alive = command == "alive"
        quiet = ["-q", "-s", "-n", "0", "-p", "no:cacheprovider", "-m", "not browser"]
        tests = list(TESTS)
        if alive:
            files = dict.fromkeys(str(row["file"]) for row in listed() if row["outcome"] == "alive")
            tests = sorted({test for file in files for test in tests_that_name(file)})
        outcomes = ("alive",) if alive else ("not run",)
        pytest.main([*quiet, *tests], plugins=[Runs(outcomes, seconds, wide=alive)])
    report()


if __name__ == "__main__":
    main(*sys.argv[1:] or ["report"])
