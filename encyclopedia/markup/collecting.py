"""Keeps Python's cycle collector from looking through a text's tokens over and over."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Without collection of cycles for the moment that a text is read.

    A long text makes a hundred thousand small objects, none of them in a cycle, and the collector
    would go through all of them each time some more are made: half of the time, and nearly all of
    it for a wide table. Whoever paused it first starts it again, so that threads may overlap.
    """
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()
