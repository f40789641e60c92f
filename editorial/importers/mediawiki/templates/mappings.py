"""What people said of templates that this program does not know: kept as words, dropped, a citation, an infobox."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from editorial.importers.mediawiki.expansion.template_pages import TemplatePages

What = Literal["words", "first", "drop", "cite", "infobox"]
WHAT: tuple[What, ...] = ("words", "first", "drop", "cite", "infobox")
MAX_NAME = 200
MAX_FIELDS = 40
MAX_PARAMETER = 60
# The fields that a person may map the parameters of a template to, the commonest first.
PARAMETERS_OF_WORKS = (
    *(
        "author",
        "last",
        "first",
        "title",
        "subtitle",
        "chapter",
        "container",
        "editor",
        "translator",
    ),
    *(
        "publisher",
        "place",
        "date",
        "year",
        "volume",
        "issue",
        "page",
        "pages",
        "edition",
        "series",
    ),
    *("isbn", "issn", "doi", "url", "accessed", "language", "quotation", "note"),
)


@dataclass(frozen=True, slots=True)
class TemplateMapping:
    """What a template means by a person's word.

    `kind` is the CSL type of the works that it cites ("" as its parameters suggest), or the kind of entry that the
    infobox describes; `fields` lead from its parameters (lower case) to fields of citations or of infoboxes.
    """

    what: What
    kind: str = ""
    fields: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class KnownOfWiki:
    """What is known of a wiki's templates beside this program's own tables: by name in lower case, and its pages."""

    mappings: Mapping[str, TemplateMapping] = field(default_factory=dict)
    pages: TemplatePages = field(default_factory=TemplatePages)


def mapping_of(stored: Any) -> TemplateMapping | None:
    """A mapping as it was stored; None for one that was taken back, or for anything else."""
    if not isinstance(stored, Mapping) or stored.get("as") not in WHAT:
        return None
    fields = stored.get("fields")
    pairs = fields.items() if isinstance(fields, Mapping) else ()
    return TemplateMapping(
        stored["as"],
        str(stored.get("kind") or ""),
        {str(name): str(into) for name, into in pairs},
    )


def words_kept(mapping: TemplateMapping, values: Mapping[str, str], positional: list[str]) -> str:
    """The words that stay of a template that was mapped to its words: all of its arguments, or the first."""
    words = [value for value in positional if value] or [
        value.strip() for value in values.values() if value.strip()
    ]
    return " ".join(words[:1] if mapping.what == "first" else words)
