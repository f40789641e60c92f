"""Wikitext as a tree of templates, links and extension tags, as `scanner.parse` finds them."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

# Where an atom (an opaque piece of finished content) is in text that is still to be converted,
# and where a line of the page begins. Unicode's noncharacters: `cleaned` removes them from pages.
ATOM_OPEN, ATOM_CLOSE, LINE_OPEN, LINE_CLOSE = "\ufdd0", "\ufdd1", "\ufdd2", "\ufdd3"
_UNWANTED = re.compile("[\ufdd0-\ufdef\ufffe\uffff\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


@dataclass(slots=True)
class WikiTag:
    """An extension tag; `body` is raw wikitext, None when the tag closes itself."""

    name: str
    attributes: dict[str, str]
    body: str | None
    start: int
    body_start: int = 0
    unclosed: bool = False
    end: int = 0


@dataclass(slots=True)
class Template:
    """`{{name|…}}`; each part is a list of nodes, the first one the name.

    `start` is where the row of braces begins that opened it; `first` and `end` are where its own braces do.
    """

    parts: list[list[Node]]
    start: int
    first: int = 0
    end: int = 0


@dataclass(slots=True)
class WikiParameter:
    """`{{{name|default}}}`, which only means something inside a template's own page."""

    parts: list[list[Node]]
    start: int
    first: int = 0
    end: int = 0


@dataclass(slots=True)
class WikiLink:
    """`[[…]]`; `nodes` is everything between the brackets, pipes included."""

    nodes: list[Node]
    start: int
    end: int = 0


Node = str | WikiTag | Template | WikiParameter | WikiLink


def cleaned(text: str) -> str:
    """The page's text with one kind of line end and without characters that no page may hold."""
    return _UNWANTED.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


_FORGOTTEN_PIPE = re.compile(r"\s*([^=:#\s][^=:#]*?)\s+([^\s=]+\s*=.*)\Z", re.DOTALL)


class Lines:
    """Line numbers (from 1) of offsets in a text."""

    def __init__(self, text: str) -> None:
        self._starts = [0, *(match.end() for match in re.finditer("\n", text))]

    def __call__(self, offset: int) -> int:
        return bisect_right(self._starts, offset)


def argument(part: list[Node]) -> tuple[str | None, list[Node]]:
    """A template's part as name and value; the name is None where there is none."""
    for number, node in enumerate(part):
        if isinstance(node, str):
            equals = node.find("=")
            if equals >= 0:
                before = "".join(n for n in part[:number] if isinstance(n, str)) + node[:equals]
                return before.strip(), [node[equals + 1 :], *part[number + 1 :]]
    return None, part


def restore_pipe(node: Template) -> None:
    """{{cite book title=…}}: put back the forgotten pipe after the name."""
    first = node.parts[0][0] if node.parts[0] else ""
    if isinstance(first, str) and (match := _FORGOTTEN_PIPE.match(first)):
        node.parts[0:1] = [[match.group(1)], [match.group(2), *node.parts[0][1:]]]


def newlines(node: Node) -> int:
    """How many line ends the source of a node has (its name and braces have none)."""
    if isinstance(node, str):
        return node.count("\n")
    if isinstance(node, WikiTag):
        return (node.body or "").count("\n")
    if isinstance(node, WikiLink):
        return sum(map(newlines, node.nodes))
    return sum(newlines(child) for part in node.parts for child in part)
