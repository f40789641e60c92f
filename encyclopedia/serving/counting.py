"""Counts what no table tells: pages by class, refusals. In memory, and now and then added to the host's own file."""

from __future__ import annotations

import threading
from collections import Counter
from pathlib import Path

from django.conf import settings

from encyclopedia.serving.copies import Copies

# Labels come from lists in the code, never from a request: what is counted stays small.
_counts: Counter[tuple[str, str]] = Counter()
_lock = threading.Lock()
FILE = "kept-pages.sqlite3"


def count(name: str, label: str = "") -> None:
    with _lock:
        _counts[name, label] += 1


def flush(file: Copies) -> None:
    """Add what this process has counted since to the file."""
    with _lock:
        counts = [(name, label, number) for (name, label), number in _counts.items()]
        _counts.clear()
    if counts:
        file.add(counts)


def of_this_host() -> Copies:
    """The host's own file, beside all others of the site."""
    return Copies(Path(settings.VAR) / FILE)


def counted() -> dict[tuple[str, str], int]:
    """All that the processes of this host have counted so far, by name and label."""
    file = of_this_host()
    flush(file)
    return {(name, label): number for name, label, number in file.counted()}
