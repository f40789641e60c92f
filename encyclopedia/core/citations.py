"""What a citation is, how its digests are made, and how footnotes are numbered. Pure: no Django.

A *reference* is what an author types: a source key with locator and quotation. A *citation* is a reference
at its place: with the claim it supports, the sentence around it, and the digests a check is keyed by.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from encyclopedia.core.checked_words import (
    checked_digest,
    checked_place,
    checked_prefix,
    checked_words,
)
from encyclopedia.core.surroundings import Surrounding, context_digest


class Use(NamedTuple):
    """What a standing belongs to: a citation by its digest, in a context by its own ("" where nothing surrounds it)."""

    digest: str
    context: str


# A claim of fewer words, as the number in the cell of a table, is not understood without what stands around it.
MIN_CLAIM_WORDS = 4


@dataclass(frozen=True, slots=True)
class Reference:
    """One source as cited: `[see @key, p. 12, "the exact words"]`.

    `locator` is kept as typed after white space is folded (`p. 12`, `pp. 3–4`, `ch. 2`); empty when there is none.
    `suffix` is what else was typed behind the key, in words that name no known kind of place.
    """

    key: str
    locator: str = ""
    quotation: str = ""
    prefix: str = ""
    suffix: str = ""

    @property
    def place(self) -> str:
        """Where in the source: everything typed behind the key that is not the quotation."""
        between = " " if names_side(self.suffix) else ", "
        return between.join(filter(None, (self.locator, self.suffix)))


_SIDE = re.compile(r"(?:recto|verso)(?=[,;]|$)")


def names_side(suffix: str) -> bool:
    """Whether words behind a locator begin with the side of its leaf: "fol. 12 verso" has no comma between them."""
    return _SIDE.match(suffix) is not None


@dataclass(frozen=True, slots=True)
class DocumentCitation:
    """One reference at one place of one entry.

    `claim` runs from the previous marker or the sentence's start to the marker; `sentence` is the whole sentence;
    both are plain text with white space folded. `number` is the footnote's (from 1), `occurrence` counts the
    places that share it (from 0). `line` is the line in the text (from 1), 0 for a fact's citation;
    `note` is the label of the explanatory note it stands in; `fact` the place of its fact in the document, or -1.
    `context` is the digest of `surroundings`, which are empty where the citation was read from a row.
    """

    reference: Reference
    claim: str
    sentence: str
    digest: str
    claim_digest: str
    number: int = 0
    occurrence: int = 0
    line: int = 0
    note: str = ""
    fact: int = -1
    context: str = ""
    surroundings: tuple[Surrounding, ...] = ()

    @property
    def key(self) -> str:
        return self.reference.key

    @property
    def around(self) -> str:
        return around(self.claim, self.sentence)

    @property
    def use(self) -> Use:
        return Use(self.digest, self.context)


@dataclass(frozen=True, slots=True)
class Footnote:
    """One numbered note: a reference and every citation that shares it."""

    number: int
    reference: Reference
    citations: tuple[DocumentCitation, ...]


def around(claim: str, sentence: str) -> str:
    """What stands around a claim that says nothing by itself: its sentence, or its row with the labels; else empty."""
    return sentence if len(claim.split()) < MIN_CLAIM_WORDS and claim != sentence else ""


def fold(text: str) -> str:
    """NFC, with every run of white space made one space, trimmed: what digests and comparisons see."""
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    return " ".join(text.split())


CLOSING_SIGNS = " .,;:!?…。！？\"'»)]"


class Passage:
    """One sentence of one entry, in which claims are cited.

    The sentence is folded and digested once, so that the work stays linear however many claims it holds.
    """

    def __init__(
        self,
        entry: str,
        sentence: str,
        *,
        parts: Iterable[str] = (),
        surroundings: tuple[Surrounding, ...] = (),
    ) -> None:
        """`entry` is the entry's id, so that the same words elsewhere are another claim; `parts` are what the words
        alone do not tell: which of them are struck out, or which is what in a fact."""
        self.entry = entry
        self.sentence = fold(sentence)
        self.surroundings = surroundings
        self.context = context_digest(surroundings)
        self._digest = checked_digest(
            "sentence", entry, checked_words(sentence), *map(checked_words, parts)
        )
        self._claims: dict[str, tuple[str, str]] = {}
        self._digests: dict[tuple[str, Reference], str] = {}

    def within(self, surroundings: tuple[Surrounding, ...]) -> Passage:
        """The same words with this around them; nothing is digested again."""
        passage = object.__new__(Passage)
        passage.__dict__.update(self.__dict__)
        passage.surroundings = surroundings
        passage.context = context_digest(surroundings)
        return passage

    def claim(self, claim: str) -> tuple[str, str]:
        """The claim, folded, and its digest: of its words, not of the signs that close it.

        Those are in the sentence, so that a marker may stand before or after a full stop.
        """
        claim_and_digest = self._claims.get(claim)
        if claim_and_digest is None:
            words = checked_words(claim).rstrip(CLOSING_SIGNS)
            digest = checked_digest("claim", self._digest, words)
            claim_and_digest = self._claims[claim] = (fold(claim), digest)
        return claim_and_digest

    def cite(
        self,
        claim: str,
        reference: Reference,
        *,
        line: int = 0,
        note: str = "",
        fact: int = -1,
        number: int = 0,
        occurrence: int = 0,
    ) -> DocumentCitation:
        """A citation with its digests; without a number, not yet numbered."""
        folded, claim_digest = self.claim(claim)
        digest = self._digests.get((claim, reference))
        if digest is None:
            digest = self._digests[claim, reference] = reference_digest(claim_digest, reference)
        return DocumentCitation(
            reference=reference,
            claim=folded,
            sentence=self.sentence,
            digest=digest,
            claim_digest=claim_digest,
            number=number,
            occurrence=occurrence,
            line=line,
            note=note,
            fact=fact,
            context=self.context,
            surroundings=self.surroundings,
        )


def reference_digest(claim_digest: str, reference: Reference) -> str:
    """SHA-256 (hex) that a check is keyed by: the claim by its digest, and all that was typed of the source."""
    return checked_digest(
        "citation",
        claim_digest,
        reference.key,
        checked_prefix(reference.prefix),
        checked_place(reference.place),
        checked_words(reference.quotation),
    )


def claim_digest(entry: str, sentence: str, claim: str) -> str:
    """SHA-256 (hex) of a claim in its sentence; `entry` is the entry's id, so that the same words elsewhere differ."""
    return Passage(entry, sentence).claim(claim)[1]


