"""A clock that a test moves: what `django.utils.timezone` tells everywhere, also as the default of a column."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta, tzinfo
from typing import Any
from unittest import mock

from django.utils import timezone


class Clock:
    def __init__(self, now: datetime) -> None:
        """`now` has a time zone."""
        self.now = now

    def go_on(self, **amount: float) -> None:
        """By so many `days`, `hours`, `minutes` …"""
        self.now += timedelta(**amount)


@contextmanager
def moved_clock(now: datetime) -> Iterator[Clock]:
    clock = Clock(now)

    class _AnyDatetime(type):
        def __instancecheck__(cls, value: object) -> bool:
            return isinstance(value, datetime)

    class _Moved(datetime, metaclass=_AnyDatetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> Any:
            clock.now += timedelta(milliseconds=1)
            return clock.now.astimezone(tz)

    with mock.patch.object(timezone, "datetime", _Moved):
        yield clock
