"""Following a list from page to page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.test import Client

V = "/api/v1/"


def pages(client: Client, path: str) -> Iterator[list[dict[str, Any]]]:
    """The items of every page, following `next`."""
    following: str | None = V + path
    while following:
        data = client.get(following).json()
        yield data["items"]
        following = data["next"]


def walk(client: Client, path: str) -> list[dict[str, Any]]:
    return [item for page in pages(client, path) for item in page]


def slugs(items: list[dict[str, Any]]) -> list[str]:
    return [item["slug"] for item in items]
