"""Whose words, source, locator and quotation a new citation grew out of. Pure: no Django.

What it grew out of can only be guessed from the words that it shares with what the same save removed; in doubt a
person counts.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from editorial.contributions.mentions import names_source
from editorial.contributions.past_pieces import Writers
from editorial.contributions.pieces import Change, Piece
from editorial.contributions.telling_words import telling_words

NOBODY: frozenset[int] = frozenset()
# A word that more removed sentences than these have says little: it counts only for a sentence that shares no other.
COMMON = 20


def inherit(
    change: Change, writers: Writers, stood: Collection[str], everybody: frozenset[int]
) -> dict[str, frozenset[int]]:
    """Digest of each added piece → who counts for it beside the author of the change.

    `writers` has those of the change's `origins`, `stood` which of these stood checked; `everybody` wrote in the
    manuscript before: they count where words were in no sentence, as in a table, so that nobody knows whose they are.
    """
    if not (change.removed or change.kept or change.gone):
        return {piece.digest: NOBODY for piece in change.added}
    origins = _Origins(change, writers)
    crowds = Counter((piece.words, piece.key) for piece in change.added)
    inherited: dict[str, frozenset[int]] = {}
    for piece in change.added:
        if piece.is_loose:
            inherited[piece.digest] = NOBODY
            continue
        persons: set[int] = set()
        groups = origins.groups_of(piece)
        for group in groups:
            same = [other for other in group.removed if piece.key and other.key == piece.key]
            if same and crowds[piece.words, piece.key] <= len(same):
                for other in same:
                    if other.digest not in stood:
                        persons.update(writers.get(other.digest, ()))
            else:
                persons |= group.writers
        if not groups:
            persons |= origins.of_common_words(piece)
            if not piece.prose and change.gone & set(telling_words(piece.words)):
                persons |= everybody
        for other in origins.same_reference(piece):
            if other.digest not in stood:
                persons.update(writers.get(other.digest, ()))
        for other in origins.naming(piece.key):
            persons.update(writers.get(other.digest, ()))
        inherited[piece.digest] = frozenset(persons)
    return inherited


@dataclass(frozen=True, slots=True)
class _Group:
    """One sentence before the change: its pieces that are gone, and everybody who wrote any piece of it."""

    removed: tuple[Piece, ...]
    writers: frozenset[int]


class _Origins:
    """The sentences before a change, found by their words."""

    def __init__(self, change: Change, writers: Writers) -> None:
        removed: dict[str, list[Piece]] = defaultdict(list)
        persons: dict[str, set[int]] = defaultdict(set)
        self._references: dict[tuple[str, str], list[Piece]] = defaultdict(list)
        for piece in change.removed:
            removed[piece.words].append(piece)
            for place in _places(piece):
                self._references[piece.key, place].append(piece)
        for piece in (*change.removed, *change.kept):
            persons[piece.words].update(writers.get(piece.digest, ()))
        self._by_sentence = {
            words: _Group(tuple(removed.get(words, ())), frozenset(everybody))
            for words, everybody in persons.items()
        }
        self._by_word: dict[str, list[_Group]] = defaultdict(list)
        for words in removed:
            for word in telling_words(words):
                self._by_word[word].append(self._by_sentence[words])
        self._found: dict[str, list[_Group]] = {}
        self._of_common: dict[str, frozenset[int]] = {}
        self._naming: dict[str, list[Piece]] = {"": []}

    def groups_of(self, piece: Piece) -> list[_Group]:
        """The same sentence; or else those that are gone and share a word that says something."""
        groups = self._found.get(piece.words)
        if groups is None:
            same = self._by_sentence.get(piece.words)
            groups = self._found[piece.words] = [same] if same else self._sharing(piece.words)
        return groups

    def of_common_words(self, piece: Piece) -> frozenset[int]:
        """Everybody who wrote a removed sentence that shares only a frequent word with this one."""
        persons: frozenset[int] = NOBODY
        for word in telling_words(piece.words):
            groups = self._by_word.get(word, ())
            if len(groups) > COMMON:
                if word not in self._of_common:
                    self._of_common[word] = NOBODY.union(*(group.writers for group in groups))
                persons |= self._of_common[word]
        return persons

    def same_reference(self, piece: Piece) -> Iterator[Piece]:
        """Removed citations of the same source with the same locator or quotation, or neither, in whatever sentence."""
        if piece.key:
            for place in _places(piece):
                yield from self._references.get((piece.key, place), ())

    def naming(self, key: str) -> list[Piece]:
        """Removed words without a citation that are little else than a name of this source, as in `[@? see key]`."""
        if key not in self._naming:
            self._naming[key] = [
                piece
                for group in self._sharing(key)
                for piece in group.removed
                if not piece.key and names_source(piece.words, key)
            ]
        return self._naming[key]

    def _sharing(self, words: str) -> list[_Group]:
        groups: dict[int, _Group] = {}
        for word in telling_words(words):
            sharing = self._by_word.get(word, ())
            if len(sharing) <= COMMON:
                groups.update((id(group), group) for group in sharing)
        return list(groups.values())


def _places(piece: Piece) -> set[str]:
    """What a reference names in its source; a footnote without a page moves from sentence to sentence too."""
    return piece.places or {""}
