"""A text as the driver's people type it: every word, key and place with who typed it when, so that nothing is parsed.

Layout is added where the text is written out, and never stands in what the model compares.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from encyclopedia.core.citations import Reference
from encyclopedia.core.documents import DocumentFact

# What makes two citations one and the same for a check: all that was typed, without who typed it.
Identity = tuple[str, ...]
Context = tuple[str, ...]

LAYOUTS = ("plain", "line end", "spaces", "soft hyphens", "curly", "page", "see", "invisible")


class Typed(NamedTuple):
    """Words with the person who typed them, and the revision in which they did."""

    words: str
    by: str
    revision: int


NOTHING = Typed("", "", 0)


@dataclass(frozen=True)
class TypedCitation:
    key: Typed
    locator: Typed
    quotation: Typed
    prefix: Typed

    @property
    def all(self) -> tuple[Typed, ...]:
        return self.key, self.locator, self.quotation, self.prefix

    @property
    def identity(self) -> Identity:
        return tuple(typed.words for typed in self.all)

    def written(self, layout: str) -> str:
        key, locator, quotation, prefix = self.identity
        if layout == "page":
            locator = locator.replace("p. ", "page ")
        prefix = prefix or "see" * (layout == "see")
        quoted = f"“{quotation}”" if layout == "curly" else f'"{quotation}"'
        parts = (f"@{key}", locator, quotation and quoted)
        return f"[{prefix} {', '.join(filter(None, parts))}]".replace("[ ", "[")


@dataclass(frozen=True)
class Clause:
    """Words and what they cite. Until the revision `since` it stood checked; `back`: by whom its words came back."""

    words: tuple[Typed, ...]
    citation: TypedCitation
    since: int = 0
    back: Typed = NOTHING

    @property
    def text(self) -> str:
        return " ".join(typed.words for typed in self.words)

    @property
    def brought_in(self) -> set[str]:
        """Who typed any word of the claim, the source, the place or the quotation since it last stood checked."""
        typed = (*self.words, *self.citation.all, self.back)
        return {piece.by for piece in typed if piece.words and piece.revision > self.since}


@dataclass(frozen=True)
class Paragraph:
    """One sentence. `moved` has no words: who put it below its heading."""

    clauses: tuple[Clause, ...]
    moved: Typed
    layout: str = "plain"

    @property
    def sentence(self) -> str:
        return " ".join(clause.text for clause in self.clauses)

    def identity(self, clause: Clause) -> Identity:
        return ("text", self.sentence, clause.text, *clause.citation.identity)

    def written(self) -> str:
        clauses = (
            self._laid_out(clause.text) + clause.citation.written(self.layout)
            for clause in self.clauses
        )
        return f"{' '.join(clauses)}."

    def _laid_out(self, words: str) -> str:
        match self.layout:
            case "line end":
                return words.replace(" ", "\n", 2)
            case "spaces":
                return words.replace(" ", "  ")
            case "soft hyphens":
                return words.replace("str", "st\u00adr").replace("coun", "co\u00adun")
            case "curly":
                return words.replace("'", "’")
            case "invisible":
                return words.replace("e", "e\u200b", 1)
        return words


@dataclass(frozen=True)
class Section:
    """`form` is prose, list or ordered; `lead` stands before a list."""

    heading: Typed
    lead: Typed
    form: str = "prose"
    paragraphs: tuple[Paragraph, ...] = ()

    def context(self, place: int) -> Context:
        if self.form == "prose":
            return (self.heading.words,)
        number = str(place + 1) if self.form == "ordered" else ""
        return self.heading.words, "list", self.lead.words, number

    def written(self) -> Iterator[str]:
        yield f"## {self.heading.words}"
        if self.form == "prose":
            yield from (paragraph.written() for paragraph in self.paragraphs)
            return
        yield self.lead.words
        signs = (
            f"{place + 1}. " if self.form == "ordered" else "- "
            for place in range(len(self.paragraphs))
        )
        yield "\n".join(
            sign + paragraph.written()
            for sign, paragraph in zip(signs, self.paragraphs, strict=True)
        )


@dataclass(frozen=True)
class TypedFact:
    """An event with its place, a note and the mark of dispute ("disputed", or no words)."""

    value: Typed
    place: Typed
    note: Typed
    disputed: Typed
    citation: TypedCitation
    since: int = 0

    def identity(self, title: str) -> Identity:
        words = (self.value.words, self.place.words, self.note.words, self.disputed.words)
        return ("fact", title, *words, *self.citation.identity)

    @property
    def brought_in(self) -> set[str]:
        """As of a clause."""
        typed = (self.value, self.place, self.note, self.disputed, *self.citation.all)
        return {piece.by for piece in typed if piece.words and piece.revision > self.since}

    def written(self) -> DocumentFact:
        key, locator, quotation, prefix = self.citation.identity
        return DocumentFact(
            "event",
            value=self.value.words,
            place=self.place.words,
            note=self.note.words,
            disputed=bool(self.disputed.words),
            citations=(Reference(key, locator, quotation, prefix),),
        )


class Cited(NamedTuple):
    """One citation at its place: what a check of it is bound to, and who is not to check or confirm it."""

    identity: Identity
    context: Context
    key: str
    quotation: str
    brought_in: frozenset[str]
    around: tuple[Typed, ...] = ()


@dataclass(frozen=True)
class TypedDocument:
    title: str
    sections: tuple[Section, ...]
    facts: tuple[TypedFact, ...] = ()
    titled: Typed = NOTHING
    cited: tuple[Cited, ...] = field(init=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "cited", tuple(self._cited()))

    @property
    def text(self) -> str:
        return "\n\n".join(block for section in self.sections for block in section.written())

    @property
    def written_facts(self) -> tuple[DocumentFact, ...]:
        return tuple(fact.written() for fact in self.facts)

    def _cited(self) -> Iterator[Cited]:
        """Every citation, in the order of the text, then of the facts."""
        for section in self.sections:
            for place, paragraph in enumerate(section.paragraphs):
                around = (self.titled, section.heading, section.lead, paragraph.moved)
                for clause in paragraph.clauses:
                    yield Cited(
                        paragraph.identity(clause),
                        (self.title, *section.context(place)),
                        clause.citation.key.words,
                        clause.citation.quotation.words,
                        frozenset(clause.brought_in),
                        around,
                    )
        preferred = next((fact for fact in self.facts if fact.disputed.words), None)
        for fact in self.facts:
            yield Cited(
                fact.identity(self.title),
                ("preferred",) if fact is preferred else (),
                fact.citation.key.words,
                fact.citation.quotation.words,
                frozenset(fact.brought_in),
            )

    def standing_since(self, stood: dict[Identity, int]) -> TypedDocument:
        """With the revision in which each citation last stood checked, so that what was typed before does not count."""
        sections = tuple(
            replace(
                section,
                paragraphs=tuple(
                    replace(
                        paragraph,
                        clauses=tuple(
                            replace(
                                clause,
                                since=max(clause.since, stood.get(paragraph.identity(clause), 0)),
                            )
                            for clause in paragraph.clauses
                        ),
                    )
                    for paragraph in section.paragraphs
                ),
            )
            for section in self.sections
        )
        facts = tuple(
            replace(fact, since=max(fact.since, stood.get(fact.identity(self.title), 0)))
            for fact in self.facts
        )
        return replace(self, sections=sections, facts=facts)

    def surrounded_by(self, person: str, revision: int) -> TypedDocument:
        """With everything around the claims typed by this person: a revert brings it all back."""
        sections = tuple(
            replace(
                section,
                heading=Typed(section.heading.words, person, revision),
                lead=Typed(section.lead.words, person, revision),
                paragraphs=tuple(
                    replace(paragraph, moved=Typed("", person, revision))
                    for paragraph in section.paragraphs
                ),
            )
            for section in self.sections
        )
        return replace(self, sections=sections)

    def citing_instead(self, key: str, into: str, by: str, revision: int) -> TypedDocument:
        """With every citation of `key` citing `into`, whose key this person put there."""

        def now(citation: TypedCitation) -> TypedCitation:
            typed = citation.key
            return replace(citation, key=Typed(into, by, revision) if typed.words == key else typed)

        sections = tuple(
            replace(
                section,
                paragraphs=tuple(
                    replace(
                        paragraph,
                        clauses=tuple(
                            replace(clause, citation=now(clause.citation))
                            for clause in paragraph.clauses
                        ),
                    )
                    for paragraph in section.paragraphs
                ),
            )
            for section in self.sections
        )
        facts = tuple(replace(fact, citation=now(fact.citation)) for fact in self.facts)
        return replace(self, sections=sections, facts=facts)
