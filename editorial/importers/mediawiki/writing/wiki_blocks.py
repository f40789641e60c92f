"""Flat wikitext into blocks of markup: paragraphs, headings, lists, quotations, tables, code."""

from __future__ import annotations

import re

from editorial.importers.mediawiki.context import ATOM, LINE_MARK, Cite, Context, LinkText, Use
from editorial.importers.mediawiki.wikitext.extension_tags import fenced
from editorial.importers.mediawiki.writing import wiki_lists, wiki_tables
from editorial.importers.mediawiki.writing.emphasis import guarded, guarded_lines
from editorial.importers.mediawiki.writing.wiki_html import wikitext_of
from editorial.importers.mediawiki.writing.wiki_inline import render, words

MAX_DEPTH = 6
_HEADING = re.compile(
    rf"(={{1,6}})(?P<title>.+?)(?P<close>={{1,6}})\s*(?P<after>(?:{ATOM.pattern}\s*)*)\Z"
)
_TABLE_START = re.compile(r"[:\s]*\{\|")
_TABLE_END = re.compile(r"\s*\|\}")
_QUOTATION = re.compile(r"\s*<(/?)blockquote>\s*\Z")


def blocks(text: str, context: Context, depth: int = 0) -> list[str]:
    """The blocks of a text, each without blank lines at its ends."""
    return _Blocks(context, depth).read(wikitext_of(text).split("\n"))


class _Blocks:
    def __init__(self, context: Context, depth: int) -> None:
        self.context = context
        self.depth = depth
        self.out: list[str] = []
        self.paragraph: list[str] = []

    def read(self, source: list[str]) -> list[str]:
        position = 0
        while position < len(source):
            line = self.unmarked(source[position])
            if not line.strip():
                self.flush()
                position += 1
            elif _TABLE_START.match(line):
                position = self.table(source, position)
            elif (quotation := _QUOTATION.match(line)) is not None:
                self.flush()
                position = position + 1 if quotation.group(1) else self.quotation(source, position)
            elif line[0] in "*#:;":
                position = self.items(source, position)
            elif line[0] == "=" and (heading := _HEADING.match(line.rstrip())):
                self.heading(heading)
                position += 1
            elif line.startswith("----"):
                self.flush()
                self.out.append("---")
                position += 1
                if rest := line.lstrip("-").strip():
                    self.paragraph.append(rest)
            elif line[0] == " " and not self.paragraph:
                position = self.indented(source, position)
            else:
                self.paragraph.append(line)
                position += 1
        self.flush()
        return self.out

    def unmarked(self, line: str) -> str:
        """The line without its mark; the number in the mark becomes the context's line."""
        if match := LINE_MARK.match(line):
            self.context.line = int(match.group(1))
            return line[match.end() :]
        return line

    def flush(self) -> None:
        if not self.paragraph:
            return
        lines: list[str] = []
        before: list[str] = []
        after: list[str] = []
        for text in self.paragraph:
            rendered = render(text, self.context)
            (after if lines else before).extend(rendered.before)
            after += rendered.after
            lines += guarded_lines(rendered.markup)
        self.paragraph = []
        while lines and lines[-1] == "\\":
            lines.pop()
        if lines:
            lines[-1] = (
                lines[-1].removesuffix("\\") if _ends_in_odd_backslashes(lines[-1]) else lines[-1]
            )
        self.out += [*before, *(["\n".join(lines)] if any(lines) else []), *after]

    def heading(self, match: re.Match[str]) -> None:
        self.flush()
        level = min(len(match.group(1)), len(match.group("close")))
        extra = "=" * (len(match.group(1)) - level), "=" * (len(match.group("close")) - level)
        title = extra[0] + match.group("title") + extra[1]
        rendered = render(title + match.group("after"), self.context)
        text = rendered.markup.replace("\\\n", " ").replace("\n", " ").strip()
        markers = re.findall(r"\[(?:[^\[\]\\]|\\.)*\]\Z", text) if text.endswith("]") else []
        if rendered.words.strip():
            text = re.sub(r"(?<!\\)#+\s*\Z", lambda hashes: "\\" + hashes.group(), text)
            self.out.append(f"{'#' * max(level, 2)} {text}")
        elif markers:
            self.paragraph.append(match.group("after"))
        self.out += [*rendered.before, *rendered.after]

    def table(self, source: list[str], position: int) -> int:
        self.flush()
        end, level = position, 0
        while end < len(source):
            line = self.unmarked(source[end])
            if _TABLE_START.match(line):
                level += 1
            elif _TABLE_END.match(line):
                level -= 1
            end += 1
            if level == 0:
                break
        inner = source[position:end]
        rest = ""
        if level == 0:
            rest = _TABLE_END.sub("", LINE_MARK.sub("", inner[-1]), count=1)
            inner = inner[:-1]
        self.out += wiki_tables.table(inner, self.context, self.inner)
        if rest.strip():
            self.paragraph.append(rest.strip())
        return end

    def inner(self, text: str) -> list[str]:
        """The blocks of a text inside this one; plain paragraphs where it is nested too deeply."""
        if self.depth >= MAX_DEPTH:
            rendered = render(" ".join(text.split("\n")), self.context)
            return [
                *rendered.before,
                *([guarded(rendered.markup)] if rendered.markup.strip() else []),
                *rendered.after,
            ]
        return blocks(text, self.context, self.depth + 1)

    def quotation(self, source: list[str], position: int) -> int:
        end, level = position, 0
        while end < len(source):
            if match := _QUOTATION.match(LINE_MARK.sub("", source[end])):
                level += -1 if match.group(1) else 1
            end += 1
            if level == 0:
                break
        closed = level == 0
        if quoted := "\n\n".join(self.inner("\n".join(source[position + 1 : end - closed]))):
            self.out.append("\n".join(f"> {line}".rstrip() for line in quoted.split("\n")))
        return end

    def items(self, source: list[str], position: int) -> int:
        self.flush()
        items: list[tuple[int, str]] = []
        while position < len(source):
            line = self.unmarked(source[position])
            if line[:1] not in tuple("*#:;") or not line or _TABLE_START.match(line):
                break
            items.append((self.context.line, line))
            position += 1
        self.out += wiki_lists.markup(items, self.context)
        return position

    def indented(self, source: list[str], position: int) -> int:
        """Lines that begin with a space: code if they look like it, else lines of a paragraph."""
        lines = []
        while position < len(source):
            line = self.unmarked(source[position])
            if not line.startswith(" ") or not line.strip() or _TABLE_START.match(line):
                break
            lines.append(line[1:])
            position += 1
        if not lines:
            self.paragraph.append(self.unmarked(source[position]).strip())
            return position + 1
        text = "\n".join(lines)
        atoms = [self.context.atom(match) for match in ATOM.finditer(text)]
        formatted = any(isinstance(atom, Use | Cite | LinkText) for atom in atoms) or "''" in text
        prose = len(lines) == 1 and len(text.split()) >= 5
        if formatted or prose or _QUOTATION.search(text):
            self.paragraph += [
                line.strip() + ("<br>" if n < len(lines) - 1 else "")
                for n, line in enumerate(lines)
            ]
        else:
            plain = "\n".join(_with_spaces(line, words(line, self.context)) for line in lines)
            if plain.strip():
                self.out.append(fenced(plain))
        return position


def _with_spaces(raw: str, plain: str) -> str:
    """Code keeps its spaces where nothing else was changed."""
    return raw if " ".join(raw.split()) == plain else plain


def _ends_in_odd_backslashes(line: str) -> bool:
    return (len(line) - len(line.rstrip("\\"))) % 2 == 1
