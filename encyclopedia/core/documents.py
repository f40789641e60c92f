"""The document: the full content of one entry as plain typed data. Pure: no Django.

A document is what a draft holds, what is imported, exported, hashed and compared. Its canonical form is JSON in UTF-8
with sorted keys and no needless white space (as RFC 8785; it holds no floats), its digest the SHA-256 of those bytes.
"""

from __future__ import annotations

import hashlib
import json
import typing
from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, dataclass, field, fields, is_dataclass
from functools import cache
from typing import Any, ClassVar, Literal, get_args, get_origin

from encyclopedia.core.as_typed import AsTyped
from encyclopedia.core.citations import Reference
from encyclopedia.core.messages import Message, MessageError, Value

SCHEMA = 1
Kind = Literal["article", "person", "organisation", "source", "page"]
KINDS: tuple[Kind, ...] = get_args(Kind)
JSON = dict[str, Any]


class DocumentError(MessageError):
    """A document that cannot be read: `place` in it ("" for the whole), and as `fault` what was expected there."""

    def __init__(self, place: str, code: str, /, **values: Value) -> None:
        self.place, self.fault = place, Message(code, **values)
        at_place = Message("document_at", place=place, fault=self.fault)
        super().__init__(at_place if place else self.fault)


@dataclass(frozen=True, slots=True)
class Author:
    """A credited author, who need not have an account. `orcid` as 0000-0000-0000-0000."""

    name: str
    orcid: str = ""
    affiliation: str = ""
    role: str = "author"


@dataclass(frozen=True, slots=True)
class DocumentPicture:
    """`digest` is the SHA-256 (hex) of the file, `name` its name in the text, `focus` ("30 40", %) never cut off."""

    name: str
    digest: str
    alt: str
    caption: str = ""
    credit: str = ""
    licence: str = ""
    focus: str = ""


@dataclass(frozen=True, slots=True)
class DocumentFact:
    """One structured statement: a property and its value.

    Which of `value` (words), `date` (EDTF), `place` and `target` (title, alias or `kind/slug` of an entry) is *the*
    value depends on the property (`encyclopedia.core.properties`); the others qualify it (a role's period, a birth's
    place).
    Facts of one property may contradict each other: they are then marked `disputed`, the preferred one first.
    """

    property: str
    value: str = ""
    date: str = ""
    place: str = ""
    target: str = ""
    note: str = ""
    disputed: bool = False
    citations: tuple[Reference, ...] = ()
    as_typed: tuple[AsTyped, ...] = ()


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where imported content came from, as its licence asks to be told."""

    origin: str
    url: str = ""
    page: str = ""
    revision: str = ""
    date: str = ""
    contributor: str = ""
    licence: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """What every kind of entry has. `id` is the entry's UUID; `slug` its address within the kind."""

    kind: ClassVar[Kind]

    id: str
    slug: str
    title: str
    summary: str = ""
    text: str = ""
    language: str = "en"
    aliases: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    authors: tuple[Author, ...] = ()
    facts: tuple[DocumentFact, ...] = ()
    pictures: tuple[DocumentPicture, ...] = ()
    provenance: tuple[Provenance, ...] = ()
    as_typed: tuple[AsTyped, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleDocument(Document):
    kind: ClassVar[Kind] = "article"


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonDocument(Document):
    """`sort_name` is the inverted form ("Trotsky, Leon"); empty to sort by title."""

    kind: ClassVar[Kind] = "person"

    sort_name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationDocument(Document):
    kind: ClassVar[Kind] = "organisation"


@dataclass(frozen=True, slots=True, kw_only=True)
class PageDocument(Document):
    """A page about the site, as its imprint: approved like an entry, and no part of the work."""

    kind: ClassVar[Kind] = "page"


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceDocument(Document):
    """A work that can be cited; `slug` is its citation key, `record` its CSL-JSON item, `record_edition` counts
    other editions of the work taken as the record (a correction of the record keeps it): a check made against another
    number no longer holds.
    """

    kind: ClassVar[Kind] = "source"

    record: JSON = field(default_factory=dict)
    record_edition: int = 1


TYPES: dict[Kind, type[Document]] = {
    of.kind: of
    for of in (ArticleDocument, PersonDocument, OrganisationDocument, SourceDocument, PageDocument)
}

_PLAIN = frozenset({str, int, bool, dict})
_ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))
# Each upgrades a document of its schema number to the next one; applied in turn by `read`.
UPGRADES: dict[int, Callable[[JSON], JSON]] = {}


def write(document: Document) -> JSON:
    """The document as JSON-ready data, with `schema` and `kind`; fields at their default are left out."""
    data: JSON = {"schema": SCHEMA, "kind": document.kind}
    data.update(_plain(document))
    return data


