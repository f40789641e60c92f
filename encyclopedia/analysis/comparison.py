"""What changed between two documents: fields, text word by word, facts and citations. Pure: no database.

For readers between any two editions, for editors between any two revisions.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import asdict, dataclass, fields
from typing import Any, Generic, Literal, TypeVar

from encyclopedia.analysis.analysis import analyse
from encyclopedia.core.citations import DocumentCitation
from encyclopedia.core.differences import (
    DifferencePiece,
    Paragraph,
    paragraph_differences,
    word_differences,
)
from encyclopedia.core.documents import Document, DocumentFact, canonical_json
from encyclopedia.core.facts import claim_words

Item = TypeVar("Item")

# The text and the facts are compared separately; the id only names the document.
COMPARED_SEPARATELY = frozenset({"id", "text", "facts"})
# How many candidates are compared for a pair.
MAX_CANDIDATES = 16


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field that differs, as words, and the two as one text with the changes marked.

    `field` is the document's name for it; a source's record gives one for each of its parts (`record.title`).
    """

    field: str
    before: str
    after: str
    pieces: tuple[DifferencePiece, ...]


@dataclass(frozen=True, slots=True)
class Changed(Generic[Item]):
    """One fact or citation that was added (no `before`), removed (no `after`) or changed."""

    before: Item | None
    after: Item | None

    @property
    def kind(self) -> Literal["added", "removed", "changed"]:
        if self.before is None:
            return "added"
        return "removed" if self.after is None else "changed"


@dataclass(frozen=True, slots=True)
class FactWords:
    """A fact with the words of its claim."""

    fact: DocumentFact
    words: str


@dataclass(frozen=True, slots=True)
class Comparison:
    fields: tuple[FieldChange, ...]
    text: tuple[Paragraph, ...]
    facts: tuple[Changed[FactWords], ...]
    citations: tuple[Changed[DocumentCitation], ...]

    def __bool__(self) -> bool:
        """Whether anything differs."""
        return bool(self.fields or self.text or self.facts or self.citations)


def compare(before: Document, after: Document) -> Comparison:
    """What differs between two documents of one entry; bounded in time whatever they hold."""
    return Comparison(
        fields=tuple(_fields(before, after)),
        text=paragraph_differences(before.text, after.text),
        facts=_facts(before, after),
        citations=_citations(before, after),
    )


def _fields(before: Document, after: Document) -> Iterable[FieldChange]:
    old, new = dict(_in_words(before)), dict(_in_words(after))
    for name in dict.fromkeys((*new, *old)):
        was, now = old.get(name, ""), new.get(name, "")
        if was != now:
            yield FieldChange(name, was, now, word_differences(was, now))


def _in_words(document: Document) -> Iterable[tuple[str, str]]:
    for field in fields(document):
        value = getattr(document, field.name)
        if field.name in COMPARED_SEPARATELY:
            continue
        if field.name == "record":
            yield from ((f"record.{name}", _words(part)) for name, part in sorted(value.items()))
        else:
            yield field.name, _words(value)


def _words(value: Any) -> str:
    """A value as a person reads it: lists one item a line, objects as their filled parts."""
    if isinstance(value, str):
        return value
    if isinstance(value, tuple | list):
        return "\n".join(_words(item) for item in value)
    if isinstance(value, dict):
        return ", ".join(_words(part) for part in value.values() if part)
    if hasattr(value, "__dataclass_fields__"):
        return _words(asdict(value))
    return canonical_json(value).decode()


def _facts(before: Document, after: Document) -> tuple[Changed[FactWords], ...]:
    return _matched(
        [FactWords(fact, claim_words(before.title, fact)[1]) for fact in before.facts],
        [FactWords(fact, claim_words(after.title, fact)[1]) for fact in after.facts],
        [lambda item: item.fact, lambda item: item.words, lambda item: item.fact.property],
    )


def _citations(before: Document, after: Document) -> tuple[Changed[DocumentCitation], ...]:
    """Citations by what their checks are keyed by; the rest by claim, then by reference where claims are alike."""
    return _matched(
        analyse(before).citations,
        analyse(after).citations,
        [
            lambda citation: citation.digest,
            lambda citation: (citation.claim_digest, citation.key),
            lambda citation: citation.claim,
            lambda citation: citation.reference,
        ],
        alike=_alike,
    )


def _alike(one: DocumentCitation, other: DocumentCitation) -> bool:
    """Whether most words of the shorter claim are in the longer one too."""
    words, other_words = set(one.claim.split()), set(other.claim.split())
    return 2 * len(words & other_words) > min(len(words), len(other_words))


def _matched(
    before: Sequence[Item],
    after: Sequence[Item],
    keys: Sequence[Callable[[Item], Hashable]],
    alike: Callable[[Item, Item], bool] = lambda one, other: True,
) -> tuple[Changed[Item], ...]:
    """What differs of two lists, in the order of the later one and then what was removed.

    Items that share the first key are the same. Those that are left are paired by the other keys in turn, as changed;
    by the last of them only when they are `alike`.
    """
    partner: dict[int, int] = {}
    unchanged: set[int] = set()
    for turn, key in enumerate(keys):
        paired = set(partner.values())
        unpaired: dict[Hashable, list[int]] = {}
        for place, item in enumerate(before):
            if place not in paired:
                unpaired.setdefault(key(item), []).append(place)
        for place, item in enumerate(after):
            if place in partner:
                continue
            candidates = unpaired.get(key(item), [])
            # The nearest few: a hostile document may have thousands of one key.
            for number, candidate in enumerate(candidates[:MAX_CANDIDATES]):
                if turn < len(keys) - 1 or alike(before[candidate], item):
                    partner[place] = candidates.pop(number)
                    break
            if not turn and place in partner:
                unchanged.add(place)
    changed = [
        Changed(before[partner[place]] if place in partner else None, item)
        for place, item in enumerate(after)
        if place not in unchanged
    ]
    paired = set(partner.values())
    removed = [Changed(item, None) for place, item in enumerate(before) if place not in paired]
    return (*changed, *removed)
