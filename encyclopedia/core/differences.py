"""The differences between two texts, word by word, in bounded time. Pure: no Django.

Myers' greedy algorithm over words (An O(ND) Difference Algorithm, 1986) with a budget of steps: two long texts that
have little in common are then shown as one removed and the other added, so that no reader has to wait.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal

Mark = Literal["same", "added", "removed"]
# The most steps of one comparison of lines or words: well under a second.
BUDGET: Final = 400_000
# Words around a change that are shown with it.
CONTEXT: Final = 12

_WORDS = re.compile(
    r"\s+|[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff]|(?:(?![\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff])\w)+|.",
    re.DOTALL,
)

# (mark, from, to) in the first sequence, (from, to) in the second.
Block = tuple[Mark, int, int, int, int]


@dataclass(frozen=True, slots=True)
class DifferencePiece:
    """A run of words that both texts have, or only the later (`added`) or the earlier (`removed`)."""

    mark: Mark
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph that differs, as pieces in reading order; `line` where it stands in the later text (from 1).

    Of one that was removed, `line` is where it would stand, and `earlier_line` where it stood.
    """

    line: int
    pieces: tuple[DifferencePiece, ...]
    earlier_line: int | None = None


def paragraph_differences(before: str, after: str) -> tuple[Paragraph, ...]:
    """The paragraphs of two texts that differ in more than white space; none for equal texts."""
    old, new = _paragraphs(before), _paragraphs(after)
    keys = [" ".join(text.split()) for _, text in old], [" ".join(text.split()) for _, text in new]
    budget = [BUDGET]
    paragraphs: list[Paragraph] = []
    for first, last, start, end in _changed(_blocks(*keys, budget)):
        pairs = min(last - first, end - start)
        for offset in range(pairs):
            pieces = _compared(old[first + offset][1], new[start + offset][1], budget)
            paragraphs.append(Paragraph(new[start + offset][0], pieces))
        line_of_removed = new[min(start + pairs, len(new) - 1)][0] if new else 1
        paragraphs += [
            Paragraph(line_of_removed, (DifferencePiece("removed", text),), earlier_line)
            for earlier_line, text in old[first + pairs : last]
        ]
        paragraphs += [
            Paragraph(line, (DifferencePiece("added", text),))
            for line, text in new[start + pairs : end]
        ]
    return tuple(paragraphs)


def word_differences(before: str, after: str) -> tuple[DifferencePiece, ...]:
    """Two texts as one, with the words marked that were added and removed."""
    return _compared(before, after, [BUDGET])


def sequence_differences(before: Sequence[str], after: Sequence[str]) -> Iterator[Block]:
    """Two sequences as blocks in order, each with its range in both."""
    return _blocks(before, after, [BUDGET])


def shortened(pieces: Sequence[DifferencePiece]) -> Iterator[DifferencePiece]:
    """The pieces with long runs of unchanged words cut down to those beside a change; `…` where some are left out."""
    for place, piece in enumerate(pieces):
        words = piece.text.split(" ")
        if piece.mark != "same" or len(words) <= 2 * CONTEXT + 4:
            yield piece
            continue
        head = " ".join(words[:CONTEXT]) + " " if place else ""
        tail = " " + " ".join(words[-CONTEXT:]) if place < len(pieces) - 1 else ""
        yield DifferencePiece("same", f"{head}…{tail}")


def _paragraphs(text: str) -> list[tuple[int, str]]:
    """Paragraphs with the line they begin at."""
    paragraphs: list[tuple[int, str]] = []
    lines: list[str] = []
    for number, line in enumerate([*text.splitlines(), ""], start=1):
        if line.strip():
            lines.append(line)
        elif lines:
            paragraphs.append((number - len(lines), "\n".join(lines)))
            lines = []
    return paragraphs


def _compared(before: str, after: str, budget: list[int]) -> tuple[DifferencePiece, ...]:
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    keys = [[" " if word.isspace() else word for word in words] for words in (old, new)]
    pieces: list[tuple[Mark, str]] = []
    for mark, first, last, start, end in _blocks(keys[0], keys[1], budget):
        words = old[first:last] if mark == "removed" else new[start:end]
        pieces.append((mark, "".join(words)))
    return tuple(_smoothed(pieces))


