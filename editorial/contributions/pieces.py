"""What a document is made of for the question who brought it in, and what a save did to it. Pure: no Django.

A *piece* is a citation, or a sentence or fact that has none. Pieces are compared by their digests.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import NamedTuple

from editorial.contributions.around import Contexts, changed_around
from editorial.contributions.beside import beside, blocks, loose_words
from editorial.contributions.telling_words import say_enough, telling_words
from encyclopedia.analysis import Analysis, analyse
from encyclopedia.core.checked_words import checked_place, checked_words
from encyclopedia.core.citations import DocumentCitation, claim_digest, fold
from encyclopedia.core.documents import Document
from encyclopedia.core.facts import claim_words

# What changes how other blocks are read: notes, fences, definitions of links. Then the whole text is read.
_FAR_REACHING = re.compile(r"\[\^|```|~~~|^ {0,3}\[[^\]\n]+\]:", re.MULTILINE)


class Piece(NamedTuple):
    """A citation, or words without one (`key` is empty then).

    `words` is its sentence, or the fact in words; `lines` where words without a citation stand in the text; `prose` is
    False for what is no sentence, as a row of a table. `is_beside` for words that are not of the running text, as the
    summary and quotations: to make a sentence of them nobody has to take them away.
    """

    digest: str
    words: str
    key: str = ""
    locator: str = ""
    quotation: str = ""
    lines: tuple[int, ...] = ()
    prose: bool = True
    is_beside: bool = False

    @property
    def places(self) -> set[str]:
        """Its page and its quotation without layout: "p. 9" and "page 9" are one."""
        return {checked_place(self.locator), checked_words(self.quotation)} - {""}

    @property
    def is_loose(self) -> bool:
        """Whether these are single words that were no sentence, each on a line of its own, as the cells of a table."""
        return "\n" in self.words

    @property
    def stays_behind(self) -> bool:
        """Whether somebody can make a sentence of it and leave it where it stands."""
        return self.is_beside and say_enough(telling_words(self.words))


@dataclass(frozen=True)
class Change:
    """What one save did to the pieces of a document.

    `kept` has those that stay in a sentence to which something was added; `gone` the words of the blocks of text that
    were removed; `present` the digests of all that the document holds, but for what stands beside its text. Nothing
    loose is among `kept` and `removed`: whose it is is told by likeness alone. `around` has the digests of citations
    that stay, and around which something was changed.
    """

    added: tuple[Piece, ...]
    kept: tuple[Piece, ...] = ()
    removed: tuple[Piece, ...] = ()
    gone: frozenset[str] = frozenset()
    present: frozenset[str] = frozenset()
    around: frozenset[str] = frozenset()

    @property
    def origins(self) -> set[str]:
        """The digests whose writers and checks say who counts for what was added."""
        return {piece.digest for piece in (*self.kept, *self.removed)}


def pieces(document: Document, analysis: Analysis) -> tuple[Piece, ...]:
    """Every citation of the document, and all other words that somebody typed there, each digest once."""
    return (
        *_citations(analysis, analysis.citations).values(),
        *_uncited(document, analysis),
        *_loose(document, analysis),
    )


def _citations(analysis: Analysis, citations: Iterable[DocumentCitation]) -> dict[str, Piece]:
    prose = {sentence.text for sentence in analysis.parsed.sentences}
    return {
        citation.digest: Piece(
            citation.digest,
            citation.sentence,
            citation.key,
            citation.reference.locator,
            citation.reference.quotation,
            prose=citation.fact >= 0 or citation.sentence in prose,
        )
        for citation in citations
    }


def _uncited(document: Document, analysis: Analysis) -> Iterator[Piece]:
    cited = {citation.sentence for citation in analysis.citations}
    lines: dict[str, list[int]] = defaultdict(list)
    parsed = analysis.parsed
    written = [
        *((sentence.text, sentence.line) for sentence in parsed.sentences),
        # Somebody may make a sentence of them.
        *((heading.text, heading.line) for heading in parsed.headings),
        *((figure.caption, figure.line) for figure in parsed.figures if figure.caption),
    ]
    for words, line in written:
        if words not in cited:
            lines[words].append(line)
    for fact in document.facts:
        words = claim_words(document.title, fact)[0]
        if words not in cited:
            lines.setdefault(words, [])
    aside = set()
    for typed, line in beside(document, analysis):
        words = fold(typed)
        if words and words not in cited:
            if words not in lines:
                aside.add(words)
            lines[words] += [line] * (line > 0)
    for words, places in lines.items():
        digest = words_digest(document.id, words)
        yield Piece(digest, words, lines=tuple(places), is_beside=words in aside)


def _loose(document: Document, analysis: Analysis, lines: Collection[int] = ()) -> Iterator[Piece]:
    """What else was typed, as `loose_words` tells it; with `lines` only of the blocks there, and of no block."""
    for words in dict.fromkeys(loose_words(document, analysis, lines)):
        yield Piece(words_digest(document.id, words), words, prose=False, is_beside=True)


def words_digest(entry: str, words: str) -> str:
    """SHA-256 (hex) of a sentence or fact without a citation."""
    return claim_digest(entry, words, words)


def change(
    document: Document,
    analysis: Analysis,
    base: Document | None,
    base_citations: Contexts = MappingProxyType({}),
    restored: Document | None = None,
) -> Change:
    """What the save of `document` did to the pieces of `base`, whose citations stand in these contexts.

    `restored` is the earlier document that a revert brings back. Where only some blocks of the text changed, only these
    are read again: to read all of a long text twice would make saving slow.
    """
    if base is None:
        return Change(added=pieces(document, analysis))
    before, gone, added_lines, gone_copies = _before(analysis, document, base, base_citations)
    exact = not added_lines
    there = {piece.digest for piece in before} | set(base_citations)
    more = _copies(analysis, added_lines) - gone_copies
    fewer = gone_copies - _copies(analysis, added_lines)
    cited = _citations(
        analysis,
        (
            citation
            for citation in analysis.citations
            if citation.digest not in there or citation.digest in more
        ),
    )
    words = list(_uncited(document, analysis))
    digests = analysis.digests | {piece.digest for piece in words}
    # Of the same words in two places one may have been changed: they are gone from there.
    removed = {
        piece.digest: piece
        for piece in before
        if not piece.is_loose
        and (piece.digest not in digests or (piece.digest if piece.key else piece.words) in fewer)
    }
    uncovered = {piece.words for piece in removed.values()}
    added = [
        *cited.values(),
        *(
            piece
            for piece in words
            if (piece.digest not in there or piece.words in more)
            and (
                exact
                or not piece.lines
                or piece.words in uncovered
                or added_lines.issuperset(piece.lines)
            )
        ),
        *(piece for piece in _loose(document, analysis, added_lines) if piece.digest not in there),
    ]
    sentences = {piece.words for piece in added}
    kept = _citations(
        analysis,
        (
            citation
            for citation in analysis.citations
            if citation.digest in there
            and citation.digest not in cited
            and citation.sentence in sentences
        ),
    )
    if restored is not None:
        for piece in pieces(restored, analyse(restored)):
            if piece.digest not in digests and not piece.is_loose:
                removed.setdefault(piece.digest, piece)
    return Change(
        tuple(added),
        tuple(kept.values()),
        tuple(removed.values()),
        frozenset(telling_words(gone)),
        frozenset(digests - {piece.digest for piece in words if piece.stays_behind}),
        changed_around(document, analysis, base, base_citations),
    )


def _copies(analysis: Analysis, lines: Collection[int] = ()) -> Counter[str]:
    """How often each citation (by its digest) and each sentence (by its words) of the text stands there.

    With `lines` only in these.
    """
    counts = Counter(
        citation.digest
        for citation in analysis.citations
        if citation.fact < 0 and (not lines or citation.line in lines)
    )
    counts.update(
        sentence.text
        for sentence in analysis.parsed.sentences
        if not lines or sentence.line in lines
    )
    return counts


def _before(
    analysis: Analysis, document: Document, base: Document, base_citations: Collection[str]
) -> tuple[tuple[Piece, ...], str, set[int], Counter[str]]:
    """The base's pieces that may be gone, the text of its blocks that are, the lines of the blocks that are new, and
    how often what may be gone stood there.

    No lines when the pieces are all of the base's: where what is gone changes how other blocks are read.
    """
    old_blocks, new_blocks = blocks(base.text), blocks(document.text)
    gone = "\n\n".join(
        block
        for block, places in old_blocks.items()
        for _ in range(len(places) - len(new_blocks.get(block, ())))
    )
    reduced = replace(base, text=gone)
    read = analyse(reduced)
    before = pieces(reduced, read)
    missing = set(base_citations) - analysis.digests - {piece.digest for piece in before}
    if missing or _FAR_REACHING.search(gone):
        read = analyse(base)
        return pieces(base, read), gone, set(), _copies(read)
    lines = {
        line
        for block, places in new_blocks.items()
        if len(places) > len(old_blocks.get(block, ()))
        for place in places
        for line in place
    }
    return before, gone, lines or {0}, _copies(read)
