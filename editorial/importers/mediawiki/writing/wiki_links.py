"""The links in double brackets: entries, files, categories, other wikis."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from typing import Literal
from urllib.parse import quote

from editorial.importers.mediawiki.context import ATOM, LINE_MARK, Context, LinkText
from editorial.importers.mediawiki.wikitext.namespaces import CATEGORY, FILE
from editorial.importers.mediawiki.writing.emphasis import QuoteRun, markup_of
from encyclopedia.core.messages import Message

Kind = Literal["entry", "words", "file", "address", "nothing"]

_UNFIT = re.compile(r"[\[\]{}<>\n|\ufdd0-\ufdef]")


@dataclass(slots=True)
class WikiTarget:
    """A parsed link: its kind, its target, the wikitext it shows."""

    kind: Kind
    target: str = ""
    label: str = ""


def read(atom: LinkText, context: Context) -> WikiTarget:
    """What a link is; a category is added to the context."""
    context.line = max(context.line, atom.line)
    inner = LINE_MARK.sub("", atom.inner)
    raw, pipe, label = inner.partition("|")
    escaped = raw.strip().startswith(":")
    title = " ".join(html.unescape(raw).replace("_", " ").split()).lstrip(":").strip()
    if re.match(r"(?:https?:)?//", title):
        address, _, words = title.partition(" ")
        return WikiTarget("address", address, label or words)
    if not title or _UNFIT.search(title):
        if ATOM.search(raw) or _UNFIT.search(title):
            context.tell("[[…]]", Message("wiki_link_without_title"), inner)
        return WikiTarget("words", label=label if pipe else raw)
    number, rest = context.namespaces.split(title)
    if number == FILE and not escaped:
        return WikiTarget("file", rest, label)
    if number == CATEGORY and not escaped:
        context.categories.append(rest)
        return WikiTarget("nothing")
    code, elsewhere = ("", title) if number else context.namespaces.interwiki(title)
    if code:
        if context.namespaces.is_language(code) and not escaped:
            return WikiTarget("nothing")
        context.tell("[[…]]", Message("wiki_link_elsewhere", wiki=code), inner)
        return WikiTarget("words", label=label if pipe and label.strip() else _as_text(elsewhere))
    if number:
        context.tell("[[…]]", Message("wiki_link_to_no_article"), inner)
        return WikiTarget("words", label=label if pipe and label.strip() else _as_text(title))
    target, section, _ = title.partition("#")
    target = target.strip()
    if not label.strip():
        label = _as_text(_pipe_trick(title) if pipe else title)
    if not target:
        context.tell("[[…]]", Message("wiki_link_within_page"), inner)
        return WikiTarget("words", label=label.removeprefix("#"))
    if section:
        context.tell("[[…]]", Message("wiki_link_section"), inner)
    return WikiTarget("entry", target, label)


def _as_text(title: str) -> str:
    """A title as wikitext that shows it: its apostrophes are not emphasis."""
    return title.replace("''", "&#39;&#39;")


def _pipe_trick(title: str) -> str:
    title = title.partition(":")[2] or title
    return re.sub(r"\s*(?:\([^()]*\)|（[^（）]*）)\Z", "", title).partition(", ")[0]


def entry(target: str, label_runs: list[QuoteRun]) -> str:
    """The markup of a link to an entry."""
    label = markup_of(label_runs)
    plain = "".join(run.words for run in label_runs)
    if "[" in label or "]" in label:
        label = plain.replace("\\", "\\\\").replace("[", "&#91;").replace("]", "&#93;")
    label = label.replace("\\\n", " ").replace("|", "\\|" if "`" not in label else "|").strip()
    target = target.replace("\\", "\\\\")
    lead = " " if plain[:1].isspace() else ""
    trail = " " if plain[-1:].isspace() else ""
    if label.casefold() == target.casefold():
        return f"{lead}[[{label}]]{trail}"
    return f"{lead}[[{target}|{label}]]{trail}"


def with_trail(markup: str, trail: str) -> str:
    """The link with the letters that follow it added to its label."""
    if not markup.endswith("]]"):
        return markup + trail
    inner = markup[:-2]
    if "|" in inner:
        return f"{inner}{trail}]]"
    return f"{inner}|{inner.lstrip().removeprefix('[[')}{trail}]]"


def external(address: str, label: str) -> str:
    address = _address(address)
    return f"[{label.strip()}]({address})" if label.strip() else bare(address)


def bare(address: str) -> str:
    return f"<{_address(address)}>"


def _address(address: str) -> str:
    """An address without the characters that would end it."""
    return quote(address, safe="%/:=&?~#+!$,;'@*-._[]").replace("[", "%5B").replace("]", "%5D").replace(
        "*", "%2A"
    )  # fmt: skip
