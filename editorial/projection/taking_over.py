"""What an entry that is kept takes over from another one of the same work, person, body or subject. Pure: no Django."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from typing import Any, Literal

from encyclopedia.core.citations import fold
from encyclopedia.core.documents import (
    Document,
    DocumentFact,
    DocumentPicture,
    PersonDocument,
    SourceDocument,
    canonical_json,
)
from encyclopedia.core.documents import write as written
from encyclopedia.core.names import name_key
from encyclopedia.core.properties import PROPERTIES

Field = Literal[
    "record", "aliases", "tags", "authors", "sort_name", "summary", "text", "facts", "pictures"
]


class NotLacking(ValueError):
    """It is not, or no more, what the one has and the other lacks."""


@dataclass(frozen=True, slots=True)
class Part:
    """Something that one has and the other lacks: `name` chooses it, `value` is what is added to the `field`.

    `is_plain`: nothing of the kept one contradicts it, so that it is proposed. What it contradicts it replaces
    ("instead"), or both stand there as "disputed".
    """

    name: str
    field: Field
    value: Any
    is_plain: bool = True
    how: Literal["added", "instead", "disputed"] = "added"


def parts(kept: Document, other: Document) -> list[Part]:
    """All that the kept one could take over from the other, in the order of a form."""
    if isinstance(kept, SourceDocument) and isinstance(other, SourceDocument):
        names = [name for name in other.record if name not in kept.record]
        return [Part(name, "record", {name: other.record[name]}, is_plain=False) for name in names]
    return [
        *_lists(kept, other),
        *_once(kept, other),
        *_facts(kept, other),
        *_pictures(kept, other),
    ]


def take_over(kept: Document, other: Document, names: Collection[str]) -> Document:
    """The kept one with these parts of the other, and with where these came from. Raises NotLacking."""
    by_name = {part.name: part for part in parts(kept, other)}
    if not by_name.keys() >= set(names):
        raise NotLacking(sorted(set(names) - by_name.keys()))
    chosen = [part for name, part in by_name.items() if name in names]
    changed = kept
    for part in chosen:
        changed = _with(changed, part)
    if any(part.field not in ("record", "aliases", "tags", "authors") for part in chosen):
        origins = [origin for origin in other.provenance if origin not in kept.provenance]
        changed = replace(changed, provenance=(*kept.provenance, *origins))
    return changed


def same_statement(one: DocumentFact, other: DocumentFact) -> bool:
    """Whether two facts differ in nothing but what they cite."""
    return fact_name(one) == fact_name(other)


def _lists(kept: Document, other: Document) -> Iterator[Part]:
    own = {name_key(name) for name in (kept.title, *kept.aliases)}
    names = {
        key: name
        for name in reversed((other.title, *other.aliases))
        if (key := name_key(name)) not in own
    }
    if names:
        yield Part("aliases", "aliases", tuple(reversed(names.values())))
    had = {tag.casefold() for tag in kept.tags}
    if tags := tuple(tag for tag in other.tags if tag.casefold() not in had):
        yield Part("tags", "tags", tags)
    credited = {name_key(author.name) for author in kept.authors}
    authors = tuple(a for a in other.authors if name_key(a.name) not in credited)
    if authors:
        yield Part("authors", "authors", authors, is_plain=False)


def _once(kept: Document, other: Document) -> Iterator[Part]:
    fields: tuple[Field, ...] = ("sort_name", "summary", "text")
    for name in fields:
        value = getattr(other, name, "")
        if value.strip() and not getattr(kept, name, "").strip():
            yield Part(name, name, value)


def at_odds(one: Document, other: Document) -> dict[str, str]:
    """The properties that take one value and of which the two say different things: each with a name of the pair.

    The name is the same whichever of the two is kept.
    """
    pairs: dict[str, str] = {}
    for name, definition in PROPERTIES.items():
        if definition.several:
            continue
        stated = [
            {fact_name(fact) for fact in facts if fact.property == name}
            for facts in (_taken(one, other), _taken(other, one))
        ]
        if all(stated) and stated[0] != stated[1]:
            said = canonical_json(sorted(sorted(names) for names in stated))
            pairs[name] = f"fact-{name}-{hashlib.sha256(said).hexdigest()[:16]}"
    return pairs


def ways(pair: str) -> tuple[str, str]:
    """What chooses the other's value instead of the kept one's, and what chooses both as disputed."""
    return f"instead-{pair}", f"disputed-{pair}"


def _taken(other: Document, kept: Document) -> tuple[DocumentFact, ...]:
    """The facts of the other but for those that would lead from the kept entry to itself."""
    names = {name_key(name) for of in (kept, other) for name in _called(of)}
    return tuple(
        fact for fact in other.facts if not fold(fact.target) or name_key(fact.target) not in names
    )


def _facts(kept: Document, other: Document) -> Iterator[Part]:
    pairs = at_odds(kept, other)
    taken = _taken(other, kept)
    stated = {fact_name(fact): fact for fact in reversed(kept.facts)}
    for name, pair in pairs.items():
        value = tuple(fact for fact in taken if fact.property == name)
        instead, disputed = ways(pair)
        yield Part(instead, "facts", value, is_plain=False, how="instead")
        yield Part(disputed, "facts", value, is_plain=False, how="disputed")
    seen: set[str] = set()
    for fact in other.facts:
        if fact.property in pairs:
            continue
        name = fact_name(fact)
        same = stated.get(name)
        if same is not None:
            cited = tuple(one for one in fact.citations if one not in same.citations)
            if not cited:
                continue
            fact = replace(same, citations=cited)
        elif fact not in taken:
            continue
        if name not in seen:
            seen.add(name)
            yield Part(name, "facts", fact)


def _pictures(kept: Document, other: Document) -> Iterator[Part]:
    had = {picture.digest for picture in kept.pictures}
    for picture in other.pictures:
        if picture.digest not in had:
            had.add(picture.digest)
            yield Part(picture_name(picture), "pictures", picture)


def _called(document: Document) -> tuple[str, ...]:
    return (document.title, *document.aliases, f"{document.kind}/{document.slug}")


def fact_name(fact: DocumentFact) -> str:
    """What chooses the fact, by all that it says but for what it cites."""
    statement = replace(fact, citations=(), as_typed=())
    plain = written(PersonDocument(id="", slug="", title="", facts=(statement,)))["facts"]
    return f"fact-{hashlib.sha256(canonical_json(plain)).hexdigest()[:16]}"


def picture_name(picture: DocumentPicture) -> str:
    """What chooses the picture."""
    return f"picture-{picture.digest[:16]}"


def _with(document: Document, part: Part) -> Document:
    if isinstance(document, SourceDocument):
        return replace(document, record=document.record | part.value)
    if part.how != "added":
        return replace(document, facts=_decided(document.facts, part))
    if part.field == "facts":
        return replace(document, facts=_with_fact(document.facts, part.value))
    if part.field == "pictures":
        return replace(document, pictures=(*document.pictures, _named(document, part.value)))
    value = part.value
    # Words are taken over where the kept one has none.
    if not isinstance(value, str):
        value = (*getattr(document, part.field), *value)
    changed: dict[str, Any] = {part.field: value}
    return replace(document, **changed)


def _with_fact(facts: tuple[DocumentFact, ...], fact: DocumentFact) -> tuple[DocumentFact, ...]:
    for number, own in enumerate(facts):
        if same_statement(own, fact):
            cited = replace(own, citations=(*own.citations, *fact.citations))
            return (*facts[:number], cited, *facts[number + 1 :])
    return (*facts, fact)


def _decided(facts: tuple[DocumentFact, ...], part: Part) -> tuple[DocumentFact, ...]:
    """The facts with those of one property decided, where the first of them stood; the kept one's are preferred."""
    name = part.value[0].property
    own = tuple(fact for fact in facts if fact.property == name)
    decided = part.value
    if part.how == "disputed":
        decided = ()
        for fact in (*own, *part.value):
            decided = _with_fact(decided, replace(fact, disputed=True))
    first = facts.index(own[0])
    rest = tuple(fact for fact in facts[first:] if fact.property != name)
    return (*facts[:first], *decided, *rest)


def _named(document: Document, picture: DocumentPicture) -> DocumentPicture:
    """The picture by a name that no other picture of the document has."""
    taken = {own.name for own in document.pictures}
    name, number = picture.name, 1
    while name in taken:
        number += 1
        name = f"{picture.name}-{number}"
    return replace(picture, name=name)
