"""Bombs and long texts are read or refused in words, each under a ceiling of memory and time, in a process of its own.

The time is the processor's, and many times what is needed: what fails takes minutes.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from attack.bombs import BOMBS, READ
from attack.parsers import tried
from portions import Portion

pytestmark = [pytest.mark.slow, pytest.mark.one_database]

ROOT = Path(__file__).parent.parent.parent
# The encoder of WebP takes 550 MB for 40 million pixels with holes.
MEGABYTES, SECONDS = 900, 25


def faults_under(
    what: str, numbers: Sequence[int], megabytes: int = MEGABYTES, seconds: int = SECONDS
) -> tuple[list[str], list[dict[str, object]]]:
    """What went wrong, and how each ended."""
    program = [sys.executable, "-m", "attack.under_ceiling", what, str(megabytes), str(seconds)]
    path = os.pathsep.join([str(ROOT), str(ROOT / "tests")])
    run = subprocess.run(
        [*program, *map(str, numbers)],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": path, "DJANGO_SETTINGS_MODULE": "encyclopedia.settings"},
        capture_output=True,
        text=True,
        check=False,
    )
    lines = [json.loads(line) for line in run.stdout.splitlines()]
    names, ends = lines[::2], lines[1::2]
    faults = [
        f"{name['begun']}: {end}"
        for name, end in zip(names, ends, strict=False)
        if end["end"].startswith("FAULT") or (name["begun"] in READ and end["end"] != "read")
    ]
    if len(ends) < len(numbers):
        last = names[-1]["begun"] if names else "the beginning"
        faults.append(f"{last}: ended with {run.returncode} {run.stderr[-600:]}")
    return faults, [name | end for name, end in zip(names, ends, strict=False)]


def test_bombs_are_read_or_refused_under_their_ceiling(portion: Portion) -> None:
    every = list(range(len(BOMBS)))
    faults: list[str] = []
    # Each in a process of its own where all are tried: none has what another one freed.
    for numbers in [[one] for one in every] if portion.thorough else [portion(every, 32)]:
        faults += faults_under("bombs", numbers)[0]
    assert not faults, "\n".join(faults)


def test_long_texts_are_read_or_refused_under_their_ceiling(portion: Portion) -> None:
    numbers = portion(list(range(len(tried()))), 100)
    faults: list[str] = []
    while numbers:
        failed, ended = faults_under("long", numbers)
        faults += failed
        # One that died takes nobody with it.
        numbers = numbers[len(ended) + 1 :]
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize(("megabytes", "seconds"), [(20, 25), (400, 0)])
def test_what_takes_more_would_be_found(megabytes: int, seconds: int) -> None:
    number = list(BOMBS).index("RIS: a record of 100,000 names")
    assert faults_under("bombs", [number], megabytes, seconds)[0]
