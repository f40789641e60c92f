"""A Word file of ours that LibreOffice opened and saved, and in again: what comes back is what went out.

`own-edition.odt` and `own-edition.docx` are what LibreOffice 7.4 made of the file that `written()` gives. Where it is
here, it makes them anew.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import LazySettings
from downloads.shelf import edition_of, keep_sources
from factories import biography, source
from libreoffice import saved
from published import open_readers_tables
from rendering.shelf import Library, SourceRecord

from editorial.html.imported import ImportedText
from editorial.importers.fields.own_entry import OwnSite
from editorial.importers.texts.odt import read_odt
from editorial.importers.texts.reading_aids import ReadingAids
from editorial.importers.texts.word import read_docx
from encyclopedia.core.citations import Reference
from encyclopedia.core.documents import DocumentFact
from encyclopedia.downloads.editions import edition_tree
from encyclopedia.downloads.word import entry_docx
from encyclopedia.markup import parse
from encyclopedia.markup.parsed import Parsed

pytestmark = pytest.mark.django_db
DATA = Path(__file__).parent.parent / "importers/data"
SITE = "https://encyclopedia.example.org"
BOOK = source()
LETTERS = source("letters-1930", title="Letters", record={"type": "book", "title": "Letters"})
SOURCES = {
    document.slug: SourceRecord(document.record, document.title, f"/source/{document.slug}/")
    for document in (BOOK, LETTERS)
}
PERSON = biography(
    text=(
        "He fled to *Paris*.[@service-trotsky-2009, p. 4 “to Paris at last”] He wrote his life.[^life] "
        "Nobody knows the day.[@? a register]\n\n"
        "## Exile\n\n"
        "See [[My Life|his life]].[see @service-trotsky-2009, ch. 2; @letters-1930] He read it again.[^life]\n\n"
        "[^life]: It appeared in 1930.[@letters-1930, p. 1] Or later.[@? a list of editions]"
    ),
    facts=(
        DocumentFact(
            "born", date="1879-11-07", citations=(Reference("service-trotsky-2009", "ch. I"),)
        ),
    ),
)


@pytest.fixture(autouse=True)
def this_site(settings: LazySettings) -> None:
    settings.SITE_URL = SITE


def written() -> bytes:
    """The Word file of the person's edition."""
    open_readers_tables()
    keep_sources(SOURCES)
    return entry_docx(edition_tree(edition_of(PERSON, library=Library(sources=SOURCES))))


def said(text: Parsed) -> dict[str, object]:
    return {
        "sentences": [sentence.text for sentence in text.sentences],
        "citations": [citation.reference for citation in text.citations],
        "notes": [note.uses for note in text.notes],
        "needed": [needed.reason for needed in text.needed],
        "links": [(link.target, link.words) for link in text.links],
        "headings": [heading.text for heading in text.headings],
    }


def assert_same(content: bytes, ending: str) -> None:
    site = OwnSite(SITE, SOURCES.__contains__, lambda path: path)
    reader = read_odt if ending == "odt" else read_docx
    imported: ImportedText = reader(content, aids=ReadingAids(site=site))
    assert said(parse(imported.text)) == said(parse(PERSON.text))
    assert imported.title == PERSON.title
    assert imported.entry is not None
    assert (imported.entry.summary, imported.entry.facts) == (PERSON.summary, PERSON.facts)
    assert [reference.record for reference in imported.references if reference.record] == []
    assert imported.report == []


def test_it_comes_back_as_it_went_out() -> None:
    assert_same(written(), "docx")


@pytest.mark.parametrize("ending", ["odt", "docx"])
def test_so_it_does_when_libreoffice_has_saved_it(ending: str) -> None:
    assert_same((DATA / f"own-edition.{ending}").read_bytes(), ending)


@pytest.mark.parametrize("ending", ["odt", "docx"])
def test_so_it_does_when_the_libreoffice_of_this_machine_has(tmp_path: Path, ending: str) -> None:
    content = saved(written(), ending, tmp_path)
    if content is not None:
        assert_same(content, ending)
