"""What `openapi.json` promises, compared with an answer."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from jsonschema import Draft202012Validator, FormatChecker

from encyclopedia.api.front_door import DESCRIPTION

OPENAPI: dict[str, Any] = json.loads(DESCRIPTION.read_text(encoding="utf-8"))
METHODS = ("get", "post", "put", "patch", "delete", "head", "options", "trace")

formats = FormatChecker(["uuid", "date"])


@formats.checks("date-time", raises=ValueError)
def _moment(value: object) -> bool:
    return not isinstance(value, str) or datetime.fromisoformat(value).tzinfo is not None


@formats.checks("uri", raises=ValueError)
def _uri(value: object) -> bool:
    return not isinstance(value, str) or bool(urlsplit(value).scheme and urlsplit(value).netloc)


def resolved(node: Any) -> Any:
    """The node itself, or what its `$ref` points at."""
    while isinstance(node, dict) and "$ref" in node:
        target: Any = OPENAPI
        for part in node["$ref"].removeprefix("#/").split("/"):
            target = target[part]
        node = target
    return node


def validator(schema: dict[str, Any]) -> Draft202012Validator:
    whole = {**schema, "components": OPENAPI["components"]}
    return Draft202012Validator(whole, format_checker=formats)


def faults(schema: dict[str, Any], value: Any) -> list[str]:
    return [f"{error.json_path}: {error.message}" for error in validator(schema).iter_errors(value)]


def operations() -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Path template, method and operation of everything that is described."""
    for template, item in OPENAPI["paths"].items():
        for method in METHODS:
            if method in item:
                yield template, method, item[method]


def template_of(path: str) -> str:
    """The described path that this address is one of; plain ones go before those with parameters."""
    fitting = [
        template
        for template in OPENAPI["paths"]
        if re.fullmatch(re.sub(r"\\\{\w+\\\}", "[^/]+", re.escape(template)), path)
    ]
    assert fitting, path
    return min(fitting, key=lambda template: template.count("{"))


def held(response: Any, method: str, path: str) -> tuple[str, str, str]:
    """Template, method and status of an answer that is as described; AssertionError when it is not.

    For a method that is not described, what the address's own operation says of 405 must fit.
    """
    template = template_of(path.partition("?")[0])
    item = OPENAPI["paths"][template]
    described = "get" if method == "head" else method
    operation = item.get(described) or next(item[name] for name in METHODS if name in item)
    status = str(response.status_code)
    assert described in item or status == "405", (method, path, status)
    assert status in operation["responses"], (method, path, status)
    expected = resolved(operation["responses"][status])
    for name, header in expected.get("headers", {}).items():
        assert name in response.headers, (path, status, name)
        assert faults(resolved(header)["schema"], response.headers[name]) == [], (path, name)
    if "content" not in expected or method == "head":
        assert response.content == b"", (path, status)
    else:
        media_type = response.headers["Content-Type"]
        assert list(expected["content"]) == [media_type], (path, status)
        schema = expected["content"][media_type]["schema"]
        assert faults(schema, json.loads(response.content)) == [], (path, status)
    shown = described if described in item else next(name for name in METHODS if name in item)
    return template, shown, status