def citation_digest(entry: str, sentence: str, claim: str, reference: Reference) -> str:
    """SHA-256 (hex) that a check is keyed by: the claim in its sentence, source, locator and quotation."""
    return Passage(entry, sentence).cite(claim, reference).digest


def cite(
    entry: str,
    sentence: str,
    claim: str,
    reference: Reference,
    *,
    line: int = 0,
    note: str = "",
    fact: int = -1,
) -> DocumentCitation:
    """A citation with its digests, not yet numbered."""
    return Passage(entry, sentence).cite(claim, reference, line=line, note=note, fact=fact)


@dataclass(slots=True)
class Footnotes:
    """Numbers citations in the order they are added; equal references share one footnote."""

    citations: list[DocumentCitation] = field(default_factory=list)
    _numbers: dict[Reference, int] = field(default_factory=dict)
    _uses: dict[int, int] = field(default_factory=dict)

    def add(self, citation: DocumentCitation) -> DocumentCitation:
        """Give the citation its number and occurrence, keep it, and return it."""
        number, occurrence = self.next_use(citation.reference)
        if citation.number != number or citation.occurrence != occurrence:
            citation = replace(citation, number=number, occurrence=occurrence)
        self.citations.append(citation)
        return citation

    def next_use(self, reference: Reference) -> tuple[int, int]:
        """The number and occurrence of the next citation with this reference."""
        locator, quotation = fold(reference.locator), fold(reference.quotation)
        if locator != reference.locator or quotation != reference.quotation:
            reference = replace(reference, locator=locator, quotation=quotation)
        number = self._numbers.setdefault(reference, len(self._numbers) + 1)
        occurrence = self._uses.get(number, 0)
        self._uses[number] = occurrence + 1
        return number, occurrence

    def extend(self, citations: Iterable[DocumentCitation]) -> None:
        for citation in citations:
            self.add(citation)

    def listed(self) -> tuple[Footnote, ...]:
        """The footnotes in order of their numbers."""
        grouped: dict[int, list[DocumentCitation]] = {}
        for citation in self.citations:
            grouped.setdefault(citation.number, []).append(citation)
        return tuple(
            Footnote(number, citations[0].reference, tuple(citations))
            for number, citations in sorted(grouped.items())
        )