def _plain(value: Any) -> Any:
    if type(value) in _PLAIN:
        return value
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    if is_dataclass(value) and not isinstance(value, type):
        members = (
            (name, getattr(value, name), default) for name, default in _defaults(type(value))
        )
        return {name: _plain(member) for name, member, default in members if member != default}
    return value


@cache
def _defaults(of: type) -> list[tuple[str, Any]]:
    """The fields of a dataclass, each with its default: for comparing with, never given to anybody."""
    made = ((f, f.default_factory) for f in fields(of))
    return [(f.name, f.default if make is MISSING else make()) for f, make in made]


def read(data: Mapping[str, Any]) -> Document:
    """The document that `write` made, upgraded from older schemas.

    Raises DocumentError, naming the place, on anything else.
    """
    if not isinstance(data, Mapping):
        raise DocumentError("", "document_is_no_object")
    members: JSON = dict(data)
    schema = members.pop("schema", None)
    if type(schema) is not int or not 1 <= schema <= SCHEMA:
        raise DocumentError("schema", "document_schema", newest=SCHEMA, value=repr(schema))
    for number in range(schema, SCHEMA):
        members = UPGRADES[number](members)
    kind = members.pop("kind", None)
    if not isinstance(kind, str) or kind not in TYPES:
        raise DocumentError("kind", "document_kind", kinds=", ".join(KINDS), value=repr(kind))
    return typing.cast(Document, _typed(TYPES[kind], members, ""))


def _typed(expected: Any, value: Any, place: str) -> Any:
    """`value` as the annotated type, or DocumentError at `place`."""
    if is_dataclass(expected):
        return _typed_dataclass(typing.cast(type, expected), value, place)
    if get_origin(expected) is tuple:
        if not isinstance(value, list | tuple):
            raise DocumentError(place, "document_list")
        of = get_args(expected)[0]
        return tuple(_typed(of, item, f"{place}[{n}]") for n, item in enumerate(value))
    if expected is str:
        return _clean_string(value, place)
    if expected in (int, bool):
        if type(value) is expected:
            return value
        code = {int: "document_number", bool: "document_truth"}[expected]
        raise DocumentError(place, code, value=repr(value))
    if not isinstance(value, Mapping):
        raise DocumentError(place, "document_object")
    return plain_json(value, place)


def _typed_dataclass(expected: type, value: Any, place: str) -> Any:
    if not isinstance(value, Mapping):
        raise DocumentError(place or "document", "document_object")
    hints, fields_by_name = _members(expected)
    dot = f"{place}." if place else ""
    for name in value:
        if name not in fields_by_name:
            raise DocumentError(f"{dot}{name}", "document_unknown_field")
    arguments = {name: _typed(hints[name], item, f"{dot}{name}") for name, item in value.items()}
    needed = (
        name
        for name, member in fields_by_name.items()
        if member.default is MISSING and member.default_factory is MISSING
    )
    if missing := ", ".join(name for name in needed if name not in arguments):
        raise DocumentError(place or "document", "document_missing_fields", names=missing)
    return expected(**arguments)


@cache
def _members(expected: type) -> tuple[dict[str, Any], dict[str, Field[Any]]]:
    """The types and the fields of a dataclass by name; to find them out takes longer than to read a document."""
    return typing.get_type_hints(expected), {f.name: f for f in fields(expected)}


def _clean_string(value: Any, place: str) -> str:
    if not isinstance(value, str):
        raise DocumentError(place, "document_text", type=type(value).__name__)
    if "\x00" in value:
        raise DocumentError(place, "document_nul")
    try:
        value.encode()
    except UnicodeEncodeError:
        raise DocumentError(place, "document_invalid_character") from None
    return value


def plain_json(value: Any, place: str = "", depth: int = 0) -> Any:
    """JSON data without floats (numbers must have one spelling) and without NUL. Raises DocumentError."""
    if depth > 12:
        raise DocumentError(place, "document_too_deep")
    if isinstance(value, Mapping):
        return {
            _clean_string(name, place): plain_json(item, f"{place}.{name}", depth + 1)
            for name, item in value.items()
        }
    if isinstance(value, list | tuple):
        return [plain_json(item, f"{place}[{n}]", depth + 1) for n, item in enumerate(value)]
    if isinstance(value, str):
        return _clean_string(value, place)
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, float) and value.is_integer():
        return int(value)
    raise DocumentError(place, "document_plain", value=repr(value))


def canonical(document: Document) -> bytes:
    """The document's canonical JSON."""
    return canonical_json(write(document))


def canonical_json(data: Any) -> bytes:
    """UTF-8, keys sorted, no insignificant white space."""
    return _ENCODER.encode(data).encode()


def digest(document: Document) -> str:
    """SHA-256 (hex) of the canonical JSON: what an approval signs."""
    return hashlib.sha256(canonical(document)).hexdigest()