def _smoothed(pieces: Iterable[tuple[Mark, str]]) -> Iterator[DifferencePiece]:
    """Changes separated only by white space or one sign become one: removed, then added."""
    removed = added = between = ""
    for mark, text in pieces:
        if (
            mark == "same"
            and (removed or added)
            and not any(c.isalnum() for c in text)
            and len(text) < 4
        ):
            between += text
            continue
        if mark == "same":
            yield from _change(removed, added)
            if between:
                yield DifferencePiece("same", between)
            removed = added = between = ""
            yield DifferencePiece("same", text)
        elif mark == "removed":
            removed, added, between = removed + between + text, added + between, ""
        else:
            removed, added, between = removed + between, added + between + text, ""
    yield from _change(removed, added)
    if between:
        yield DifferencePiece("same", between)


def _change(removed: str, added: str) -> Iterator[DifferencePiece]:
    if removed == added:
        if added:
            yield DifferencePiece("same", added)
        return
    if removed:
        yield DifferencePiece("removed", removed)
    if added:
        yield DifferencePiece("added", added)


def _changed(blocks: Iterable[Block]) -> Iterator[tuple[int, int, int, int]]:
    """The blocks that differ, neighbours joined: the range in the first sequence and in the second."""
    joined: list[int] = []
    for mark, first, last, start, end in blocks:
        if mark == "same":
            if joined:
                yield joined[0], joined[1], joined[2], joined[3]
            joined = []
        elif joined:
            joined[1], joined[3] = max(joined[1], last), max(joined[3], end)
        else:
            joined = [first, last, start, end]
    if joined:
        yield joined[0], joined[1], joined[2], joined[3]


def _blocks(old: Sequence[str], new: Sequence[str], budget: list[int]) -> Iterator[Block]:
    """The two sequences as blocks in order; what both begin and end with is found without searching."""
    head = 0
    while head < min(len(old), len(new)) and old[head] == new[head]:
        head += 1
    tail = 0
    while tail < min(len(old), len(new)) - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    if head:
        yield "same", 0, head, 0, head
    a, b = old[head : len(old) - tail], new[head : len(new) - tail]
    x = y = head
    for matched_x, matched_y, length in _matches(a, b, budget):
        if matched_x + head > x:
            yield "removed", x, matched_x + head, y, y
        if matched_y + head > y:
            yield "added", matched_x + head, matched_x + head, y, matched_y + head
        x, y = matched_x + head, matched_y + head
        if length:
            yield "same", x, x + length, y, y + length
        x, y = x + length, y + length
    if tail:
        yield "same", len(old) - tail, len(old), len(new) - tail, len(new)


def _matches(a: Sequence[str], b: Sequence[str], budget: list[int]) -> list[tuple[int, int, int]]:
    """Runs that a shortest edit leaves alone, as (place in a, place in b, length), closed by one of length 0."""
    trail = _trail(a, b, budget)
    end = (len(a), len(b), 0)
    if trail is None:
        return [end]
    runs = [end]
    x, y = len(a), len(b)
    for depth in range(len(trail) - 1, -1, -1):
        reached, k = trail[depth], x - y
        down = k == -depth or (k != depth and reached.get(k - 1, -1) < reached.get(k + 1, -1))
        if depth == 0:
            start_x = start_y = before_x = before_y = 0
        else:
            before_x = reached[k + 1] if down else reached[k - 1]
            before_y = before_x - (k + 1 if down else k - 1)
            start_x, start_y = (before_x, before_y + 1) if down else (before_x + 1, before_y)
        if x > start_x:
            runs.append((start_x, start_y, x - start_x))
        x, y = before_x, before_y
    return runs[::-1]


def _trail(a: Sequence[str], b: Sequence[str], budget: list[int]) -> list[dict[int, int]] | None:
    """The furthest places reached before each depth, by diagonal; None when the budget runs out."""
    reached: dict[int, int] = {1: 0}
    trail: list[dict[int, int]] = []
    for depth in range(len(a) + len(b) + 1):
        trail.append(dict(reached))
        for k in range(-depth, depth + 1, 2):
            down = k == -depth or (k != depth and reached.get(k - 1, -1) < reached.get(k + 1, -1))
            x = start = reached[k + 1] if down else reached[k - 1] + 1
            y = x - k
            while x < len(a) and y < len(b) and a[x] == b[y]:
                x, y = x + 1, y + 1
            reached[k] = x
            budget[0] -= 1 + x - start
            if x >= len(a) and y >= len(b):
                return trail
        # Keeping the trail costs as much as walking it.
        budget[0] -= len(reached)
        if budget[0] < 0:
            return None
    return trail
