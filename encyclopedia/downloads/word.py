"""Word (.docx), for authors who revise there: real footnotes, with their citations as the fields that Zotero writes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC

from django.conf import settings
from django.utils.translation import gettext as _

from encyclopedia.downloads.pictures import printable
from encyclopedia.downloads.printing import colophon_lines, edition_words, text
from encyclopedia.downloads.tree import EditionTree, Node, Nodes, end_of_lead
from encyclopedia.downloads.word_frame import (
    NAMESPACES,
    content_types,
    core_properties,
    custom_properties,
    numbering,
    packed,
    relations,
    styles,
    w,
)
from encyclopedia.downloads.word_own import OWN_PROPERTY, own_pieces
from encyclopedia.downloads.word_pieces import field_runs
from encyclopedia.downloads.word_text import WordText
from encyclopedia.downloads.zotero_fields import bibliography_field, preferences
from encyclopedia.harvesting.xml import Xml
from encyclopedia.rendering.addresses import url_of
from encyclopedia.rendering.page_language import in_its_language

_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships/metadata"


@in_its_language
def entry_docx(tree: EditionTree) -> bytes:
    """One edition as a Word file."""
    writer = WordText(
        tree,
        printable,
        lambda key: f"{settings.SITE_URL}{url_of(f'source/{key}')}",
        _("Citation needed:"),
    )
    body = Xml("".join(_body(tree, writer)))
    section = w(
        "sectPr",
        w("pgSz", w_="11906", h="16838"),
        w(
            "pgMar",
            top="1440",
            right="1440",
            bottom="1440",
            left="1440",
            header="709",
            footer="709",
            gutter="0",
        ),
        *([w("bidi")] if tree.direction == "rtl" else []),
    )
    separators = [
        w("footnote", w("p", w("r", w(kind))), type=kind, id=str(number))
        for number, kind in ((-1, "separator"), (0, "continuationSeparator"))
    ]
    colophon = tree.colophon
    properties = {
        f"ZOTERO_PREF_{number}": piece for number, piece in enumerate(preferences(tree.id), 1)
    }
    properties |= {
        f"{OWN_PROPERTY}{number}": piece
        for number, piece in enumerate(own_pieces(tree, writer.facts_shown), 1)
    }
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": content_types(),
        "_rels/.rels": relations(
            [
                ("r1", "officeDocument", "word/document.xml", False),
                ("r2", f"{_PACKAGE}/core-properties", "docProps/core.xml", False),
                ("r3", "custom-properties", "docProps/custom.xml", False),
            ]
        ),
        "word/document.xml": w("document", w("body", body, section), **NAMESPACES),
        "word/footnotes.xml": w("footnotes", *separators, *writer.footnotes, **NAMESPACES),
        "word/styles.xml": styles(tree.language),
        "word/numbering.xml": numbering(writer.starts),
        "word/settings.xml": w(
            "settings",
            w("footnotePr", w("footnote", id="-1"), w("footnote", id="0")),
            xmlns__w=NAMESPACES["xmlns__w"],
        ),
        "word/_rels/document.xml.rels": relations(
            [
                ("r1", "styles", "styles.xml", False),
                ("r2", "numbering", "numbering.xml", False),
                ("r3", "footnotes", "footnotes.xml", False),
                ("r4", "settings", "settings.xml", False),
                *((name, "hyperlink", target, True) for target, name in writer.links.items()),
                *(
                    (f"p{number}", "image", f"media/{digest[:16]}.{picture.ending}", False)
                    for number, (digest, picture) in enumerate(writer.pictures.items(), 1)
                ),
            ]
        ),
        "word/_rels/footnotes.xml.rels": relations(
            [(name, "hyperlink", target, True) for target, name in writer.note_links.items()]
        ),
        "docProps/core.xml": core_properties(
            {
                "dc:title": tree.title,
                "dc:creator": "; ".join(tree.author_names),
                "dc:description": tree.summary,
                "dc:identifier": colophon.permanent,
                "dc:language": tree.language,
                "cp:keywords": ", ".join(tree.tags),
            },
            colophon.published_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        ),
        "docProps/custom.xml": custom_properties(properties),
    }
    for digest, picture in writer.pictures.items():
        parts[f"word/media/{digest[:16]}.{picture.ending}"] = picture.content
    return packed(parts)


def _body(tree: EditionTree, writer: WordText) -> Iterator[Xml]:
    yield writer.paragraph(text(tree.title), "Title")
    if tree.summary:
        yield writer.paragraph(text(tree.summary), "Subtitle")
    if tree.authors:
        yield writer.paragraph(text(", ".join(tree.authors)), "Author")
    yield writer.paragraph(text(edition_words(tree)), "Colophon")
    for fact in tree.record:
        for value in fact.values:
            label = [Node("strong", children=text(f"{fact.label}: "))] if fact.label else []
            yield writer.paragraph((*label, *value), "Fact")
    split = end_of_lead(tree.blocks)
    yield from writer.blocks(tree.blocks[:split])
    if tree.portrait:
        portrait = Node(
            "figure",
            target=tree.portrait.digest,
            alt=tree.portrait.alt,
            children=tree.portrait.caption,
        )
        yield from writer.blocks((portrait,))
    if tree.facts:
        rows = [
            (fact.label if place == 0 else "", value)
            for fact in tree.facts
            for place, value in enumerate(fact.values)
        ]
        yield writer.facts(rows)
        yield w("p")
    yield from writer.blocks(tree.blocks[split:])
    yield from _bibliography(tree, writer)
    for line in colophon_lines(tree):
        yield writer.paragraph(line, "Colophon")


def _bibliography(tree: EditionTree, writer: WordText) -> Iterator[Xml]:
    lines: list[Nodes] = [*tree.bibliography, *tree.further]
    if not lines:
        return
    yield writer.paragraph(text(_("Bibliography")), "BibliographyHeading")
    paragraphs = [writer.paragraph(line, "Bibliography") for line in lines]
    # One field around all of them: it begins in the first paragraph and ends in the last.
    opening, closing = _halves(bibliography_field())
    head, mark, tail = paragraphs[0].partition("</w:pPr>")
    paragraphs[0] = Xml(f"{head}{mark}{opening}{tail}")
    paragraphs[-1] = Xml(f"{paragraphs[-1].removesuffix('</w:p>')}{closing}</w:p>")
    yield from paragraphs


def _halves(code: str) -> tuple[str, str]:
    *opening, closing = field_runs(code, ())
    return "".join(opening), closing
