"""What the calls of a wiki's own templates give, from wikitext to wikitext, as MediaWiki's preprocessor does it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from editorial.importers.mediawiki.expansion import functions
from editorial.importers.mediawiki.expansion.calls import (
    bare,
    guarded,
    has_sign,
    split,
    unlosable,
)
from editorial.importers.mediawiki.expansion.template_pages import (
    TemplateBody,
    TemplatePages,
    title_key,
)
from editorial.importers.mediawiki.templates.parser_functions import VARIABLES
from editorial.importers.mediawiki.wikitext.nodes import (
    Node,
    Template,
    WikiLink,
    WikiParameter,
    WikiTag,
)
from editorial.importers.mediawiki.wikitext.scanner import MAX_BODIES, WITH_WIKITEXT, parse

# How deep templates call each other; and of one page: the pieces looked at, the characters made on the way.
MAX_CALLS = 20
MAX_PIECES = 100_000
MAX_MADE = 4 << 20
_LINE_START = ("*", "#", ":", ";", "{|")
# Boxes of the wiki for those who write and leaf through it, as their classes say; no part of the text.
_BOX = re.compile(
    r"\A\s*(?:<[a-z]+\b[^<>]{0,300}?|\{\|[^\n]{0,300}?)\bclass\s*=\s*[\"'][^\"'<>]{0,200}?"
    r"\b(?:navbox|ambox|tmbox|cmbox|ombox|metadata|hatnote|dablink|sistersitebox|noprint|stub)\b",
    re.IGNORECASE,
)


class _Uncertain(Exception):
    """The value of a call is not certain: it stays as it is written."""


@dataclass(frozen=True, slots=True)
class _Frame:
    """One call of a template: the arguments by name, and the templates that are being expanded around it."""

    values: dict[str, str]
    around: tuple[str, ...]


class Expansion:
    """The calls of one page."""

    def __init__(self, title: str, pages: TemplatePages, is_known: Callable[[str], bool]) -> None:
        self.title = title
        self.pages = pages
        self.is_known = is_known
        self.boxes: list[tuple[str, int]] = []
        self.line_start = False
        self._pieces = MAX_PIECES
        self._left = MAX_MADE
        self._bodies = 0

    def text_of(self, nodes: list[Node], source: str, frame: _Frame | None) -> str:
        """The nodes, which stand in `source`, as wikitext with their calls expanded.

        Without a frame they are the page's own. Raises _Uncertain within one.
        """
        pieces: list[str] = []
        for node in nodes:
            self._pieces -= 1
            if self._pieces < 0 and frame is not None:
                raise _Uncertain
            if isinstance(node, str):
                pieces.append(node)
            elif isinstance(node, WikiTag):
                pieces.append(self._tag(node, source, frame))
            elif isinstance(node, WikiLink):
                pieces.append(f"[[{self.text_of(node.nodes, source, frame)}]]")
            elif isinstance(node, WikiParameter):
                pieces.append(self._parameter(node, source, frame))
            else:
                pieces.append(self._call(node, source, frame, pieces))
        text = "".join(pieces)
        self._count(len(text), frame)
        return text

    def _count(self, length: int, frame: _Frame | None) -> None:
        self._left -= length
        if self._left < 0 and frame is not None:
            raise _Uncertain

    def _tag(self, node: WikiTag, source: str, frame: _Frame | None) -> str:
        if node.body is None or node.name not in WITH_WIKITEXT or "{{" not in node.body:
            return source[node.start : node.end]
        if frame is not None and "{{{" in node.body:
            # The wiki would show the braces.
            raise _Uncertain
        if self._bodies >= MAX_BODIES:
            return source[node.start : node.end]
        self._bodies += 1
        try:
            inside = self.text_of(parse(node.body, node.body_start), source, frame)
        finally:
            self._bodies -= 1
        body_end = node.body_start + len(node.body)
        return source[node.start : node.body_start] + inside + source[body_end : node.end]

    def _parameter(self, node: WikiParameter, source: str, frame: _Frame | None) -> str:
        if frame is None:
            parts = [self.text_of(part, source, None) for part in node.parts]
            return "{{{" + "|".join(parts) + "}}}"
        name = self.text_of(node.parts[0], source, frame).strip()
        if name in frame.values:
            return frame.values[name]
        if len(node.parts) > 1:
            return self.text_of(node.parts[1], source, frame)
        return "{{{" + name + "}}}"

    def _call(self, node: Template, source: str, frame: _Frame | None, before: list[str]) -> str:
        raw = self.text_of(node.parts[0], source, frame)
        name = bare(raw)
        lower = name.lower()
        if frame is not None:
            value = self._function(lower, name, node, source, frame)
            if value is not None:
                return value
        body = None
        if not lower.startswith("#") and "{" not in name and not self.is_known(lower):
            body = self._body(name)
        if body is None:
            known = self.is_known(lower) or lower in {"!", "="} or lower.startswith(functions.KEPT)
            if frame is not None and not known:
                raise _Uncertain
            return self._as_written(raw, node, source, frame)
        values = self._arguments(node, source, frame)
        try:
            text = self._value(name, body, values, frame)
        except (_Uncertain, RecursionError):
            if frame is not None:
                raise _Uncertain from None
            return self._as_written(raw, node, source, frame)
        if frame is None and _BOX.match(text):
            self.boxes.append((name, node.first))
            return ""
        at_start = before[-1].endswith("\n") if before else frame is not None or self.line_start
        return f"\n{text}" if text.startswith(_LINE_START) and not at_start else text

    def _body(self, name: str) -> TemplateBody | None:
        """The template's page; its title may be written with its namespace."""
        return self.pages.body(name) or self.pages.body(name.partition(":")[2])

    def _value(
        self, name: str, body: TemplateBody, values: dict[str, str], frame: _Frame | None
    ) -> str:
        around = frame.around if frame else ()
        key = title_key(name)
        if key in around or len(around) >= MAX_CALLS:
            raise _Uncertain
        text = self.text_of(body.nodes, body.text, _Frame(values, (*around, key)))
        if "{{{" in text or not all(part in text for part in unlosable(values)):
            raise _Uncertain
        return text

    def _arguments(self, node: Template, source: str, frame: _Frame | None) -> dict[str, str]:
        values: dict[str, str] = {}
        position = 0
        for part in node.parts[1:]:
            name_nodes, value_nodes = split(part)
            value = self.text_of(value_nodes, source, frame)
            if name_nodes is None:
                position += 1
                values[str(position)] = value
            else:
                values[self.text_of(name_nodes, source, frame).strip()] = value.strip()
        return values

    def _as_written(self, raw: str, node: Template, source: str, frame: _Frame | None) -> str:
        """The call again, its arguments expanded: so that none of them is read as two, or as a name and a value."""
        parts = [raw]
        position = 0
        for part in node.parts[1:]:
            name_nodes, value_nodes = split(part)
            value = self.text_of(value_nodes, source, frame)
            written = guarded(value) if "|" in value else value
            if name_nodes is None:
                position += 1
                takes_number = "=" in value and not has_sign(part)
                parts.append(f"{position}={written}" if takes_number else written)
            else:
                parts.append(f"{self.text_of(name_nodes, source, frame)}={written}")
        return "{{" + "|".join(parts) + "}}"

    def _function(
        self, lower: str, name: str, node: Template, source: str, frame: _Frame
    ) -> str | None:
        """The value of a variable or parser function; None where the call is none, or is kept for the reader."""
        if (value := functions.variable(lower, self.title)) is not None:
            return value
        if lower in VARIABLES:
            raise _Uncertain
        function, colon, _ = lower.partition(":")
        first = name.partition(":")[2].strip()
        if not colon or lower.startswith(functions.KEPT):
            return None
        if (text := functions.letters(function, first)) is not None:
            return text
        if not function.startswith("#"):
            return None

        def branch(number: int) -> str:
            parts = node.parts[number : number + 1]
            return self.text_of(parts[0], source, frame).strip() if parts else ""

        if function == "#if":
            return branch(1 if first else 2)
        if function == "#ifeq":
            return branch(2 if functions.alike(first, branch(1)) else 3)
        if function == "#switch":
            return self._switch(first, node, source, frame)
        if function == "#iferror" and "error" not in first:
            return branch(2) if len(node.parts) > 2 else first
        raise _Uncertain

    def _switch(self, wanted: str, node: Template, source: str, frame: _Frame) -> str:
        default: list[Node] | None = None
        is_met = is_default = False
        cases = node.parts[1:]
        for number, case in enumerate(cases, 1):
            label_nodes, value_nodes = split(case)
            if label_nodes is None and number == len(cases):
                # The last one without a sign is what there is otherwise.
                return self.text_of(value_nodes, source, frame).strip()
            label = self.text_of(
                value_nodes if label_nodes is None else label_nodes, source, frame
            ).strip()
            is_met = is_met or functions.alike(wanted, label)
            is_default = is_default or label == "#default"
            if label_nodes is None:
                continue
            if is_met:
                return self.text_of(value_nodes, source, frame).strip()
            if is_default:
                default, is_default = value_nodes, False
        return self.text_of(default, source, frame).strip() if default is not None else ""
