"""Wikitext's lists (`*`, `#`, `;`, `:`) into CommonMark's."""

from __future__ import annotations

import re

from editorial.importers.mediawiki.context import Context
from editorial.importers.mediawiki.writing.emphasis import guarded_lines
from editorial.importers.mediawiki.writing.inline_pieces import PieceLine
from editorial.importers.mediawiki.writing.wiki_inline import render

MAX_LEVELS = 6
_PREFIX = re.compile(r"[*#:;]+")
_TERM_END = re.compile(r"\s+:\s*|:\s+")


def markup(items: list[tuple[int, str]], context: Context) -> list[str]:
    """The blocks of consecutive list lines, each with its number.

    Indentation by `:` alone is layout: such lines become paragraphs, in the item above if there is one.
    """
    writer = _ListWriter(context)
    for number, line in items:
        context.line = number
        match = _PREFIX.match(line)
        prefix = match.group() if match else ""
        text = line[len(prefix) :].strip()
        if prefix.endswith(";"):
            term, definition = _split_term(text)
            writer.item(prefix, f"'''{term}'''" if term and "'''" not in term else term)
            if definition:
                writer.item(prefix[:-1] + ":", definition)
        else:
            writer.item(prefix, text)
    return writer.finished()


def _split_term(text: str) -> tuple[str, str]:
    match = _TERM_END.search(text)
    if match is None or match.start() == 0:
        return text, ""
    return text[: match.start()], text[match.end() :]


class _ListWriter:
    def __init__(self, context: Context) -> None:
        self.context = context
        self.blocks: list[str] = []
        self.lines: list[str] = []
        # for each open level its mark and how far its items' text is indented
        self.levels: list[tuple[str, int]] = []
        self.numbers: list[int] = []

    def item(self, prefix: str, text: str) -> None:
        prefix = prefix[:MAX_LEVELS]
        line = render(text, self.context)
        if not (line.markup.strip() or line.before or line.after):
            return
        common = self._common(prefix)
        bullets = "*#;"
        if prefix[-1] == ":" and not self._defines(prefix, common):
            self._paragraph(common, line)
            return
        depth = max(common, 0)
        if len(prefix) == common and prefix[-1] in bullets:
            depth = common - 1
        del self.levels[depth:]
        del self.numbers[depth + 1 :]
        indent = self.levels[-1][1] if self.levels else 0
        mark = prefix[-1]
        while len(self.numbers) <= depth:
            self.numbers.append(0)
        self.numbers[depth] += 1
        sign = f"{self.numbers[depth]}. " if mark == "#" else "- "
        self.levels.append((mark, indent + len(sign)))
        self._write(" " * indent + sign, indent + len(sign), line)

    def _defines(self, prefix: str, common: int) -> bool:
        """Does `:` define the term of a `;` above it?"""
        return len(self.levels) >= len(prefix) and any(
            mark == ";" for mark, _ in self.levels[len(prefix) - 1 : len(prefix)]
        )

    def _common(self, prefix: str) -> int:
        """How many levels of the open lists the prefix continues."""
        common = 0
        for sign, (mark, _) in zip(prefix, self.levels, strict=False):
            if sign == mark or (sign == ":" and mark in "*#;:"):
                common += 1
            else:
                break
        return common

    def _paragraph(self, common: int, line: PieceLine) -> None:
        if common and self.levels:
            indent = self.levels[common - 1][1]
            del self.levels[common:]
            self.lines.append("")
            self._write(" " * indent, indent, line)
            return
        self.flush()
        self.blocks += line.before
        if lines := guarded_lines(line.markup):
            self.blocks.append("\n".join(lines))
        self.blocks += line.after

    def _write(self, lead: str, indent: int, line: PieceLine) -> None:
        lines = guarded_lines(line.markup)
        while lines and lines[-1] == "\\":
            lines.pop()
        first = lead
        for text in lines:
            self.lines.append(f"{first}{text}")
            first = " " * indent
        for block in [*line.before, *line.after]:
            if first != lead:
                self.lines.append("")
            for text in block.split("\n"):
                self.lines.append(f"{first}{text}".rstrip())
                first = " " * indent

    def flush(self) -> None:
        if self.lines:
            self.blocks.append("\n".join(self.lines))
        self.lines, self.levels, self.numbers = [], [], []

    def finished(self) -> list[str]:
        self.flush()
        return self.blocks
