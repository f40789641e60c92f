"""PDF: notes at the foot of their page, tagged, with its fonts, and the same bytes from the same edition."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from downloads.shelf import edition_of, full_tree
from published import open_readers_tables
from pypdf import PdfReader
from rendering.shelf import article

from encyclopedia.downloads import pdf
from encyclopedia.downloads.editions import edition_tree

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _rows() -> None:
    open_readers_tables()


def read(content: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(content))


def words(reader: PdfReader) -> str:
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def fonts(reader: PdfReader) -> Iterator[Any]:
    for page in reader.pages:
        for font in page["/Resources"]["/Font"].values():
            yield font["/DescendantFonts"][0]["/FontDescriptor"]


def test_an_entry_is_printed_whole_tagged_and_the_same_each_time() -> None:
    tree = full_tree()
    content = pdf.entry_pdf(tree)
    assert content == pdf.entry_pdf(tree)
    reader = read(content)
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert (root["/Lang"], reader.metadata.title) == ("en", "Exile of Trotsky")
    assert reader.metadata.author == "Ann Author, Bo Berg"
    assert reader.metadata.creation_date.date() == tree.colophon.published_at.date()
    for standard in (b"<pdfuaid:part>1<", b"<pdfaid:part>2<"):
        assert standard in root["/Metadata"].get_data()
    assert all({"/FontFile2", "/FontFile3"} & font.keys() for font in fonts(reader))
    text = words(reader)
    for said in (
        "Edition 3, published 3 May 2026 (correction: A date corrected.).",
        "Ann Service, Trotsky: A Biography (Press, 2009), 12",
        "the exact words",
        "Prinkipo in Greek: Πρίγκηπος.",
        "Citation needed: who says so",
        "February 1929, Istanbul",
        "At his desk, 1931.",
        "Archive · CC BY 4.0",
        "Picture wanted: house",
        "Троцкий",
        "Contains material from Wikipedia",
        "The text may be used under",
    ):
        assert said in text, said
    assert "checked: the source supports this in part" in text


def test_words_that_are_code_to_typst_are_printed_as_they_are(shared_data: Path) -> None:
    hostile = '#panic("x") $1/0$ @ref <label> \\u{1f} = head /* // `raw` #image("/etc/passwd") *b* _i_ ~ --'
    naughty = (shared_data / "xss-payloads.txt").read_text()[:6000].replace("\x00", "")
    document = article(
        "\n\n".join(f"    {line}" for line in naughty.splitlines() if line.strip())
        + "\n\n## "
        + hostile.replace("*", "\\*").replace("`", "\\`").replace("_", "\\_"),
        title=hostile,
        summary=hostile,
    )
    text = words(read(pdf.entry_pdf(edition_tree(edition_of(document)))))
    assert '#panic("x") $1/0$' in text
    assert '#image("/etc/passwd")' in text


def test_letters_without_a_font_are_numbers_and_a_text_of_them_is_refused() -> None:
    tree = edition_tree(
        edition_of(article("The name is 漢字 in the language of the time, they say."))
    )
    text = words(read(pdf.entry_pdf(tree)))
    assert "[U+6F22][U+5B57]" in text
    assert "For 2 characters this site has no font" in text
    with pytest.raises(pdf.Unprintable, match="no font for 2 characters"):
        pdf.entry_pdf(edition_tree(edition_of(article("漢字" * 200))))


def test_an_entry_in_hebrew_runs_from_the_right() -> None:
    tree = edition_tree(edition_of(article("שלום לכולם", title="שלום", language="he")))
    assert tree.direction == "rtl"
    assert read(pdf.entry_pdf(tree)).trailer["/Root"]["/Lang"] == "he"


@pytest.mark.parametrize("language", ["ar", "fa", "he"])
def test_much_latin_text_is_set_from_the_right_too(language: str) -> None:
    latin = "The theory of permanent revolution was formed in 1905, as Trotsky wrote. " * 200
    tree = edition_tree(edition_of(article(f"{latin}[@service, p. 3]", language=language)))
    assert "permanent revolution" in words(read(pdf.entry_pdf(tree)))


def test_what_is_nested_deeper_than_a_page_can_show_is_printed() -> None:
    deep = "".join("  " * depth + f"- level {depth}\n" for depth in range(60))
    edition = edition_of(article(deep))
    deepest = max(int(level) for level in re.findall(r"level (\d+)", edition.body))
    assert deepest > 6
    assert f"level {deepest}" in words(read(pdf.entry_pdf(edition_tree(edition))))
