"""Runs a mutant whose place is executed when its module is imported: in a new process, where a loader changes it."""

from __future__ import annotations

import ast
import functools
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from importlib.machinery import SourceFileLoader
from pathlib import Path

import pytest
from mutant_places import Key, Place, compiled, module

ROOT = Path(__file__).resolve().parent.parent.parent
MAX_SECONDS = 400
# Shorter names of functions are words like any others.
MIN_NAME = 6


@functools.cache
def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def place_of(key: Key) -> Place | None:
    listed = module(ROOT / key.file, key.file)[1]
    return next((place for place in listed if place.key == key), None)


def changing(key: Key) -> Callable[[list[Place]], None]:
    def change(places: list[Place]) -> None:
        next(place for place in places if place.key == key).change()

    return change


@functools.cache
def tests_that_name(file: str) -> list[str]:
    """The files of tests that mirror the module, import it, or name a public function of it."""
    name = file.removesuffix(".py").replace("/", ".")
    parent, _, own = name.rpartition(".")
    public = [
        node.name
        for node in ast.parse(text_of(ROOT / file)).body
        if isinstance(node, ast.FunctionDef) and len(node.name) > MIN_NAME and node.name[0] != "_"
    ]
    named = re.compile(rf"\b({'|'.join([re.escape(name), *public])})\b")
    mirrored = ROOT.glob(f"tests/*/test_{own}*.py")
    naming = [
        path
        for path in sorted((ROOT / "tests").rglob("test_*.py"))
        if named.search(text_of(path))
        or (f"from {parent} import" in text_of(path) and own in text_of(path))
    ]
    return [str(path.relative_to(ROOT)) for path in dict.fromkeys([*sorted(mirrored), *naming])]


def outside(key: Key) -> tuple[str, str]:
    """In a new process, with the tests that name the module."""
    if not (files := tests_that_name(key.file)):
        return "alive", "no test names this module"
    done = _new_process(key, files)
    if done.returncode == 0:
        return "alive", f"{len(files)} files of tests"
    failed = [line for line in done.stdout.splitlines() if line.startswith(("FAILED", "ERROR "))]
    if not failed:
        starts_anyway = _new_process(None, ["--collect-only", *files]).returncode == 0
        end = done.stdout[-300:] + done.stderr[-300:]
        return ("killed", "the program does not start") if starts_anyway else ("not run", end)
    by = failed[0].partition(" ")[2].partition(" - ")[0]
    fails_anyway = _new_process(None, [by]).returncode
    return ("not run", f"fails without it: {by}") if fails_anyway else ("killed", by)


def _new_process(key: Key | None, tests: list[str]) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, __file__, json.dumps(key), *tests]
    try:
        return subprocess.run(
            command, cwd=ROOT, capture_output=True, text=True, timeout=MAX_SECONDS
        )
    except subprocess.TimeoutExpired:
        return subprocess.CompletedProcess(command, 1, "", "time is up")


def run_outside(key: Key | None, *files: str) -> int:
    original = SourceFileLoader.get_code

    def get_code(loader: SourceFileLoader, name: str) -> object:
        if not key or loader.path != str(ROOT / key.file):
            return original(loader, name)
        return compiled(ROOT / key.file, key.file, changing(key))

    os.environ["DJANGO_SETTINGS_MODULE"] = "encyclopedia.settings"
    SourceFileLoader.get_code = get_code  # type: ignore[method-assign, assignment]
    options = ["-x", "-q", "-n", "0", "-p", "no:cacheprovider", "-m", "not browser"]
    return int(pytest.main([*options, *files]))


if __name__ == "__main__":
    sys.path[:0] = [str(ROOT), str(ROOT / "tests")]
    sys.exit(run_outside(Key(*row) if (row := json.loads(sys.argv[1])) else None, *sys.argv[2:]))
