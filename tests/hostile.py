"""Strings that break forms and pages, and what would run of a page that shows them."""

from __future__ import annotations

import json
from html.parser import HTMLParser
from pathlib import Path


class Harm(HTMLParser):
    """Collects what would run: scripts without an address, handlers, script addresses, frames."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = dict(attributes)
        if tag in {"iframe", "object", "embed", "style", "base"}:
            self.found.append(tag)
        own = str(given.get("src", "")).startswith("/static/")
        if tag == "script" and not own and given.get("type") != "application/ld+json":
            self.found.append("script")
        for name, value in attributes:
            address = "".join(str(value).split()).lower()
            if name.startswith("on") or name == "style":
                self.found.append(name)
            if name in {"href", "src", "action"} and address.startswith(
                ("javascript:", "data:", "vbscript:")
            ):
                self.found.append(f"{name}={value}")


def harm_in(body: bytes) -> list[str]:
    parser = Harm()
    parser.feed(body.decode())
    return parser.found


def naughty(data: Path) -> list[str]:
    strings = json.loads((data / "blns.json").read_text())
    return [
        *strings,
        "\x00",
        "a\x00b",
        "\x08",
        "\ufeff",
        "\ufffe",
        "🏳️‍🌈" * 40,
        "'" * 250,
        "a" * 100_000,
    ]
