"""What a factory did before in the same state of the database is done again from its statements, without the moves.

Half of the time of tests with a database went into factories that came to the same rows thousands of times. The
first call in a process goes through the real moves, and its statements are kept; another one with the same arguments,
settings and tables executes those that change rows, in a twentieth of the time. Moments in its rows are minutes old.

Only within a test's own transaction on SQLite, where numbers of rows are given again after a rollback, and not while a
test moves the clock or has replaced a function (`monkeypatch`).
"""

from __future__ import annotations

import functools
import pickle
import uuid
from collections import Counter, OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, ParamSpec, TypeVar

import pytest
from django.conf import settings
from django.db import connection
from django.utils import timezone, translation

P = ParamSpec("P")
R = TypeVar("R")

# Calls that a process remembers; a test asks again for what tests near it asked for.
MAX_KEPT = 200
# The block that pytest-django opens around a test; rows that a module made once stand in one more.
BLOCKS = 1
# Settings that are another folder for each test.
FOLDERS = {"MEDIA_ROOT", "VAR"}
# What can be told from another one by its words.
_PLAIN = (int, float, str, bytes, timedelta, type(None))
_CHANGES = ("INSERT", "UPDATE", "DELETE", "REPLACE", "WITH")


@dataclass
class _Kept:
    """`changes` are rows that were changed, as SQLite counts them; `returned` is pickled."""

    statements: list[tuple[str, Any, bool]] = field(default_factory=list)
    later: list[tuple[Callable[[], object], bool]] = field(default_factory=list)
    changes: int = 0
    returned: bytes = b""
    can_be_kept: bool = True


class _Test:
    """The test that runs: which calls brought its database where it is, and how many changes that took."""

    def __init__(self) -> None:
        self.calls: tuple[str, ...] = ()
        # -1: nothing is known of it.
        self.changes = -1
        self.made: Counter[tuple[str, ...]] = Counter()
        self.patch: pytest.MonkeyPatch | None = None
        self.is_in_call = False


_kept: OrderedDict[tuple[Any, ...], _Kept] = OrderedDict()
_test = _Test()


def begin(patch: pytest.MonkeyPatch | None) -> None:
    """A test has its empty database; with `patch` it replaces what it will."""
    _test.__init__()  # type: ignore[misc]
    _test.patch = patch
    if connection.vendor == "sqlite" and len(connection.atomic_blocks) == BLOCKS:
        _test.changes = connection.connection.total_changes


def end() -> None:
    """What is called now is of no test, or of one without a database."""
    _test.__init__()  # type: ignore[misc]


def new_id(*words: str) -> str:
    """For a document of which the test says this: the same ones in every test, so that calls are the same."""
    if _test.changes < 0:
        return str(uuid.uuid4())
    _test.made[words] += 1
    return str(uuid.uuid5(uuid.NAMESPACE_OID, repr((words, _test.made[words]))))


def replayed(call: Callable[P, R]) -> Callable[P, R]:
    """For a factory that writes rows and no files."""

    @functools.wraps(call)
    def called(*args: P.args, **kwargs: P.kwargs) -> R:
        if _test.is_in_call or not _is_known():
            return call(*args, **kwargs)
        key = _key(call, args, kwargs)
        kept = _kept.get(key)
        if kept is None:
            kept, returned = _kept_call(lambda: call(*args, **kwargs))
            if not kept.can_be_kept:
                _test.changes = -1
                return returned
            _kept[key] = kept
            if len(_kept) > MAX_KEPT:
                _kept.popitem(last=False)
        else:
            _kept.move_to_end(key)
            _do_again(kept)
            returned = pickle.loads(kept.returned)
        _test.calls += (repr(key[:2]),)
        _test.changes = connection.connection.total_changes
        return returned

    return called


def _is_known() -> bool:
    """Whether the database is just as remembered calls left it, and nothing else is another than usual."""
    return (
        _test.changes >= 0
        and len(connection.atomic_blocks) == BLOCKS
        and connection.connection is not None
        and connection.connection.total_changes == _test.changes
        and not connection.execute_wrappers
        and not connection.force_debug_cursor
        and all(isinstance(value, _PLAIN) for value in _replaced().values())
        # The clock that tests move (`moved_clock.py`) is another class.
        and timezone.datetime is datetime
    )


def _key(call: Callable[..., Any], args: Any, kwargs: Any) -> tuple[Any, ...]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT group_concat(name || length(sql)) FROM sqlite_master")
        schema = cursor.fetchone()
    return (
        call.__name__,
        repr((args, sorted(kwargs.items()))),
        _test.calls,
        schema,
        translation.get_language(),
        _overridden(),
        repr(_replaced()),
    )


def _replaced() -> dict[str, Any]:
    """What the test has replaced until now, and by what."""
    if _test.patch is None:
        return {}
    attributes = {
        f"{getattr(owner, '__name__', '')}.{name}": getattr(owner, name, None)
        for owner, name, _before in _test.patch._setattr
    }
    items = {f"[{name}]": owner.get(name) for owner, name, _before in _test.patch._setitem}
    return attributes | items


def _overridden() -> str:
    """The settings that a test has changed."""
    values: dict[str, str] = {}
    holder = settings._wrapped
    while hasattr(holder, "default_settings"):
        for name, value in vars(holder).items():
            if name.isupper() and name not in FOLDERS:
                values.setdefault(name, repr(value))
        holder = holder.default_settings
    return repr(sorted(values.items()))


def _kept_call(call: Callable[[], R]) -> tuple[_Kept, R]:
    kept = _Kept()

    def noted(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        begins = sql.lstrip().upper()
        if begins.startswith("ROLLBACK"):
            kept.can_be_kept = False
        elif begins.startswith(_CHANGES):
            params = [tuple(row) for row in params] if many else params
            kept.statements.append((sql, params, many))
        return execute(sql, params, many, context)

    before, waiting = connection.connection.total_changes, len(connection.run_on_commit)
    _test.is_in_call = True
    try:
        with connection.execute_wrapper(noted):
            returned = call()
    finally:
        _test.is_in_call = False
    kept.changes = connection.connection.total_changes - before
    kept.later = [(hook, robust) for _, hook, robust in connection.run_on_commit[waiting:]]
    kept.returned = pickle.dumps(returned)
    return kept, returned


def _do_again(kept: _Kept) -> None:
    before = connection.connection.total_changes
    with connection.cursor() as cursor:
        for sql, params, many in kept.statements:
            (cursor.executemany if many else cursor.execute)(sql, params)
            if "RETURNING" in sql:
                cursor.fetchall()
    changes = connection.connection.total_changes - before
    assert changes == kept.changes, f"{changes} changes instead of {kept.changes}: {kept}"
    for hook, robust in kept.later:
        connection.run_on_commit.append((set(connection.savepoint_ids), hook, robust))
