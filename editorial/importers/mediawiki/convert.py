"""One page of a MediaWiki export into what an entry's document holds.

The steps: scan the wikitext into a tree, collect its references and works, expand templates, read the
infoboxes, write blocks, then the notes. What cannot be converted is named in the report with its line;
no wikitext raises an error.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from editorial.importers.mediawiki.citing.imported_sources import Sources
from editorial.importers.mediawiki.citing.ref_content import shortened
from editorial.importers.mediawiki.context import (
    ATOM,
    LINE_MARK,
    Context,
    UnknownTemplate,
    Use,
    WikiReportLine,
)
from editorial.importers.mediawiki.expansion.pages import expand_page
from editorial.importers.mediawiki.expansion.template_pages import TemplatePages
from editorial.importers.mediawiki.infoboxes import infobox
from editorial.importers.mediawiki.templates.expand import Expander
from editorial.importers.mediawiki.templates.known_names import is_known_name
from editorial.importers.mediawiki.templates.mappings import KnownOfWiki
from editorial.importers.mediawiki.wikitext.dump import DumpPage, SiteInfo
from editorial.importers.mediawiki.wikitext.namespaces import Namespaces
from editorial.importers.mediawiki.wikitext.nodes import Lines, cleaned
from editorial.importers.mediawiki.wikitext.redirects import redirect_in
from editorial.importers.mediawiki.wikitext.scanner import parse
from editorial.importers.mediawiki.writing.emphasis import guarded
from editorial.importers.mediawiki.writing.lone_citations import placed, works_in_words
from editorial.importers.mediawiki.writing.summary import first_sentence, person_in_lead
from editorial.importers.mediawiki.writing.wiki_blocks import blocks
from editorial.importers.mediawiki.writing.wiki_inline import render
from encyclopedia.core.documents import DocumentFact, Kind, Provenance
from encyclopedia.core.messages import Message

# MediaWiki's own limit is 2 MiB; nobody wrote a longer page.
MAX_TEXT = 4 << 20
MAX_SUMMARY = 300
_HOUSEKEEPING = re.compile(
    r"(?:All |Articles |Wikipedia|Pages |CS1|Use \w+ |Webarchive|Commons |Category |Good articles|Featured |"
    r"Vague or|Redirects|Article |Portail:|Страницы|Статьи|Википедия:)"
)


@dataclass(frozen=True, slots=True)
class EntryProposal:
    """A kind that the text suggests but does not decide, and why."""

    kind: Kind
    reason: str


@dataclass(frozen=True, slots=True)
class Converted:
    """A page as an entry's content. `kind` is what the infobox says, "article" without one.

    `sources` are the CSL-JSON records (with their keys as `id`) that the page cites or lists; `aliases`
    are the page's own (a redirect page has none: its `redirect` names the entry its title belongs to).
    """

    kind: Kind
    title: str
    summary: str = ""
    text: str = ""
    language: str = "en"
    sort_name: str = ""
    aliases: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    facts: tuple[DocumentFact, ...] = ()
    sources: tuple[dict[str, Any], ...] = ()
    provenance: tuple[Provenance, ...] = ()
    proposals: tuple[EntryProposal, ...] = ()
    report: tuple[WikiReportLine, ...] = ()
    unknown: tuple[UnknownTemplate, ...] = ()
    redirect: str = ""


def convert(
    page: DumpPage,
    site: SiteInfo | None = None,
    sources: Sources | None = None,
    templates: KnownOfWiki | None = None,
) -> Converted:
    """Convert a page. The pages of one run share `sources`, so that works are recognised."""
    namespaces = Namespaces(site)
    text = cleaned(page.text)
    templates = KnownOfWiki() if templates is None else templates
    context = Context(
        page=page,
        namespaces=namespaces,
        sources=Sources() if sources is None else sources,
        lines=Lines(text),
        language=_language(site),
        mappings=templates.mappings,
    )
    provenance = (provenance_of(page, site),)
    if page.redirect or (redirect := redirect_in(text)):
        target = page.redirect or redirect
        return Converted(
            "article", page.title, language=context.language, provenance=provenance, redirect=target
        )
    if len(text) > MAX_TEXT:
        message = Message("wiki_page_too_long", count=MAX_TEXT >> 20)
        context.tell("page", message, text[:200], 1)
        return Converted(
            "article",
            page.title,
            language=context.language,
            provenance=provenance,
            report=tuple(context.report),
        )
    if page.model not in ("", "wikitext") or page.hidden:
        message = Message("wiki_page_of_other_model", model=page.model)
        if page.hidden:
            message = Message("wiki_page_hidden")
        context.tell("page", message, "", 1)
        return Converted(
            "article",
            page.title,
            language=context.language,
            provenance=provenance,
            report=tuple(context.report),
        )
    return _convert_text(_expanded(text, context, templates.pages), context, provenance)


def _expanded(text: str, context: Context, pages: TemplatePages) -> str:
    """The page with the wiki's own templates expanded; the report names the boxes that were left out."""

    def is_known(name: str) -> bool:
        for prefix in context.namespaces.template_prefixes:
            name = name.removeprefix(prefix).strip()
        return name in context.mappings or is_known_name(name, context.language)

    expanded_page = expand_page(text, context.page.title, pages, is_known)
    context.lines = expanded_page.lines
    for name, offset in expanded_page.boxes:
        line = Lines(text)(offset)
        context.tell("{{" + name + "}}", Message("wiki_box_left_out"), "", line)
    return expanded_page.text


