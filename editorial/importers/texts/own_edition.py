"""A Word file of ours as it comes in again: the entry behind it, and its page without what surrounds the text.

Pure: no Django.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from editorial.html import messages
from editorial.html.html_tree import HtmlElement
from editorial.html.imported import ReportLine, excerpt
from editorial.importers.fields.field_works import FieldCitation, FieldWork
from editorial.importers.fields.own_entry import OwnEntry
from editorial.importers.fields.own_styles import AROUND, FACT, SUMMARY
from editorial.importers.references.resolving import Resolver
from editorial.importers.texts.html_fields import PageFields
from editorial.importers.texts.html_links import fragment
from encyclopedia.core.citations import Reference
from encyclopedia.core.documents import Document
from encyclopedia.downloads.word_own import letters


@dataclass(slots=True)
class OwnPage:
    """What was taken off the page: its summary, and the letters of its facts as they stand there now."""

    summary: str = ""
    facts: str = ""


def take_own(root: HtmlElement) -> OwnPage:
    """Take the front block, the facts, the colophon and their notes off the page."""
    page, letters_of_facts = OwnPage(), []
    gone: list[HtmlElement] = []
    for element in root.elements():
        if element.tag == "p" and SUMMARY in element.classes and not page.summary:
            page.summary = " ".join(element.words().split())
            gone.append(element)
        elif element.tag == "table" and _is_of_facts(element):
            letters_of_facts.append(letters(_words(element)))
            gone.append(element)
        elif element.tag in {"p", "h1", "h2"} and not AROUND.isdisjoint(element.classes):
            gone.append(element)
    page.facts = "".join(letters_of_facts)
    noted = {
        fragment(anchor) for element in gone for anchor in element.elements() if anchor.tag == "a"
    }
    for element in list(root.elements()):
        if element.tag == "li" and element.get("id") in noted - {""}:
            gone.append(element)
    for element in gone:
        if element.parent is not None and element in element.parent.children:
            element.parent.children.remove(element)
    return page


def entry_again(
    own: OwnEntry, page: OwnPage, fields: PageFields, resolver: Resolver
) -> tuple[Document, list[ReportLine]]:
    """The entry without its text, its facts with the keys that their works have now; and what to look at."""
    works: dict[str, tuple[FieldCitation, FieldWork]] = {}
    for citation in fields.citations.values():
        for work in citation.works:
            works.setdefault(work.own_key, (citation, work))

    def again(reference: Reference) -> Reference:
        if reference.key not in works:
            return reference
        citation, work = works[reference.key]
        return replace(reference, key=resolver.field_work("", work, citation.words).key)

    facts = tuple(
        replace(fact, citations=tuple(map(again, fact.citations))) for fact in own.entry.facts
    )
    entry = replace(own.entry, facts=facts, summary=page.summary or own.entry.summary)
    report = []
    if page.facts != own.shown:
        report.append(ReportLine(0, messages.FACTS_CHANGED, excerpt(entry.title)))
    return entry, report


def _is_of_facts(table: HtmlElement) -> bool:
    paragraphs = [element for element in table.elements() if element.tag == "p"]
    return bool(paragraphs) and all(FACT in paragraph.classes for paragraph in paragraphs)


def _words(element: HtmlElement) -> str:
    """The words without the marks of notes."""
    return "".join(
        child if isinstance(child, str) else _words(child) if child.tag != "sup" else ""
        for child in element.children
    )
