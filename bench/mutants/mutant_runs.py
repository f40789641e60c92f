"""Runs mutants inside one pytest: all tests are collected once, and every mutant has a process forked from there.

First all tests run once with a note at every place that is to be changed: which tests come to it, and how long each
takes. A mutant then gets the tests that come to its place, those of its module and the quickest first, until one fails.
Its function's code is exchanged in the forked process; what stands outside of functions is changed by a loader in a new
process instead (`mutant_imports.py`). Conditions of triggers are changed in the tests' database alone, and nothing
compares them with the program's list: a rule counts as tested if a row shows it.
"""

from __future__ import annotations

import builtins
import functools
import gc
import importlib
import inspect
import json
import multiprocessing
import os
import resource
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import CodeType, FunctionType
from typing import Any

import hypothesis
import pytest
from _pytest.runner import runtestprotocol
from mutant_imports import changing, outside, place_of, text_of
from mutant_list import ROOT, listed, write
from mutant_places import SQL, Key, Place, changed_condition, compiled

KEPT = ROOT / "var/mutants"
# What is compared with the program's own list of triggers, or sees the change by its text.
COMPARES = ("removals, statements", "TRIGGERS", "trigger_bodies")
MAX_TESTS_OF_RULE = 150
MAX_SECONDS = 240


class Runs:
    def __init__(self, outcomes: tuple[str, ...], seconds: int, *, wide: bool) -> None:
        self.outcomes, self.until, self.wide = outcomes, time.monotonic() + seconds, wide
        self.rule: Key | None = None

    @pytest.hookimpl(trylast=True)
    def pytest_configure(self) -> None:
        phases = [hypothesis.Phase.explicit, hypothesis.Phase.generate]
        hypothesis.settings.register_profile(
            "mutants",
            max_examples=25,
            stateful_step_count=10,
            deadline=None,
            database=None,
            phases=phases,
        )
        hypothesis.settings.load_profile("mutants")

    @pytest.hookimpl(wrapper=True)
    def pytest_fixture_setup(self, fixturedef: Any, request: Any) -> Iterator[None]:
        result = yield
        if fixturedef.argname == "django_db_setup" and self.rule:
            with request.getfixturevalue("django_db_blocker").unblock():
                _change_trigger(self.rule)
                _compare_no_triggers()
        return result

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        import migrated

        marked = migrated.fingerprint()
        migrated.fingerprint = lambda: marked
        self.items = {item.nodeid: item for item in session.items}
        rows = listed()
        keys = [Key(*list(row.values())[:5]) for row in rows]
        todo = [n for n, row in enumerate(rows) if row["outcome"] in self.outcomes]
        for key in keys:
            importlib.import_module(key.file.removesuffix(".py").replace("/", "."))
        reached = self._reached(keys, todo)
        for number in todo:
            if time.monotonic() > self.until:
                break
            began = time.monotonic()
            outcome, by = self._outcome(keys[number], reached.get(str(number), {}))
            if outcome == "not run":
                print(number, keys[number], by, file=sys.stderr)
                continue
            rows = listed()  # new outcomes may have been written by hand
            kept = {name: rows[number][name] for name in Key._fields}
            rows[number] = {**kept, "outcome": outcome, "by": by}
            write(rows)
            print(
                number,
                outcome,
                f"{time.monotonic() - began:.0f} s",
                *keys[number],
                by,
                sep=" | ",
                file=sys.stderr,
            )
        return True

    def _reached(self, keys: list[Key], todo: list[int]) -> dict[str, dict[str, float]]:
        """Mutant → test that comes to its place → seconds. Kept in var/: made anew when it is deleted."""
        path = KEPT / ("wide.json" if self.wide else "reached.json")
        if not path.exists():
            KEPT.mkdir(parents=True, exist_ok=True)
            _forked(functools.partial(self._note, keys, todo, path), None)
        return json.loads(path.read_text())

    def _note(self, keys: list[Key], todo: list[int], path: Path) -> tuple[str, str]:
        hits: set[int] = set()
        builtins.note_mutant = lambda number: hits.add(number) or True  # type: ignore[attr-defined]
        for file in {key.file for key in keys}:
            wanted = {keys[number]: number for number in todo if keys[number].file == file}

            def note(places: list[Place], wanted: dict[Key, int] = wanted) -> None:
                for place in places:
                    if place.outer and place.key in wanted:
                        place.probe(wanted[place.key])

            _exchange(file, note)
        reached: dict[str, dict[str, float]] = {str(number): {} for number in todo}
        items = list(self.items.values())
        for position, item in enumerate(items):
            path.with_suffix(".progress").write_text(f"{position} of {len(items)}: {item.nodeid}")
            hits.clear()
            began = time.monotonic()
            following = items[position + 1] if position + 1 < len(items) else None
            if _passes(item, following):
                for number in hits:
                    reached[str(number)][item.nodeid] = round(time.monotonic() - began, 3)
        path.write_text(json.dumps(reached))
        return "noted", ""

    def _outcome(self, key: Key, tests: dict[str, float]) -> tuple[str, str]:
        if key.kind.startswith(SQL):
            self.rule = key
            try:
                return _forked(
                    functools.partial(self._run, self._tests_of_rule(key), None), MAX_SECONDS
                )
            finally:
                self.rule = None
        if not (place := place_of(key)):
            return "not run", "the place is gone"
        if not place.outer:
            return outside(key)
        own = f"test_{Path(key.file).stem}"
        order = sorted(tests, key=lambda name: (own not in name, tests[name]))
        names = [name for name in order if name in self.items]
        # A mutant may run for ever: it has several times what its tests took.
        cpu = 30 + int(3 * sum(tests.values()))
        change = functools.partial(_exchange, key.file, changing(key))
        run = functools.partial(self._run, [self.items[name] for name in names], change)
        return _forked(run, None, cpu) if names else ("alive", "no test comes here")

    def _run(self, items: list[pytest.Item], change: Callable[[], None] | None) -> tuple[str, str]:
        if change:
            change()
        for position, item in enumerate(items):
            following = items[position + 1] if position + 1 < len(items) else None
            if not _passes(item, following):
                item.session._setupstate.teardown_exact(None)
                return "killed", item.nodeid
        return "alive", f"{len(items)} tests"

    def _tests_of_rule(self, key: Key) -> list[pytest.Item]:
        from editorial.models.triggers import TRIGGERS

        rule = next(rule for rule in TRIGGERS if rule.name == key.place)
        told = rule.message.removeprefix("stet: ")

        def rank(item: pytest.Item) -> int:
            text = text_of(item.path)
            words = (told in text, rule.table in text, "DatabaseError" in text or "raw_sql" in text)
            return words.index(True) if any(words) else len(words)

        allowed = [
            item
            for item in self.items.values()
            if not any(word in inspect.getsource(item.function) for word in COMPARES)  # type: ignore[attr-defined]
            and not {"transactional_db", "live_server"} & set(getattr(item, "fixturenames", ()))
            and rank(item) < 3
        ]
        return sorted(allowed, key=rank)[:MAX_TESTS_OF_RULE]


