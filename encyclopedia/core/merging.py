"""Two changes of one document made into one, by field, paragraph and row. Pure: no Django.

What only one side changed is taken from it, and what both only added is kept, the colleague's first. Where both changed
the same, mine is kept and an `Overlap` tells of theirs: nothing is lost, and no old value comes back.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from difflib import SequenceMatcher
from typing import Any, Final, TypeVar

from encyclopedia.core.documents import Document

Item = TypeVar("Item")

# Parts of a text, each with the empty lines behind it.
_BLOCKS: Final = re.compile(r".+?(?:\n[ \t]*\n\s*|\Z)", re.DOTALL)
_ABSENT: Final = object()


@dataclass(frozen=True, slots=True)
class Overlap:
    """What both changed: the field (of a record, `record.title`), what the colleague has there and what I have.

    Of a text, a paragraph or several; of rows, tuples of them; of other fields, their values.
    """

    field: str
    theirs: Any
    mine: Any


@dataclass(frozen=True, slots=True)
class Merge:
    """The one document, and what both changed."""

    document: Document
    overlaps: tuple[Overlap, ...]


def merge(base: Document, theirs: Document, mine: Document) -> Merge:
    """`theirs` and `mine` were both written from `base`; all of one entry."""
    values: dict[str, Any] = {}
    overlaps: list[Overlap] = []
    for name in (field.name for field in fields(mine) if field.name != "id"):
        values[name], met = _merged(
            name, getattr(base, name), getattr(theirs, name), getattr(mine, name)
        )
        overlaps += met
    return Merge(replace(mine, **values), tuple(overlaps))


def _merged(name: str, base: Any, theirs: Any, mine: Any) -> tuple[Any, list[Overlap]]:
    if theirs in (base, mine):
        return mine, []
    if mine == base:
        return theirs, []
    if name == "text":
        parts, pairs = _three_ways(*(_blocks(text) for text in (base, theirs, mine)))
        overlaps = [Overlap(name, "".join(one), "".join(other)) for one, other in pairs]
        return _joined(parts), overlaps
    if isinstance(mine, tuple):
        items, pairs = _three_ways(base, theirs, mine)
        return tuple(dict.fromkeys(items)), [Overlap(name, *pair) for pair in pairs]
    if isinstance(mine, dict):
        return _merged_record(name, base, theirs, mine)
    return mine, [Overlap(name, theirs, mine)]


def _merged_record(
    name: str, base: dict[str, Any], theirs: dict[str, Any], mine: dict[str, Any]
) -> tuple[dict[str, Any], list[Overlap]]:
    record: dict[str, Any] = {}
    overlaps: list[Overlap] = []
    for key in dict.fromkeys([*mine, *theirs]):
        was, one, other = (side.get(key, _ABSENT) for side in (base, theirs, mine))
        value = one if other == was else other
        if value is not _ABSENT:
            record[key] = value
        if other != was and one not in (was, other):
            shown = ("" if side is _ABSENT else side for side in (one, other))
            overlaps.append(Overlap(f"{name}.{key}", *shown))
    return record, overlaps


def _blocks(text: str) -> tuple[str, ...]:
    return tuple(_BLOCKS.findall(text))


def _joined(parts: Sequence[str]) -> str:
    """Blocks in a row; one that stood at the end of its text gets an empty line before the next."""
    text = ""
    for part in parts:
        if text and not re.search(r"\n[ \t]*\n\s*\Z", text):
            text = f"{text.rstrip()}\n\n"
        text += part
    return text


def _three_ways(
    base: Sequence[Item], theirs: Sequence[Item], mine: Sequence[Item]
) -> tuple[list[Item], list[tuple[tuple[Item, ...], tuple[Item, ...]]]]:
    """Between what all three have in common, what one side changed; and the pairs that both changed."""
    in_theirs, in_mine = _places(base, theirs), _places(base, mine)
    stable = [place for place in range(len(base)) if place in in_theirs and place in in_mine]
    items: list[Item] = []
    pairs: list[tuple[tuple[Item, ...], tuple[Item, ...]]] = []
    begin, begin_theirs, begin_mine = 0, 0, 0
    for place in [*stable, None]:
        end, end_theirs, end_mine = (
            (len(base), len(theirs), len(mine))
            if place is None
            else (place, in_theirs[place], in_mine[place])
        )
        chunk, met = _chunk(
            tuple(base[begin:end]),
            tuple(theirs[begin_theirs:end_theirs]),
            tuple(mine[begin_mine:end_mine]),
        )
        items += chunk
        pairs += met
        if place is not None:
            items.append(mine[end_mine])
        begin, begin_theirs, begin_mine = end + 1, end_theirs + 1, end_mine + 1
    return items, pairs


def _chunk(
    base: tuple[Item, ...], theirs: tuple[Item, ...], mine: tuple[Item, ...]
) -> tuple[list[Item], list[tuple[tuple[Item, ...], tuple[Item, ...]]]]:
    if mine == base:
        return list(theirs), []
    if theirs in (base, mine):
        return list(mine), []
    if not base:
        return [*theirs, *mine], []
    if len(base) == len(theirs) == len(mine) > 1:
        items: list[Item] = []
        pairs: list[tuple[tuple[Item, ...], tuple[Item, ...]]] = []
        for sides in zip(base, theirs, mine, strict=True):
            chunk, met = _chunk(*((side,) for side in sides))
            items += chunk
            pairs += met
        return items, pairs
    return list(mine), [(theirs, mine)]


def _places(base: Sequence[Any], side: Sequence[Any]) -> dict[int, int]:
    """Where items of the base stand in the other, in the same order."""
    keys = [_key(item) for item in base], [_key(item) for item in side]
    matcher = SequenceMatcher(None, *keys, autojunk=False)
    return {
        start + step: other + step
        for start, other, length in matcher.get_matching_blocks()
        for step in range(length)
    }


def _key(item: Any) -> Any:
    """The white space behind a block is none of its words."""
    return item.rstrip() if isinstance(item, str) else item
