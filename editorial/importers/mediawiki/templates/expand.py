"""A page's tree into flat wikitext: templates resolved, references and links turned into atoms.

The result has no template and no extension tag. When a template's text leaves out references that
its arguments hold, they are put after it: none is lost.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable

from editorial.importers.mediawiki.citing import cite_templates
from editorial.importers.mediawiki.citing.ref_content import labelled
from editorial.importers.mediawiki.citing.ref_definitions import (
    LIST_TEMPLATES,
    REUSE_TEMPLATES,
    is_note,
    plain_name,
)
from editorial.importers.mediawiki.citing.ref_tags import References
from editorial.importers.mediawiki.citing.works import MARK_TEMPLATES, SHORT_TEMPLATES, Works
from editorial.importers.mediawiki.context import ATOM, Cite, Context, LinkText, Use, WikiInline
from editorial.importers.mediawiki.infoboxes.infobox_bio import bio_sentence
from editorial.importers.mediawiki.templates import known_templates, unknown_templates
from editorial.importers.mediawiki.templates.kept_references import unplaced_references
from editorial.importers.mediawiki.templates.mappings import words_kept
from editorial.importers.mediawiki.templates.parser_functions import (
    is_not_computed,
    parser_function,
)
from editorial.importers.mediawiki.templates.template_words import Arguments
from editorial.importers.mediawiki.wikitext.extension_tags import extension_text
from editorial.importers.mediawiki.wikitext.nodes import (
    LINE_CLOSE,
    LINE_OPEN,
    Node,
    Template,
    WikiLink,
    WikiParameter,
    WikiTag,
    argument,
    newlines,
    restore_pipe,
)
from editorial.importers.mediawiki.wikitext.scanner import MAX_BODIES
from editorial.importers.mediawiki.writing.wiki_inline import words
from encyclopedia.core.messages import Message

PAGE_TEMPLATES = frozenset({"rp", "reference page", "reference pages", "pinpoint", "rpp"})
_HEADING = re.compile(r"^={1,6}[^=\n]", re.MULTILINE)
_TABLE_LINK = re.compile(r"\[\[([^\[\]\n]{1,500})\]\]")
# No page has such a title.
_NO_TITLE = re.compile(r"[\[\]{}<>]|\A\Z")
_TAIL = re.compile(f"{ATOM.pattern}\\s*\\Z")


class Expander:
    """Expands the templates of one page."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.infoboxes: list[Arguments] = []
        self.is_infobox: Callable[[str], bool] = lambda name: False
        self.works = Works(context, self.arguments, self.words, self.marked)
        self.references = References(context, self.works, self.expand, self.name_of)
        self._names: dict[int, str] = {}
        self._duplicates: set[tuple[int, str]] = set()
        self._depth = 0
        self._below_heading = False
        self._behind_box = False

    def words(self, text: str) -> str:
        return words(text, self.context)

    def marked(self, text: str) -> str:
        return words(text, self.context, italics=True)

    def page(self, nodes: list[Node]) -> str:
        """The page, its lines marked with their numbers."""
        return self.expand(nodes, marked=True)

    def expand(self, nodes: list[Node], marked: bool = False) -> str:
        out: list[str] = []
        line = 1
        for number, node in enumerate(nodes, 1):
            if isinstance(node, str):
                if self._behind_box:
                    # A box is a block of its own: what follows in its line is no preformatted text.
                    node, self._behind_box = node.lstrip(" \t"), False
                self._below_heading |= marked and _HEADING.search(node) is not None
                if marked and "\n" in node:
                    first, *rest = node.split("\n")
                    out.append(first)
                    for text in rest:
                        line += 1
                        out.append(f"\n{LINE_OPEN}{line}{LINE_CLOSE}{text}")
                else:
                    out.append(node)
                continue
            if marked:
                self.context.line = line = self.context.lines(node.start)
            if isinstance(node, WikiLink):
                out.append(self.context.mark(LinkText(self.expand(node.nodes), self.context.line)))
            elif isinstance(node, WikiTag):
                out.append(self.tag(node))
            elif isinstance(node, WikiParameter):
                out.append(self.expand(node.parts[1]) if len(node.parts) > 1 else "")
            else:
                out.append(
                    self.template(node, out, nodes[number : number + unknown_templates.MAX_BEHIND])
                )
            if marked:
                line += newlines(node)
        return "".join(out)

    def name_of(self, node: Template) -> str:
        """The template's name in lower case, without namespace and "subst:"."""
        if node.start in self._names:
            return self._names[node.start]
        restore_pipe(node)
        raw = "".join(part for part in node.parts[0] if isinstance(part, str))
        name = " ".join(html.unescape(raw).replace("_", " ").split()).lower().lstrip(":[ ")
        for prefix in ("subst:", "safesubst:", "msg:", *self.context.namespaces.template_prefixes):
            name = name.removeprefix(prefix).lstrip()
        return self._names.setdefault(node.start, name)

    def arguments(self, node: Template) -> Arguments:
        expanded = Arguments(self.name_of(node), language=self.context.language)
        position = 0
        for part in node.parts[1:]:
            key, value = argument(part)
            if key is None:
                position += 1
                key = str(position)
            text = self.expand(value)
            if text.strip() or key not in expanded.values:
                self._report_duplicate(node, key, expanded.values.get(key, ""), text)
                expanded.values[key if len(key) < 80 else key[:80]] = text
        return expanded

    def _report_duplicate(self, node: Template, key: str, before: str, text: str) -> None:
        """An argument given twice: the last counts, as on the wiki; the first is reported once."""
        if before.strip() in ("", text.strip()) or (node.start, key) in self._duplicates:
            return
        self._duplicates.add((node.start, key))
        line, construct = self.context.lines(node.start), "{{" + self.name_of(node) + "}}"
        self.context.tell(construct, Message("wiki_given_twice"), f"{key}={before}", line)

    def template(self, node: Template, out: list[str], following: list[Node]) -> str:
        name = self.name_of(node)
        if _NO_TITLE.search(name) and not name.startswith("#"):
            return "{{" + "|".join(self.expand(part) for part in node.parts) + "}}"
        if name in PAGE_TEMPLATES:
            return self._page_of(node, out)
        if is_note(name, self.context.language):
            identity = self.references.note(node, name)
            if identity is None and not node.parts[1:]:
                return ""
            return self._use(identity, name)
        if name in REUSE_TEMPLATES:
            return self._reuses(node)
        if name in MARK_TEMPLATES or name in SHORT_TEMPLATES:
            return self._short(node, name)
        if name in LIST_TEMPLATES:
            return ""
        arguments = self.arguments(node)
        text = self._meaning(node, name, arguments)
        if text is None:
            text = self._unknown(node, arguments, unknown_templates.beside(out, following))
        elif not text and self._is_hole(name, out, following):
            text = self._request(unknown_templates.words_missing(name))
        return text + unplaced_references(
            arguments, text, self.context, is_infobox=self.is_infobox(name)
        )

    def _meaning(self, node: Template, name: str, arguments: Arguments) -> str | None:
        """The template's text; None when nothing is known of it."""
        context = self.context
        function_text = parser_function(name, arguments, node, self.expand, context)
        if function_text is not None:
            return function_text
        if self.is_infobox(name):
            arguments.below_heading = self._below_heading
            self.infoboxes.append(arguments)
            self._behind_box = True
            return bio_sentence(arguments) if name == "bio" else ""
        if name in known_templates.DESCRIPTIONS:
            context.summary = context.summary or words(arguments.get("1", "pagetype/none"), context)
            return ""
        if cite_templates.is_citation(name) and (cite := self.works.cite(node, name)):
            return context.mark(cite)
        meaning = known_templates.meaning(arguments, context.language)
        if meaning is None:
            mapping = context.mappings.get(name)
            if mapping and mapping.what in ("words", "first"):
                return words_kept(mapping, arguments.values, arguments.positional())
            if mapping and mapping.what == "drop":
                return ""
            if cite := self.works.cite(node, name):
                return context.mark(cite)
            return None
        if meaning.needed is None:
            return self._linked(meaning.text)
        return self._linked(meaning.text) + self._request(words(meaning.needed, context))

    def _is_hole(self, name: str, out: list[str], following: list[Node]) -> bool:
        """Would a sentence lose words that nobody knows, where others of this kind are decoration?"""
        is_unsure = is_not_computed(name) or known_templates.is_dropped_by_likeness(name)
        return (
            is_unsure
            and not self.context.in_reference
            and unknown_templates.beside(out, following).is_sentence
        )

    def _request(self, reason: str) -> str:
        reason = reason.translate(_NO_BRACKETS)
        return self.context.mark(WikiInline(f"[@? {reason}]" if reason else "[@?]"))

    def _linked(self, text: str) -> str:
        """The text with the table's links turned into atoms."""
        mark, line = self.context.mark, self.context.line
        return _TABLE_LINK.sub(lambda link: mark(LinkText(link.group(1), line)), text)

    def _unknown(
        self, node: Template, arguments: Arguments, around: unknown_templates.Beside
    ) -> str:
        written_name = self.expand(node.parts[0]) if self.context.in_reference else ""
        left = unknown_templates.left_of(arguments, written_name, around, self.context)
        return left.words + (self._request(left.doubt) if left.doubt else "")

    def _page_of(self, node: Template, out: list[str]) -> str:
        """{{rp|12}}: the page in the reference just before."""
        arguments = self.arguments(node)
        page = self.words(arguments.get("1", "p", "page", "pp", "pages", "at", "loc"))
        tail = _TAIL.search("".join(out[-3:]))
        atom = self.context.atom(tail) if tail else None
        if page and isinstance(atom, Use | Cite):
            atom.locator = labelled(page)
            return ""
        construct = "{{" + arguments.name + "}}"
        self.context.tell(construct, Message("wiki_page_without_reference"), page)
        return f" ({labelled(page)})" if page else ""

    def _use(self, identity: tuple[str, str, int] | None, name: str, locator: str = "") -> str:
        if identity is None or identity not in self.references.definitions:
            self.context.tell("<ref>", Message("wiki_reference_not_defined"), name)
            reason = f"reference “{name.translate(_NO_BRACKETS)}” is not defined"
            return self.context.mark(WikiInline(f"[@? {reason}]"))
        return self.context.mark(Use(identity, self.context.line, locator))

    def _reuses(self, node: Template) -> str:
        arguments = self.arguments(node)
        marks = []
        for number, name in enumerate(arguments.positional(), 1):
            if name:
                suffix = "" if number == 1 else str(number)
                keys = [f"{key}{suffix}" for key in ("p", "page", "pp", "pages")]
                page = self.words(arguments.get(*keys))
                identity = self.references.find(arguments.get("group", "g"), plain_name(name))
                marks.append(self._use(identity, name, labelled(page) if page else ""))
        return "".join(marks)

    def _short(self, node: Template, name: str) -> str:
        cites = self.works.short(self.arguments(node))
        for cite in cites:
            cite.mark = name in MARK_TEMPLATES
        return "".join(self.context.mark(cite) for cite in cites)

    def tag(self, node: WikiTag) -> str:
        context, name = self.context, node.name
        if name == "ref":
            if self.references.followed(node):
                return ""
            details = node.attributes.get("details", "")
            identity, label = self.references.identity(node), node.attributes.get("name", "")
            if identity is None and node.body is None and not label:
                context.tell("<ref>", Message("wiki_reference_empty"))
            return self._use(identity, label, self.words(details) if details else "")
        if node.body is None or self._depth >= MAX_BODIES:
            return ""
        self._depth += 1
        text = extension_text(node, node.body, context, self.expand)
        self._depth -= 1
        return text


_NO_BRACKETS = str.maketrans({"[": "(", "]": ")", "\\": "/", "@": " at ", "<": "‹", "&": "+"})
