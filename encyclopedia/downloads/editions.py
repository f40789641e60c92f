"""From an edition as it is kept to its tree: one that is the same whenever it is made."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from encyclopedia.analysis import analyse
from encyclopedia.bibliography.entry_citing import citing_lines
from encyclopedia.bibliography.records.identifiers import safe_address
from encyclopedia.core import documents
from encyclopedia.core.language_tags import direction_of
from encyclopedia.downloads.apparatus import Apparatus
from encyclopedia.downloads.elements import elements_of
from encyclopedia.downloads.reading import Reader
from encyclopedia.downloads.tree import Cited, Colophon, EditionTree, Nodes
from encyclopedia.models import Change, Edition, EditionState, Kind
from encyclopedia.rendering.entry_record import entry_address, entry_record
from encyclopedia.rendering.page_language import in_its_language
from encyclopedia.rendering.page_tail import origin_words
from encyclopedia.rendering.page_top import author_words
from encyclopedia.rendering.site_language import day


class NoFile(Exception):
    """The edition was withdrawn or suppressed: nothing of it goes out."""


def edition_tree(edition: Edition) -> EditionTree:
    """The tree of an edition that can be read; two queries. Raises NoFile for any other."""
    if edition.state == EditionState.WITHDRAWN:
        raise NoFile(edition.pk)
    return _tree_of(documents.read(json.loads(edition.document)), edition)


@in_its_language
def _tree_of(document: documents.Document, edition: Edition) -> EditionTree:
    reader = Reader(settings.SITE_URL)
    apparatus = Apparatus(reader, edition.body, edition.notes, edition.facts)
    listed, besides = apparatus.bibliography()
    top = elements_of(edition.top)
    standing = top.first("p", "standing-line")
    cited = _cited(document)
    return EditionTree(
        id=document.id,
        kind=edition.kind,
        kind_words=str(Kind(edition.kind).label),
        slug=edition.slug,
        title=document.title,
        summary=document.summary,
        language=document.language,
        direction=direction_of(document.language),
        authors=tuple(author_words(author) for author in document.authors),
        author_names=tuple(author.name for author in document.authors),
        tags=document.tags,
        standing=reader.line(standing.children) if standing else (),
        notices=tuple(
            reader.line(notice.children)
            for notice in (*top.all("li", "notice"), *top.all("p", "reliability"))
        ),
        portrait=apparatus.portrait(),
        facts=apparatus.facts(),
        record=apparatus.record(),
        blocks=apparatus.text(),
        notes=apparatus.notes(),
        footnotes=apparatus.footnotes(),
        common=apparatus.common(),
        needed=apparatus.needed(),
        bibliography=listed,
        further=besides,
        places=tuple(dict.fromkeys(fact.place for fact in document.facts if fact.place)),
        colophon=_colophon(edition, document, reader),
        cited=cited,
        stated=documents.canonical(replace(document, text="")).decode(),
        linked={link.words: link.target for link in analyse(document).parsed.links},
        records=_records(edition, {citation.key for citation in cited}),
    )


def _colophon(edition: Edition, document: documents.Document, reader: Reader) -> Colophon:
    path = f"{edition.kind}/{edition.slug}"
    record = entry_record(
        path,
        document.title,
        document.authors,
        number=edition.number,
        published_at=edition.published_at,
        language=document.language,
        doi=edition.doi,
    )
    lines: tuple[tuple[str, Nodes], ...] = ()
    if edition.kind != Kind.SOURCE:
        apart = "<bdi>{}</bdi>" if direction_of(document.language) == "rtl" else "{}"
        lines = tuple(
            (style, reader.inline(apart.format(line))) for style, line in citing_lines(record)
        )
    return Colophon(
        site=settings.SITE_NAME,
        site_address=settings.SITE_URL,
        number=edition.number,
        published_at=edition.published_at,
        published=day(edition.published_at).words,
        change=str(Change(edition.change).label),
        summary=edition.summary,
        address=entry_address(path),
        permanent=entry_address(path, edition.number),
        doi=edition.doi,
        licence=settings.SITE_LICENCE,
        licence_address=settings.SITE_LICENCE_URL,
        citing=lines,
        provenance=tuple(
            (origin_words(provenance), safe_address(provenance.url))
            for provenance in document.provenance
        ),
    )


def _cited(document: documents.Document) -> tuple[Cited, ...]:
    return tuple(
        Cited(
            citation.number,
            citation.occurrence,
            citation.key,
            citation.reference.locator,
            citation.reference.prefix,
            citation.reference.suffix,
            citation.reference.quotation,
        )
        for citation in analyse(document).citations
    )


def _records(edition: Edition, keys: Iterable[str]) -> Mapping[str, Mapping[str, Any]]:
    """The works by their keys, as their editions described them when this one was published."""
    records: dict[str, dict[str, Any]] = {}
    rows = (
        Edition.objects.readable()
        .filter(kind=Kind.SOURCE, slug__in=set(keys))
        .order_by("slug", "number")
        .values_list("slug", "document", "published_at")
    )
    for slug, document, published_at in rows:
        # A source is published before what cites it, or with it.
        if slug not in records or published_at <= edition.published_at:
            records[slug] = {**json.loads(document).get("record", {}), "id": slug}
    return dict(sorted(records.items()))


def licence_words(colophon: Colophon) -> str:
    """Under which terms the text may be used, in the active language."""
    return _("The text may be used under %(licence)s.") % {"licence": colophon.licence}
