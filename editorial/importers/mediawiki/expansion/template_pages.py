"""The `Template:` pages of an export: what each gives to a page that calls it."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field

from editorial.importers.mediawiki.wikitext.dump import DumpPage
from editorial.importers.mediawiki.wikitext.nodes import Node, cleaned
from editorial.importers.mediawiki.wikitext.scanner import parse

TEMPLATES = 10
# A longer page is a table of data or an attack; of all together no more is held in memory, in characters.
MAX_PAGE = 60_000
MAX_PAGES = 12_000_000
_MAX_REDIRECTS = 3
_TAG = re.compile(r"<(/?)(noinclude|includeonly|onlyinclude)\s*(/?)>", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class TemplateBody:
    """What a template's page holds for those that call it, and its tree."""

    text: str
    nodes: list[Node]


@dataclass(slots=True)
class TemplatePages:
    """Templates by title, as MediaWiki compares titles: only the case of the first letter does not count."""

    _texts: dict[str, str] = field(default_factory=dict)
    _redirects: dict[str, str] = field(default_factory=dict)
    _bodies: dict[str, TemplateBody] = field(default_factory=dict)
    _length: int = 0

    def add(self, page: DumpPage) -> None:
        """Keep a page of the namespace; what is too long, or no wikitext, stays unknown."""
        name = title_key(page.title.partition(":")[2])
        if page.redirect:
            self._redirects[name] = title_key(page.redirect.partition(":")[2])
        elif page.model in ("", "wikitext") and 0 < len(page.text) <= MAX_PAGE:
            self._length += len(page.text)
            if self._length <= MAX_PAGES:
                self._texts[name] = page.text

    def __bool__(self) -> bool:
        return bool(self._texts)

    def names(self) -> set[str]:
        """The titles in lower case, those of redirects too."""
        return {name.lower() for name in (*self._texts, *self._redirects)}

    def body(self, name: str) -> TemplateBody | None:
        """The template of this title, or the one that it redirects to; None where the export has none."""
        key = title_key(name)
        for _ in range(_MAX_REDIRECTS):
            if key not in self._redirects:
                break
            key = self._redirects[key]
        if key not in self._bodies:
            if key not in self._texts:
                return None
            text = transcluded(cleaned(self._texts[key]))
            self._bodies[key] = TemplateBody(text, parse(text))
        return self._bodies[key]


def title_key(title: str) -> str:
    """The title with single spaces and a large first letter: the same for every spelling of one title."""
    name = " ".join(html.unescape(title).replace("_", " ").split())
    return name[:1].upper() + name[1:]


def transcluded(text: str) -> str:
    """What of a template's page a calling page gets.

    `<onlyinclude>` where there is one, else all but `<noinclude>`; never a comment.
    """
    text = _without_comments(text)
    everything: list[str] = []
    only: list[str] = []
    hidden = chosen = False
    has_only = False
    last = 0
    for tag in _TAG.finditer(text):
        _take(text[last : tag.start()], hidden, chosen, everything, only)
        last = tag.end()
        name = tag.group(2).lower()
        if tag.group(3):
            continue
        if name == "noinclude":
            hidden = not tag.group(1)
        elif name == "onlyinclude":
            has_only = has_only or (chosen and bool(tag.group(1)))
            chosen = not tag.group(1)
    _take(text[last:], hidden, chosen, everything, only)
    return "".join(only if has_only else everything)


def _take(text: str, hidden: bool, chosen: bool, everything: list[str], only: list[str]) -> None:
    if not hidden:
        everything.append(text)
        if chosen:
            only.append(text)


def _without_comments(text: str) -> str:
    kept: list[str] = []
    position = 0
    while (begin := text.find("<!--", position)) >= 0:
        kept.append(text[position:begin])
        end = text.find("-->", begin + 4)
        if end < 0:
            return "".join(kept)
        position = end + 3
    return "".join([*kept, text[position:]])
