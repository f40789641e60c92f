"""What a validator of schema.org asks of our linked data: known types, properties of the type, values of their kind.

Read by hand from schema.org's pages of these types and properties; nothing is fetched.
"""

from __future__ import annotations

import re
from typing import Any

# Each type with what it is a kind of.
KINDS = {
    "Thing": (),
    "CreativeWork": ("Thing",),
    "Article": ("CreativeWork",),
    "ScholarlyArticle": ("Article",),
    "NewsArticle": ("Article",),
    "Report": ("Article",),
    "BlogPosting": ("Article",),
    "Blog": ("CreativeWork",),
    "Book": ("CreativeWork",),
    "BookSeries": ("CreativeWork",),
    "Chapter": ("CreativeWork",),
    "Collection": ("CreativeWork",),
    "Manuscript": ("CreativeWork",),
    "Movie": ("CreativeWork",),
    "Thesis": ("CreativeWork",),
    "WebPage": ("CreativeWork",),
    "WebSite": ("CreativeWork",),
    "Periodical": ("CreativeWork",),
    "Newspaper": ("Periodical",),
    "PublicationVolume": ("CreativeWork",),
    "PublicationIssue": ("CreativeWork",),
    "Person": ("Thing",),
    "Organization": ("Thing",),
    "Place": ("Thing",),
    "Country": ("Place",),
    "Occupation": ("Thing",),
    "PropertyValue": ("Thing",),
    "Role": ("Thing",),
    "OrganizationRole": ("Role",),
}
TEXT, URL, DATE = "text", "url", "date"
AGENT = ("Person", "Organization")
# Each property of a type with what its value may be; a role may stand for any value that is a thing.
PROPERTIES: dict[str, dict[str, tuple[str, ...]]] = {
    "Thing": {
        "name": (TEXT,),
        "description": (TEXT,),
        "url": (URL,),
        "sameAs": (URL,),
        "image": (URL,),
        "alternateName": (TEXT,),
        "identifier": (TEXT, "PropertyValue"),
        # An article may be about what has these.
        "startDate": (DATE,),
        "endDate": (DATE,),
        "location": ("Place",),
    },
    "CreativeWork": {
        "headline": (TEXT,),
        "abstract": (TEXT,),
        "about": ("Thing",),
        "author": AGENT,
        "editor": AGENT,
        "translator": AGENT,
        "contributor": AGENT,
        "citation": ("CreativeWork",),
        "creditText": (TEXT,),
        "dateModified": (DATE,),
        "datePublished": (DATE,),
        "exampleOfWork": ("CreativeWork",),
        "genre": (TEXT,),
        "inLanguage": (TEXT,),
        "isBasedOn": ("CreativeWork",),
        "isPartOf": ("CreativeWork",),
        "keywords": (TEXT,),
        "license": (URL, TEXT),
        "mainEntity": ("Thing",),
        "publisher": AGENT,
        "version": (TEXT,),
    },
    "Article": {"pagination": (TEXT,)},
    "Chapter": {"pagination": (TEXT,)},
    "Book": {
        "isbn": (TEXT,),
        "bookEdition": (TEXT,),
        "numberOfPages": (TEXT,),
        "illustrator": ("Person",),
    },
    "Movie": {"director": ("Person",)},
    "Periodical": {"issn": (TEXT,)},
    "Blog": {"issn": (TEXT,)},
    "WebSite": {"issn": (TEXT,)},
    "PublicationVolume": {"volumeNumber": (TEXT,)},
    "PublicationIssue": {"issueNumber": (TEXT,)},
    "Person": {
        "affiliation": ("Organization",),
        "alumniOf": ("Organization",),
        "birthDate": (DATE,),
        "birthPlace": ("Place",),
        "children": ("Person",),
        "deathDate": (DATE,),
        "deathPlace": ("Place",),
        "hasOccupation": ("Occupation",),
        "jobTitle": (TEXT,),
        "memberOf": ("Organization",),
        "nationality": ("Country",),
        "parent": ("Person",),
        "spouse": ("Person",),
    },
    "Organization": {
        "dissolutionDate": (DATE,),
        "founder": AGENT,
        "member": AGENT,
        "foundingDate": (DATE,),
        "foundingLocation": ("Place",),
        "location": ("Place",),
    },
    "PropertyValue": {"propertyID": (TEXT,), "value": (TEXT,)},
    "Role": {"roleName": (TEXT,), "startDate": (DATE,), "endDate": (DATE,)},
}
# What search engines and this encyclopedia's own rules ask for, whatever else is said.
REQUIRED = {
    "Article": {"name"},
    "Person": {"name"},
    "Organization": {"name"},
    "Place": {"name"},
    "WebPage": {"url"},
}
_DATE = re.compile(r"-?\d{4}(-\d{2}){0,2}(T\d{2}:\d{2}:\d{2}(\.\d+)?\+\d{2}:\d{2})?")
_URL = re.compile(r"https?://\S+")


def kinds_of(kind: str) -> set[str]:
    return {kind}.union(*(kinds_of(above) for above in KINDS[kind]))


def faults(data: Any, place: str = "", of_role: str = "") -> list[str]:
    """What is wrong in the data, each with its place; `of_role` is the property that led to a role."""
    named = data.get("@type")
    types = named if isinstance(named, list) else [named]
    if unknown := [str(kind) for kind in types if kind not in KINDS]:
        return [f"{place}: no such type {unknown}"]
    kinds = set().union(*(kinds_of(kind) for kind in types))
    found = []
    # A reference needs no more than its address.
    if set(data) - {"@id", "@type"}:
        required = set().union(*(REQUIRED.get(kind, set()) for kind in kinds))
        found = [f"{place}: {name} is missing" for name in sorted(required - set(data))]
    properties = {name: takes for kind in kinds for name, takes in PROPERTIES.get(kind, {}).items()}
    if of_role:
        properties[of_role] = ("Thing",)
    for name, value in data.items():
        at = f"{place}/{name}"
        if name == "@id":
            found += [] if _URL.fullmatch(value) else [f"{at}: {value!r} is no address"]
        elif name in ("@type", "@context"):
            continue
        elif name not in properties:
            found.append(f"{at}: {types} has no such property")
        else:
            for each in value if isinstance(value, list) else [value]:
                found += _value_faults(each, properties[name], at, name)
    return found


def _value_faults(value: Any, takes: tuple[str, ...], at: str, name: str) -> list[str]:
    if isinstance(value, dict):
        named = value.get("@type", [])
        types = named if isinstance(named, list) else [named]
        kinds = set().union(*(kinds_of(kind) for kind in types if kind in KINDS))
        is_role = "Role" in kinds
        if not is_role and not kinds & set(takes):
            return [f"{at}: {types} is none of {takes}"]
        return faults(value, at, name if is_role else "")
    if not isinstance(value, str) or not value.strip():
        return [f"{at}: {value!r} is no text"]
    fits = (
        TEXT in takes
        or (URL in takes and _URL.fullmatch(value))
        or (DATE in takes and _DATE.fullmatch(value))
    )
    return [] if fits else [f"{at}: {value!r} is none of {takes}"]
