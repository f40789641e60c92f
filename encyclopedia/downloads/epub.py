"""EPUB 3, for reading programs: notes as popups, contents, and what it offers to readers with a disability."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final
from uuid import NAMESPACE_URL, uuid5

from django.conf import settings
from django.utils.translation import gettext as _

from encyclopedia.core.language_tags import direction_of
from encyclopedia.downloads.hyphened import el
from encyclopedia.downloads.pictures import Printable, printable
from encyclopedia.downloads.printing import colophon_lines, edition_words, standing_words
from encyclopedia.downloads.tree import EditionTree, Node, end_of_lead, figures_of, walk
from encyclopedia.downloads.xhtml import Xhtml
from encyclopedia.harvesting.xml import DECLARATION, Xml, element, elements
from encyclopedia.rendering.page_language import in_its_language

_EPOCH: Final = (1980, 1, 1, 0, 0, 0)
_STYLE: Final = """\
body { font-family: serif; line-height: 1.45; margin: 0 5%; }
h1, h2, h3, h4, h5, h6 { line-height: 1.2; hyphens: none; }
.kind, .about, .standing, .colophon, figcaption, small { font-size: .85em; color: #555; }
.summary { font-style: italic; font-size: 1.1em; }
.standing { font-style: italic; margin: 0; }
dl { border-top: 1px solid; border-bottom: 1px solid; padding: .6em 0; }
dt { font-size: .85em; color: #555; }
dd { margin: 0 0 .3em 1.2em; }
table { border-collapse: collapse; margin: 1em 0; }
th, td { padding: .2em .6em; border-bottom: 1px solid #999; text-align: start; }
.right { text-align: right; } .center { text-align: center; }
figure { margin: 1.2em 0; } img { max-width: 100%; height: auto; }
.bibliography p { margin: 0 0 .4em 1.4em; text-indent: -1.4em; }
aside { font-size: .9em; margin: .4em 0; } aside p { margin: 0; }
"""


@dataclass(frozen=True, slots=True)
class Book:
    """What is in the file: its title and address, who made it, in which language, and when."""

    title: str
    address: str
    authors: Sequence[str]
    language: str
    summary: str
    at: datetime


@in_its_language
def entry_epub(tree: EditionTree) -> bytes:
    """One edition."""
    colophon = tree.colophon
    book = Book(
        tree.title,
        colophon.permanent,
        tree.author_names,
        tree.language,
        tree.summary,
        colophon.published_at,
    )
    return book_epub(book, [tree])


def book_epub(book: Book, trees: Sequence[EditionTree]) -> bytes:
    """Editions as the chapters of one book, the same bytes each time."""
    pictures = _pictures(trees)
    files: dict[str, str | bytes] = {"style.css": _STYLE}
    chapters = [(f"entry-{number}.xhtml", tree) for number, tree in enumerate(trees, 1)]
    for name, tree in chapters:
        files[name] = _page(tree.title, _chapter(tree, pictures), tree.language)
    files["nav.xhtml"] = _page(book.title, _contents(chapters), book.language)
    files["package.opf"] = DECLARATION + _package(book, trees, chapters, pictures)
    for digest, picture in pictures.items():
        files[_name(digest, picture)] = picture.content
    return _packed(files)


def _pictures(trees: Iterable[EditionTree]) -> dict[str, Printable]:
    digests = dict.fromkeys(digest for tree in trees for digest in figures_of(tree))
    return {digest: picture for digest in digests if (picture := printable(digest))}


def _name(digest: str, picture: Printable) -> str:
    return f"{digest}.{picture.ending}"


def _page(title: str, content: Iterable[Xml], language: str) -> str:
    head = element(
        "head",
        element("title", title),
        element("link", rel="stylesheet", type="text/css", href="style.css"),
    )
    page = element(
        "html",
        head,
        element("body", *content),
        xmlns="http://www.w3.org/1999/xhtml",
        xmlns__epub="http://www.idpf.org/2007/ops",
        lang=language,
        xml__lang=language,
        dir=direction_of(language),
    )
    return f"{DECLARATION}<!DOCTYPE html>\n{page}"


def _chapter(tree: EditionTree, pictures: dict[str, Printable]) -> Iterator[Xml]:
    writer = Xhtml(
        tree,
        lambda digest: _name(digest, pictures[digest]) if digest in pictures else "",
        standing_words,
        _("Citation needed:"),
        _("Picture"),
    )
    split = end_of_lead(tree.blocks)
    about = [", ".join(tree.authors), edition_words(tree)]
    yield element("p", tree.kind_words, class_="kind")
    yield element("h1", tree.title)
    if tree.summary:
        yield element("p", tree.summary, class_="summary")
    yield from (element("p", words, class_="about") for words in about if words)
    for line in (tree.standing, tree.common, *tree.notices):
        if line:
            yield element("p", writer.line(line), class_="about")
    for fact in tree.record:
        label = element("strong", f"{fact.label} ") if fact.label else Xml("")
        yield from (element("p", label, writer.line(value)) for value in fact.values)
    yield writer.blocks(tree.blocks[:split])
    yield from _facts(tree, writer)
    yield writer.blocks(tree.blocks[split:])
    lines = [*tree.bibliography, *tree.further]
    if lines:
        heading = element("h2", _("Bibliography"))
        items = (element("p", writer.line(line)) for line in lines)
        yield element(
            "section",
            heading,
            *items,
            class_="bibliography",
            epub__type="bibliography",
            role="doc-bibliography",
        )
    if notes := list(writer.notes()):
        yield element("section", element("h2", _("Notes")), *notes, epub__type="footnotes")
    yield element(
        "section",
        *(element("p", writer.line(line)) for line in colophon_lines(tree)),
        class_="colophon",
    )


def _facts(tree: EditionTree, writer: Xhtml) -> Iterator[Xml]:
    if portrait := tree.portrait:
        yield writer.figure(
            Node("figure", target=portrait.digest, alt=portrait.alt, children=portrait.caption)
        )
    if tree.facts:
        yield element(
            "dl",
            *(
                part
                for fact in tree.facts
                for part in (
                    element("dt", fact.label),
                    *(element("dd", writer.line(value)) for value in fact.values),
                )
            ),
        )


def _contents(chapters: Sequence[tuple[str, EditionTree]]) -> Iterator[Xml]:
    items = [element("li", element("a", tree.title, href=name)) for name, tree in chapters]
    yield element(
        "nav", element("h1", _("Contents")), element("ol", *items), epub__type="toc", id="toc"
    )


def _package(
    book: Book,
    trees: Sequence[EditionTree],
    chapters: Sequence[tuple[str, EditionTree]],
    pictures: dict[str, Printable],
) -> str:
    manifest = [
        el(
            "item", id="nav", href="nav.xhtml", media_type="application/xhtml+xml", properties="nav"
        ),
        el("item", id="style", href="style.css", media_type="text/css"),
        *(
            el("item", id=f"c{number}", href=name, media_type="application/xhtml+xml")
            for number, (name, _tree) in enumerate(chapters, 1)
        ),
        *(
            el("item", id=f"p{number}", href=_name(digest, picture), media_type=picture.media_type)
            for number, (digest, picture) in enumerate(pictures.items(), 1)
        ),
    ]
    spine = [el("itemref", idref=f"c{number}") for number in range(1, len(chapters) + 1)]
    if len(chapters) > 1:
        spine.insert(0, el("itemref", idref="nav"))
    return el(
        "package",
        el(
            "metadata",
            *_metadata(book, trees, pictures),
            xmlns__dc="http://purl.org/dc/elements/1.1/",
        ),
        el("manifest", *manifest),
        el("spine", *spine, page_progression_direction=direction_of(book.language)),
        xmlns="http://www.idpf.org/2007/opf",
        version="3.0",
        unique_identifier="id",
        xml__lang=settings.LANGUAGE_CODE,
        prefix="schema: http://schema.org/",
    )


def _metadata(
    book: Book, trees: Sequence[EditionTree], pictures: dict[str, Printable]
) -> Iterator[Xml]:
    yield element("dc:identifier", f"urn:uuid:{uuid5(NAMESPACE_URL, book.address)}", id="id")
    yield element("dc:title", book.title)
    yield element("dc:language", book.language)
    yield elements("dc:creator", book.authors)
    yield element("dc:publisher", settings.SITE_NAME)
    yield element("dc:source", book.address)
    yield element("dc:rights", f"{settings.SITE_LICENCE} ({settings.SITE_LICENCE_URL})")
    yield elements("dc:description", [book.summary])
    yield element("dc:date", book.at.date().isoformat())
    stamp = book.at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    yield element("meta", stamp, property="dcterms:modified")
    described = all(
        node.alt for tree in trees for node in walk(tree.blocks) if node.kind == "figure"
    )
    features = ["structuralNavigation", "tableOfContents", "readingOrder"]
    if pictures and described:
        features.append("alternativeText")
    for name, values in (
        ("accessMode", ["textual", *(["visual"] if pictures else [])]),
        ("accessModeSufficient", ["textual"] if described else ["textual,visual"]),
        ("accessibilityFeature", features),
        ("accessibilityHazard", ["none"]),
        (
            "accessibilitySummary",
            [_("Text with headings, notes that lead back, and described pictures.")],
        ),
    ):
        for value in values:
            yield element("meta", value, property=f"schema:{name}")
    if described:
        yield element(
            "link",
            rel="dcterms:conformsTo",
            href="http://www.idpf.org/epub/a11y/accessibility-20170105.html#wcag-aa",
        )


def _packed(files: dict[str, str | bytes]) -> bytes:
    container = element(
        "container",
        element(
            "rootfiles",
            Xml(
                '<rootfile full-path="book/package.opf" media-type="application/oebps-package+xml"/>'
            ),
        ),
        version="1.0",
        xmlns="urn:oasis:names:tc:opendocument:xmlns:container",
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        # First and not compressed, so that its bytes tell what the file is.
        package.writestr(
            zipfile.ZipInfo("mimetype", _EPOCH), "application/epub+zip", zipfile.ZIP_STORED
        )
        whole: dict[str, str | bytes] = {"META-INF/container.xml": DECLARATION + container}
        whole |= {f"book/{name}": content for name, content in files.items()}
        for name, content in whole.items():
            info = zipfile.ZipInfo(name, _EPOCH)
            package.writestr(info, content, zipfile.ZIP_DEFLATED)
    return out.getvalue()
