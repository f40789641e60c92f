"""Keeps Python's cycle collector from visiting a text's tokens again and again."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Pauses the collection of cycles while a text is read.

    A long text makes a hundred thousand small objects, none of them in a cycle, and the collector
    would go through all of them each time some more are made: half of the time, and nearly all of
    it for a wide table. Only the call that paused it starts it again, so that threads may overlap.
    """
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()
