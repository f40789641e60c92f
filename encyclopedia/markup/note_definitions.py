"""Separates the definitions of notes from a text's other tokens."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from markdown_it.token import Token


@dataclass(slots=True)
class NoteDefinition:
    """A note's label, the line (from 0) where it is defined, and the tokens of its content."""

    label: str
    line: int
    tokens: list[Token] = field(default_factory=list)


def split_definitions(tokens: Iterable[Token]) -> tuple[list[Token], list[NoteDefinition]]:
    """The tokens outside all definitions, and the definitions in the order they are typed."""
    body: list[Token] = []
    definitions: list[NoteDefinition] = []
    stack = [body]
    for token in tokens:
        if token.type == "note_open":
            definition = NoteDefinition(token.info, token.map[0] if token.map else 0)
            definitions.append(definition)
            stack.append(definition.tokens)
        elif token.type == "note_close":
            stack.pop()
        else:
            stack[-1].append(token)
    return body, definitions