def _convert_text(text: str, context: Context, provenance: tuple[Provenance, ...]) -> Converted:
    nodes = parse(text)
    expander = Expander(context)
    expander.is_infobox = lambda name: (
        infobox.is_infobox(name)
        or (name in context.mappings and context.mappings[name].what == "infobox")
    )
    references = expander.references
    references.collect(nodes)
    flat = expander.page(nodes)
    context.resolve = references.markup
    context.line = 1
    infobox_content = infobox.read_infoboxes(expander.infoboxes, references, render)
    written = [*infobox_content.pictures, *blocks(flat, context)]
    body = _without_empty_sections(placed(written, lambda marks: works_in_words(marks, context)))
    end_of_lead = next((n for n, block in enumerate(body) if block.startswith("#")), len(body))
    body[end_of_lead:end_of_lead] = blocks(_particulars(infobox_content.rows), context)
    body += _notes(references.notes, context)
    for definition in references.unused():
        if definition.raw:
            context.tell(
                "<ref>", Message("wiki_reference_not_used"), definition.raw, definition.line
            )
    lead = first_sentence(body)
    proposals = []
    if infobox_content.kind is None and (reason := person_in_lead(lead, context.page.title)):
        proposals.append(EntryProposal("person", reason))
    title = context.page.title
    tags = dict.fromkeys(
        tag for tag in map(_tag, context.categories) if tag and not _HOUSEKEEPING.match(tag)
    )
    return Converted(
        kind=infobox_content.kind or "article",
        title=title,
        summary=context.summary or shortened(lead, MAX_SUMMARY),
        text="\n\n".join(block for block in body if block.strip()),
        language=context.language,
        sort_name=context.sort_key
        if infobox_content.kind == "person" and "," in context.sort_key
        else "",
        tags=tuple(tags),
        facts=tuple(infobox_content.facts),
        sources=tuple(context.sources[key] for key in context.cited),
        provenance=provenance,
        proposals=tuple(proposals),
        report=tuple(sorted(context.report, key=lambda line: line.line)),
        unknown=tuple(context.unknown),
    )


def _without_empty_sections(body: list[str]) -> list[str]:
    """The blocks without headings that have nothing under them: mostly "References", whose list we make."""
    remaining: list[str] = []
    below = 0
    for block in reversed(body):
        match = re.match(r"(#{1,6}) [^\n]*\Z", block)
        level = len(match.group(1)) if match else 7
        if match and (not remaining or below <= level) and "[@" not in block and "[^" not in block:
            continue
        remaining.append(block)
        below = level
    return remaining[::-1]


def _particulars(rows: list[tuple[str, str]]) -> str:
    """The fields of infoboxes that cite something but are not facts, as a list: each value in one line."""
    lines: list[str] = []
    for name, value in rows:
        field = " ".join(name.replace("_", " ").split())
        parts = [
            part.strip(" \t*#:;")
            for part in LINE_MARK.sub("", value).split("\n")
            if part.strip() and not part.lstrip().startswith(("{|", "|", "!"))
        ]
        cells = [
            part.lstrip(" |!-")
            for part in LINE_MARK.sub("", value).split("\n")
            if part.lstrip().startswith(("|", "!")) and part.strip(" |!-}")
        ]
        lines.append(
            f"* {field[:1].upper()}{field[1:]}: {'; '.join(filter(None, [*parts, *cells]))}"
        )
    return "\n".join(lines)


def _notes(notes: dict[str, str], context: Context) -> list[str]:
    """The definitions of the explanatory notes; writing one may add another."""
    definitions: list[str] = []
    resolve = context.resolve

    def note_in_brackets(use: Use) -> str:
        marker = resolve(use)
        match = re.fullmatch(r"\[\^(\w+)\]", marker)
        if match is None:
            return marker
        words = " ".join(LINE_MARK.sub(" ", notes.get(match.group(1), "")).split())
        if depth[0] > 3:
            return ""
        depth[0] += 1
        inner_markup = render(words, context, cell=True).markup
        depth[0] -= 1
        return f" ({inner_markup.strip()})"

    depth = [0]
    context.resolve = note_in_brackets
    context.in_note = True
    for label in list(notes):
        flat = re.sub(r"\n[*#:;]*\s*", " ", LINE_MARK.sub("", notes[label]).strip())
        line = render(flat, context, cell=True)
        for block in (*line.before, *line.after):
            context.tell("note", Message("wiki_block_in_note"), block)
        definitions.append(f"[^{label}]: {guarded(' '.join(line.markup.split(chr(10))))}")
    context.resolve = resolve
    context.in_note = False
    return definitions


def _tag(category: str) -> str:
    return " ".join(ATOM.sub("", category).split())[:100]


def _language(site: SiteInfo | None) -> str:
    """The wiki's language: as the export says, else from the beginning of its database's name."""
    if site is None:
        return "en"
    if site.language:
        return site.language
    match = re.match(r"([a-z_]{2,12}?)wik", site.dbname)
    name = match.group(1).replace("_", "-") if match else ""
    return "en" if name in ("", "commons", "simple") else name


def provenance_of(page: DumpPage, site: SiteInfo | None) -> Provenance:
    """Where the page came from. The licence of Wikimedia's wikis changed version in June 2023."""
    base = site.base if site else ""
    url = ""
    if base.startswith("http"):
        url = f"{base.rpartition('/')[0]}/{quote(page.title.replace(' ', '_'), safe='/:,()')}"
    version = "" if not base else " 4.0" if page.timestamp >= "2023-06-07" else " 3.0"
    return Provenance(
        origin=(site.name or site.dbname if site else "") or "MediaWiki",
        url=url,
        page=page.id,
        revision=page.revision_id,
        date=page.timestamp,
        contributor=page.contributor,
        licence=f"CC BY-SA{version}",
    )
