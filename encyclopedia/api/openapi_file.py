"""`openapi.json`, made from the views: what each takes and answers is said beside it (`operations`).

`manage.py describe_api` writes it; an address under /api/ of which nothing is said is an error.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from encyclopedia.api.answering import problem_response
from encyclopedia.api.described_problems import PROBLEMS
from encyclopedia.api.known_parameters import IF_NONE_MATCH, Parameter
from encyclopedia.api.operations import Reading, ReadingWithToken, Writing, operation_of
from encyclopedia.api.problems import MEDIA_TYPE, Problem
from encyclopedia.api.schemas import Schemas, UndescribedError, component_name, paragraphs
from encyclopedia.core.described_types import JSON

# Answers what no other address under /api/ does, so it is no address to describe.
CATCH_ALL = "api_unknown"
_PLACE = re.compile(r"<(?:\w+:)?(\w+)>")
_ORIGIN = "Access-Control-Allow-Origin"

HEAD: JSON = {
    "openapi": "3.1.0",
    "jsonSchemaDialect": "https://json-schema.org/draft/2020-12/schema",
    "info": {
        "title": "Stet",
        "version": "1",
        "summary": "Published entries, sources and citations, with how each citation was checked.",
        "description": (
            "Everything under /api/v1/ but drafts is open: no key, any origin, read only. Lists continue at “next”; an "
            "answer is the state at this moment, and its ETag identifies it. Times are ISO 8601 with their offset. "
            "Errors are problem+json (RFC 9457). Unknown addresses answer 404 in the same form, former ones 301, "
            "withdrawn ones 410 with the reason."
        ),
        "license": {"name": "BSD 3-Clause", "identifier": "BSD-3-Clause"},
    },
    "servers": [
        {
            "url": "https://encyclopedia.example",
            "description": "In the file that a site serves, this is its own address.",
        }
    ],
    "tags": [
        {"name": "read", "description": "What readers see, as data."},
        {"name": "write", "description": "Drafts, with a token of the office."},
    ],
}
# Name → component, description, schema.
HEADERS: dict[str, tuple[str, str, JSON]] = {
    "ETag": (
        "ETag",
        "Identifies this answer; send it back as If-None-Match.",
        {"type": "string", "pattern": '^"[0-9a-f]{32}"$'},
    ),
    _ORIGIN: ("AllowOrigin", "Every origin may read it.", {"const": "*"}),
    "Last-Modified": (
        "LastModified",
        "When the data last changed; to compare, use the ETag.",
        {"type": "string"},
    ),
    "Allow": ("Allow", "The methods that are answered.", {"type": "string"}),
    "Location": ("Location", "Its present address.", {"type": "string"}),
    "WWW-Authenticate": (
        "WWWAuthenticate",
        "A bearer token is needed (RFC 6750).",
        {"type": "string", "pattern": "^Bearer "},
    ),
}
SECURITY: JSON = {
    "token": {
        "type": "http",
        "scheme": "bearer",
        "description": (
            "A token that an editor makes in the office, under “Tokens”. Sessions and cookies are ignored."
        ),
    }
}


def described_api() -> JSON:
    """The description of every address under /api/. Raises UndescribedError, which names what nothing is said of."""
    described = _Description()
    paths = {path: described.address(path, view) for path, view in _routes(get_resolver())}
    return {**HEAD, "paths": dict(sorted(paths.items())), "components": described.components()}


def as_file(description: JSON) -> str:
    """JSON with a line for each operation and each component, so that a change shows as the line it changes."""
    return _lines(description, 2) + "\n"


def _lines(value: Any, depth: int, indent: str = "") -> str:
    if depth < 0 or not isinstance(value, dict):
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    inner = indent + " "
    members = (f"{json.dumps(k)}: {_lines(v, depth - 1, inner)}" for k, v in value.items())
    return "{\n" + ",\n".join(inner + member for member in members) + f"\n{indent}}}"


def _routes(resolver: URLResolver, before: str = "/") -> Iterator[tuple[str, Callable[..., Any]]]:
    """Path template and view of every address under /api/."""
    for route in resolver.url_patterns:
        path = before + str(route.pattern)
        if isinstance(route, URLResolver):
            yield from _routes(route, path)
        elif isinstance(route, URLPattern) and path.startswith("/api/") and route.name != CATCH_ALL:
            yield _PLACE.sub(r"{\1}", path), route.callback


class _Description:
    """Addresses described one by one, and the components that they name on the way."""

    def __init__(self) -> None:
        self.schemas = Schemas()
        self.parameters: dict[str, JSON] = {}
        self.responses: dict[str, JSON] = {}

    def components(self) -> JSON:
        headers = {
            component: {"description": description, "required": True, "schema": schema}
            for component, description, schema in HEADERS.values()
        }
        return {
            "parameters": self.parameters,
            "headers": headers,
            "responses": self.responses,
            "securitySchemes": SECURITY,
            "schemas": dict(sorted(self.schemas.components.items())),
        }

    def address(self, path: str, view: Callable[..., Any]) -> JSON:
        operation = operation_of(view)
        if operation is None:
            raise UndescribedError(f"{path} is described by no operation.")
        summary, *more = paragraphs(view)
        if not more:
            raise UndescribedError(f"{path}: the docstring of its view has no second paragraph.")
        start = {
            "operationId": operation.id,
            "summary": summary.removesuffix("."),
            "description": " ".join(more),
        }
        if isinstance(operation, Writing):
            return {"post": {**start, **self._writing(operation)}}
        if isinstance(operation, ReadingWithToken):
            return {"get": {**start, **self._reading_with_token(operation)}}
        return {"get": {**start, **self._reading(operation)}}

    def _reading(self, operation: Reading) -> JSON:
        headers = ["ETag", *(["Last-Modified"] if operation.dated else []), _ORIGIN]
        if isinstance(operation.answers, dict):
            schema = operation.answers
        else:
            schema = self._with_example(operation.answers, operation.example)
        responses = {
            "200": _response("Found.", headers, schema),
            "304": self._shared(
                "NotModified", _response("You have it already (If-None-Match).", ["ETag", _ORIGIN])
            ),
        }
        # Names of responses that programs know from 0.1.0.
        codes = {"unreadable-parameters": "BadParameters", "method-not-allowed": "MethodNotAllowed"}
        if operation.path:  # what had this path may have another now, or be withdrawn
            moved = _response("The entry has another address now.", ["Location", _ORIGIN])
            responses["301"] = self._shared("Moved", moved)
            codes |= {"not-found": "NotFound", "withdrawn": "Withdrawn"}
        for code, name in codes.items():
            responses[str(PROBLEMS[code].status)] = self._shared(
                name, self._problems([code], [_ORIGIN])
            )
        parameters = (*operation.path, *operation.query, IF_NONE_MATCH)
        return {
            "tags": ["read"],
            "security": [],
            "parameters": [self._parameter(parameter) for parameter in parameters],
            "responses": dict(sorted(responses.items())),
        }

    def _writing(self, operation: Writing) -> JSON:
        answers = self._with_example(operation.answers, operation.example)
        responses = {
            str(status): _response(description, ["Location"], answers)
            for status, description in operation.answered.items()
        }
        responses |= self._refusals(operation.problems)
        takes = self._with_example(operation.takes, operation.takes_example)
        return {
            "tags": ["write"],
            "security": [{"token": []}],
            "requestBody": {
                "required": True,
                "description": operation.takes_note,
                "content": {"application/json": {"schema": takes}},
            },
            "responses": dict(sorted(responses.items())),
        }

    def _reading_with_token(self, operation: ReadingWithToken) -> JSON:
        answers = self._with_example(operation.answers, operation.example)
        responses = {"200": _response("Found.", [], answers), **self._refusals(operation.problems)}
        return {
            "tags": ["write"],
            "security": [{"token": []}],
            "parameters": [self._parameter(parameter) for parameter in operation.path],
            "responses": dict(sorted(responses.items())),
        }

    def _refusals(self, problems: Sequence[str]) -> JSON:
        """By status, the response of the problems that have it."""
        return {
            str(status): self._problems(
                [code for code in problems if PROBLEMS[code].status == status], []
            )
            for status in {PROBLEMS[code].status for code in problems}
        }

    def _parameter(self, parameter: Parameter) -> JSON:
        name = parameter.component or parameter.name
        self.parameters[name] = {
            "name": parameter.name,
            "in": parameter.place,
            "description": parameter.description,
            "required": parameter.required,
            "schema": self.schemas.of(parameter.type),
            **({} if parameter.example is None else {"example": parameter.example}),
        }
        return {"$ref": f"#/components/parameters/{name}"}

    def _shared(self, name: str, response: JSON) -> JSON:
        self.responses[name] = response
        return {"$ref": f"#/components/responses/{name}"}

    def _with_example(self, shape: type, example: Any) -> JSON:
        schema = self.schemas.of(shape)
        self.schemas.components[component_name(shape)]["examples"] = [example]
        return schema

    def _problems(self, codes: Sequence[str], headers: list[str]) -> JSON:
        """The response that any of these problems of one status is answered with."""
        references = [self._problem(code) for code in codes]
        schema = references[0] if len(references) == 1 else {"oneOf": references}
        description = " Or: ".join(PROBLEMS[code].description for code in codes)
        own = [PROBLEMS[code].header for code in codes if PROBLEMS[code].header]
        return _response(description, own + headers, schema, MEDIA_TYPE)

    def _problem(self, code: str) -> JSON:
        problem = PROBLEMS[code]
        raised = Problem(problem.status, code, problem.detail, more=problem.values)
        example = json.loads(problem_response(raised).content)
        properties = {
            "type": {"const": example["type"]},
            "title": {"type": "string"},
            "status": {"const": problem.status},
            "detail": {"type": "string", "description": "What is wrong and how to fix it."},
            **(self.schemas.members(problem.members)["properties"] if problem.members else {}),
        }
        self.schemas.components[problem.name] = {
            "type": "object",
            "description": problem.description,
            "properties": properties,
            "required": list(properties),
            "additionalProperties": False,
            "examples": [example],
        }
        return {"$ref": f"#/components/schemas/{problem.name}"}


def _response(
    description: str,
    headers: list[str],
    schema: JSON | None = None,
    media_type: str = "application/json",
) -> JSON:
    response: JSON = {"description": description}
    if headers:
        response["headers"] = {
            name: {"$ref": f"#/components/headers/{HEADERS[name][0]}"} for name in headers
        }
    if schema is not None:
        response["content"] = {media_type: {"schema": schema}}
    return response
