"""Blocks of markup under construction, each with the remarks on its own lines. Pure: no Django."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from editorial.html.imported import ReportLine, excerpt
from encyclopedia.core.messages import Message


@dataclass(slots=True)
class MarkupBlock:
    """Lines of markup; `report` counts them from 0. `kind` distinguishes kinds of list."""

    lines: list[str]
    report: list[ReportLine] = field(default_factory=list)
    kind: str = ""

    def remark(self, message: Message, words: str = "", line: int = 0) -> None:
        self.report.append(ReportLine(line, message, excerpt(words)))

    def prefixed(self, first: str, rest: str) -> MarkupBlock:
        """The block as part of a quotation, list item or note."""
        lines = [
            (rest if number else first) + line if line else (rest if number else first).rstrip()
            for number, line in enumerate(self.lines)
        ]
        return MarkupBlock(lines, self.report)


def stacked(blocks: Iterable[MarkupBlock], *, tight: bool = False) -> MarkupBlock:
    """Blocks one under another, a blank line between them unless `tight`."""
    result = MarkupBlock([])
    for block in blocks:
        if result.lines and not tight:
            result.lines.append("")
        start = len(result.lines)
        result.lines.extend(block.lines)
        result.report.extend(
            ReportLine(start + line.line, line.message, line.excerpt) for line in block.report
        )
    return result
