"""`<ref>` and its equivalents: what defines a reference, where it is used, what it says.

The first pass collects every definition and every citation template of the page; only then is the
text converted, so that a use may come before its definition. A use is never dropped: what cannot
be resolved becomes a request for a citation.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from editorial.importers.mediawiki.citing import cite_templates
from editorial.importers.mediawiki.citing.ref_content import (
    Content,
    again,
    bracket,
    content_of,
    content_of_source,
    labelled,
)
from editorial.importers.mediawiki.citing.ref_definitions import (
    LIST_TEMPLATES,
    NOTE_GROUPS,
    REFERENCE_TEMPLATES,
    RefDefinition,
    alike_name,
    is_note,
    plain_name,
)
from editorial.importers.mediawiki.citing.works import MARK_TEMPLATES, Works
from editorial.importers.mediawiki.context import Context, Identity, Use
from editorial.importers.mediawiki.wikitext.nodes import Node, Template, WikiLink, WikiTag, argument
from editorial.importers.mediawiki.wikitext.scanner import MAX_BODIES, WITH_WIKITEXT, parse
from encyclopedia.core.citations import Reference
from encyclopedia.core.messages import Message

_KEYS = {
    "groupe": "group",
    "grupo": "group",
    "gruppe": "group",
    "nom": "name",
    "nombre": "name",
    "nome": "name",
    "שם": "name",
    "קבוצה": "group",
    "имя": "name",
    "группа": "group",
    "назва": "name",
    "група": "group",
    "nazwa": "name",
    "grupa": "group",
    "név": "name",
    "csoport": "group",
    "naam": "name",
    "groep": "group",
    "نام": "name",
    "گروه": "group",
    "اسم": "name",
    "مجموعة": "group",
}


@dataclass(slots=True)
class References:
    """The references of one page."""

    context: Context
    works: Works
    expand: Callable[[list[Node]], str]
    name_of: Callable[[Template], str]
    definitions: dict[Identity, RefDefinition] = field(default_factory=dict)
    notes: dict[str, str] = field(default_factory=dict)
    used: set[Identity] = field(default_factory=set)
    _names: dict[str, Identity] = field(default_factory=dict)
    _alike: dict[str, Identity] = field(default_factory=dict)
    _contents: dict[Identity, Content] = field(default_factory=dict)
    _open: set[Identity] = field(default_factory=set)
    _last: Content | None = None
    _labels: dict[tuple[Identity, str], str] = field(default_factory=dict)

    def collect(self, nodes: list[Node], group: str = "", depth: int = 0) -> None:
        """Find the definitions and the citation templates of a tree."""
        for node in nodes:
            if isinstance(node, str):
                continue
            if isinstance(node, WikiLink):
                self.collect(node.nodes, group, depth)
            elif isinstance(node, WikiTag):
                self._collect_tag(node, group, depth)
            else:
                if isinstance(node, Template):
                    name = self.name_of(node)
                    if is_note(name, self.context.language):
                        self.note(node, name)
                    elif cite_templates.is_citation(name) and name not in MARK_TEMPLATES:
                        self.works.cite(node, name)
                inner_group = group
                if isinstance(node, Template) and name in LIST_TEMPLATES:
                    inner_group = _group_of(node) or group
                for part in node.parts:
                    self.collect(part, inner_group, depth)

    def _collect_tag(self, tag: WikiTag, group: str, depth: int) -> None:
        if tag.name not in WITH_WIKITEXT or not tag.body or depth > MAX_BODIES:
            return
        body = parse(tag.body, tag.body_start)
        if tag.name == "references":
            group = tag.attributes.get("group", "")
        elif tag.name == "ref" and tag.body.strip():
            self._define_tag(tag, body, group)
        self.collect(body, group, depth + 1)

    def _define_tag(self, tag: WikiTag, body: list[Node], group: str) -> None:
        definition = RefDefinition(
            [*body],
            self.context.lines(tag.start),
            tag.attributes.get("group", group),
            plain_name(tag.attributes.get("name", "")),
            extends=plain_name(tag.attributes.get("extends", "")),
            raw=" ".join((tag.body or "").split()),
        )
        if earlier := self.followed(tag):
            self.definitions[earlier].nodes += [" ", *body]
            return
        self._define(definition, tag.start)
        if tag.unclosed:
            message = Message("wiki_reference_without_end")
            self.context.tell("<ref>", message, tag.body or "", definition.line)

    def _define(self, definition: RefDefinition, start: int) -> None:
        identity: Identity = (definition.group, definition.name, 0 if definition.name else start)
        earlier = self.definitions.get(identity)
        if earlier is not None and earlier.raw != definition.raw:
            message = Message("wiki_reference_name_taken", name=definition.name)
            self.context.tell("<ref>", message, definition.raw, definition.line)
            identity = (definition.group, "", start)
        self.definitions.setdefault(identity, definition)
        if definition.name:
            self._named(definition.name, identity)

    def followed(self, tag: WikiTag) -> Identity | None:
        """The reference, defined before it, that a `<ref follow=…>` goes on with."""
        name = plain_name(tag.attributes.get("follow", ""))
        identity = self.find(tag.attributes.get("group", ""), name)
        known = self.definitions.get(identity) if identity else None
        return identity if known and known.line <= self.context.lines(tag.start) else None

    def identity(self, tag: WikiTag, group: str = "") -> Identity | None:
        """Which reference a `<ref>` uses; None when it is defined nowhere."""
        group = tag.attributes.get("group", group)
        name = plain_name(tag.attributes.get("name", ""))
        if tag.body and tag.body.strip():
            raw = " ".join(tag.body.split())
            definition = self.definitions.get((group, name, 0)) if name else None
            return (
                (group, name, 0) if definition and definition.raw == raw else (group, "", tag.start)
            )
        return self.find(group, name)

    def find(self, group: str, name: str) -> Identity | None:
        if not name:
            return None
        identity: Identity = (group, name, 0)
        if identity in self.definitions:
            return identity
        return self._names.get(name) or self._alike.get(alike_name(name))

    def _named(self, name: str, identity: Identity) -> None:
        self._names.setdefault(name, identity)
        self._alike.setdefault(alike_name(name), identity)

    def note(self, node: Template, name: str) -> Identity | None:
        """Which note {{efn|…}} and similar templates use, defining it when first seen."""
        body: list[Node] = []
        values: dict[str, str] = {}
        for part in node.parts[1:]:
            key, value = argument(part)
            if key in (None, "1", "reference", "content", "text", "texte", "texto") and not body:
                body = value
            elif key:
                values[_KEYS.get(key.lower(), key.lower())] = "".join(
                    piece for piece in value if isinstance(piece, str)
                )
        label, group = plain_name(values.get("name", "")), values.get("group", "").strip("\"' ")
        raw = " ".join(
            "".join(child if isinstance(child, str) else "\x00" for child in body).split()
        )
        if not raw:
            return self.find(group, label)
        earlier = self.definitions.get((group, label, 0)) if label else None
        identity: Identity = (group, label, 0) if label else (group, "", node.start)
        if earlier is not None and earlier.raw != raw:
            identity = (group, "", node.start)
        if identity not in self.definitions:
            explanatory = name not in REFERENCE_TEMPLATES or bool(group)
            line = self.context.lines(node.start)
            self.definitions[identity] = RefDefinition(
                body, line, group, label, explanatory, raw=raw
            )
        if label:
            self._named(label, identity)
        return identity

    def content(self, identity: Identity) -> Content:
        """What the reference says, read once."""
        if identity in self._contents:
            return self._contents[identity]
        definition = self.definitions[identity]
        if identity in self._open:
            return Content()
        self._open.add(identity)
        outer, self.context.in_reference = self.context.in_reference, True
        text = self.expand(definition.nodes)
        self.context.in_reference = outer
        wants_note = definition.note or definition.group.casefold().strip(". ") in NOTE_GROUPS
        content = None if wants_note or definition.extends else again(text, self._last, self.works)
        if content is not None and content.note:
            message = Message("wiki_reference_before_unclear")
            self.context.tell("<ref>", message, definition.raw, definition.line)
        content = content or content_of(
            text, self.works, wants_note, definition.line, part=bool(definition.extends)
        )
        if not content.note and not content.references:
            content = content_of_source(definition.raw, self.works)
        base = self.find(definition.group, definition.extends) if definition.extends else None
        if base and base not in self._open:
            content = content.within(self.content(base))
        self._open.discard(identity)
        self._contents[identity] = content
        return content

    def references(self, use: Use) -> tuple[Reference, ...]:
        """The works cited where the reference is used, those inside a note included."""
        self.used.add(use.identity)
        content = self.content(use.identity)
        return _with_locator(content.references, use.locator)

    def markup(self, use: Use) -> str:
        """The markers of a use in the text."""
        self.used.add(use.identity)
        content = self.content(use.identity)
        self._last = content
        if not content.note:
            if not content.references:
                return "[@? empty reference]"
            return bracket(_with_locator(content.references, use.locator))
        label = self._labels.get((use.identity, use.locator))
        if label is None:
            label = f"n{len(self._labels) + 1}"
            self._labels[use.identity, use.locator] = label
            text = content.note + (f" ({labelled(use.locator)})" if use.locator else "")
            # a placeholder first: a note may hold a reference to itself
            self.notes[label] = ""
            self.notes[label] = text
        return f"[^{label}]"

    def unused(self) -> list[RefDefinition]:
        return [
            definition
            for identity, definition in self.definitions.items()
            if identity not in self.used
        ]


def _group_of(node: Template) -> str:
    """The group whose references a template lists."""
    for part in node.parts[1:]:
        key, value = argument(part)
        if key == "group":
            return "".join(piece for piece in value if isinstance(piece, str)).strip("\"' \n")
    return ""


def _with_locator(references: tuple[Reference, ...], locator: str) -> tuple[Reference, ...]:
    """The references with the page that {{rp}} or `details` adds to the last of them."""
    if not locator or not references:
        return references
    last = references[-1]
    if not last.locator or last.locator == labelled(locator):
        return (*references[:-1], replace(last, locator=labelled(locator)))
    return (*references[:-1], replace(last, suffix=f"{last.suffix} {labelled(locator)}".strip()))
