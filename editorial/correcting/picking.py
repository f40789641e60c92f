"""Which sentence is to be corrected, and where it stands in a newer text. Pure: no Django.

A sentence is named by a digest of it with its neighbours, so that a name is good in the text that it was made of. In
another text it is the same only if that is certain: nothing is found by likeness.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from encyclopedia.analysis import analyse
from encyclopedia.core.citations import DocumentCitation
from encyclopedia.core.differences import word_differences
from encyclopedia.core.documents import Document
from encyclopedia.markup.typed_sentences import TypedSentence, typed_sentences

# Of the words that the proposed line names, in characters.
MAX_NAMED = 80


@dataclass(frozen=True, slots=True)
class Pick:
    """A sentence of a document with its name, "" where it cannot be told from another; `place` counts from 0."""

    sentence: TypedSentence
    name: str
    place: int

    @property
    def shown(self) -> str:
        return self.sentence.words or self.sentence.typed

    @property
    def is_heading(self) -> bool:
        return not self.sentence.words and self.sentence.typed.lstrip().startswith("#")


@dataclass(frozen=True, slots=True)
class Fallen:
    """The numbers of the footnotes whose checks a change ends; `to_confirm` are those of which only what is around
    them changed."""

    to_check: tuple[int, ...]
    to_confirm: tuple[int, ...]


def picks(document: Document) -> list[Pick]:
    listed = typed_sentences(document.text, document.language)
    typed = ["", *(sentence.typed for sentence in listed), ""]
    names = [
        hashlib.sha256("\0".join(typed[place : place + 3]).encode()).hexdigest()
        for place in range(len(listed))
    ]
    times = Counter(names)
    return [
        Pick(sentence, name if times[name] == 1 else "", place)
        for place, (sentence, name) in enumerate(zip(listed, names, strict=True))
    ]


def by_name(offered: Sequence[Pick], name: str) -> Pick | None:
    return next((pick for pick in offered if name and pick.name == name), None)


def again(read: Sequence[Pick], wanted: Pick, newest: Sequence[Pick]) -> Pick | None:
    """The sentence in a newer text: the only one that is typed so in both, or the only one with the same neighbours."""
    typed = wanted.sentence.typed
    same = [pick for pick in newest if pick.sentence.typed == typed]
    if len(same) == 1 and sum(pick.sentence.typed == typed for pick in read) == 1:
        return same[0]
    return by_name(same, wanted.name)


def cited_in(document: Document, pick: Pick) -> list[DocumentCitation]:
    """The citations of the sentence."""
    return [
        citation
        for citation in analyse(document).citations
        if citation.fact < 0 and pick.sentence.holds(citation.line, citation.sentence)
    ]


def with_claim(document: Document, offered: Sequence[Pick], digest: str) -> list[Pick]:
    """The sentences that hold a claim, cited or with a mark that a citation is needed."""
    analysis = analyse(document)
    places = [
        (citation.line, citation.sentence)
        for citation in analysis.citations
        if citation.claim_digest == digest and citation.fact < 0
    ]
    places += [
        (need.line, need.sentence) for need in analysis.needed if need.claim_digest == digest
    ]
    return [
        pick
        for pick in offered
        if any(pick.sentence.holds(line, sentence) for line, sentence in places)
    ]


def facts_with_claim(document: Document, digest: str) -> list[int]:
    """The places of the facts that make a claim."""
    citations = analyse(document).citations
    return sorted(
        {
            citation.fact
            for citation in citations
            if citation.fact >= 0 and citation.claim_digest == digest
        }
    )


def corrected(document: Document, pick: Pick, typed: str) -> Document:
    """The document with the sentence typed so."""
    text, sentence = document.text, pick.sentence
    return replace(document, text=text[: sentence.start] + typed + text[sentence.end :])


def fallen(before: Document, after: Document) -> Fallen:
    citations = analyse(before).citations
    uses = {citation.use for citation in analyse(after).citations}
    digests = {use.digest for use in uses}
    lost = [citation for citation in citations if citation.use not in uses]
    to_check = {citation.number for citation in lost if citation.digest not in digests}
    # Of a footnote that stands twice, one may have to be checked and the other to be confirmed.
    to_confirm = {citation.number for citation in lost if citation.digest in digests}
    return Fallen(tuple(sorted(to_check)), tuple(sorted(to_confirm)))


def proposed_line(before: str, after: str) -> tuple[str, str]:
    """The words that went and those that came, each on one line and cut where it is long."""
    pieces = word_differences(before, after)
    went, came = (
        " … ".join(
            folded for piece in pieces if piece.mark == mark and (folded := _folded(piece.text))
        )
        for mark in ("removed", "added")
    )
    return _short(went), _short(came)


def _folded(text: str) -> str:
    return " ".join(text.split())


def _short(words: str) -> str:
    return words if len(words) <= MAX_NAMED else words[: MAX_NAMED - 1] + "…"
