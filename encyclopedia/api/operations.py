"""What an address of the API takes and answers, said beside the view that does it. Pure: no Django.

`openapi_file` reads it there. The view's docstring has the summary as its first paragraph and the description after it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from encyclopedia.api.known_parameters import Parameter
from encyclopedia.core.described_types import JSON

View = TypeVar("View", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Reading:
    """GET: open to all. `answers` is a shape, or the schema itself; `dated` ones say when they last changed."""

    id: str
    answers: type | JSON
    example: Mapping[str, Any] | None = None
    query: tuple[Parameter, ...] = ()
    path: tuple[Parameter, ...] = ()
    dated: bool = False


@dataclass(frozen=True, slots=True)
class Writing:
    """POST: with a token. `answered` says what each status of success means, `problems` are the codes of the others."""

    id: str
    takes: type
    takes_example: Mapping[str, Any]
    takes_note: str
    answers: type
    example: Mapping[str, Any]
    answered: Mapping[int, str]
    problems: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReadingWithToken:
    """GET: with a token. `problems` are the codes of what is answered instead."""

    id: str
    answers: type
    example: Mapping[str, Any]
    path: tuple[Parameter, ...]
    problems: tuple[str, ...]


Operation = Reading | Writing | ReadingWithToken


def described(operation: Operation) -> Callable[[View], View]:
    """Says of a view what it does: `operation_of` gives it back."""

    def mark(view: View) -> View:
        view.__dict__["operation"] = operation
        return view

    return mark


def operation_of(view: Callable[..., Any]) -> Operation | None:
    """What was said of the view; None when nothing was."""
    return getattr(view, "operation", None)
