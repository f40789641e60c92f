"""JSON Schema (2020-12) of shapes: typed dicts and dataclasses whose members are described beside their types.

Pure: no Django. A class becomes a component of its name, without `Shape` at its end, described by the first paragraph
of its docstring.
"""

from __future__ import annotations

import inspect
from dataclasses import MISSING, fields, is_dataclass
from types import UnionType
from typing import (
    Annotated,
    Any,
    Literal,
    Union,
    get_args,
    get_origin,
    get_type_hints,
    is_typeddict,
)

from encyclopedia.api.document_members import BY_KIND, DOCUMENT, MEMBERS
from encyclopedia.core import documents
from encyclopedia.core.described_types import JSON, Keywords, Kind

PLAIN: dict[Any, JSON] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    bool: {"type": "boolean"},
    type(None): {"type": "null"},
}


class UndescribedError(Exception):
    """Something that answers, of which the description would say nothing; names it."""


class Schemas:
    """The schemas of shapes; those that have a name are gathered in `components`."""

    def __init__(self) -> None:
        self.components: dict[str, JSON] = {}

    def of(self, shape: Any) -> JSON:
        """The schema of a type: itself for a plain one, a reference for one with a name.

        Raises UndescribedError for a class without a docstring, TypeError for a type that JSON does not have.
        """
        origin, arguments = get_origin(shape), get_args(shape)
        if origin is Annotated:
            return self._annotated(arguments[0], arguments[1:])
        if origin in (Union, UnionType):
            return {"anyOf": [self.of(choice) for choice in arguments]}
        if origin in (list, tuple):
            return {"type": "array", "items": self.of(arguments[0])}
        if origin is dict:
            values = arguments[1]
            return {
                "type": "object",
                "additionalProperties": True if values is Any else self.of(values),
            }
        if origin is Literal:
            return {"const": arguments[0]}
        return dict(PLAIN[shape]) if shape in PLAIN else self._component(shape)

    def _annotated(self, base: Any, notes: tuple[Any, ...]) -> JSON:
        """What is noted of the type: a text, keywords, or the class that plain data is written from."""
        written_from = next((note for note in notes if isinstance(note, type)), base)
        schema, name = self.of(written_from), ""
        for note in notes:
            if isinstance(note, str):
                schema["description"] = note
            elif isinstance(note, Keywords):
                schema.update(note.keywords)
                name = note.component
        return self._named(name, schema) if name else schema

    def _component(self, shape: Any) -> JSON:
        if not (is_typeddict(shape) or is_dataclass(shape)):
            raise TypeError(f"{shape!r} has no place in JSON.")
        name = component_name(shape)
        if name not in self.components:
            self.components[name] = {}  # holds its place while its members are described
            members = self._document() if shape is documents.Document else self.members(shape)
            self.components[name] = {
                "type": "object",
                "description": paragraphs(shape)[0],
                **members,
                "additionalProperties": False,
            }
        return self._named(name, self.components[name])

    def _named(self, name: str, schema: JSON) -> JSON:
        self.components[name] = schema
        return {"$ref": f"#/components/schemas/{name}"}

    def members(self, shape: Any) -> JSON:
        """The `properties` of a typed dict or a dataclass, and which of them are `required`."""
        types = {**get_type_hints(shape, include_extras=True), **MEMBERS.get(shape, {})}
        if is_dataclass(shape):
            types = {field.name: types[field.name] for field in fields(shape)}
            required = [
                field.name
                for field in fields(shape)
                if field.default is MISSING and field.default_factory is MISSING
            ]
        else:
            required = list(types)
        properties = {name: self.of(member) for name, member in types.items()}
        return {"properties": properties, "required": required}

    def _document(self) -> JSON:
        """The members of every kind of document; what only one kind has is refused to the others."""
        members = self.members(documents.Document)
        properties = {
            "schema": {"const": documents.SCHEMA},
            "kind": self.of(Kind),
            **members["properties"],
        }
        rules = []
        for kind, shape in documents.TYPES.items():
            own = [field.name for field in fields(shape) if field.name not in properties]
            of_this_kind = BY_KIND.get(kind, {})
            properties |= {name: self.of(of_this_kind[name]) for name in own}
            if own:
                is_kind = {"properties": {"kind": {"const": kind}}, "required": ["kind"]}
                rules.append({"if": is_kind, "else": {"properties": dict.fromkeys(own, False)}})
        required = ["schema", "kind", *members["required"]]
        return {
            "description": DOCUMENT,
            "properties": properties,
            "required": required,
            "allOf": rules,
        }


def component_name(shape: Any) -> str:
    """The name of the component that describes a class: `SavedShape` is Saved, `DocumentFact` Fact."""
    name: str = shape.__name__.removesuffix("Shape")
    return name if name == "Document" else name.removeprefix("Document")


def paragraphs(described: Any) -> list[str]:
    """The paragraphs of a docstring, each on one line. Raises UndescribedError where there is none."""
    text = inspect.cleandoc(described.__doc__ or "")
    if not text or text.startswith(f"{described.__name__}("):  # as dataclasses write it themselves
        raise UndescribedError(f"{described.__qualname__} has no docstring to describe it by.")
    return [" ".join(paragraph.split()) for paragraph in text.split("\n\n")]
