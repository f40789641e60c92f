"""The tree between reading and rendering: private to this package.

A *run* is the inline content of one block: its characters, and *events* at places among them (an
element opens or closes, a line breaks, markers stand). A marker is one NUL in the characters, which
no text can hold itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from markdown_it.token import Token

MARKER = "\0"


@dataclass(slots=True)
class TreeElement:
    """An inline element; `end` is the offset where it closes, `target` that of an entry link, `source` a picture's."""

    tag: str
    attributes: str = ""
    end: int = 0
    target: str | None = None
    source: str = ""


@dataclass(slots=True)
class FootnoteMark:
    """A citation's marker."""

    number: int
    occurrence: int


@dataclass(slots=True)
class NoteMark:
    """An explanatory note's marker."""

    letter: str
    occurrence: int


@dataclass(slots=True)
class NeededMark:
    """ "Citation needed"; `number` counts them from 1."""

    number: int
    reason: str


Mark = FootnoteMark | NoteMark | NeededMark


@dataclass(slots=True)
class Place:
    """Markers that stand together, with only white space between.

    `end` is the offset after them, `number` counts the places of one run from 0.
    """

    end: int
    number: int


Event = tuple[int, Literal["open", "close", "break", "marks"], TreeElement | Place | None]


class Extent(NamedTuple):
    """The characters of one claim in its run, and the claim's digest."""

    start: int
    end: int
    digest: str


# HTML as it is, or what depends on the page: the markers of a place, a claim that begins, a link that opens, or closes.
Piece = str | Place | Extent | TreeElement | None


@dataclass(slots=True)
class Run:
    """What is typed in one block; it says nothing of the rest of the text, and so is shared by all that have it.

    `places` is how many it has.
    """

    raw: str = ""
    events: list[Event] = field(default_factory=list)
    places: int = 0


@dataclass(slots=True)
class Extents:
    """The characters that a run's claims cover; `uncovered` are those of cited sentences behind their last marker.

    `pieces` are what `spans` made of the run with these, once it was asked to.
    """

    claims: list[Extent] = field(default_factory=list)
    uncovered: list[tuple[int, int]] = field(default_factory=list)
    pieces: list[Piece] | None = None


@dataclass(slots=True)
class TreeRun:
    """A run in its text; `marks` are those of each of its places, by their numbers."""

    run: Run
    extents: Extents
    marks: list[list[Mark]]


def unmarked(run: Run) -> TreeRun:
    """A run of which no claims are made."""
    return TreeRun(run, Extents(), [[] for _place in range(run.places)])


@dataclass(slots=True)
class TreePicture:
    """A figure in the tree; `caption` is a run of its own."""

    name: str
    alt: str
    caption: TreeRun | None
    wanted: bool


Part = Token | TreeRun | TreePicture


@dataclass(slots=True)
class Tree:
    """What `render` needs: the parts of the body in order, and those of each note by its letter."""

    body: list[Part] = field(default_factory=list)
    notes: Mapping[str, list[Part]] = field(default_factory=dict)
