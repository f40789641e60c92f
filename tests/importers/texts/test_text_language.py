"""The language that a file says it is in: pages, front matter, Word files and Open Document texts."""

from __future__ import annotations

import io
from zipfile import ZipFile

import pytest

from editorial.importers.texts.file_reading import read_any
from editorial.importers.texts.text_language import (
    language_of_odt,
    language_of_page,
    language_of_word,
)


def zipped(**parts: str) -> bytes:
    out = io.BytesIO()
    with ZipFile(out, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/") + ".xml", content)
    return out.getvalue()


def styles(tag: str, bidi: str = "ar-SA") -> str:
    return (
        f'<w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val="{tag}" w:eastAsia="en-US" w:bidi="{bidi}"/>'
        "</w:rPr></w:rPrDefault></w:docDefaults>"
    )


@pytest.mark.parametrize(
    ("page", "tag"),
    [
        ('<!doctype html><html lang="de-AT"><p>Ja.', "de-AT"),
        ("<html class=a xml:lang='fr'><p>Oui.", "fr"),
        ("<body lang=RU><p>Да.", "ru"),
        ('<meta http-equiv="Content-Language" content="es"><p>Sí.', "es"),
        ('<html lang="und"><p>?', ""),
        ('<p>The word <i lang="la">et</i>.', ""),
    ],
)
def test_a_page_says_it_at_its_beginning(page: str, tag: str) -> None:
    assert language_of_page(page) == tag


def test_the_front_matter_of_markdown_says_it() -> None:
    read = read_any("---\ntitle: Der Krieg\nlang: de_AT\n---\n\nEin Satz.[@a]\n", name="a.md")
    assert read.language == "de-AT"
    assert read_any("# A\n\nA sentence.[@a]", name="a.md").language == ""


def test_a_word_file_is_in_what_its_styles_say_unless_most_of_its_runs_say_otherwise() -> None:
    plain = "<w:r><w:t>a</w:t></w:r>"
    german = '<w:r><w:rPr><w:lang w:val="de-DE"/></w:rPr><w:t>a</w:t></w:r>'
    told = {
        text: language_of_word(zipped(word__document=text, word__styles=styles("fr-FR")))
        for text in (plain * 3, german * 2 + plain, german + plain * 2)
    }
    assert list(told.values()) == ["fr", "de", "fr"]
    assert language_of_word(zipped(word__document=plain)) == ""


def test_a_word_file_whose_runs_go_from_the_right_is_in_its_language_for_those() -> None:
    hebrew = "<w:r><w:rPr><w:rtl/></w:rPr><w:t>א</w:t></w:r>"
    file = zipped(word__document=hebrew * 3, word__styles=styles("en-US", "he-IL"))
    assert language_of_word(file) == "he"


def test_an_open_document_text_is_in_the_language_of_its_standard_style() -> None:
    default = '<style:default-style style:family="paragraph"><p fo:language="{}" fo:country="X"/></style:default-style>'
    own = '<style:style style:name="Standard"><p fo:language="ru"/></style:style>'
    assert language_of_odt(zipped(styles=default.format("de"))) == "de"
    assert language_of_odt(zipped(styles=default.format("de") + own)) == "ru"
    assert language_of_odt(zipped(content="<a/>")) == ""
