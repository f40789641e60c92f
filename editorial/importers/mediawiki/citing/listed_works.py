"""A work named in a list ({{cite book}} outside of any reference), as words and a link to its source."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from editorial.importers.mediawiki.citing.cite_dates import year
from editorial.importers.mediawiki.writing.emphasis import ITALIC

_IN_ITALICS = frozenset({"book", "thesis", "motion_picture", "report", "map", "software", "song"})


def listing(record: dict[str, Any], locator: str) -> Iterator[tuple[str, int, str]]:
    """The words of a work in a list: text, its style, and its markup where that is more than text."""
    people = _people(record.get("author") or [])
    if not people and (editors := _people(record.get("editor") or [])):
        people = f"{editors}, ed."
    if people:
        yield people, 0, ""
    if of_year := year(record.get("issued")):
        yield f" ({of_year})" if people else f"({of_year})", 0, ""
    if people or of_year:
        yield ". " if of_year else " ", 0, ""
    title = " ".join(str(record["title"]).split())
    style = ITALIC if record["type"] in _IN_ITALICS else 0
    escaped_title = title.replace("\\", "\\\\").replace("[", "&#91;").replace("]", "&#93;")
    for sign in "*_`<~|":
        escaped_title = escaped_title.replace(sign, f"\\{sign}")
    yield title, style, f"[[source/{record['id']}|{escaped_title}]]"
    if container := record.get("container-title"):
        yield ". ", 0, ""
        yield str(container), ITALIC, ""
    numbers = " ".join(
        str(part)
        for part in (record.get("volume"), f"({record['issue']})" if "issue" in record else "")
        if part
    )
    for part in (numbers, record.get("publisher"), record.get("page") or locator):
        if part:
            yield f", {part}", 0, ""
    yield "." if not title.endswith((".", "?", "!")) or container else "", 0, ""


def _people(names: list[dict[str, str]]) -> str:
    written_names = [
        name.get("literal")
        or ", ".join(part for part in (name.get("family"), name.get("given")) if part)
        for name in names[:6]
    ]
    people = "; ".join(part for part in written_names if part)
    return f"{people} et al" if len(names) > 6 else people
