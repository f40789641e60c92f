"""Citations that stand before any words: put behind the words beside them, or written as works in words."""

from __future__ import annotations

import re
from collections.abc import Callable

from editorial.importers.mediawiki.context import Cite, Context
from editorial.importers.mediawiki.writing.wiki_inline import render
from encyclopedia.core.messages import Message

# A citation or a request for one; an escaped bracket is a character of it.
_MARK = re.compile(r"\[(?:[^\[\]\\]|\\.)*@(?:[^\[\]\\]|\\.)*\](?!\()")
_LEADING = re.compile(rf"(?P<marks>(?:{_MARK.pattern}\s*)+)(?P<words>.*)\Z", re.DOTALL)
_ITEM = re.compile(r"\s*(?:[-*+]|\d{1,9}[.)])\s+")
_WORD = re.compile(r"\w")
_KEY = re.compile(r"@([\w-]+)(?:, ((?:[^\[\]\\;,@]|\\.)*))?")
# Blocks that are no running text: headings, pictures, tables, quotations, code, notes.
_NO_WORDS = ("#", "![", "|", ">", "```", "    ", "[^", "---")


def placed(body: list[str], in_words: Callable[[str], str]) -> list[str]:
    """The blocks with every citation behind words.

    One alone in a paragraph or an item goes to the end of the text right before it; one at the beginning of a
    paragraph to the end of that. Where there is no text, `in_words` says what stands for the citations.
    """
    blocks: list[str] = []
    for block in body:
        if "@" not in block or block.startswith(_NO_WORDS):
            blocks.append(block)
            continue
        if _ITEM.match(block):
            lines = _placed_items(block.split("\n"), in_words)
            blocks += ["\n".join(lines)] if lines else []
            continue
        if not _has_words(block):
            marks = "".join(_MARK.findall(block))
            if blocks and not blocks[-1].startswith(_NO_WORDS) and _has_words(blocks[-1]):
                blocks[-1] += marks
            elif words := in_words(marks):
                blocks.append(words)
            continue
        match = _LEADING.match(block)
        if match and _has_words(match["words"]):
            marks = "".join(_MARK.findall(match["marks"]))
            block = f"{match['words'].lstrip()}{marks}"
        blocks.append(block)
    return blocks


def _placed_items(lines: list[str], in_words: Callable[[str], str]) -> list[str]:
    placed_lines: list[str] = []
    for line in lines:
        if "@" in line and not _has_words(line):
            marks = "".join(_MARK.findall(line))
            if placed_lines and _has_words(placed_lines[-1]):
                placed_lines[-1] += marks
            elif (words := in_words(marks)) and (item := _ITEM.match(line)):
                placed_lines.append(f"{item.group()}{words}")
        else:
            placed_lines.append(line)
    return placed_lines


def _has_words(markup: str) -> bool:
    """Whether anything but citations and signs stands there."""
    text = _MARK.sub("", _ITEM.sub("", markup, count=1))
    return _WORD.search(text) is not None or "![" in text


def works_in_words(marks: str, context: Context) -> str:
    """The works of citations as a list of books has them: in words that lead to the sources; the report says so."""
    cites = dict.fromkeys(_KEY.findall(marks))
    works = [context.mark(Cite(key, locator)) for key, locator in cites if key in context.cited]
    context.tell("<ref>", Message("wiki_citation_without_words"), marks)
    return render("; ".join(works), context).markup.strip() if works else ""
