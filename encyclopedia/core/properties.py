"""The register of fact properties: which kinds have them, what they take, how they are labelled.

The order of the register is the order of display.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Literal
from urllib.parse import urlsplit

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from encyclopedia.core.documents import KINDS, Fact, Kind
from encyclopedia.dates import Date, DateError, parse
from encyclopedia.wording import words

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
    label: Promise
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
    """What is wrong with a fact: the field (of `Fact`) it stands beside and the message.

    `fact` is the place of the fact in the list that was checked.
    """

    field: str
    message: str
    fact: int = 0


PERSON: tuple[Kind, ...] = ("person",)
ORGANISATION: tuple[Kind, ...] = ("organisation",)
ARTICLE: tuple[Kind, ...] = ("article",)


def _occasion(name: str, label: Promise, kinds: tuple[Kind, ...], *schema: str) -> Property:
    """Something that happens once, at a date and a place of which one may be unknown."""
    when, where = schema or ("", "")
    return Property(
        name,
        label,
        kinds,
        "date",
        ("date", "place"),
        schema_org=when,
        schema_org_place=where,
        several=False,
    )


def _words(
    name: str, label: Promise, kinds: tuple[Kind, ...], schema: str = "", *also: Field
) -> Property:
    """Words, with the time they hold for."""
    return Property(name, label, kinds, "text", ("value",), ("date", *also), schema, period=True)


def _relation(
    name: str, label: Promise, kinds: tuple[Kind, ...], schema: str = "", inverse: str = ""
) -> Property:
    """Another entry (`target`), or the name of one that has none (`value`), with its period."""
    return Property(
        name,
        label,
        kinds,
        "entry",
        ("target", "value"),
        ("date", "place"),
        schema,
        inverse=inverse,
        period=True,
    )


def _place(name: str, label: Promise, kinds: tuple[Kind, ...], schema: str) -> Property:
    return Property(name, label, kinds, "place", ("place",), ("date",), schema, period=True)


_REGISTER: tuple[Property, ...] = (
    _occasion("born", gettext_lazy("Born"), PERSON, "birthDate", "birthPlace"),
    _occasion("died", gettext_lazy("Died"), PERSON, "deathDate", "deathPlace"),
    replace(_occasion("buried", gettext_lazy("Buried"), PERSON), takes="place"),
    _words("nationality", gettext_lazy("Nationality"), PERSON, "nationality"),
    _words("occupation", gettext_lazy("Occupation"), PERSON, "hasOccupation", "place"),
    _words("position", gettext_lazy("Position"), PERSON, "jobTitle", "place", "target"),
    _words("role", gettext_lazy("Role"), PERSON, "", "place", "target"),
    _relation("affiliation", gettext_lazy("Affiliation"), PERSON, "memberOf"),
    _relation("education", gettext_lazy("Education"), PERSON, "alumniOf"),
    _relation("spouse", gettext_lazy("Spouse"), PERSON, "spouse", "spouse"),
    _relation("parent", gettext_lazy("Parent"), PERSON, "parent", "child"),
    _relation("child", gettext_lazy("Child"), PERSON, "children", "parent"),
    _occasion("founded", gettext_lazy("Founded"), ORGANISATION, "foundingDate", "foundingLocation"),
    _relation("founded_by", gettext_lazy("Founded by"), ORGANISATION, "founder"),
    _occasion("dissolved", gettext_lazy("Dissolved"), ORGANISATION, "dissolutionDate", ""),
    _words("renamed", gettext_lazy("Renamed"), ORGANISATION, "alternateName"),
    _relation(
        "predecessor", gettext_lazy("Predecessor"), ORGANISATION, inverse="successor"
    ),
    _relation(
        "successor", gettext_lazy("Successor"), ORGANISATION, inverse="predecessor"
    ),
    _relation("split_from", gettext_lazy("Split from"), ORGANISATION),
    _relation("merged_into", gettext_lazy("Merged into"), ORGANISATION),
    _relation("led_by", gettext_lazy("Led by"), ORGANISATION),
    _place("headquarters", gettext_lazy("Headquarters"), ORGANISATION, "location"),
    _relation("ideology", gettext_lazy("Ideology"), ORGANISATION),
    _words("membership", gettext_lazy("Membership"), ORGANISATION),
    _occasion("began", gettext_lazy("Began"), ARTICLE, "startDate", "location"),
    _occasion("ended", gettext_lazy("Ended"), ARTICLE, "endDate", "location"),
    _relation("named_after", gettext_lazy("Named after"), ARTICLE),
    _place("location", gettext_lazy("Location"), (*ORGANISATION, *ARTICLE), "location"),
    _words("event", gettext_lazy("Event"), ("article", "person", "organisation"), "", "place", "target"),
    Property("website", gettext_lazy("Website"), KINDS, "url", ("value",), ("date",), "url"),
    Property("identifier", gettext_lazy("Identifier"), KINDS, "identifier", ("value",), (), "identifier"),
)  # fmt: skip

PROPERTIES: Mapping[str, Property] = MappingProxyType({each.name: each for each in _REGISTER})

# What cannot come before what.
_FIRST_AND_LAST = (("born", "died"), ("founded", "dissolved"), ("began", "ended"))


def for_kind(kind: Kind) -> tuple[Property, ...]:
    """The properties that entries of this kind have, in order of display."""
    return tuple(each for each in _REGISTER if kind in each.kinds)


def check(kind: Kind, fact: Fact) -> list[FactProblem]:
    """What is wrong with one fact by itself."""
    found = PROPERTIES.get(fact.property)
    if found is None:
        known = ", ".join(each.name for each in for_kind(kind))
        message = _("There is no property “%(name)s”; choose one of: %(known)s.")
        return [FactProblem("property", message % {"name": fact.property[:40], "known": known})]
    if kind not in found.kinds:
        message = _("“%(label)s” is not a property of this kind of entry.")
        return [FactProblem("property", message % {"label": found.label})]
    return [*_filled(found, fact), *_readable(found, fact)]


def _filled(found: Property, fact: Fact) -> Iterable[FactProblem]:
    given = [field for field in FIELDS if getattr(fact, field).strip()]
    if not any(field in given for field in found.main):
        names = _(" or ").join(_field_name(field) for field in found.main)
        message = _("“%(label)s” needs its %(fields)s.")
        yield FactProblem(found.main[0], message % {"label": found.label, "fields": names})
    if {"value", "target"} <= set(given) and {"value", "target"} <= set(found.main):
        yield FactProblem("value", _("Give either the entry or its name in words, not both."))
    for field in given:
        if field not in found.main and field not in found.also:
            message = _("“%(label)s” takes no %(field)s; put it in the note.")
            values = {"label": found.label, "field": _field_name(field)}
            yield FactProblem(field, message % values)


def _field_name(field: Field) -> str:
    names = {"value": _("words"), "date": _("date"), "place": _("place"), "target": _("entry")}
    return names[field]


def _readable(found: Property, fact: Fact) -> Iterable[FactProblem]:
    if fact.date.strip():
        try:
            parse(fact.date)
        except DateError as error:
            yield FactProblem("date", words(error.message))
    if found.takes == "url" and fact.value.strip() and not is_web_address(fact.value.strip()):
        yield FactProblem("value", _("A web address begins with https:// or http://."))


def is_web_address(text: str) -> bool:
    """Whether `text` may stand in a link."""
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc) and not set(text) & set(' <>"')


def check_all(kind: Kind, facts: Iterable[Fact]) -> list[FactProblem]:
    """What is wrong with the facts of one entry, each by itself and one with another."""
    facts = tuple(facts)
    problems = [replace(p, fact=n) for n, fact in enumerate(facts) for p in check(kind, fact)]
    return [*problems, *_contradictions(facts), *_impossible(facts)]


def _contradictions(facts: tuple[Fact, ...]) -> Iterable[FactProblem]:
    seen: set[str] = set()
    disputed = {fact.property for fact in facts if fact.disputed}
    for n, fact in enumerate(facts):
        found = PROPERTIES.get(fact.property)
        if found is None or found.several:
            continue
        if fact.property in seen and fact.property not in disputed:
            message = _(
                "“%(label)s” stands here twice; mark both as disputed, the preferred first."
            )
            yield FactProblem("disputed", message % {"label": found.label}, n)
        seen.add(fact.property)


def _impossible(facts: tuple[Fact, ...]) -> Iterable[FactProblem]:
    for first, last in _FIRST_AND_LAST:
        begins = [date.earliest for _n, date in _certain(facts, first)]
        for n, date in _certain(facts, last):
            if begins and date.latest < min(begins):
                message = _("“%(last)s” comes before “%(first)s”; correct one of the dates.")
                names = {"last": PROPERTIES[last].label, "first": PROPERTIES[first].label}
                yield FactProblem("date", message % names, n)


def _certain(facts: tuple[Fact, ...], name: str) -> Iterable[tuple[int, Date]]:
    for n, fact in enumerate(facts):
        if fact.property != name or not fact.date.strip():
            continue
        try:
            date = parse(fact.date)
        except DateError:
            continue
        if not date.vague:
            yield n, date
