"""What extension tags hold, as markup: code, formulas, pictures, verse."""

from __future__ import annotations

import html
import re
from collections.abc import Callable

from editorial.importers.mediawiki.context import Context, Gallery, Literal, WikiBlock, WikiInline
from editorial.importers.mediawiki.wikitext.nodes import Node, WikiTag
from editorial.importers.mediawiki.wikitext.scanner import parse
from encyclopedia.core.messages import Message

_SILENT = frozenset(
    {"references", "indicator", "templatestyles", "categorytree", "inputbox", "section"}
)


def code_span(source: str) -> str:
    """`source` in one line as a code span, with as many backticks as it needs."""
    source = " ".join(source.split())
    longest = max((len(run) for run in re.findall("`+", source)), default=0)
    fence = "`" * (longest + 1)
    padding = " " if source.startswith("`") or source.endswith("`") else ""
    return f"{fence}{padding}{source}{padding}{fence}" if source else ""


def fenced(source: str, language: str = "") -> str:
    """`source` as a fenced code block."""
    source = source.strip("\n")
    longest = max((len(run) for run in re.findall("`{3,}", source)), default=2)
    fence = "`" * (longest + 1)
    name = language if re.fullmatch(r"[\w+#-]{1,30}", language) else ""
    return f"{fence}{name}\n{source}\n{fence}"


def poem_lines(text: str) -> str:
    """Verse: every line end is visible to readers."""
    lines = [line.strip(" :\t") for line in text.strip("\n").split("\n")]
    verses: list[str] = []
    for number, line in enumerate(lines):
        follows = number + 1 < len(lines) and lines[number + 1]
        verses.append(f"{line}<br>" if line and follows else line)
    return "\n\n" + "\n".join(verses) + "\n\n"


def extension_text(
    tag: WikiTag, body: str, context: Context, expand: Callable[[list[Node]], str]
) -> str:
    """The text that replaces an extension tag with this body."""
    name = tag.name
    if name in _SILENT:
        return ""
    if name == "nowiki":
        return context.mark(Literal(html.unescape(body)))
    if name in {"math", "chem", "ce"}:
        source = " ".join(body.split())
        return context.mark(WikiInline(code_span(source), source)) if source else ""
    if name in {"syntaxhighlight", "source"} and ("inline" in tag.attributes or "\n" not in body):
        return context.mark(WikiInline(code_span(body), body.strip()))
    if name in {"pre", "syntaxhighlight", "source"}:
        language = tag.attributes.get("lang", "")
        return context.mark(
            WikiBlock(fenced(html.unescape(body) if name == "pre" else body, language))
        )
    if name == "gallery":
        lines = expand(parse(body, tag.body_start)).split("\n")
        return context.mark(Gallery([line for line in lines if line.strip()], context.line))
    if name == "poem":
        return poem_lines(expand(parse(body, tag.body_start)))
    context.tell(f"<{name}>", Message("wiki_tag_dropped"), body)
    return ""
