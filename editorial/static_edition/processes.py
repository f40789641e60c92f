"""Pages made by several processes at once, each of which takes a few addresses that belong together."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from multiprocessing import get_all_start_methods, get_context

from django.db import connections

from editorial.static_edition.page_files import PageFile, PageFiles

# Addresses of one entry follow each other, and what was read for one serves the next.
MAX_TOGETHER = 30
# Handed out ahead of each process, so that none waits.
AHEAD = 3

# What a process that was forked writes with.
_own: list[PageFiles] = []


def usable_processes() -> int:
    """As many as this process may use cores."""
    if "fork" not in get_all_start_methods():
        return 1
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def written(pages: PageFiles, queue: deque[str], processes: int) -> Iterator[PageFile]:
    """Write everything in the queue, to which may be added meanwhile.

    Raises BrokenProcessPool when a process was ended from outside, as for want of memory.
    """
    if processes < 2:
        while queue:
            yield pages.write(queue.popleft())
        return
    # No two processes may speak over one connection.
    connections.close_all()
    with ProcessPoolExecutor(processes, get_context("fork"), _begin, (pages,)) as pool:
        waiting: set[Future[list[PageFile]]] = set()
        while queue or waiting:
            while queue and len(waiting) < processes * AHEAD:
                together = min(MAX_TOGETHER, max(1, len(queue) // (processes * AHEAD)))
                waiting.add(pool.submit(_write, [queue.popleft() for _ in range(together)]))
            done, waiting = wait(waiting, return_when=FIRST_COMPLETED)
            for future in done:
                yield from future.result()


def _begin(pages: PageFiles) -> None:
    connections.close_all()
    _own[:] = [pages]


def _write(addresses: list[str]) -> list[PageFile]:
    return [_own[0].write(address) for address in addresses]
