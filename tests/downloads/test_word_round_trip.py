"""Every entry of the sample as a Word file, and in again: what comes back is what went out."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings
from downloads.shelf import edition_of, full_tree, keep_sources
from factories import Cast, biography, published, source
from published import open_readers_tables
from rendering.shelf import Library, SourceRecord

from editorial.html import messages
from editorial.html.imported import ImportedText
from editorial.importers.fields.own_entry import OwnSite
from editorial.importers.jobs.text_steps import text_steps
from editorial.importers.texts.reading_aids import ReadingAids
from editorial.importers.texts.word import read_docx
from editorial.models import Manuscript, Revision
from editorial.sample import load_documents
from encyclopedia.core.citations import Reference
from encyclopedia.core.documents import Document, DocumentFact, SourceDocument
from encyclopedia.core.names import name_key
from encyclopedia.downloads.editions import edition_tree
from encyclopedia.downloads.word import entry_docx
from encyclopedia.markup import parse
from encyclopedia.markup.parsed import Parsed
from encyclopedia.models import Edition

pytestmark = pytest.mark.django_db
DOCUMENTS = load_documents()
SOURCES = {
    document.slug: SourceRecord(document.record, document.title, f"/source/{document.slug}/")
    for document in DOCUMENTS
    if isinstance(document, SourceDocument)
}
ENTRIES = [document for document in DOCUMENTS if document.kind not in ("source", "page")]
PATHS = {
    name_key(name): f"{document.kind}/{document.slug}"
    for document in ENTRIES
    for name in (document.title, *document.aliases)
}


def path_of(target: str) -> str:
    """The entry that a link finds; of one that is not there, what was typed."""
    return PATHS.get(name_key(target), target)


def again(content: bytes) -> ImportedText:
    site = OwnSite(settings.SITE_URL, SOURCES.__contains__, lambda path: path)
    return read_docx(content, aids=ReadingAids(site=site))


def said(text: Parsed) -> dict[str, object]:
    """All that a text says."""
    return {
        "sentences": {sentence.text for sentence in text.sentences},
        "citations": [citation.reference for citation in text.citations],
        "notes": [note.uses for note in text.notes],
        "needed": sorted(needed.reason for needed in text.needed),
        "links": sorted((path_of(link.target), link.words) for link in text.links),
        "headings": [heading.text for heading in text.headings],
    }


@pytest.mark.portion(4)
@pytest.mark.parametrize("document", ENTRIES, ids=lambda document: document.slug)
def test_an_entry_comes_back_as_it_went_out(document: Document) -> None:
    open_readers_tables()
    keep_sources(SOURCES)
    before = parse(document.text, entry=document.id)
    links = {
        link.target: f"/{path}/" if (path := PATHS.get(name_key(link.target))) else None
        for link in before.links
    }
    edition = edition_of(document, library=Library(sources=SOURCES, links=links))
    imported = again(entry_docx(edition_tree(edition)))
    assert said(parse(imported.text)) == said(before)
    assert imported.title == document.title
    assert imported.entry is not None
    assert (imported.entry.summary, imported.entry.facts) == (document.summary, document.facts)
    assert [reference.record for reference in imported.references if reference.record] == []
    assert imported.report == []


def changed(content: bytes, part: str, change: Callable[[str], str]) -> bytes:
    """The file as another program would leave it."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as file, zipfile.ZipFile(out, "w") as copy:
        for name in file.namelist():
            words = file.read(name)
            copy.writestr(name, change(words.decode()).encode() if name == part else words)
    return out.getvalue()


def test_what_somebody_changed_in_the_reference_manager_is_taken() -> None:
    open_readers_tables()
    content = entry_docx(full_tree())
    assert "ch. 2" in {c.reference.locator for c in parse(again(content).text).citations}
    moved = changed(
        content, "word/footnotes.xml", lambda xml: xml.replace('"locator":"2"', '"locator":"9"')
    )
    assert "chap. 9" in {c.reference.locator for c in parse(again(moved).text).citations}


def test_facts_that_were_changed_in_the_file_are_named() -> None:
    open_readers_tables()
    content = entry_docx(full_tree())
    assert messages.FACTS_CHANGED not in {line.message for line in again(content).report}
    other = changed(content, "word/document.xml", lambda xml: xml.replace("Istanbul", "Ankara", 1))
    imported = again(other)
    assert messages.FACTS_CHANGED in {line.message for line in imported.report}
    assert imported.entry is not None
    assert imported.entry.facts[0].place == "Istanbul"


@pytest.mark.parametrize(
    "properties",
    [
        "not JSON",
        '{"entry": {}, "shown": "", "listed": []}',
        '{"entry": {"schema": 1, "kind": "source", "id": "x"}, "shown": "", "listed": []}',
        "[" * 5_000,
    ],
)
def test_a_file_that_only_says_it_is_ours_is_read_as_any_other(properties: str) -> None:
    open_readers_tables()

    def forged(xml: str) -> str:
        start, end = xml.index("STET_ENTRY_1"), xml.rindex("</Properties>")
        words = properties.replace("<", "&lt;").replace('"', "&quot;")
        value = f"<vt:lpwstr>{words}</vt:lpwstr></property>"
        return f'{xml[:start]}STET_ENTRY_1">{value}{xml[end:]}'

    imported = again(changed(entry_docx(full_tree()), "docProps/custom.xml", forged))
    assert imported.entry is None
    assert "He lived on Büyükada." in imported.text


def test_a_person_comes_in_again_as_a_draft_of_a_person_with_facts(
    cast: Cast, tmp_path: Path
) -> None:
    published(source(), cast)
    born = DocumentFact(
        "born", date="1879-11-07", citations=(Reference("service-trotsky-2009", "ch. I"),)
    )
    published(
        biography(
            text="He fled.[@service-trotsky-2009, p. 4] See [[My Life|his life]].", facts=(born,)
        ),
        cast,
    )
    edition = Edition.objects.get(kind="person")
    file = tmp_path / "trotsky.docx"
    file.write_bytes(entry_docx(edition_tree(edition)))
    (step,) = text_steps(file, title="", name=file.name)
    assert step.save is not None
    (result,) = step.save(items=[step.item], by=cast.editor)
    row = Revision.objects.get(manuscript=result.manuscript)
    document = row.read()
    assert (document.kind, document.facts) == ("person", (born,))
    assert document.text == "He fled.[@service-trotsky-2009, p. 4] See [[My Life|his life]]."
    assert Manuscript.objects.filter(kind="source").count() == 1
