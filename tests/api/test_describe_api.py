"""openapi.json is what the command writes, and what nothing is said of stops the command."""

from __future__ import annotations

import json
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Annotated, Any, TypedDict

import pytest
from django.core.management import CommandError, call_command
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.urls.resolvers import RegexPattern, URLResolver

from encyclopedia.api import front_door, openapi_file, shapes
from encyclopedia.api.answering import open_data
from encyclopedia.api.described_problems import PROBLEMS
from encyclopedia.api.document_members import MEMBERS
from encyclopedia.api.operations import Reading
from encyclopedia.api.schemas import Schemas, UndescribedError
from encyclopedia.core.described_types import Count, Keywords, Kind, Moment
from encyclopedia.core.documents import Document
from encyclopedia.search import finding
from encyclopedia.wording.api_sentences import TITLES


def test_the_file_is_what_the_command_writes() -> None:
    call_command("describe_api", "--check")


def test_another_file_fails_the_check_and_is_written_anew(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    written = front_door.DESCRIPTION.read_text(encoding="utf-8")
    other = tmp_path / "openapi.json"
    other.write_text(written.replace("Published", "Printed"), encoding="utf-8")
    monkeypatch.setattr(front_door, "DESCRIPTION", other)
    with pytest.raises(CommandError) as failure:
        call_command("describe_api", "--check")
    assert failure.value.returncode == 1
    assert "Printed" in other.read_text(encoding="utf-8")
    call_command("describe_api")
    assert other.read_text(encoding="utf-8") == written


def test_an_operation_or_a_component_has_one_line() -> None:
    text = openapi_file.as_file({"paths": {"/a/": {"get": {"b": {}}}}, "tags": [1, 2]})
    assert text == '{\n "paths": {\n  "/a/": {\n   "get": {"b":{}}\n  }\n },\n "tags": [1,2]\n}\n'
    assert json.loads(text) == {"paths": {"/a/": {"get": {"b": {}}}}, "tags": [1, 2]}


def silent(request: HttpRequest) -> HttpResponse:
    """A view of which nothing is said.

    It answers all the same.
    """
    return HttpResponse()


@open_data(Reading("terse", answers=shapes.IndexShape, example={}))
def terse(request: HttpRequest, asked: dict[str, Any]) -> HttpResponse:
    """A view with a summary alone."""
    return HttpResponse()


@open_data(Reading("mute", answers=shapes.IndexShape, example={}))
def mute(request: HttpRequest, asked: dict[str, Any]) -> HttpResponse:
    return HttpResponse()


@pytest.mark.parametrize("view", [silent, terse, mute])
def test_a_route_that_is_not_described_stops_the_command(
    monkeypatch: pytest.MonkeyPatch, view: Any
) -> None:
    resolver = URLResolver(RegexPattern(r"^/"), [path("api/v1/new/", view)])
    monkeypatch.setattr(openapi_file, "get_resolver", lambda: resolver)
    with pytest.raises(UndescribedError, match=r"/api/v1/new/|mute"):
        openapi_file.described_api()
    with pytest.raises(CommandError):
        call_command("describe_api")


class BareShape(TypedDict):
    name: str


@dataclass(frozen=True)
class BareRow:
    name: str


class HolderShape(TypedDict):
    """Holds one that is not described."""

    bare: list[BareShape]


@pytest.mark.parametrize("shape", [BareShape, BareRow, HolderShape])
def test_a_shape_without_a_description_stops_the_command(shape: type) -> None:
    with pytest.raises(UndescribedError, match="Bare"):
        Schemas().of(shape)


class BoxShape(TypedDict):
    """A box.

    Not told.
    """

    count: Annotated[Count, "How many."]
    since: Annotated[Moment | None, "Null at first."]
    kinds: Annotated[list[Kind], Keywords(maxItems=2)]
    names: dict[str, str]


def test_a_shape_becomes_a_component_of_its_name() -> None:
    schemas = Schemas()
    assert schemas.of(BoxShape) == {"$ref": "#/components/schemas/Box"}
    assert schemas.components["Box"] == {
        "type": "object",
        "description": "A box.",
        "properties": {
            "count": {"type": "integer", "minimum": 0, "description": "How many."},
            "since": {
                "anyOf": [{"type": "string", "format": "date-time"}, {"type": "null"}],
                "description": "Null at first.",
            },
            "kinds": {
                "type": "array",
                "items": {"$ref": "#/components/schemas/Kind"},
                "maxItems": 2,
            },
            "names": {"type": "object", "additionalProperties": {"type": "string"}},
        },
        "required": ["count", "since", "kinds", "names"],
        "additionalProperties": False,
    }
    assert schemas.components["Kind"]["enum"] == [
        "article",
        "person",
        "organisation",
        "source",
        "page",
    ]


@pytest.mark.parametrize("shape", [float, list[bytes]])
def test_a_type_that_answers_do_not_have_is_refused(shape: Any) -> None:
    with pytest.raises(TypeError):
        Schemas().of(shape)


def test_what_is_said_beside_a_type_is_said_of_what_there_is() -> None:
    assert PROBLEMS.keys() == TITLES.keys()
    for shape, members in MEMBERS.items():
        assert members.keys() <= {field.name for field in fields(shape)}, shape
    assert Document in MEMBERS
    assert shapes.MAX_HITS == finding.MAX_HITS
