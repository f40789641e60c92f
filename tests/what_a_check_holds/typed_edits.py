"""What the driver's people change in a typed document between one save and the next."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from what_a_check_holds.typed_document import (
    LAYOUTS,
    Clause,
    Paragraph,
    Section,
    Typed,
    TypedCitation,
    TypedDocument,
    TypedFact,
)

SERVICE, TWIN, SMITH = "service-trotsky-2009", "service-2009", "smith-1990"
MOVED_KEY = "smith-strikes-1990"
KEYS = (SERVICE, SMITH, TWIN, SERVICE, SMITH, TWIN, SERVICE, SMITH, MOVED_KEY)
WORDS = (
    ("Olsen", "Holt", "Trotsky", "Olsen's brother"),
    ("led", "left", "joined", "did not join"),
    ("the strikers", "the council", "the strike committee"),
    ("in 1905", "in 1906", "in Bergen"),
)
AND = ("and", "but", "although")
LOCATORS = ("p. 12", "p. 13", "", "fond 5, opis 2, list 7", "fond 5, opis 2, list 8")
QUOTATIONS = ("", "the strike was lost", "the strike was won")
PREFIXES = ("", "contra")
HEADINGS = ("Confirmed", "Refuted", "What the police alleged")
LEADS = ("The court found this:", "The police alleged this:")
FORMS = ("prose", "list", "ordered")
NOTES = ("", "by one account")
PLACES = ("Bergen", "Vienna", "")
EVENTS = ("General strike", "Lockout")


@dataclass(frozen=True)
class Pen:
    """A person who writes the revision of this number; `a` and `b` are the numbers drawn for one change.

    `past` is what the article said before, to bring something back from.
    """

    by: str
    revision: int
    a: int = 0
    b: int = 0
    past: tuple[TypedDocument, ...] = ()

    def typed(self, words: str) -> Typed:
        return Typed(words, self.by, self.revision)

    def of(self, pool: tuple[str, ...]) -> Typed:
        return self.typed(pool[self.b % len(pool)])

    def citation(self) -> TypedCitation:
        return TypedCitation(
            self.of(KEYS), self.of(LOCATORS), self.of(QUOTATIONS), self.typed(PREFIXES[0])
        )

    def clause(self, *before: str) -> Clause:
        words = [self.of(pool) for pool in WORDS]
        return Clause((*map(self.typed, before), *words), self.citation())

    def paragraph(self, *clauses: Clause) -> Paragraph:
        return Paragraph(clauses or (self.clause(),), self.typed(""))

    def fact(self) -> TypedFact:
        value, place, nothing = self.of(EVENTS), self.of(PLACES), self.typed("")
        return TypedFact(value, place, nothing, nothing, self.citation())

    def section(self, form: str = "prose") -> Section:
        return Section(self.of(HEADINGS), self.of(LEADS), form, (self.paragraph(),))


def beginning(pen: Pen, title: str) -> TypedDocument:
    """Two sections and a fact: what the first revision has."""
    first = pen.section()
    other = replace(pen, b=1)
    return TypedDocument(title, (first, other.section("list")), (other.fact(),))


def edited(document: TypedDocument, what: str, pen: Pen) -> TypedDocument:
    """The document after one change, whose name is one of `EDITS`."""
    return EDITS[what](document, pen)


def _place(document: TypedDocument, number: int) -> tuple[int, int]:
    """The section and the place in it of a paragraph by number."""
    places = [
        (section, place)
        for section, of in enumerate(document.sections)
        for place in range(len(of.paragraphs))
    ]
    return places[number % len(places)]


def _with_section(document: TypedDocument, number: int, section: Section) -> TypedDocument:
    sections = list(document.sections)
    sections[number] = section
    return replace(document, sections=tuple(sections))


def _in_paragraph(
    change: Callable[[Paragraph, Pen], Paragraph],
) -> Callable[[TypedDocument, Pen], TypedDocument]:
    def changed(document: TypedDocument, pen: Pen) -> TypedDocument:
        number, place = _place(document, pen.a)
        section = document.sections[number]
        paragraphs = list(section.paragraphs)
        paragraphs[place] = change(paragraphs[place], pen)
        return _with_section(document, number, replace(section, paragraphs=tuple(paragraphs)))

    return changed


def _in_clause(change: Callable[[Clause, Pen], Clause]) -> Callable[[Paragraph, Pen], Paragraph]:
    def changed(paragraph: Paragraph, pen: Pen) -> Paragraph:
        clauses = list(paragraph.clauses)
        place = (pen.a + pen.b) % len(clauses)
        clauses[place] = change(clauses[place], pen)
        return replace(paragraph, clauses=tuple(clauses))

    return changed


def _word(clause: Clause, pen: Pen) -> Clause:
    words = list(clause.words)
    place = pen.b % len(words)
    pool = next((pool for pool in (*WORDS, AND) if words[place].words in pool), AND)
    after = pool[(pool.index(words[place].words) + 1 + pen.a % (len(pool) - 1)) % len(pool)]
    words[place] = pen.typed(after)
    return replace(clause, words=tuple(words))


def _cites(name: str, pool: tuple[str, ...]) -> Callable[[TypedDocument, Pen], TypedDocument]:
    def changed(clause: Clause, pen: Pen) -> Clause:
        typed = pen.of(pool)
        if getattr(clause.citation, name).words == typed.words:
            return clause
        return replace(clause, citation=replace(clause.citation, **{name: typed}))

    return _in_paragraph(_in_clause(changed))


def _fact(**pools: tuple[str, ...]) -> Callable[[TypedDocument, Pen], TypedDocument]:
    ((name, pool),) = pools.items()

    def changed(document: TypedDocument, pen: Pen) -> TypedDocument:
        if not document.facts:
            return replace(document, facts=(pen.fact(),))
        facts = list(document.facts)
        place, typed = pen.a % len(facts), pen.of(pool)
        fact = facts[place]
        owner = fact.citation if hasattr(fact.citation, name) and name != "place" else fact
        if getattr(owner, name).words != typed.words:
            owner = replace(owner, **{name: typed})
        facts[place] = replace(fact, citation=owner) if isinstance(owner, TypedCitation) else owner
        return replace(document, facts=tuple(facts))

    return changed


def _around(name: str, pool: tuple[str, ...]) -> Callable[[TypedDocument, Pen], TypedDocument]:
    def changed(document: TypedDocument, pen: Pen) -> TypedDocument:
        number = pen.a % len(document.sections)
        section = document.sections[number]
        typed = pen.of(pool)
        before = getattr(section, name)
        if (before if name == "form" else before.words) == typed.words:
            return document
        if name == "form":
            # Who makes a list of it, or prose, changes what is around every paragraph.
            paragraphs = tuple(
                replace(paragraph, moved=pen.typed("")) for paragraph in section.paragraphs
            )
            section = replace(section, form=typed.words, paragraphs=paragraphs)
        else:
            section = replace(section, **{name: typed})
        return _with_section(document, number, section)

    return changed


def _add(document: TypedDocument, pen: Pen) -> TypedDocument:
    number = pen.a % len(document.sections)
    section = document.sections[number]
    paragraphs = (*section.paragraphs, pen.paragraph())
    return _with_section(document, number, replace(section, paragraphs=paragraphs))


def _copy(document: TypedDocument, pen: Pen) -> TypedDocument:
    """The same words typed once more, below another heading perhaps."""
    number, place = _place(document, pen.a)
    original = document.sections[number].paragraphs[place]
    clauses = tuple(
        Clause(
            tuple(pen.typed(typed.words) for typed in clause.words),
            TypedCitation(*(pen.typed(typed.words) for typed in clause.citation.all)),
        )
        for clause in original.clauses
    )
    number = pen.b % len(document.sections)
    section = document.sections[number]
    paragraphs = (*section.paragraphs, pen.paragraph(*clauses))
    return _with_section(document, number, replace(section, paragraphs=paragraphs))


def _bring_back(document: TypedDocument, pen: Pen) -> TypedDocument:
    """Words of an earlier revision, wherever they have gone, with another footnote."""
    if not pen.past:
        return document
    earlier = pen.past[pen.a % len(pen.past)]
    number, place = _place(earlier, pen.b)
    clauses = tuple(
        replace(clause, citation=pen.citation(), back=pen.typed(clause.text))
        for clause in earlier.sections[number].paragraphs[place].clauses
    )
    section = document.sections[0]
    paragraphs = (*section.paragraphs, pen.paragraph(*clauses))
    return _with_section(document, 0, replace(section, paragraphs=paragraphs))


def _drop(document: TypedDocument, pen: Pen) -> TypedDocument:
    number, place = _place(document, pen.a)
    section = document.sections[number]
    if len(section.paragraphs) == 1:
        return document
    paragraphs = (*section.paragraphs[:place], *section.paragraphs[place + 1 :])
    return _with_section(document, number, replace(section, paragraphs=paragraphs))


def _move(document: TypedDocument, pen: Pen) -> TypedDocument:
    number, place = _place(document, pen.a)
    section = document.sections[number]
    into = pen.b % len(document.sections)
    if into == number or len(section.paragraphs) == 1:
        return document
    moved = replace(section.paragraphs[place], moved=pen.typed(""))
    document = _drop(document, pen)
    target = document.sections[into]
    return _with_section(document, into, replace(target, paragraphs=(*target.paragraphs, moved)))


def _new_section(document: TypedDocument, pen: Pen) -> TypedDocument:
    section = pen.section(FORMS[pen.a % len(FORMS)])
    return replace(document, sections=(*document.sections, section))


def _add_clause(paragraph: Paragraph, pen: Pen) -> Paragraph:
    clause = pen.clause(AND[pen.a % len(AND)])
    return replace(paragraph, clauses=(*paragraph.clauses, clause))


def _drop_clause(paragraph: Paragraph, pen: Pen) -> Paragraph:
    return replace(paragraph, clauses=paragraph.clauses[:1])


def _layout(paragraph: Paragraph, pen: Pen) -> Paragraph:
    return replace(paragraph, layout=LAYOUTS[pen.b % len(LAYOUTS)])


EDITS: dict[str, Callable[[TypedDocument, Pen], TypedDocument]] = {
    "word": _in_paragraph(_in_clause(_word)),
    "layout": _in_paragraph(_layout),
    "key": _cites("key", KEYS),
    "locator": _cites("locator", LOCATORS),
    "quotation": _cites("quotation", QUOTATIONS),
    "prefix": _cites("prefix", PREFIXES),
    "heading": _around("heading", HEADINGS),
    "lead": _around("lead", LEADS),
    "form": _around("form", FORMS),
    "add": _add,
    "copy": _copy,
    "bring back": _bring_back,
    "drop": _drop,
    "move": _move,
    "new section": _new_section,
    "add clause": _in_paragraph(_add_clause),
    "drop clause": _in_paragraph(_drop_clause),
    "fact's value": _fact(value=EVENTS),
    "fact's place": _fact(place=PLACES),
    "fact's note": _fact(note=NOTES),
    "fact's dispute": _fact(disputed=("disputed", "")),
    "fact's source": _fact(key=KEYS),
    "fact's locator": _fact(locator=LOCATORS),
}
