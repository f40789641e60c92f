"""What an entry is about, as schema.org has it: a person, an organisation, a thing, by what its facts say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from django.conf import settings

from encyclopedia.core import facts
from encyclopedia.core.authority import OF_ENTRY, AuthorityNumber
from encyclopedia.core.documents import Document
from encyclopedia.core.properties import MEMBERSHIP, PROPERTIES, Property, is_web_address
from encyclopedia.dates import Date
from encyclopedia.rendering.factbox import machine_date, target_words
from encyclopedia.rendering.parts import Library

JSON = dict[str, Any]

# A year, month or day of the common era; a season is none of them.
_CERTAIN = re.compile(r"(?!0000)\d{4}(-(?!2)\d\d(-\d\d)?)?", re.ASCII)
_SUBJECTS: Final = {"person": "Person", "organisation": "Organization", "article": "Thing"}
# What the value of a property is, where it is not said by the entry that it leads to.
_VALUES: Final = {
    "nationality": "Country",
    "hasOccupation": "Occupation",
    "birthPlace": "Place",
    "deathPlace": "Place",
    "foundingLocation": "Place",
    "location": "Place",
    "spouse": "Person",
    "parent": "Person",
    "children": "Person",
    "founder": "Person",
    "member": "Person",
    "memberOf": "Organization",
    "alumniOf": "Organization",
}


def subject_data(document: Document, library: Library, address: str) -> JSON:
    """JSON-ready linked data of the subject; where facts contradict each other, of the preferred one."""
    data: JSON = {
        "@type": _SUBJECTS[document.kind],
        "@id": f"{address}#subject",
        "name": document.title,
    }
    if document.aliases:
        data["alternateName"] = list(document.aliases)
    values_by_name: dict[str, list[Any]] = {}
    for fact in facts.shown(document):
        for name, value in _statements(fact, library):
            if value not in values_by_name.setdefault(name, []):
                values_by_name[name].append(value)
    for name, values in values_by_name.items():
        data.setdefault(name, values[0] if len(values) == 1 else values)
    return data


def _statements(fact: facts.ShownFact, library: Library) -> Iterator[tuple[str, Any]]:
    """What a fact says in schema.org's names."""
    known_property = PROPERTIES.get(fact.property)
    if known_property is None or (fact.disputed and not fact.preferred):
        return
    if known_property.schema_org_place and fact.place:
        place = known_property.schema_org_place
        yield place, _named(place, fact.place)
    if membership := _membership(fact, library):
        yield "memberOf", membership
    if not known_property.schema_org:
        return
    if known_property.takes == "date":
        if date := machine_date(fact.date):
            yield known_property.schema_org, date
    elif fact.number:
        # A DOI is the entry's own, not that of what it is about.
        if fact.number.scheme is not OF_ENTRY:
            yield "sameAs", fact.number.address
            yield known_property.schema_org, _numbered(fact.number)
    elif known_property.takes == "identifier" and is_web_address(fact.words):
        yield "sameAs", fact.words
    elif value := _value(known_property, fact, library):
        yield known_property.schema_org, _in_time(known_property.schema_org, value, fact.date)


def _numbered(number: AuthorityNumber) -> JSON:
    return {
        "@type": "PropertyValue",
        "propertyID": number.scheme.name,
        "value": number.number,
        "url": number.address,
    }


def _value(known_property: Property, fact: facts.ShownFact, library: Library) -> JSON | str:
    name = known_property.schema_org
    if known_property.takes == "place":
        return _named(name, fact.place) if fact.place else ""
    if known_property.takes == "entry":
        return _entry(name, fact, library)
    return fact.url or (_named(name, fact.words) if fact.words else "")


def _membership(fact: facts.ShownFact, library: Library) -> JSON | None:
    """A position or role in an organisation that has an entry: its member, under that name, for that time."""
    if fact.property not in MEMBERSHIP[1:] or fact.target is None:
        return None
    url = library.links.get(fact.target.typed) or ""
    if not url.startswith("/organisation/"):
        return None
    body = _entry("memberOf", fact, library)
    return _role("memberOf", body, fact.date) | ({"roleName": fact.words} if fact.words else {})


def _entry(name: str, fact: facts.ShownFact, library: Library) -> JSON:
    target = fact.target.typed if fact.target else ""
    words = target_words(target) or fact.words
    url = library.links.get(target) or ""
    kind = _SUBJECTS.get(url.partition("/")[2].partition("/")[0], _VALUES.get(name, "Thing"))
    data: JSON = {"@type": kind, "name": words}
    return data | {"@id": f"{settings.SITE_URL}{url}#subject"} if url else data


def _named(name: str, words: str) -> JSON | str:
    kind = _VALUES.get(name)
    return {"@type": kind, "name": words} if kind else words


def _in_time(name: str, value: JSON | str, date: Date | None) -> JSON | str:
    """The value as it is, or for its time: only of things, since a role stands between two of them."""
    if isinstance(value, str) or not any(_span(date)):
        return value
    return _role(name, value, date)


def _role(name: str, value: JSON, date: Date | None) -> JSON:
    """Schema.org's pattern for what holds for a time: the property leads to a role, and its own to the value."""
    start, end = _span(date)
    kind = "OrganizationRole" if name == "memberOf" else "Role"
    role = {"@type": kind, name: value, "startDate": start, "endDate": end}
    return {field: said for field, said in role.items() if said}


def _span(date: Date | None) -> tuple[str, str]:
    """Where a time begins and ends, as far as each is certain; of a single date only that it was then already so."""
    if date is None:
        return "", ""
    start, _slash, end = date.edtf.partition("/")
    return _certain(start), _certain(end)


def _certain(edtf: str) -> str:
    return edtf if _CERTAIN.fullmatch(edtf) else ""
