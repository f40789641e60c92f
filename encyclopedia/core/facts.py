"""Facts: their words for the citations' digests, their order, the pieces that a page shows. No HTML."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from encyclopedia.core import authority
from encyclopedia.core.authority import AuthorityNumber
from encyclopedia.core.citations import DocumentCitation, Passage, Reference, fold
from encyclopedia.core.documents import KINDS, Document, DocumentFact, Kind
from encyclopedia.core.messages import Message
from encyclopedia.core.properties import PROPERTIES, for_kind, is_web_address, label_of
from encyclopedia.core.surroundings import Surrounding
from encyclopedia.dates import Date, DateError, parse


@dataclass(frozen=True, slots=True)
class FactTarget:
    """The entry a fact points to: a title or alias; `kind` and `slug` if typed as kind/slug."""

    typed: str
    kind: Kind | None = None
    slug: str = ""


@dataclass(frozen=True, slots=True)
class ShownFact:
    """A fact in typed pieces.

    `when` is the date in words; `date` is None when there is none or it cannot be read, `when` then
    what was typed. `url` is filled instead of `words` where the value is a web address, `number` where it is that of an
    authority file. `preferred`
    marks the first of those that contradict each other. `index` is the fact's place in the
    document, by which its citations are found.
    """

    property: str
    label: Message | str
    words: str
    url: str
    number: AuthorityNumber | None
    date: Date | None
    when: str
    place: str
    target: FactTarget | None
    note: str
    disputed: bool
    preferred: bool
    citations: tuple[Reference, ...]
    index: int


def claim_words(title: str, fact: DocumentFact) -> tuple[str, str]:
    """The sentence and the claim that a fact's citations support.

    "Leon Trotsky: born 7 November 1879, Yanovka" and the same without the title: English always,
    made from the fact's fields and not from translated labels, since digests rest on it. Note and mark of dispute
    stand in the sentence only: a check covers them, and the claim stays short.
    """
    date = fold(fact.date)
    value = ", ".join(filter(None, (fold(fact.value), fold(fact.target))))
    if date:
        value = f"{value} ({_when(date)})" if value else _when(date)
    statement = ", ".join(filter(None, (value, fold(fact.place))))
    claim = f"{fact.property.replace('_', ' ')} {statement}".strip()
    remarks = "; ".join(filter(None, ("disputed" * fact.disputed, fold(fact.note))))
    return f"{fold(title)}: {claim}{remarks and f' ({remarks})'}", claim


# The words of an interval with an open or unknown end, in brackets behind a value or straight after the property.
_OPEN = re.compile(
    r"(?P<before>.*\(|)(?:(?P<known>[^(),]+) or (?P<side>later|earlier)|(?P<begun>[^(),]+) – unknown"
    r"|unknown – (?P<ended>[^(),]+))(?=\)|,|$)",
    re.DOTALL,
)


def words_as_read(claim: str) -> str:
    """A fact's claim as readers are shown it: with "from 1903" for "1903 or later" where the date is a span of time.

    The digest of a check rests on the words as `claim_words` makes them, which therefore stay.
    """
    for definition in PROPERTIES.values():
        label = f"{definition.name.replace('_', ' ')} "
        if definition.period and claim.startswith(label):
            return label + _OPEN.sub(_opened, claim.removeprefix(label), count=1)
    return claim


def _opened(open_interval: re.Match[str]) -> str:
    before, known, side, begun, ended = open_interval.groups()
    if begun:
        return f"{before}from {begun}, end unknown"
    if ended:
        return f"{before}until {ended}, beginning unknown"
    return f"{before}{'from' if side == 'later' else 'until'} {known}"


def _fields(fact: DocumentFact) -> tuple[str, ...]:
    """All that a fact says, each field for itself: two facts may be alike in words, as a place and a value."""
    date = _date(fold(fact.date))
    return (
        fact.property,
        fact.value,
        fact.target,
        date.edtf if date else fact.date,
        fact.place,
        fact.note,
        "disputed" * fact.disputed,
    )


def _when(date: str) -> str:
    parsed = _date(date)
    return parsed.words() if parsed else date


def _date(text: str) -> Date | None:
    try:
        return parse(text)
    except DateError:
        return None


def cite_facts(document: Document) -> tuple[DocumentCitation, ...]:
    """The citations of the document's facts, in the facts' order, not yet numbered.

    Of facts in dispute the first is preferred: that is its context, and the order of the others means nothing.
    """
    citations: list[DocumentCitation] = []
    disputed: set[str] = set()
    for index, fact in enumerate(document.facts):
        preferred = fact.disputed and fact.property not in disputed
        if preferred:
            disputed.add(fact.property)
        sentence, claim = claim_words(document.title, fact)
        passage = Passage(
            document.id,
            sentence,
            parts=_fields(fact),
            surroundings=(Surrounding("preferred"),) if preferred else (),
        )
        citations.extend(passage.cite(claim, reference, fact=index) for reference in fact.citations)
    return tuple(citations)


def ordered(facts: Iterable[DocumentFact], kind: Kind) -> tuple[DocumentFact, ...]:
    """By the order of their properties, unknown ones last; of one property in their order, since the
    preferred of those in dispute is the one written first."""
    return tuple(fact for _n, fact in _numbered(facts, kind))


def _numbered(facts: Iterable[DocumentFact], kind: Kind) -> list[tuple[int, DocumentFact]]:
    ranks = {definition.name: n for n, definition in enumerate(for_kind(kind))}
    return sorted(enumerate(facts), key=lambda pair: ranks.get(pair[1].property, len(ranks)))


def shown(document: Document) -> tuple[ShownFact, ...]:
    """The document's facts as a page shows them, in order of display."""
    pieces: list[ShownFact] = []
    disputed: set[str] = set()
    for index, fact in _numbered(document.facts, document.kind):
        preferred = fact.disputed and fact.property not in disputed
        pieces.append(display(fact, index=index, preferred=preferred))
        if preferred:
            disputed.add(fact.property)
    return tuple(pieces)


def display(fact: DocumentFact, *, index: int = -1, preferred: bool = False) -> ShownFact:
    """The pieces of one fact."""
    definition = PROPERTIES.get(fact.property)
    date = _date(fact.date)
    is_url = (
        definition is not None and definition.takes == "url" and is_web_address(fold(fact.value))
    )
    is_number = definition is not None and definition.takes == "identifier"
    number = authority.read_valid(fact.value) if is_number else None
    return ShownFact(
        property=fact.property,
        label=label_of(definition.name) if definition else fact.property.replace("_", " "),
        words="" if is_url or number else fold(fact.value),
        url=fold(fact.value) if is_url else "",
        number=number,
        date=date,
        when=date.words(period=definition is not None and definition.period)
        if date
        else fold(fact.date),
        place=fold(fact.place),
        target=_target(fold(fact.target)),
        note=fold(fact.note),
        disputed=fact.disputed,
        preferred=preferred,
        citations=fact.citations,
        index=index,
    )


def _target(typed: str) -> FactTarget | None:
    if not typed:
        return None
    kind, stroke, slug = typed.partition("/")
    for known_kind in KINDS:
        if stroke and kind == known_kind and slug:
            return FactTarget(typed, known_kind, slug)
    return FactTarget(typed)
