"""Markdown as pandoc reads it: footnotes, citations, and front matter that holds the records of the works cited."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any, Final

from django.utils.translation import gettext as _

from encyclopedia.downloads.tree import Cited, EditionTree, Node, Nodes, end_of_lead, words_of
from encyclopedia.rendering.addresses import picture_url
from encyclopedia.rendering.page_language import in_its_language

_SIGNS: Final = re.compile(r"[\\`*_{}\[\]<>$@^~|#&\"']")
# Of these pandoc makes dashes and ellipses.
_JOINED: Final = re.compile(r"(?<=-)-|(?<=\.)\.(?=\.)")
# What makes a list, a heading or a quotation at the beginning of a line.
_OPENING: Final = re.compile(r"^(\s*)(?=[-+=:>%(]|\d+[.)]|[A-Za-z]{1,5}[.)]\s)")
_NUMBERED: Final = re.compile(r"^(\s*\w{1,9})([.)])")
_KEY: Final = re.compile(
    r"[A-Za-z0-9_](?:[A-Za-z0-9_]|[:.#$%&\-+?<>~/](?=[A-Za-z0-9_]))*\Z", re.ASCII
)
_WRAPS: Final = {"em": "*", "strong": "**", "strike": "~~", "sup": "^", "sub": "~"}


@in_its_language
def entry_markdown(tree: EditionTree) -> bytes:
    """One edition; standings of single citations are left out, as the look of a page is."""
    return _Markdown(tree).file().encode()


class _Markdown:
    def __init__(self, tree: EditionTree) -> None:
        self.tree = tree
        self.cited = {(citation.number, citation.occurrence): citation for citation in tree.cited}
        self.noted: list[str] = []

    def file(self) -> str:
        tree = self.tree
        split = end_of_lead(tree.blocks)
        blocks = [*self.blocks(tree.blocks[:split])]
        blocks = [*self._record(), *blocks, *self._facts(), *self.blocks(tree.blocks[split:])]
        if tree.records:
            blocks.append(f"# {escaped(_('Bibliography'))}\n\n::: {{#refs}}\n:::")
        blocks += [self._note(letter) for letter in self.noted]
        return f"{self._front()}\n" + "\n\n".join(blocks) + "\n"

    def _front(self) -> str:
        """JSON is YAML too, so that no value can end early."""
        tree, colophon = self.tree, self.tree.colophon
        values: dict[str, Any] = {
            "title": tree.title,
            "author": list(tree.author_names),
            "abstract": tree.summary,
            "lang": tree.language,
            "dir": tree.direction if tree.direction == "rtl" else "",
            "keywords": list(tree.tags),
            "date": colophon.published_at.date().isoformat(),
            "edition": colophon.number,
            "change": ": ".join(filter(None, (colophon.change, colophon.summary))),
            # Pandoc reads these as Markdown, and "@1" as a citation.
            "url": colophon.permanent.replace("@", "%40"),
            "doi": colophon.doi,
            "license": colophon.licence,
            "license-url": colophon.licence_address,
            "standing": words_of(tree.standing),
            "cite-as": [words_of(line).replace("@", "\\@") for _style, line in colophon.citing],
            "provenance": [words for words, _address in colophon.provenance],
            "references": list(tree.records.values()),
        }
        lines = [f"{name}: {_json(value)}" for name, value in values.items() if value]
        return "\n".join(["---", *lines, "---", ""])

    def _record(self) -> Iterator[str]:
        for fact in self.tree.record:
            label = f"**{escaped(fact.label)}:** " if fact.label else ""
            yield label + " · ".join(self.line(value) for value in fact.values)

    def _facts(self) -> Iterator[str]:
        tree = self.tree
        if tree.portrait:
            portrait = Node(
                "figure",
                target=tree.portrait.digest,
                alt=tree.portrait.alt,
                children=tree.portrait.caption,
            )
            yield self._block(portrait)
        if tree.facts:
            yield "\n".join(
                f"- **{escaped(fact.label)}:** {self.line(value)}"
                for fact in tree.facts
                for value in fact.values
            )

    def blocks(self, nodes: Nodes) -> Iterator[str]:
        for place, node in enumerate(nodes):
            yield self._block(node)
            following = nodes[place + 1] if place + 1 < len(nodes) else None
            if node.kind == "list" and following and following.kind in ("list", "listing"):
                yield "<!-- -->"

    def _block(self, node: Node) -> str:
        kind = node.kind
        if kind == "heading":
            return f"{'#' * min(node.number, 6)} {self.line(node.children)}"
        if kind == "list":
            return "\n".join(self._items(node))
        if kind == "quotation":
            inside = "\n\n".join(self.blocks(node.children))
            return "\n".join(f"> {line}".rstrip() for line in inside.split("\n"))
        if kind == "listing":
            fence = "`" * (max((len(run) for run in re.findall("`+", node.text)), default=2) + 1)
            fence = fence if len(fence) > 2 else "```"
            return f"{fence}\n{node.text}\n{fence}"
        if kind == "rule":
            return "* * *"
        if kind == "table":
            return self._table(node)
        if kind == "figure":
            return self._figure(node)
        return opened(self.line(node.children))

    def _items(self, node: Node) -> Iterator[str]:
        for place, item in enumerate(node.children):
            mark = f"{node.number + place}. " if node.number else "- "
            indent = " " * max(len(mark), 4)
            inside = "\n\n".join(self.blocks(item.children)) or ""
            first, *others = inside.split("\n")
            yield mark.ljust(4) + first
            yield from (f"{indent}{line}".rstrip() for line in others)

    def _table(self, node: Node) -> str:
        rows = [row for row in node.children if not row.head]
        heads = [row for row in node.children if row.head][:1]
        head = heads[0].children if heads else (Node("cell"),) * node.number
        aligns = {"left": ":---", "right": "---:", "center": ":---:"}
        of = (heads or rows)[0].children if heads or rows else ()
        lines = [
            self._row(head),
            "|" + "|".join(aligns.get(cell.align, "---") for cell in of) + "|",
            *(self._row(row.children) for row in rows),
        ]
        return "\n".join(lines)

    def _row(self, cells: Sequence[Node]) -> str:
        return (
            "| " + " | ".join(self.line(cell.children).replace("\n", " ") for cell in cells) + " |"
        )

    def _figure(self, node: Node) -> str:
        base = self.tree.colophon.site_address
        address = f"{base}{picture_url(node.target)}"
        alt = _json(node.alt.replace("\n", " "))[1:-1].replace("\\", "") if node.alt else ""
        attributes = f'{{alt="{_SIGNS.sub("", alt)}"}}' if alt else ""
        return f"![{self.line(node.children)}](<{address}>){attributes}"

    def line(self, nodes: Nodes) -> str:
        written = []
        for is_mark, together in groupby(nodes, lambda node: node.kind == "footnote"):
            if is_mark:
                written.append(self._citations(tuple(together)))
            else:
                written += [self._inline(node) for node in together]
        return "".join(written)

    def _inline(self, node: Node) -> str:
        kind = node.kind
        if kind == "text":
            return escaped(node.text)
        if kind == "code":
            ticks = "`" * (max((len(run) for run in re.findall("`+", node.text)), default=0) + 1)
            inside = node.text.replace("\n", " ")
            pad = " " if inside[:1] == "`" or inside[-1:] == "`" or not inside.strip() else ""
            return f"{ticks}{pad}{inside}{pad}{ticks}"
        if kind == "break":
            return "\\\n"
        if kind == "note":
            if node.target not in self.noted:
                self.noted.append(node.target)
            return f"[^{node.target}]"
        if kind == "needed":
            reason = words_of(self.tree.needed.get(node.number, ()))
            return f"[@? {_SIGNS.sub('', reason)}]"
        inside = self.line(node.children)
        if kind == "quote":
            return f"“{inside}”"
        if kind == "link":
            address = re.sub(r"[\s<>]", lambda match: f"%{ord(match[0]):02X}", node.target)
            return f"[{inside}](<{address}>)"
        wrap = _WRAPS.get(kind, "")
        if kind in ("sup", "sub"):
            inside = inside.replace(" ", "\\ ")
        stripped = inside.strip()
        if not wrap or not stripped:
            return inside
        start = inside[: len(inside) - len(inside.lstrip())]
        return f"{start}{wrap}{stripped}{wrap}{inside[len(start) + len(stripped) :]}"

    def _citations(self, marks: Sequence[Node]) -> str:
        cited = [self.cited.get((mark.number, mark.occurrence)) for mark in marks]
        return f"[{'; '.join(self._citation(citation) for citation in cited if citation)}]"

    def _citation(self, citation: Cited) -> str:
        key = f"@{citation.key}" if _KEY.match(citation.key) else f"@{{{citation.key}}}"
        place = [citation.locator, citation.suffix]
        quotation = f'"{_SIGNS.sub("", citation.quotation)}"' if citation.quotation else ""
        behind = ", ".join(filter(None, (*map(_plain, place), quotation)))
        before = f"{_plain(citation.prefix)} " if citation.prefix else ""
        return f"{before}{key}{', ' if behind else ''}{behind}"

    def _note(self, letter: str) -> str:
        note = self.tree.notes.get(letter)
        inside = "\n\n".join(self.blocks(note.blocks if note else ()))
        first, *others = inside.split("\n")
        return "\n".join([f"[^{letter}]: {first}", *(f"    {line}".rstrip() for line in others)])


def escaped(words: str) -> str:
    """The words with every sign that Markdown could read behind a backslash."""
    return _JOINED.sub(r"\\\g<0>", _SIGNS.sub(lambda match: f"\\{match[0]}", words))


def opened(line: str) -> str:
    """A line that begins a paragraph, and is read as nothing else."""
    if not _OPENING.match(line):
        return line
    if _NUMBERED.match(line):
        return _NUMBERED.sub(r"\1\\\2", line)
    return re.sub(r"^(\s*)", r"\1\\", line)


def _plain(words: str) -> str:
    """Words inside a citation, where a bracket or a semicolon would end it."""
    return re.sub(r"[\[\]]", "", words).replace(";", ",").replace("@", "\\@")


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
