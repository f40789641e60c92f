"""The register of fact properties: which kinds have them, and what they take.

The order of the register is the order of display; `encyclopedia.wording.property_sentences` labels them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import reduce
from types import MappingProxyType
from typing import Literal
from urllib.parse import urlsplit

from encyclopedia.core.authority import AuthorityError, read
from encyclopedia.core.documents import KINDS, DocumentFact, Kind
from encyclopedia.core.messages import Message
from encyclopedia.dates import Date, DateError, from_words, parse

ValueKind = Literal["date", "text", "place", "entry", "url", "identifier"]
Field = Literal["value", "date", "place", "target"]
FIELDS: tuple[Field, ...] = ("value", "target", "date", "place")


@dataclass(frozen=True, slots=True)
class Property:
    """A property of entries.

    `takes` says what the value is; `main` are the fact's fields that may hold it, of which one at
    least must be filled (of `value` and `target` exactly one), `also` those that may qualify it.
    `schema_org` is the schema.org name of the value, `schema_org_place` of the place beside it;
    empty where schema.org has none. `several` says that more than one fact may be true at once;
    without it a second one must be marked as disputed. `inverse` is the property that the target's
    entry has for the same relation. `period` says that a date is a span of time.
    """

    name: str
    kinds: tuple[Kind, ...]
    takes: ValueKind
    main: tuple[Field, ...]
    also: tuple[Field, ...] = ()
    schema_org: str = ""
    schema_org_place: str = ""
    several: bool = True
    inverse: str = ""
    period: bool = False


@dataclass(frozen=True, slots=True)
class FactProblem:
    """What is wrong with a fact: the field (of `DocumentFact`) it stands beside and the message.

    `fact` is the place of the fact in the list that was checked.
    """

    field: str
    message: Message
    fact: int = 0


PERSON: tuple[Kind, ...] = ("person",)
ORGANISATION: tuple[Kind, ...] = ("organisation",)
ARTICLE: tuple[Kind, ...] = ("article",)


def _occasion(name: str, kinds: tuple[Kind, ...], *schema: str) -> Property:
    """Something that happens once, at a date and a place of which one may be unknown."""
    when, where = schema or ("", "")
    return Property(
        name,
        kinds,
        "date",
        ("date", "place"),
        schema_org=when,
        schema_org_place=where,
        several=False,
    )


def _words(name: str, kinds: tuple[Kind, ...], schema: str = "", *also: Field) -> Property:
    """Words, with the time they hold for."""
    return Property(name, kinds, "text", ("value",), ("date", *also), schema, period=True)


def _relation(name: str, kinds: tuple[Kind, ...], schema: str = "", inverse: str = "") -> Property:
    """Another entry (`target`), or the name of one that has none (`value`), with its period."""
    return Property(
        name,
        kinds,
        "entry",
        ("target", "value"),
        ("date", "place"),
        schema,
        inverse=inverse,
        period=True,
    )


def _place(name: str, kinds: tuple[Kind, ...], schema: str) -> Property:
    return Property(name, kinds, "place", ("place",), ("date",), schema, period=True)


_REGISTER: tuple[Property, ...] = (
    _occasion("born", PERSON, "birthDate", "birthPlace"),
    _occasion("died", PERSON, "deathDate", "deathPlace"),
    replace(_occasion("buried", PERSON), takes="place"),
    _words("nationality", PERSON, "nationality"),
    _words("occupation", PERSON, "hasOccupation", "place"),
    _words("position", PERSON, "jobTitle", "place", "target"),
    _words("role", PERSON, "", "place", "target"),
    _relation("affiliation", PERSON, "memberOf"),
    _relation("education", PERSON, "alumniOf"),
    _relation("spouse", PERSON, "spouse", "spouse"),
    _relation("parent", PERSON, "parent", "child"),
    _relation("child", PERSON, "children", "parent"),
    _occasion("founded", ORGANISATION, "foundingDate", "foundingLocation"),
    _relation("founded_by", ORGANISATION, "founder"),
    _occasion("dissolved", ORGANISATION, "dissolutionDate", ""),
    _words("renamed", ORGANISATION, "alternateName"),
    _relation(
        "predecessor", ORGANISATION, inverse="successor"
    ),
    _relation(
        "successor", ORGANISATION, inverse="predecessor"
    ),
    _relation("split_from", ORGANISATION),
    _relation("merged_into", ORGANISATION),
    _relation("led_by", ORGANISATION),
    _relation("member", ORGANISATION, "member"),
    _place("headquarters", ORGANISATION, "location"),
    _relation("ideology", ORGANISATION),
    _words("membership", ORGANISATION),
    _occasion("began", ARTICLE, "startDate", "location"),
    _occasion("ended", ARTICLE, "endDate", "location"),
    _relation("named_after", ARTICLE),
    _place("location", (*ORGANISATION, *ARTICLE), "location"),
    _words("event", ("article", "person", "organisation"), "", "place", "target"),
    Property("website", KINDS, "url", ("value",), ("date",), "url"),
    Property("identifier", KINDS, "identifier", ("value",), (), "identifier"),
)  # fmt: skip

PROPERTIES: Mapping[str, Property] = MappingProxyType(
    {definition.name: definition for definition in _REGISTER}
)

# What a person is in an organisation, if the fact leads to one.
MEMBERSHIP = ("affiliation", "position", "role")
# What happened, if the fact has a date: an address or a number only was looked up then.
HAPPENINGS = tuple(
    definition.name for definition in _REGISTER if definition.takes not in ("url", "identifier")
)

# What may lead to another entry.
LEADING = tuple(
    definition.name for definition in _REGISTER if "target" in (*definition.main, *definition.also)
)

# Pairs of which the second cannot come before the first.
FIRST_AND_LAST = (("born", "died"), ("founded", "dissolved"), ("began", "ended"))


def for_kind(kind: Kind) -> tuple[Property, ...]:
    """The properties that entries of this kind have, in order of display."""
    return tuple(definition for definition in _REGISTER if kind in definition.kinds)


def check(kind: Kind, fact: DocumentFact) -> list[FactProblem]:
    """What is wrong with one fact by itself."""
    definition = PROPERTIES.get(fact.property)
    if not fact.property:
        return [FactProblem("property", Message("fact_property_missing")), *_dated(fact)]
    if definition is None:
        names = ", ".join(definition.name for definition in for_kind(kind))
        message = Message("fact_property_unknown", name=fact.property[:40], known=names)
        return [FactProblem("property", message), *_dated(fact)]
    if kind not in definition.kinds:
        wrong = _about("fact_property_of_other_kinds", definition)
        return [FactProblem("property", wrong), *_dated(fact)]
    return [*_filled(definition, fact), *_readable(definition, fact)]


def _about(code: str, definition: Property, **values: Message) -> Message:
    return Message(code, label=label_of(definition.name), **values)


def label_of(name: str) -> Message:
    """The label of a property in the register."""
    return Message(f"property_{name}")


def inverse_label_of(name: str) -> Message:
    """The label of what the target of such a fact is to the entry that states it."""
    inverse = PROPERTIES[name].inverse
    if inverse:
        return label_of(inverse)
    return Message(f"inverse_{name}") if name in LEADING else label_of(name)


def _filled(definition: Property, fact: DocumentFact) -> Iterable[FactProblem]:
    filled = [field for field in FIELDS if getattr(fact, field).strip()]
    if not any(field in filled for field in definition.main):
        fields = reduce(
            lambda one, other: Message("fact_fields_or", one=one, other=other),
            map(_field_name, definition.main),
        )
        yield FactProblem(definition.main[0], _about("fact_incomplete", definition, fields=fields))
    if {"value", "target"} <= set(filled) and {"value", "target"} <= set(definition.main):
        yield FactProblem("value", Message("fact_entry_and_words"))
    for field in filled:
        if field not in definition.main and field not in definition.also:
            yield FactProblem(
                field, _about("fact_field_unused", definition, field=_field_name(field))
            )


def _field_name(field: Field) -> Message:
    return Message(f"fact_field_{field}")


def _readable(definition: Property, fact: DocumentFact) -> Iterable[FactProblem]:
    yield from _dated(fact)
    if definition.takes == "url" and fact.value.strip() and not is_web_address(fact.value.strip()):
        yield FactProblem("value", Message("fact_web_address"))
    if definition.takes == "identifier":
        try:
            read(fact.value)
        except AuthorityError as error:
            yield FactProblem("value", error.message)


def _dated(fact: DocumentFact) -> Iterable[FactProblem]:
    return _readable_date(fact.date) if fact.date.strip() else ()


def _readable_date(date: str) -> Iterable[FactProblem]:
    """A date that a draft keeps as it was typed is told of as the form told of it."""
    try:
        parse(date)
    except DateError as error:
        message = error.message
        try:
            from_words(date)
        except DateError as typed:
            message = typed.message
        yield FactProblem("date", message)


def is_web_address(text: str) -> bool:
    """Whether `text` may stand in a link."""
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc) and not set(text) & set(' <>"')


def check_all(kind: Kind, facts: Iterable[DocumentFact]) -> list[FactProblem]:
    """What is wrong with the facts of one entry, each by itself and one with another."""
    facts = tuple(facts)
    problems = [replace(p, fact=n) for n, fact in enumerate(facts) for p in check(kind, fact)]
    return [*problems, *_contradictions(facts), *_impossible(facts)]


def _contradictions(facts: tuple[DocumentFact, ...]) -> Iterable[FactProblem]:
    seen: set[str] = set()
    disputed = {fact.property for fact in facts if fact.disputed}
    for index, fact in enumerate(facts):
        definition = PROPERTIES.get(fact.property)
        if definition is None or definition.several:
            continue
        if fact.property in seen and fact.property not in disputed:
            yield FactProblem("disputed", _about("fact_undisputed_twice", definition), index)
        seen.add(fact.property)


def _impossible(facts: tuple[DocumentFact, ...]) -> Iterable[FactProblem]:
    for first, last in FIRST_AND_LAST:
        begins = [date.earliest for _index, date in _certain(facts, first)]
        for index, date in _certain(facts, last):
            if begins and date.latest < min(begins):
                labels = {"last": label_of(last), "first": label_of(first)}
                yield FactProblem("date", Message("fact_before_its_beginning", **labels), index)


def _certain(facts: tuple[DocumentFact, ...], name: str) -> Iterable[tuple[int, Date]]:
    for n, fact in enumerate(facts):
        if fact.property != name or not fact.date.strip():
            continue
        try:
            date = parse(fact.date)
        except DateError:
            continue
        if not date.vague:
            yield n, date
