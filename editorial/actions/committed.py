"""What is known of a request whose answer failed: whether what it sent was saved before the database went away."""

from __future__ import annotations

from contextvars import ContextVar
from types import TracebackType

from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from encyclopedia import logs

# The name of the request that committed last in this thread: each has one of its own.
_committed: ContextVar[str] = ContextVar("committed", default="")


def note_commit() -> None:
    """Call inside the transaction that saves what somebody sent, or after it."""
    transaction.on_commit(lambda: _committed.set(logs.name.get()))


def fate(error: BaseException | None) -> str:
    """`saved`, `unknown` when the connection ended during the commit, or "" when nothing was saved."""
    places = _places(error)
    if BaseDatabaseWrapper.run_and_clear_commit_hooks.__code__ in places or (
        logs.name.get() and _committed.get() == logs.name.get()
    ):
        return "saved"
    in_commit = BaseDatabaseWrapper._commit.__code__  # type: ignore[attr-defined]
    return "unknown" if in_commit in places else ""


def _places(error: BaseException | None) -> set[object]:
    """The code of every function that the error came through."""
    places: set[object] = set()
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        trace: TracebackType | None = error.__traceback__
        while trace is not None:
            places.add(trace.tb_frame.f_code)
            trace = trace.tb_next
        error = error.__cause__ or error.__context__
    return places
