"""Bibliography files written piece by piece: however many records there are, only one batch is held."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from encyclopedia.bibliography.formats.formats import WRITERS

Records = Sequence[Mapping[str, Any]]


def written(key: str, batches: Iterable[Records]) -> Iterator[str]:
    """A file of the format with this key in WRITERS, a piece for every batch.

    The pieces together are what the format's writer makes of all records at once. In BibTeX two keys that differ
    only in what it cannot hold become different keys within a batch, not across batches.
    """
    if key == "csljson":
        yield from _list(batches)
        return
    between = ""
    for batch in batches:
        if piece := WRITERS[key](batch):
            yield between + piece
            between = "\n"


def _list(batches: Iterable[Records]) -> Iterator[str]:
    between = "[\n"
    for batch in batches:
        if batch:
            yield between + WRITERS["csljson"](batch).removeprefix("[\n").removesuffix("\n]\n")
            between = ",\n"
    yield "[]\n" if between == "[\n" else "\n]\n"
