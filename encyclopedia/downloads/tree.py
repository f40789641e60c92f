"""An edition as one neutral tree, which every writer of files walks. Pure: no Django.

It says what a printed page says, in the order of reading: no addresses of this site's pages but whole ones, no words
that only a screen needs. Lines of text are nodes too, so that a title in italics is one everywhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from datetime import datetime
from typing import Any, Literal

Inline = Literal[
    "text",
    "em",
    "strong",
    "strike",
    "code",
    "sup",
    "sub",
    "quote",
    "small",
    # Words that are ordered among themselves, whatever direction those around them have.
    "isolate",
    "link",
    "break",
    "footnote",
    "note",
    "needed",
]
Block = Literal[
    "paragraph",
    "heading",
    "list",
    "item",
    "quotation",
    "listing",
    "rule",
    "table",
    "row",
    "cell",
    "figure",
    "wanted",
]


@dataclass(frozen=True, slots=True)
class Node:
    """A piece of text, or a block of it.

    `text` is that of "text", "code" and "listing"; `target` the address of a "link", the digest of a "figure", the
    letter of a "note", "absent" of a "text" that should link to an entry which is
    not here. `number` is a heading's level from 1, an ordered list's first number (0: not ordered), the
    number of a "footnote" or a "needed"; `occurrence` counts the marks of one footnote from 0. `head` is of cells,
    `align` too; `alt` of figures.
    """

    kind: Inline | Block
    text: str = ""
    children: tuple[Node, ...] = ()
    target: str = ""
    number: int = 0
    occurrence: int = 0
    head: bool = False
    align: str = ""
    alt: str = ""


Nodes = tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """How citations stand, in words; `uses` are the letters of those it is said of, where they differ."""

    kind: str
    words: Nodes
    uses: tuple[str, ...] = ()
    # Said once for all that have nothing else said of them.
    common: bool = False


@dataclass(frozen=True, slots=True)
class Footnote:
    """A numbered note: the reference in words, and how it stands."""

    number: int
    words: Nodes
    standings: tuple[Standing, ...] = ()


@dataclass(frozen=True, slots=True)
class ExplanatoryNote:
    """A lettered note of the author."""

    letter: str
    blocks: Nodes


@dataclass(frozen=True, slots=True)
class Fact:
    """A line of the box of facts; `label` is what they have in common."""

    label: str
    values: tuple[Nodes, ...]
    disputed: tuple[bool, ...] = ()


@dataclass(frozen=True, slots=True)
class Cited:
    """A citation at its mark, as a reference manager needs it."""

    number: int
    occurrence: int
    key: str
    locator: str = ""
    prefix: str = ""
    suffix: str = ""
    quotation: str = ""


@dataclass(frozen=True, slots=True)
class PictureFile:
    """A picture that the edition shows, by the digest of its file."""

    digest: str
    alt: str
    caption: Nodes = ()


@dataclass(frozen=True, slots=True)
class Colophon:
    """Which edition it is, where it stands and under which terms it may be used."""

    site: str
    site_address: str
    number: int
    published_at: datetime
    published: str
    change: str
    summary: str
    address: str
    permanent: str
    doi: str
    licence: str
    licence_address: str
    citing: tuple[tuple[str, Nodes], ...] = ()
    provenance: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class EditionTree:
    """An edition, whole. `records` are CSL-JSON by key: the works that it cites, as they were when it was published."""

    id: str
    kind: str
    kind_words: str
    slug: str
    title: str
    summary: str
    language: str
    direction: Literal["ltr", "rtl"]
    authors: tuple[str, ...]
    author_names: tuple[str, ...]
    tags: tuple[str, ...]
    standing: Nodes
    notices: tuple[Nodes, ...]
    portrait: PictureFile | None
    facts: tuple[Fact, ...]
    record: tuple[Fact, ...]
    blocks: Nodes
    notes: Mapping[str, ExplanatoryNote]
    footnotes: Mapping[int, Footnote]
    common: Nodes
    needed: Mapping[int, Nodes]
    bibliography: tuple[Nodes, ...]
    further: tuple[Nodes, ...]
    # What the facts name as places, for an index.
    places: tuple[str, ...]
    colophon: Colophon
    cited: tuple[Cited, ...] = ()
    # The document without its text, in canonical JSON; and what the words of its links to entries were typed for.
    stated: str = ""
    linked: Mapping[str, str] = field(default_factory=dict)
    records: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)


def walk(nodes: Nodes) -> Iterator[Node]:
    """Every node of these, in the order of reading."""
    for node in nodes:
        yield node
        yield from walk(node.children)


def end_of_lead(blocks: Nodes) -> int:
    """How many blocks stand before the first heading; without one, up to the first paragraph."""
    headings = (place for place, block in enumerate(blocks) if block.kind == "heading")
    paragraphs = (place for place, block in enumerate(blocks, 1) if block.kind == "paragraph")
    first_heading = next(headings, None)
    return next(paragraphs, len(blocks)) if first_heading is None else first_heading


def words_of(nodes: Nodes) -> str:
    """The words alone, without any mark."""
    return "".join(
        " " if node.kind == "break" else node.text
        for node in walk(nodes)
        if node.kind in ("text", "code", "listing", "break")
    )


def figures_of(tree: EditionTree) -> Iterator[str]:
    """The digest of every picture, in the order of reading."""
    if tree.portrait:
        yield tree.portrait.digest
    notes = (note.blocks for note in tree.notes.values())
    for nodes in (tree.blocks, *notes):
        yield from (node.target for node in walk(nodes) if node.kind == "figure")


def as_data(value: Any) -> Any:
    """JSON-ready data of the tree, or a part of it, without what is at its default."""
    if is_dataclass(value) and not isinstance(value, type):
        members = ((f.name, getattr(value, f.name), f.default) for f in fields(value))
        return {name: as_data(member) for name, member, default in members if member != default}
    if isinstance(value, Mapping):
        return {str(name): as_data(member) for name, member in value.items()}
    if isinstance(value, tuple | list):
        return [as_data(member) for member in value]
    return value.isoformat() if isinstance(value, datetime) else value
