"""The front matter of a Markdown file: title, language, and the works of its bibliography. Pure: no Django.

https://pandoc.org/MANUAL.html#extension-yaml_metadata_block
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

import yaml

from encyclopedia.bibliography import normalise
from encyclopedia.core.documents import JSON

MAX_LENGTH = 1_000_000
_BLOCK = re.compile(
    r"\A\ufeff?\s*---[ \t]*\n(?P<yaml>.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL
)


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """`references` are CSL-JSON records by their keys; `files` the names of bibliographies beside the text."""

    title: str = ""
    language: str = ""
    references: dict[str, JSON] = field(default_factory=dict)
    files: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()


class _Plain(yaml.SafeLoader):
    """Without aliases, by which a few lines can stand for billions."""

    def compose_node(self, parent: Any, index: Any) -> Any:
        if self.check_event(yaml.events.AliasEvent):
            raise yaml.YAMLError
        return super().compose_node(parent, index)


def read_front_matter(text: str) -> tuple[FrontMatter | None, str]:
    """What stands in front, and the text behind it; None and the whole text where nothing does."""
    match = _BLOCK.match(text[:MAX_LENGTH])
    if match is None:
        return None, text
    try:
        data = yaml.load(match["yaml"], _Plain)  # noqa: S506 the safe loader
    except (yaml.YAMLError, ValueError, RecursionError):
        return None, text
    if not isinstance(data, dict):
        return None, text
    listed = data.get("bibliography") or []
    files = listed if isinstance(listed, list) else [listed]
    known = {"title", "subtitle", "lang", "language", "references", "bibliography"}
    unread = sorted(str(name) for name in data if str(name) not in known)
    title = ": ".join(filter(None, (_line(data.get("title")), _line(data.get("subtitle")))))
    return (
        FrontMatter(
            title,
            _line(data.get("lang") or data.get("language")),
            _references(data.get("references")),
            tuple(_line(name) for name in files if _line(name)),
            tuple(unread),
        ),
        text[match.end() :],
    )


def _line(value: Any) -> str:
    return " ".join(str(value).split()) if isinstance(value, str | int | float) else ""


def _references(value: Any) -> dict[str, JSON]:
    records: dict[str, JSON] = {}
    for item in value if isinstance(value, list) else ():
        if isinstance(item, dict) and item.get("id") and (item.get("type") or item.get("title")):
            record = {str(name): _json(field) for name, field in item.items() if name != "id"}
            for name, date in record.items():
                if name in {"issued", "accessed", "original-date"}:
                    record[name] = _date(date)
            records.setdefault(str(item["id"]), normalise(record))
    return records


def _json(value: Any) -> Any:
    """What YAML read, as JSON has it: days as text, for example."""
    if isinstance(value, dict):
        return {str(name): _json(item) for name, item in value.items()}
    if isinstance(value, list):
        return [_json(item) for item in value]
    return value if isinstance(value, str | int | float | bool) or value is None else str(value)


def _date(value: Any) -> Any:
    """Pandoc's dates: a year, EDTF, or parts by their names."""
    if isinstance(value, list) and value and isinstance(value[0], dict):
        value = value[0]
    if isinstance(value, dict) and "year" in value:
        parts = [value.get(name) for name in ("year", "month", "day")]
        numbers = [int(str(part)) for part in parts if str(part).isdecimal()]
        return {"date-parts": [numbers]}
    if isinstance(value, int | str):
        match = re.fullmatch(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", str(value))
        if match:
            return {"date-parts": [[int(part) for part in match.groups() if part]]}
        return {"literal": str(value)}
    return value
