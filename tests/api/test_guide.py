"""The commands of docs/api.md are run as written there, and answer with the status written before them."""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from api.described import OPENAPI, held, resolved
from api.world import KEY, build, token_of
from django.test import Client
from factories import article, published

GUIDE = (Path(__file__).resolve().parents[2] / "docs/api.md").read_text(encoding="utf-8")
SITE = "https://encyclopedia.example"
BLOCK = re.compile(r"```(sh|json)\n(.*?)```", re.S)
STATUS = re.compile(r"# (\d{3})\b")


def commands() -> Iterator[tuple[int, list[str]]]:
    """The expected status and the words of every command, in the order of the guide."""
    for language, block in BLOCK.findall(GUIDE):
        status = 0
        for line in block.replace("\\\n", " ").splitlines():
            if language == "sh" and (said := STATUS.match(line)):
                status = int(said[1])
            elif language == "sh" and line.startswith("curl "):
                yield status, shlex.split(line)


def draft() -> str:
    (block,) = (text for language, text in BLOCK.findall(GUIDE) if language == "json")
    return str(block)


def run(client: Client, words: list[str], token: str) -> tuple[Any, str, str]:
    """What curl would do with these words: the answer, the method and the path."""
    method, headers, body, path = "get", {}, None, ""
    rest = iter(words[1:])
    for word in rest:
        if word == "-X":
            method = next(rest).lower()
        elif word == "-H":
            name, _, value = next(rest).partition(": ")
            headers[name] = value.replace("$TOKEN", token)
        elif word == "--data":
            assert next(rest) == "@draft.json"
            method, body = "post", draft()
        elif word != "-s":
            assert word.startswith(SITE), word
            path = word.removeprefix(SITE)
    if body is None:
        return getattr(client, method)(path, headers=headers), method, path
    content_type = headers.pop("Content-Type", "application/x-www-form-urlencoded")
    return client.post(path, body, content_type=content_type, headers=headers), method, path


@pytest.mark.django_db
def test_every_command_of_the_guide_does_what_it_says(client: Client, cast: Any) -> None:
    build(cast)
    published(article("Trotskyism", text=f"It began in 1903.[@{KEY}, p. 6]"), cast)
    token = token_of(cast.editor)
    in_guide = list(commands())
    assert len(in_guide) >= 15
    for status, words in in_guide:
        response, method, path = run(client, words, token)
        assert response.status_code == status, (words, response.content)
        held(response, method, path)


def test_the_draft_of_the_guide_is_a_document() -> None:
    from encyclopedia.core import documents

    assert documents.read(json.loads(draft())["document"]).kind == "article"


def test_the_guide_names_every_list_and_filter() -> None:
    for name in ("entries", "sources", "citations", "search"):
        (row,) = re.findall(rf"^\| `{name}/` \|(.*)$", GUIDE, re.M)
        operation = OPENAPI["paths"][f"/api/v1/{name}/"]["get"]
        for parameter in operation["parameters"]:
            described = resolved(parameter)
            if described["in"] == "query" and described["name"] not in ("after", "limit"):
                assert f"`{described['name']}`" in row, (name, described["name"])
