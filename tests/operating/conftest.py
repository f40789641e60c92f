"""Tasks that wait for a worker, as on a real site."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django_tasks import task_backends


def forget_backend() -> None:
    if task_backends.all(initialized_only=True):
        del task_backends["default"]


@pytest.fixture
def waiting_tasks(db: None, settings: Any) -> Iterator[None]:
    before = settings.TASKS["default"]["BACKEND"]
    settings.TASKS["default"]["BACKEND"] = "encyclopedia.named_tasks.NamedTasks"
    forget_backend()
    yield
    settings.TASKS["default"]["BACKEND"] = before
    forget_backend()


@pytest.fixture
def all_at_work(waiting_tasks: None) -> None:
    """The timer has run, and both workers have answered."""
    from operating.workers import work

    from editorial.operating.signs import ask_for_signs

    ask_for_signs()
    work()
