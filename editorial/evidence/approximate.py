"""The place in a source that a quotation resembles most. Pure: no Django.

Words that are rare in the source vote for the places where the quotation may begin; the best few
places are aligned word by word. Linear in the length of the source.
"""

from __future__ import annotations

import heapq
import math
from collections import Counter, defaultdict
from collections.abc import Iterator
from difflib import Match, SequenceMatcher

from editorial.evidence.book_words import Book
from editorial.evidence.comparing import Alignment
from editorial.evidence.quoting import Quoted

# Less than half of the quotation's weight in words is no near miss but another sentence.
MIN_SHARE = 0.5
# Where nearly all of its words stand close together, their order was changed.
MIN_REORDERED_SHARE = 0.85
_MAX_OCCURRENCES = 100_000
_MAX_WINDOWS = 4
_MAX_PAIRS = 400_000


def nearest_alignment(
    quoted: list[Quoted], book: Book, wanted_pages: frozenset[int] | None
) -> Alignment | None:
    """How the quotation fits the place it resembles most; None when it resembles none."""
    positions = _positions(quoted, book)
    weights = {key: math.log(1 + len(book) / len(places)) for key, places in positions.items()}
    total = sum(weights.get(word.key, math.log(1 + len(book))) for word in quoted)
    best: tuple[float, bool, int] | None = None
    alignment: Alignment | None = None
    for start, end in _windows(quoted, positions, weights, len(book)):
        pairs = _aligned(quoted, book, start, end)
        if not pairs:
            continue
        weight = sum(weights[quoted[word].key] for word, _ in pairs)
        in_order = weight >= MIN_SHARE * total and len(pairs) >= min(2, len(quoted))
        reordered = None
        if not in_order:
            reordered = _in_any_order(quoted, book, pairs, weights, MIN_REORDERED_SHARE * total)
            if reordered is None:
                continue
        on_wanted_page = wanted_pages is None or book.pages[pairs[0][1]] in wanted_pages
        spread = pairs[-1][1] - pairs[0][1] - len(pairs)
        rank = (round(weight / total, 3), on_wanted_page, -spread)
        if best is None or rank > best:
            best, alignment = rank, Alignment(tuple(pairs), reordered)
    return alignment


def _positions(quoted: list[Quoted], book: Book) -> dict[str, list[int]]:
    """Where each word of the quotation stands in the book."""
    places_by_key: dict[str, list[int]] = {word.key: [] for word in quoted}
    for number, key in enumerate(book.keys):
        if key in places_by_key:
            places_by_key[key].append(number)
    return {key: places for key, places in places_by_key.items() if places}


def _windows(
    quoted: list[Quoted], positions: dict[str, list[int]], weights: dict[str, float], length: int
) -> Iterator[tuple[int, int]]:
    """The stretches of the book that hold most of the quotation's weight."""
    size = max(8, len(quoted) // 2)
    votes: dict[int, float] = defaultdict(float)
    occurrences = 0
    voters = [number for number, word in enumerate(quoted) if word.key in positions]
    for number in sorted(voters, key=lambda number: len(positions[quoted[number].key])):
        word = quoted[number]
        occurrences += len(positions[word.key])
        if occurrences > _MAX_OCCURRENCES and votes:
            break
        for bucket in {max(0, at - number) // size for at in positions[word.key]}:
            votes[bucket] += weights[word.key]
    joined = {bucket: votes[bucket] + votes.get(bucket + 1, 0) for bucket in list(votes)}
    omitted = sum(min(word.gap, 60) for word in quoted)
    for bucket in heapq.nlargest(_MAX_WINDOWS, joined, key=joined.__getitem__):
        start = bucket * size - size - 10
        yield max(0, start), min(length, start + 3 * size + 2 * len(quoted) + omitted + 30)


def _in_any_order(
    quoted: list[Quoted],
    book: Book,
    pairs: list[tuple[int, int]],
    weights: dict[str, float],
    min_weight: float,
) -> tuple[int, int] | None:
    """Where the quotation's words stand around the aligned ones, when nearly all of them do."""
    start = max(0, pairs[0][1] - len(quoted))
    missing = Counter(word.key for word in quoted)
    places: list[int] = []
    weight = 0.0
    for number in range(start, min(len(book), pairs[-1][1] + len(quoted) + 1)):
        key = book.keys[number]
        if missing[key] > 0:
            missing[key] -= 1
            weight += weights[key]
            places.append(number)
    return (places[0], places[-1]) if weight >= min_weight else None


def _aligned(quoted: list[Quoted], book: Book, start: int, end: int) -> list[tuple[int, int]]:
    """The words that agree in the order of both."""
    keys = [word.key for word in quoted]
    book_keys = book.keys[start:end]
    key_counts = Counter(book_keys)
    if sum(key_counts[key] for key in keys) > _MAX_PAIRS:
        return []
    matcher = SequenceMatcher(None, keys, book_keys, autojunk=False)
    blocks = [block for block in matcher.get_matching_blocks() if block.size]
    while len(blocks) > 1 and _is_stray(blocks[0], blocks[1], len(quoted)):
        del blocks[0]
    while len(blocks) > 1 and _is_stray(blocks[-1], blocks[-2], len(quoted)):
        del blocks[-1]
    return [(block.a + n, start + block.b + n) for block in blocks for n in range(block.size)]


def _is_stray(block: Match, neighbour: Match, length: int) -> bool:
    """Whether a few words at the edge agree only by chance, far from the rest."""
    first, second = sorted((block, neighbour))
    between_quoted = second.a - first.a - first.size
    between_book = second.b - first.b - first.size
    return block.size <= 2 and block.size * 4 < length and between_book - between_quoted > 8
