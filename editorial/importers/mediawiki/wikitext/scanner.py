"""The one pass that finds templates, links, comments and extension tags in wikitext.

Only what decides where a template or a reference begins and ends is read here, as in MediaWiki's preprocessor: time
and memory are linear in the input, nesting deeper than MAX_DEPTH is left as text, and no reference depends on whether
quotes, tables or HTML around it are well-formed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from editorial.importers.mediawiki.wikitext.nodes import (
    Node,
    Template,
    WikiLink,
    WikiParameter,
    WikiTag,
)

MAX_DEPTH = 40
# a template around a parameter around … opened by one row of braces: each row may hold two of them
MAX_BRACES = 6
# how deep tags inside tags' bodies are read (a note in a note in a poem …)
MAX_BODIES = 8
WITH_WIKITEXT = frozenset({"ref", "references", "gallery", "poem"})

_EXTENSION_TAGS = (
    "ref|references|nowiki|pre|math|chem|ce|syntaxhighlight|source|gallery|poem|timeline|score"
    "|imagemap|hiero|templatestyles|indicator|section|graph|mapframe|maplink"
    "|inputbox|categorytree|charinsert|langconvert|includeonly"
)

_MARK = re.compile(
    r"\{{2,}|\}{2,}|\[\[|\]\]|\||<!--|</?(?:noinclude|onlyinclude)\s*/?>|<(?:"
    + _EXTENSION_TAGS
    + r")(?=[\s/>])",
    re.IGNORECASE,
)
_ATTRIBUTE = re.compile(
    r"""([^\s=/>"']+)\s*=\s*(?:"([^"]*)"|'([^']*)'|[“”„«]([^“”»]*)[“”»]|([^\s"'>]+))"""
)
_NEXT = {">": re.compile(">"), "<ref": re.compile(r"<ref(?=[\s/>])", re.IGNORECASE)}
_REF_OR_COMMENT = re.compile(r"<!--|<ref(?=[\s/>])", re.IGNORECASE)


@dataclass(slots=True)
class _Frame:
    kind: str
    count: int
    start: int
    parts: list[list[Node]] = field(default_factory=lambda: [[]])


def parse(text: str, offset: int = 0) -> list[Node]:
    """The tree of a cleaned text; `offset` is where the text begins in the page."""
    return _Scanner(text, offset).scan()


class _Scanner:
    def __init__(self, text: str, offset: int) -> None:
        self.text = text
        self.offset = offset
        self.root: list[Node] = []
        self.stack: list[_Frame] = []
        self.unclosed: set[str] = set()
        self.closings: dict[str, tuple[int, int]] = {}
        self.next = {
            mark: match.start() if (match := pattern.search(text)) else -1
            for mark, pattern in _NEXT.items()
        }

    def scan(self) -> list[Node]:
        text = self.text
        position = 0
        while match := _MARK.search(text, position):
            start, mark = match.start(), match.group()
            if start > position:
                self.add(text[position:start])
            position = match.end()
            if mark[0] == "{":
                self.open("{", len(mark), start, mark)
            elif mark == "[[":
                self.open("[", 2, start, mark)
            elif mark[0] == "}":
                self.close_braces(len(mark), position)
            elif mark == "]]":
                self.close_link(position)
            elif mark == "|":
                if self.stack and self.stack[-1].kind == "{":
                    self.stack[-1].parts.append([])
                else:
                    self.add("|")
            elif mark == "<!--":
                position = self.comment(start)
            elif "include" not in mark[:13].lower() or mark[1:4].lower() == "inc":
                position = self.tag(match)
        if position < len(text):
            self.add(text[position:])
        nodes = self.root
        for frame in self.stack:
            nodes.append(("{" if frame.kind == "{" else "[") * frame.count)
            nodes.extend(_flat(frame.parts))
        return nodes

    def add(self, node: Node) -> None:
        (self.stack[-1].parts[-1] if self.stack else self.root).append(node)

    def open(self, kind: str, count: int, start: int, mark: str) -> None:
        if len(self.stack) >= MAX_DEPTH:
            self.add(mark)
        elif count > MAX_BRACES:
            self.add(mark[: count - MAX_BRACES])
            self.stack.append(_Frame(kind, MAX_BRACES, start + self.offset + count - MAX_BRACES))
        else:
            self.stack.append(_Frame(kind, count, start + self.offset))

    def close_link(self, position: int) -> None:
        if not self.stack or self.stack[-1].kind != "[":
            self.add("]]")
            return
        frame = self.stack.pop()
        self.add(WikiLink(list(_flat(frame.parts)), frame.start, position + self.offset))

    def close_braces(self, count: int, position: int) -> None:
        while count >= 2 and self.stack:
            if self.stack[-1].kind == "[":
                if not any(frame.kind == "{" for frame in self.stack):
                    break
                # a link left open inside a template must not keep the template open
                link = self.stack.pop()
                self.add("[[")
                for node in _flat(link.parts):
                    if node == "|" and self.stack[-1].kind == "{":
                        self.stack[-1].parts.append([])
                    else:
                        self.add(node)
                continue
            frame = self.stack.pop()
            used = 3 if min(count, frame.count) >= 3 else 2
            count -= used
            left = frame.count - used
            node = (WikiParameter if used == 3 else Template)(
                frame.parts, frame.start, frame.start + left, position - count + self.offset
            )
            if left >= 2:
                self.stack.append(_Frame("{", left, frame.start, [[node]]))
            else:
                if left:
                    self.add("{")
                self.add(node)
        if count:
            self.add("}" * count)

    def comment(self, start: int) -> int:
        """The position after the comment; one alone on its line is removed with the line's end.

        One without an end would hide the rest of the page: its mark is left as text.
        """
        text = self.text
        end = text.find("-->", start + 4) if "-->" not in self.unclosed else -1
        if end < 0:
            self.unclosed.add("-->")
            self.add("<!--")
            return start + 4
        end += 3
        before = start
        while before and text[before - 1] in " \t":
            before -= 1
        after = end
        while after < len(text) and text[after] in " \t":
            after += 1
        if before and text[before - 1] == "\n" and text[after : after + 1] == "\n":
            return after + 1
        return end

    def tag(self, match: re.Match[str]) -> int:
        """The extension tag opened at `match`; returns where the text continues."""
        text, start = self.text, match.start()
        name = match.group()[1:].lower()
        end = self.ahead(">", match.end())
        if end < 0 or self.ahead("<ref", match.end()) in range(match.end(), end):
            # Where the tag's own end is missing, the next reference's end would be read as its end.
            self.add(match.group())
            return match.end()
        inside = text[match.end() : end]
        attributes = {
            groups[0].lower(): next((value for value in groups[1:] if value), "").strip()
            for groups in _ATTRIBUTE.findall(inside.rstrip("/") if inside.endswith("/") else inside)
        }
        node = WikiTag(name, attributes, None, start + self.offset)
        node.end = end + 1 + self.offset
        if inside.endswith("/"):
            self.add(node)
            return end + 1
        body_end, after = self.closing(name, end + 1)
        node.unclosed = body_end < 0
        if name == "ref":
            body_end, after = self.ref_end(node, end + 1, body_end, after)
        if body_end < 0:
            if name == "references":
                self.add(node)
            elif name not in {"templatestyles", "indicator", "section"}:
                self.add(match.group() + inside + ">")
            return end + 1
        node.body = text[end + 1 : body_end]
        node.body_start = end + 1 + self.offset
        node.end = after + self.offset
        if name != "includeonly":
            self.add(node)
        return after

    def ahead(self, mark: str, position: int) -> int:
        """Where the next `>` or `<ref` is; -1 when there is none. All calls together search the text once."""
        if 0 <= self.next[mark] < position:
            match = _NEXT[mark].search(self.text, position)
            self.next[mark] = match.start() if match else -1
        return self.next[mark]

    def closing(self, name: str, position: int) -> tuple[int, int]:
        """Start and end of the next closing tag; -1, -1 when there is none."""
        if name in self.unclosed:
            return -1, -1
        span = self.closings.get(name)
        if span and position <= span[0]:
            return span
        match = re.compile(rf"</{name}\s*>", re.IGNORECASE).search(self.text, position)
        if match is None:
            self.unclosed.add(name)
            return -1, -1
        self.closings[name] = match.span()
        return match.span()

    def ref_end(self, node: WikiTag, begin: int, body_end: int, after: int) -> tuple[int, int]:
        """A reference that was never closed ends with its line, not at the next one's `</ref>`."""
        limit = body_end if body_end >= 0 else len(self.text)
        inner = self.inner_reference(begin, limit)
        if body_end >= 0 and inner < 0:
            return body_end, after
        node.unclosed = True
        limit = inner if inner >= 0 else limit
        line_end = self.text.find("\n", begin, limit)
        end = limit if line_end < 0 else line_end
        return end, end

    def inner_reference(self, begin: int, limit: int) -> int:
        """Where the next `<ref>` with a body opens before `limit`, outside comments; -1 if none does."""
        text, closed = self.text, True
        while match := _REF_OR_COMMENT.search(text, begin, limit):
            if match.group() == "<!--":
                # A comment without an end hides no reference.
                end = text.find("-->", match.end(), limit) if closed else -1
                closed = end >= 0
                begin = end + 3 if closed else match.end()
                continue
            end = text.find(">", match.end(), limit)
            if end < 0:
                return -1
            if text[end - 1] != "/":
                return match.start()
            begin = end + 1
        return -1


def _flat(parts: list[list[Node]]) -> Iterator[Node]:
    for number, part in enumerate(parts):
        if number:
            yield "|"
        yield from part


def walk(nodes: list[Node], depth: int = 0) -> Iterator[WikiTag | Template | WikiLink]:
    """Every tag, template and link of a tree, those inside tags' bodies included, in order."""
    for node in nodes:
        if isinstance(node, str):
            continue
        if isinstance(node, WikiTag):
            yield node
            if node.body and node.name in WITH_WIKITEXT and depth < MAX_BODIES:
                yield from walk(parse(node.body, node.body_start), depth + 1)
        elif isinstance(node, WikiLink):
            yield node
            yield from walk(node.nodes, depth)
        else:
            if isinstance(node, Template):
                yield node
            for part in node.parts:
                yield from walk(part, depth)
