"""The description of the API is complete and valid, and describes exactly the routes that exist."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from api.described import METHODS, OPENAPI, faults, operations, resolved
from django.urls import URLPattern, URLResolver, get_resolver
from jsonschema import Draft202012Validator

# Answers what no other address under /api/ does, so it is no address to describe.
CATCH_ALL = "api_unknown"
PLACE = re.compile(r"<(?:\w+:)?(\w+)>")
SCHEMA_PLACES = {"schema"}


def nodes(node: Any, place: str = "#") -> Iterator[tuple[str, Any]]:
    """Every object of the file with its place, but not those inside examples."""
    if isinstance(node, dict):
        yield place, node
        for name, value in node.items():
            if name not in ("example", "examples"):
                yield from nodes(value, f"{place}/{name}")
    elif isinstance(node, list):
        for number, value in enumerate(node):
            yield from nodes(value, f"{place}/{number}")


def routes(resolver: Any = None, before: str = "") -> Iterator[str]:
    for route in (resolver or get_resolver()).url_patterns:
        pattern = before + str(route.pattern)
        if isinstance(route, URLResolver):
            yield from routes(route, pattern)
        elif isinstance(route, URLPattern) and route.name != CATCH_ALL:
            yield "/" + PLACE.sub(r"{\1}", pattern)


def test_every_route_under_api_is_described_and_nothing_else_is() -> None:
    assert {route for route in routes() if route.startswith("/api/")} == set(OPENAPI["paths"])


def test_it_is_what_openapi_asks_of_a_file() -> None:
    assert OPENAPI["openapi"].startswith("3.1.")
    assert OPENAPI["jsonSchemaDialect"] == Draft202012Validator.META_SCHEMA["$id"]
    assert {"title", "version"} <= OPENAPI["info"].keys()
    for template, method, operation in operations():
        place = f"{method} {template}"
        assert operation["summary"], place
        assert operation["description"], place
        assert operation["responses"], place
        for response in map(resolved, operation["responses"].values()):
            assert response["description"], place
            for media in response.get("content", {}).values():
                assert "schema" in media, place
        for requirement in operation["security"]:
            assert requirement.keys() <= OPENAPI["components"]["securitySchemes"].keys(), place
        assert set(operation["tags"]) <= {tag["name"] for tag in OPENAPI["tags"]}, place
    ids = Counter(operation["operationId"] for *_, operation in operations())
    assert set(ids.values()) == {1}
    for item in OPENAPI["paths"].values():
        assert set(item) <= set(METHODS)


def test_every_parameter_is_whole_and_those_of_a_path_are_in_it() -> None:
    for template, method, operation in operations():
        parameters = [resolved(node) for node in operation.get("parameters", [])]
        names = [(parameter["name"], parameter["in"]) for parameter in parameters]
        assert len(set(names)) == len(names), (method, template)
        in_path = {item["name"] for item in parameters if item["in"] == "path"}
        assert in_path == set(re.findall(r"{(\w+)}", template)), (method, template)
        for parameter in parameters:
            assert parameter["in"] in ("path", "query", "header"), parameter
            assert parameter["description"], parameter
            assert parameter["required"] is (
                parameter["in"] == "path" or parameter["name"] == "q"
            ), parameter
            if "example" in parameter:
                assert faults(parameter["schema"], parameter["example"]) == [], parameter


def test_every_reference_leads_somewhere_and_every_component_is_used() -> None:
    used = set()
    for place, node in nodes(OPENAPI):
        if "$ref" in node:
            assert resolved(node) is not None, place
            used.add(node["$ref"])
    for sort in ("schemas", "parameters", "headers", "responses"):
        for name in OPENAPI["components"][sort]:
            assert f"#/components/{sort}/{name}" in used, (sort, name)


def test_every_schema_is_one_and_its_examples_fit() -> None:
    for place, node in nodes(OPENAPI):
        if place.rpartition("/")[2] in SCHEMA_PLACES and isinstance(node, dict):
            Draft202012Validator.check_schema(node)
    for name, schema in OPENAPI["components"]["schemas"].items():
        Draft202012Validator.check_schema(schema)
        for example in schema.get("examples", []):
            assert faults({"$ref": f"#/components/schemas/{name}"}, example) == [], name


def test_every_body_has_an_example() -> None:
    for template, method, operation in operations():
        bodies = [operation["requestBody"]] if "requestBody" in operation else []
        bodies += [resolved(node) for node in operation["responses"].values()]
        for body in bodies:
            for media in body.get("content", {}).values():
                schema = media["schema"]
                for choice in schema.get("oneOf", [schema]):
                    whole = template == "/api/v1/openapi.json" and "$ref" not in choice
                    assert whole or resolved(choice)["examples"], (method, template)


def test_no_object_may_hold_what_is_not_described() -> None:
    """Open are only CSL-JSON records, the map of sources by key, and this file itself."""
    open_ones = []
    for place, node in nodes(OPENAPI):
        if node.get("type") == "object" and node.get("additionalProperties") is not False:
            open_ones.append(place)
    assert sorted(open_ones) == [
        "#/components/schemas/Entry/properties/sources",
        "#/components/schemas/Record",
        "#/paths//api/v1/openapi.json/get/responses/200/content/application/json/schema",
    ]


def test_the_words_of_standings_kinds_and_doubts_are_those_of_the_tables() -> None:
    from encyclopedia.models import Change, Kind, Reliability, Standing

    schemas = OPENAPI["components"]["schemas"]
    assert set(schemas["Kind"]["enum"]) == set(Kind.values)
    assert set(schemas["Standing"]["enum"]) == set(Standing.values)
    assert set(schemas["Reliability"]["enum"]) == set(Reliability.values)
    assert set(schemas["Edition"]["properties"]["change"]["enum"]) == set(Change.values)


def test_the_description_of_a_document_names_every_field_that_documents_have() -> None:
    from dataclasses import fields

    from encyclopedia.core import documents

    schemas = OPENAPI["components"]["schemas"]
    named = {field.name for kind in documents.TYPES.values() for field in fields(kind)}
    assert set(schemas["Document"]["properties"]) == named | {"schema", "kind"}
    parts = {
        "Fact": documents.DocumentFact,
        "Author": documents.Author,
        "Picture": documents.DocumentPicture,
        "Provenance": documents.Provenance,
    }
    for name, part in parts.items():
        expected = {field.name for field in fields(part)}
        assert set(schemas[name]["properties"]) == expected
