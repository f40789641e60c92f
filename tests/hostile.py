"""Strings that break forms and pages, and the parts of a page that would run as code."""

from __future__ import annotations

import json
from html.parser import HTMLParser
from pathlib import Path


class Harm(HTMLParser):
    """Collects what would run as code: inline scripts, handlers, script addresses, frames."""

    def __init__(self) -> None:
        super().__init__()
        self.harms: list[str] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        by_name = dict(attributes)
        if tag in {"iframe", "object", "embed", "style", "base"}:
            self.harms.append(tag)
        own = str(by_name.get("src", "")).startswith(("/static/", "/admin/jsi18n/"))
        if tag == "script" and not own and by_name.get("type") != "application/ld+json":
            self.harms.append("script")
        for name, value in attributes:
            address = "".join(str(value).split()).lower()
            if name.startswith("on") or name == "style":
                self.harms.append(name)
            if name in {"href", "src", "action"} and address.startswith(
                ("javascript:", "data:", "vbscript:")
            ):
                self.harms.append(f"{name}={value}")


def harm_in(body: bytes) -> list[str]:
    parser = Harm()
    parser.feed(body.decode())
    return parser.harms


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
