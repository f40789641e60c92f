"""What a manuscript ever held, so that words which went and come back bring their writers. Pure: no Django.

Words that come back are told by likeness: more than half of the telling words of either sentence. Who typed them counts
unless a citation of the same source that has all of the shared words stood checked since. So does who named the page of
a source in words, before somebody made a footnote of these.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from editorial.contributions.mentions import names_place, numbers
from editorial.contributions.pieces import Piece
from editorial.contributions.telling_words import say_enough, telling_words

# Digest of a piece → who brought in any part of it → the first revision in which they did. Ids and a number.
Writers = Mapping[str, Mapping[int, int]]
# Digest of a citation whose newest check is good → the revision in which that was made.
Stood = Mapping[str, int]


class _Sentence:
    """The same words, with every piece that they were of: a sentence has as many as it has citations."""

    __slots__ = ("pieces", "words")

    def __init__(self, text: str) -> None:
        self.words = frozenset(telling_words(text))
        self.pieces: list[Piece] = []


@dataclass(frozen=True, slots=True)
class Behind:
    """What a new piece may come from: sentences with like words, pieces with the same place in the same source, and
    sentences that name this place without citing it."""

    piece: Piece
    alike: tuple[_Sentence, ...]
    placed: tuple[Piece, ...]
    naming: tuple[_Sentence, ...] = ()

    @property
    def digests(self) -> set[str]:
        sentences = (*self.alike, *self.naming)
        pieces = {piece.digest for sentence in sentences for piece in sentence.pieces}
        return pieces | {piece.digest for piece in self.placed}

    def persons(self, present: Collection[str], writers: Writers, stood: Stood) -> Iterator[int]:
        """Who counts for the piece. Pieces that are `present` were not taken away, so they do not come back."""
        words = telling_words(self.piece.words)
        checked = [
            (sentence.words, stood[other.digest])
            for sentence in self.alike
            for other in sentence.pieces
            if other.key == self.piece.key and other.digest in stood
        ]
        for sentence in self.alike:
            shared = words & sentence.words
            until = max((at for covered, at in checked if shared <= covered), default=0)
            yield from _since(until, sentence.pieces, present, writers)
        until = max((stood.get(piece.digest, 0) for piece in self.placed), default=0)
        yield from _since(until, self.placed, present, writers)
        for sentence in self.naming:
            # What names the place may stay where it is.
            yield from _since(until, sentence.pieces, (), writers)


class PastPieces:
    """Every piece that a manuscript ever held, found by words and by place."""

    def __init__(self, pieces: Iterable[Piece] = ()) -> None:
        self._digests: set[str] = set()
        self._sentences: dict[str, _Sentence] = {}
        self._by_word: dict[str, list[_Sentence]] = defaultdict(list)
        self._by_place: dict[tuple[str, str], list[Piece]] = defaultdict(list)
        for piece in pieces:
            self.add(piece)

    def add(self, piece: Piece) -> None:
        if piece.digest in self._digests:
            return
        self._digests.add(piece.digest)
        sentence = self._sentences.get(piece.words)
        if sentence is None:
            sentence = self._sentences[piece.words] = _Sentence(piece.words)
            for word in sentence.words:
                self._by_word[word].append(sentence)
        sentence.pieces.append(piece)
        for place in _places(piece):
            self._by_place[place].append(piece)

    def behind(self, piece: Piece) -> Behind:
        words = telling_words(piece.words)
        shared = Counter(sentence for word in words for sentence in self._by_word.get(word, ()))
        alike = (
            sentence
            for sentence, count in shared.items()
            if 2 * count > min(len(words), len(sentence.words))
            and not (
                piece.prose
                and sentence.pieces[0].is_loose
                and not say_enough(words & sentence.words)
            )
        )
        placed = {
            other.digest: other
            for place in _places(piece)
            for other in self._by_place.get(place, ())
        }
        naming = tuple(self._naming(piece))
        return Behind(piece, tuple(alike), tuple(placed.values()), naming)

    def _naming(self, piece: Piece) -> Iterator[_Sentence]:
        placed, key = numbers(piece), telling_words(piece.key)
        sentences = (self._by_word.get(number, []) for number in placed)
        for sentence in min(sentences, key=len, default=[]):
            if names_place(sentence.pieces[0].words, sentence.words, key, placed):
                yield sentence


def _places(piece: Piece) -> Iterator[tuple[str, str]]:
    """A page or a quotation, in its source; a source without any could be anybody's choice."""
    if piece.key:
        for place in piece.places:
            yield piece.key, place


def _since(
    revision: int, pieces: Iterable[Piece], present: Collection[str], writers: Writers
) -> Iterator[int]:
    for piece in pieces:
        if piece.digest not in present:
            for person, number in writers.get(piece.digest, {}).items():
                if number > revision:
                    yield person
