"""Bold and italic: MediaWiki's rows of apostrophes read, our asterisks written.

Reading follows MediaWiki's own algorithm, line by line. What is written always reads back: emphasis
that CommonMark's rules of flanking would not see is left out rather than shown as asterisks.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

ITALIC, BOLD = 1, 2


@dataclass(slots=True)
class QuoteRun:
    """A piece of a line: finished markup, the words in it, and its style (ITALIC | BOLD)."""

    markup: str
    words: str
    style: int = 0


def quote_styles(pieces: list[str]) -> list[tuple[str, int]]:
    """For text alternating with rows of apostrophes: what to keep of each row, and its toggles.

    `pieces` is text, row, text, row … text; the answer has one item for each row: apostrophes that
    stay as text, and the style (ITALIC, BOLD or both) that is switched there.
    """
    rows = [len(row) for row in pieces[1::2]]
    apostrophes = [""] * len(rows)
    for number, count in enumerate(rows):
        if count == 4:
            apostrophes[number], rows[number] = "'", 3
        elif count > 5:
            apostrophes[number], rows[number] = "'" * (count - 5), 5
    italics = sum(count in (2, 5) for count in rows)
    bolds = sum(count in (3, 5) for count in rows)
    if italics % 2 and bolds % 2:
        place = _odd_bold(pieces, rows)
        if place is not None:
            apostrophes[place], rows[place] = apostrophes[place] + "'", 2
    toggles = {2: ITALIC, 3: BOLD, 5: ITALIC | BOLD}
    return [(apostrophes[number], toggles[count]) for number, count in enumerate(rows)]


def _odd_bold(pieces: list[str], rows: list[int]) -> int | None:
    """Which ''' is an apostrophe and a '': after a one-letter word, else after a word, else any."""
    best: tuple[int, int] | None = None
    for number, count in enumerate(rows):
        if count == 3:
            before = pieces[2 * number]
            rank = 2 if before.endswith(" ") or not before else 0 if before[-2:-1] == " " else 1
            if best is None or rank < best[0]:
                best = (rank, number)
    return best[1] if best else None


def _is_punctuation(character: str) -> bool:
    return unicodedata.category(character)[0] in "PS"


def _can_open(before: str, after: str) -> bool:
    if not after or after.isspace():
        return False
    return not _is_punctuation(after) or not before or before.isspace() or _is_punctuation(before)


def _can_close(before: str, after: str) -> bool:
    if not before or before.isspace():
        return False
    return not _is_punctuation(before) or not after or after.isspace() or _is_punctuation(after)


def markup_of(runs: list[QuoteRun]) -> str:
    """The line's markup."""
    runs = _without_outer_space(runs)
    spans = _spans(runs)
    opening: dict[int, list[str]] = {}
    closing: dict[int, list[str]] = {}
    for start, end, style in spans:
        mark = "*" if style == ITALIC else "**"
        opening.setdefault(start, []).append(mark)
        closing.setdefault(end, []).insert(0, mark)
    pieces = []
    for number, run in enumerate(runs):
        pieces += closing.get(number, [])
        pieces += opening.get(number, [])
        follows = runs[number + 1].markup[:1] if number + 1 < len(runs) else ""
        # "!" before a bracket of ours would turn it into a picture
        pieces.append(
            f"{run.markup[:-1]}\\!" if follows == "[" and run.markup.endswith("!") else run.markup
        )
    pieces += closing.get(len(runs), [])
    return "".join(pieces)


def _without_outer_space(runs: list[QuoteRun]) -> list[QuoteRun]:
    """Move white space at the edges of emphasis outside it."""
    separated: list[QuoteRun] = []
    edges: set[int] = set()
    for run in runs:
        if not run.markup:
            continue
        core = run.markup.strip()
        if not run.style or len(core) == len(run.markup):
            separated.append(run)
            continue
        if not core:
            edges.add(len(separated))
            separated.append(QuoteRun(run.markup, run.words))
            continue
        begin = run.markup.index(core)
        lead, trail = run.markup[:begin], run.markup[begin + len(core) :]
        if lead:
            edges.add(len(separated))
            separated.append(QuoteRun(lead, lead))
        separated.append(QuoteRun(core, run.words.strip(), run.style))
        if trail:
            edges.add(len(separated))
            separated.append(QuoteRun(trail, trail))
    for number in edges:
        if 0 < number < len(separated) - 1:
            separated[number].style = separated[number - 1].style & separated[number + 1].style
    return separated


def _spans(runs: list[QuoteRun]) -> list[tuple[int, int, int]]:
    """Start, end and style of each emphasis that can be written, outer ones first."""
    candidates: list[tuple[int, int, int]] = []
    for style in (ITALIC, BOLD):
        start = -1
        for number in range(len(runs) + 1):
            inside = number < len(runs) and bool(runs[number].style & style)
            if inside and start < 0:
                start = number
            elif not inside and start >= 0:
                candidates.append((start, number, style))
                start = -1
    candidates.sort(key=lambda span: (span[0], -span[1]))
    spans: list[tuple[int, int, int]] = []
    open_ends: list[int] = []
    last_end = -1
    for start, end, style in candidates:
        while open_ends and open_ends[-1] <= start:
            open_ends.pop()
        if open_ends and end > open_ends[-1]:
            end = open_ends[-1]
        if start == last_end or not _can_write(runs, start, end):
            continue
        if runs[start].markup.startswith("*") or runs[end - 1].markup.endswith("*"):
            continue
        spans.append((start, end, style))
        open_ends.append(end)
        last_end = max(last_end, end)
    return spans


def _can_write(runs: list[QuoteRun], start: int, end: int) -> bool:
    before = runs[start - 1].markup[-1:] if start else ""
    after = runs[end].markup[:1] if end < len(runs) else ""
    first, last = runs[start].markup[:1], runs[end - 1].markup[-1:]
    return _can_open(before, first) and _can_close(last, after)


_ESCAPED = re.compile(r"[\\`*\[\]<]|&(?=#?\w{1,32};)|~~|(?<![^\W_])_|_(?![^\W_])")


def escaped(text: str) -> str:
    """Plain text with a backslash before characters that our markup would read."""
    return _ESCAPED.sub(
        lambda match: "".join("\\" + character for character in match.group()), text
    )


_LINE_START = re.compile(
    r"(?P<digits>\d{1,9})(?=[.)](?:\s|$))|(?=#{1,6}(?:\s|$)|[-+](?:\s|$)|>|[=-]+\s*$|~{3}|[|:\-\s]+$)"
)


def guarded(line: str) -> str:
    """The line, escaped so that its beginning is not read as a heading, list, quotation, rule or table."""
    line = line.strip()
    if not line:
        return line
    match = _LINE_START.match(line)
    if match is None:
        return line
    digits = match.group("digits") or ""
    return f"{digits}\\{line[len(digits) :]}"


def guarded_lines(markup: str) -> list[str]:
    """The lines that are not blank, each guarded."""
    return [line for line in map(guarded, markup.split("\n")) if line]
