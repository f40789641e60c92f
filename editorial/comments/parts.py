"""The parts of an entry that a comment stands on, and where in a document its words are. Pure: no Django.

Of text, title and summary an anchor names words; of a fact its whole claim; the entry as a whole has no words to lose.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from editorial.comments.anchors import Anchor, place_of
from encyclopedia.core.documents import Document
from encyclopedia.core.facts import claim_words

TEXT, TITLE, SUMMARY, FACT, ENTRY = "text", "title", "summary", "fact", "entry"
# As they stand on a page, the text and the facts last.
PARTS = (ENTRY, TITLE, SUMMARY, TEXT, FACT)
# Those of which other words can be suggested: a title is changed with its address, a fact field by field.
SUGGESTED = (TEXT, SUMMARY)


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where a comment stands: the part by its place in `PARTS`, then an offset in its words, or a fact's index."""

    part: int
    at: int
    end: int


@dataclass(frozen=True)
class CommentedDocument:
    """A document as comments see it; its facts are put in words once, however many comments are looked for."""

    document: Document

    @cached_property
    def claims(self) -> list[str]:
        """The claim of each fact, in their order."""
        return [claim_words(self.document.title, fact)[1] for fact in self.document.facts]

    @cached_property
    def _counts(self) -> Counter[str]:
        return Counter(self.claims)

    def counts(self, claim: str) -> int:
        """How many facts say this."""
        return self._counts[claim]

    def words(self, part: str) -> str:
        """What the words of an anchor in text, title or summary are looked for in."""
        document = self.document
        return {TEXT: document.text, TITLE: document.title, SUMMARY: document.summary}[part]

    def said(self, fact: int) -> str:
        """The claim of a fact without the name of its property, which a page has in its own language or not at all."""
        name = self.document.facts[fact].property.replace("_", " ")
        return self.claims[fact].removeprefix(name).strip()

    def place(self, part: str, anchor: Anchor) -> Place | None:
        """None where the words are gone, or fit several places; of a fact, where none or several claim just this."""
        number = PARTS.index(part)
        if part == ENTRY:
            return Place(number, 0, 0)
        if part == FACT:
            at = self.claims.index(anchor.exact) if self.counts(anchor.exact) == 1 else -1
            return Place(number, at, at) if at >= 0 else None
        place = place_of(self.words(part), anchor)
        return Place(number, *place) if place else None