def _passes(item: pytest.Item, following: pytest.Item | None) -> bool:
    return not any(report.failed for report in runtestprotocol(item, log=False, nextitem=following))


def _codes(code: CodeType) -> Iterator[CodeType]:
    yield code
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from _codes(constant)


def _exchange(file: str, change: Callable[[list[Place]], None]) -> None:
    """Gives every function of the module the code that it has after the change, and empties caches."""
    path = ROOT / file
    code = compiled(path, file, change)
    assert isinstance(code, CodeType)
    new = {(inner.co_qualname, inner.co_firstlineno): inner for inner in _codes(code)}
    gc.unfreeze()
    for thing in gc.get_objects():
        if isinstance(thing, FunctionType) and thing.__code__.co_filename == str(path):
            old = thing.__code__
            other = new.get((old.co_qualname, old.co_firstlineno))
            if other and other != old and other.co_freevars == old.co_freevars:
                thing.__code__ = other
        elif isinstance(thing, functools._lru_cache_wrapper) and _is_ours(thing):
            thing.cache_clear()


def _is_ours(thing: object) -> bool:
    return str(thing.__module__).partition(".")[0] in ("encyclopedia", "editorial")


def _change_trigger(key: Key) -> None:
    from dataclasses import replace

    from django.db import connection

    from editorial.models.triggers import TRIGGERS

    rule = next(rule for rule in TRIGGERS if rule.name == key.place)
    other = replace(rule, condition=changed_condition(key, rule.condition))
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER {rule.name}")
        cursor.execute(other.sqlite())


def _compare_no_triggers() -> None:
    """Verifying compares the database's triggers with the program's, and would see every change."""
    from editorial.operating import installation
    from editorial.record import verification

    for looking in (installation, verification):
        looking.trigger_faults = lambda *given: []  # type: ignore[attr-defined]


def _forked(
    work: Callable[[], tuple[str, str]], seconds: int | None, cpu: int | None = None
) -> tuple[str, str]:
    """The answer of the work, done in a process of its own. Without one: it ran for ever, or its process broke."""
    context = multiprocessing.get_context("fork")
    receiver, sender = context.Pipe(duplex=False)

    def child() -> None:
        silence = os.open(os.devnull, os.O_WRONLY)
        os.dup2(silence, 1)
        if seconds or cpu:
            os.dup2(silence, 2)
        if cpu:
            resource.setrlimit(resource.RLIMIT_CPU, (cpu, cpu))
        sender.send(work())
        os._exit(0)

    process = context.Process(target=child)
    process.start()
    sender.close()
    try:
        if receiver.poll(seconds or (cpu * 10 if cpu else None)):
            return receiver.recv()
        process.kill()
        return "not run", "time is up"
    except EOFError:
        return "killed", "it ran for ever, or broke the process"
    finally:
        process.join()
