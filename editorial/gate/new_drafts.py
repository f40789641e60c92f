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
from editorial.gate.going_with import going_with
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
    waiting = {key for key, state in states.items() if state == "draft"}
    going = _going(drafts, waiting) if waiting else {}
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
            going_with=frozenset(analysis.keys & going.get(manuscript.author_id, set())),
            ambiguous={typed: counts[key] for key, typed in own.items() if key in counts},
        )
        for alone, own, (manuscript, _document, analysis) in zip(
            inputs_alone(drafts), names, drafts, strict=True
        )
    ]


def _going(drafts: Sequence[Unpublished], keys: set[str]) -> dict[int, set[str]]:
    """Writer → the keys of their own drafts among these: whoever begins a draft is responsible for it."""
    writers = {manuscript.author_id: manuscript for manuscript, _document, _analysis in drafts}
    return {writer: going_with(manuscript, keys) for writer, manuscript in writers.items()}


def _looked_up(
    look_up: Callable[[Collection[str]], dict[str, Known]], keys: Collection[str]
) -> dict[str, Known]:
    known: dict[str, Known] = {}
    for chunk in in_chunks(sorted(keys)):
        known |= look_up(chunk)
    return known


def _of(keys: Collection[str], known: dict[str, Known]) -> dict[str, Known]:
    return {key: known[key] for key in keys if key in known}
