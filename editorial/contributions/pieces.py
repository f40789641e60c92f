"""What a document is made of for the question who brought it in, and what a save did to it. Pure: no Django.

A *piece* is a citation, or a sentence or fact that has none. Pieces are compared by their digests.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

from editorial.contributions.telling_words import telling_words
from encyclopedia.analysis import Analysis, analyse
from encyclopedia.core.checked_words import checked_place, checked_prefix, checked_words
from encyclopedia.core.citations import DocumentCitation, claim_digest, fold
from encyclopedia.core.documents import Document
from encyclopedia.core.facts import claim_words

# What changes how other blocks are read: notes, fences, definitions of links. Then the whole text is read.
_FAR_REACHING = re.compile(r"\[\^|```|~~~|^ {0,3}\[[^\]\n]+\]:", re.MULTILINE)
# Words beside the text that are fewer say too little to tell whose a sentence with them is, while they stand there.
_TELLING = 3


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
    def is_table(self) -> bool:
        """Whether it is a whole table as it was typed: no sentence has a line end."""
        return "\n" in self.words


@dataclass(frozen=True)
class Change:
    """What one save did to the pieces of a document.

    `kept` has those that stay in a sentence to which something was added; `gone` the words of the blocks of text that
    were removed, `tables` those of these blocks that are tables; `present` the digests of all that the document holds,
    but for what stands beside its text.
    """

    added: tuple[Piece, ...]
    kept: tuple[Piece, ...] = ()
    removed: tuple[Piece, ...] = ()
    gone: frozenset[str] = frozenset()
    tables: tuple[Piece, ...] = ()
    present: frozenset[str] = frozenset()

    @property
    def origins(self) -> set[str]:
        """The digests whose writers and checks say who counts for what was added."""
        return {piece.digest for piece in (*self.kept, *self.removed)}


def pieces(document: Document, analysis: Analysis) -> tuple[Piece, ...]:
    """Every citation of the document, and all other words that somebody typed there, each digest once."""
    return (
        *_citations(analysis, analysis.citations).values(),
        *_uncited(document, analysis),
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
    beside = set()
    for typed, line in _beside(document, analysis):
        words = fold(typed)
        if words and words not in cited:
            if words not in lines:
                beside.add(words)
            lines[words] += [line] * (line > 0)
    for words, places in lines.items():
        digest = words_digest(document.id, words)
        yield Piece(digest, words, lines=tuple(places), is_beside=words in beside)


def _beside(document: Document, analysis: Analysis) -> Iterator[tuple[str, int]]:
    """All that is typed beside the running text, each with its line, 0 for none: somebody may make a sentence of it."""
    parsed = analysis.parsed
    yield document.summary, 0
    for picture in document.pictures:
        yield picture.caption, 0
        yield picture.alt, 0
    for citation in analysis.citations:
        reference = citation.reference
        for words in (reference.quotation, checked_prefix(reference.prefix), reference.suffix):
            yield words, citation.line
    for needed in parsed.needed:
        yield needed.reason, needed.line
    for code in parsed.code:
        yield code.text, code.line
    for figure in parsed.figures:
        yield figure.alt, figure.line


def words_digest(entry: str, words: str) -> str:
    """SHA-256 (hex) of a sentence or fact without a citation."""
    return claim_digest(entry, words, words)


def change(
    document: Document,
    analysis: Analysis,
    base: Document | None,
    base_citations: Collection[str] = (),
    restored: Document | None = None,
) -> Change:
    """What the save of `document` did to the pieces of `base`, whose citations have the digests `base_citations`.

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
        if piece.digest not in digests or (piece.digest if piece.key else piece.words) in fewer
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
            if piece.digest not in digests:
                removed.setdefault(piece.digest, piece)
    return Change(
        tuple(added),
        tuple(kept.values()),
        tuple(removed.values()),
        frozenset(telling_words(gone)),
        tuple(_tables(document.id, gone)),
        frozenset(digests - {piece.digest for piece in words if _is_telling_beside(piece)}),
    )


def _is_telling_beside(piece: Piece) -> bool:
    return piece.is_beside and len(telling_words(piece.words)) >= _TELLING


def _tables(entry: str, gone: str) -> Iterator[Piece]:
    """The tables of a text. Their cells are no sentences, so that nothing else keeps their words."""
    for block in _blocks(gone):
        if "|" in block and "\n" in block:
            yield Piece(words_digest(entry, block), block, prose=False)


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
    old_blocks, new_blocks = _blocks(base.text), _blocks(document.text)
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


def _blocks(text: str) -> dict[str, list[range]]:
    """The text's blocks between empty lines, each with the numbers of the lines of every place where it stands."""
    blocks: dict[str, list[range]] = defaultdict(list)
    block: list[str] = []
    for number, line in enumerate((*text.split("\n"), ""), 1):
        if line.strip():
            block.append(line)
        elif block:
            blocks["\n".join(block)].append(range(number - len(block), number))
            block = []
    return blocks
