"""The gate's input for many drafts at once that were never saved before, as those of an import."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from typing import TypeVar

from editorial.gate.gate_input import (
    alike,
    ambiguous,
    doubted,
    merged_into,
    names_typed,
    source_states,
)
from editorial.gate.judging import GateInput
from editorial.gate.standing_alone import Unpublished, inputs_alone
from encyclopedia.core.chunks import in_chunks

Known = TypeVar("Known")


def inputs_of_new(drafts: Sequence[Unpublished]) -> list[GateInput]:
    """What `gate_input` collects for each of these, of which nobody can have checked or waived anything yet.

    Without what only says to which words a waiver belongs. The queries are as many for one as for hundreds.
    """
    keys = {key for _manuscript, _document, analysis in drafts for key in analysis.keys}
    states = _looked_up(source_states, keys)
    doubts = _looked_up(doubted, keys)
    merges = _looked_up(merged_into, keys)
    names = [names_typed(document, analysis) for _manuscript, document, analysis in drafts]
    # A key of a name stands for itself here: each document may spell the name in another way.
    counts = _looked_up(
        lambda some: ambiguous({key: key for key in some}), {key for own in names for key in own}
    )
    return [
        replace(
            alone,
            citations=tuple(analysis.citations),
            sources=_of(analysis.keys, states),
            doubted=_of(analysis.keys, doubts),
            merged=_of(analysis.keys, merges),
            alike=alike(analysis.keys),
            ambiguous={typed: counts[key] for key, typed in own.items() if key in counts},
        )
        for alone, own, (_manuscript, _document, analysis) in zip(
            inputs_alone(drafts), names, drafts, strict=True
        )
    ]


def _looked_up(
    look_up: Callable[[Collection[str]], dict[str, Known]], keys: Collection[str]
) -> dict[str, Known]:
    known: dict[str, Known] = {}
    for chunk in in_chunks(sorted(keys)):
        known |= look_up(chunk)
    return known


def _of(keys: Collection[str], known: dict[str, Known]) -> dict[str, Known]:
    return {key: known[key] for key in keys if key in known}
