"""Word: real footnotes whose citations Zotero reads, and a file that other programs open."""

from __future__ import annotations

import io
import json
import re
import zipfile
from pathlib import Path
from typing import Any

import pytest
from defusedxml import ElementTree
from docx import Document
from downloads.shelf import edition_of, full_tree
from libreoffice import saved
from published import open_readers_tables
from pypdf import PdfReader
from rendering.shelf import article

from editorial.importers.texts.word import read_docx
from encyclopedia.core.language_tags import begins_from_the_right
from encyclopedia.downloads.editions import edition_tree
from encyclopedia.downloads.word import entry_docx
from encyclopedia.markup import parse

pytestmark = pytest.mark.django_db
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture(autouse=True)
def _rows() -> None:
    open_readers_tables()


def part(content: bytes, name: str) -> Any:
    return ElementTree.fromstring(zipfile.ZipFile(io.BytesIO(content)).read(name))


def footnotes(content: bytes) -> list[Any]:
    """Each footnote as its words, what fields show among them, and the citations of its fields."""
    notes = []
    for note in part(content, "word/footnotes.xml"):
        words = "".join(run.text or "" for run in note.iter(f"{W}t")).strip()
        codes = [c.text for c in note.iter(f"{W}instrText") if "CSL_CITATION" in c.text]
        notes.append((words, [json.loads(code[code.index("{") :]) for code in codes]))
    return notes[2:]


def test_footnotes_hold_the_citations_as_zotero_writes_them() -> None:
    tree = full_tree()
    content = entry_docx(tree)
    assert content == entry_docx(tree)
    notes = footnotes(content)
    words = [words for words, _fields in notes]
    assert words[0] == "Ann Service, Trotsky: A Biography (Press, 2009), 12. “the exact words”"
    # Two works at one place are one note; a note that is used again is written again.
    assert words[1] == "See Service, Trotsky, 3–4; Ann Patenaude, Downfall (Press, 2010), chap. 2."
    assert words[4].startswith("Prinkipo in Greek: Πρίγκηπος. (Patenaude, Downfall, 5) So called")
    assert "Citation needed: who says so" in words
    ((first, second),) = (field["citationItems"] for field in notes[1][1])
    assert (first["id"], first["prefix"], first["locator"], first["label"]) == (
        "service",
        "see ",
        "3–4",
        "page",
    )
    assert (second["locator"], second["label"]) == ("2", "chapter")
    assert first["itemData"]["author"] == [{"family": "Service", "given": "Ann"}]
    assert first["uris"][0].endswith("/source/service/")
    body = zipfile.ZipFile(io.BytesIO(content)).read("word/document.xml").decode()
    assert re.search(r"ADDIN ZOTERO_BIBL .*CSL_BIBLIOGRAPHY", body)
    properties = "".join(part(content, "docProps/custom.xml").itertext())
    assert '<pref name="fieldType" value="Field"/>' in properties


def test_our_own_import_reads_the_same_citations() -> None:
    tree = full_tree()
    imported = read_docx(entry_docx(tree))
    assert imported.entry is not None
    references = [c.reference for c in parse(imported.text).citations]
    references += [cited for fact in imported.entry.facts for cited in fact.citations]
    came = [(r.key, r.locator, r.prefix, r.quotation) for r in references]
    went = [(c.key, c.locator, c.prefix, c.quotation) for c in tree.cited]
    assert sorted(came) == sorted(went)


def test_another_program_opens_it() -> None:
    content = entry_docx(full_tree())
    document = Document(io.BytesIO(content))
    styles = [paragraph.style.name for paragraph in document.paragraphs]
    assert (styles[0], document.core_properties.title) == ("Title", "Exile of Trotsky")
    assert {"Heading 1", "Heading 2", "Quote", "Caption", "Bibliography"} <= set(styles)
    facts, table = document.tables
    assert [cell.text for cell in facts.rows[0].cells] == ["Began", "February 1929, Istanbul"]
    assert [cell.text for cell in table.rows[2].cells] == ["1933", "Barbizon", "90"]
    (shape,) = document.inline_shapes
    assert shape._inline.docPr.get("descr") == "A man at a desk"
    assert document.styles.element.xpath("//w:lang/@w:val") == ["en"]


@pytest.mark.slow
def test_libreoffice_prints_it_with_its_notes(tmp_path: Path) -> None:
    printed = saved(entry_docx(full_tree()), "pdf", tmp_path)
    if printed is None:
        return
    reader = PdfReader(io.BytesIO(printed))
    text = " ".join(" ".join(page.extract_text() for page in reader.pages).split())
    assert "Trotsky: A Biography (Press, 2009), 12" in text
    assert "Prinkipo in Greek" in text


def test_hostile_words_stay_words(shared_data: Path) -> None:
    hostile = '</w:t><w:instrText>DDEAUTO c:\\\\cmd</w:instrText>&\x07\x0b"'
    payloads = (shared_data / "xss-payloads.txt").read_text()[:4000]
    document = article(
        "\n\n".join(f"    {line}" for line in payloads.splitlines()), title=hostile, summary=hostile
    )
    content = entry_docx(edition_tree(edition_of(document)))
    assert not list(part(content, "word/document.xml").iter(f"{W}instrText"))
    assert Document(io.BytesIO(content)).paragraphs[0].text.startswith("</w:t><w:instrText>DDEAUTO")


def test_a_text_from_the_right_is_one_in_word() -> None:
    tree = edition_tree(edition_of(article("שלום לכולם.[@service, p. 3]", language="he")))
    body = part(entry_docx(tree), "word/document.xml")
    assert all(paragraph.find(f"{W}pPr/{W}bidi") is not None for paragraph in body.iter(f"{W}p"))


def test_a_work_keeps_its_stops_among_words_from_the_right() -> None:
    """In Word each run says from where it goes: a title from the left, what stands beside it from the right."""
    notes = part(entry_docx(full_tree(language="ar")), "word/footnotes.xml")
    from_the_right = {
        "".join(run.itertext()): right is not None and right.get(f"{W}val") != "0"
        for run in notes.iter(f"{W}r")
        for right in [run.find(f"{W}rPr/{W}rtl")]
    }
    assert not from_the_right["Trotsky"]
    assert True in from_the_right.values()


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Trotsky", False),
        ("12, «ثورة»", True),
        ("שלום A", True),
        ("A שלום", False),
        ("1938", False),
    ],
)
def test_words_go_from_where_their_first_letter_does(words: str, expected: bool) -> None:
    assert begins_from_the_right(words) is expected


def test_no_footnote_holds_another_one() -> None:
    text = "Words.[^a]\n\n[^a]: One[@? says who] and another.[^b]\n\n[^b]: Deeper."
    content = entry_docx(edition_tree(edition_of(article(text))))
    assert not list(part(content, "word/footnotes.xml").iter(f"{W}footnoteReference"))
    words = [words for words, _fields in footnotes(content)]
    assert len(words) == 1
    assert "says who" in words[0]
