"""Records of works as the references of JATS. Pure: no Django."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from encyclopedia.downloads.hyphened import el
from encyclopedia.harvesting.xml import Xml


def reference(record: Mapping[str, Any], place: str) -> Xml:
    """A work as an item of the list; `place` is its id there."""
    citation = el("element-citation", *_members(record), publication_type=_kind(record))
    return el("ref", citation, id=place)


def _kind(record: Mapping[str, Any]) -> str:
    kind = str(record.get("type", ""))
    if kind.startswith("article"):
        return "journal"
    return {"chapter": "book", "thesis": "thesis", "webpage": "web"}.get(kind, kind or "book")


def _members(record: Mapping[str, Any]) -> Iterator[Xml]:
    for field, role in (("author", "author"), ("editor", "editor"), ("translator", "translator")):
        names = [_name(name) for name in record.get(field) or () if isinstance(name, Mapping)]
        if names:
            yield el("person-group", *names, person_group_type=role)
    title = _words(record.get("title"))
    container = _words(record.get("container-title"))
    if title:
        yield el("article-title" if container else "source", title)
    if container:
        yield el("source", container)
    dates = record.get("issued")
    parts = dates.get("date-parts") if isinstance(dates, Mapping) else None
    if parts and parts[0]:
        yield el("year", str(parts[0][0]))
    for field, tag in (
        ("edition", "edition"),
        ("volume", "volume"),
        ("issue", "issue"),
        ("publisher-place", "publisher-loc"),
        ("publisher", "publisher-name"),
        ("page", "page-range"),
    ):
        if value := _words(record.get(field)):
            yield el(tag, value)
    for field in ("DOI", "ISBN"):
        if value := _words(record.get(field)):
            yield (el("pub-id", value, pub_id_type="doi") if field == "DOI" else el("isbn", value))
    if address := _words(record.get("URL")):
        yield el("uri", address, xlink__href=address)


def _name(name: Mapping[str, Any]) -> Xml:
    family, given = _words(name.get("family")), _words(name.get("given"))
    if not family:
        return el("string-name", _words(name.get("literal")) or given)
    return el("name", el("surname", family), *([el("given-names", given)] if given else []))


def _words(value: Any) -> str:
    return str(value) if isinstance(value, str | int) else ""
