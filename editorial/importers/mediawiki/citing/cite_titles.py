"""Which of a citation template's parameters is the work's title, and which the title of the whole."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol


class Fields(Protocol):
    """A template's parameters under their canonical names."""

    def get(self, *names: str) -> str: ...


def set_titles(record: dict[str, Any], fields: Fields) -> None:
    title, chapter = fields.get("title"), fields.get("chapter")
    container = fields.get("container")
    article = fields.get("article")
    if subtitle := fields.get("subtitle"):
        title = f"{title.rstrip(' .:')}: {subtitle}" if title else subtitle
    if article and not (container or title):
        title, article = article, ""
    if article:
        # {{cite encyclopedia |title=Book |article=Entry}}, {{Article |titre=…}}
        container, title = container or title, article
    elif chapter and title:
        record["collection-title"] = container
        container, title = title, chapter
    elif chapter:
        title = chapter
    if book := fields.get("book-title"):
        container = container or book
        if container != book:
            record["event-title"] = book
    record["title"] = title
    record["container-title"] = container
    for variable in ("title", "container-title", "collection-title"):
        if not record.get(variable):
            record.pop(variable, None)


def set_substitute_title(
    record: dict[str, Any], fields: Fields, parameters: Mapping[str, str]
) -> None:
    """A citation without a title is still a source: name it by what else it says of its work."""
    if translated := fields.get("translated-title"):
        record["title"] = translated
        record.pop("translated-title", None)
        return
    for variable, label in (("DOI", "doi:"), ("PMID", "PMID "), ("ISBN", "ISBN ")):
        if variable in record and "container-title" not in record:
            record["title"] = f"{label}{record[variable]}"
            return
    if "container-title" in record:
        record["title"] = record.pop("container-title")
        return
    first = next((position for position in ("1", "2") if parameters.get(position, "").strip()), "")
    if first and len(parameters[first]) > 3:
        record["title"] = " ".join(parameters[first].split())[:300]
        return
    for variable in ("URL", "publisher", "collection-title", "note"):
        if variable in record:
            record["title"] = str(record[variable])[:300]
            return
    for name in (record.get("author") or record.get("editor") or [])[:1]:
        record["title"] = name.get("literal") or f"{name.get('given', '')} {name['family']}".strip()
