from __future__ import annotations

import time
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editorial.html import messages
from editorial.html.imported import ImportProblem
from editorial.html.markup_text import with_own_notes
from editorial.importers.references.reference_lists import given_references
from editorial.importers.texts.file_reading import read_any, title_of

DATA = Path(__file__).parent.parent / "data"
WORD = (DATA / "entry.docx").read_bytes()


def refusal(content: bytes | str, name: str = "") -> ImportProblem:
    with pytest.raises(ImportProblem) as raised:
        read_any(content, name=name)
    return raised.value


@pytest.mark.parametrize("name", ["", "entry.docx", "entry.txt", "entry.html"])
def test_a_word_file_is_recognised_by_its_content(name: str) -> None:
    imported = read_any(WORD, name=name)
    assert imported.title == "The Printers’ League"
    assert "founded in Riga[@berzins-printers-1987, p. 12]" in imported.text


@pytest.mark.parametrize(
    "page",
    [
        "<!DOCTYPE html><title>T</title><p>He <em>led</em> it.",
        "<html><head><title>T</title></head><body><p>He <i>led</i> it.</body></html>",
        "\ufeff\n <!-- saved --><p>He <em>led</em> it.</p>",
        '<?xml version="1.0"?><!DOCTYPE html><html><p>He <em>led</em> it.</p></html>',
        '<b style="font-weight:normal"><p>He <em>led</em> it.</p></b>',
    ],
)
def test_a_page_is_recognised_by_its_beginning(page: str) -> None:
    assert read_any(page).text == "He *led* it."
    assert read_any(page.encode(), name="notes.txt").text == "He *led* it."


@pytest.mark.parametrize("text", ["<b or not to b", "< 5 people came", "<aside to the reader"])
def test_words_that_begin_with_a_bracket_are_not_a_page(text: str) -> None:
    assert read_any(text).text.replace("\\", "") == text


def test_a_text_after_ten_thousand_comments_is_recognised_in_one_pass() -> None:
    # If every comment were tried in every length, even forty of them would take too long.
    comments = "<!---->" * 10_000
    assert read_any(f"{comments}<p>He <em>led</em> it.</p>").text == "He *led* it."
    assert read_any(f"{comments}x").text.endswith("x")


def test_markup_is_unchanged_and_its_first_heading_is_the_title() -> None:
    imported = read_any("# The *Revolt*\n\n## Course\n\nIt began.[@a, p. 1][^n]\n\n[^n]: Here.\n")
    assert imported.title == "The Revolt"
    assert imported.text == "## Course\n\nIt began.[@a, p. 1][^n]\n\n[^n]: Here."


def test_a_line_with_a_number_sign_does_not_make_a_text_markup() -> None:
    assert read_any("We are # 1\n\n# 2 is *he*").text == "We are # 1\n\n\\# 2 is \\*he\\*"
    assert read_any("# One\n\nis *he*", name="x.md").text == "is *he*"


def test_given_references_define_typed_marks_in_pages_too() -> None:
    imported = read_any("<p>One.[1] Two.[2]</p>", references={"1": "@service-trotsky-2009, p. 7"})
    assert imported.text.startswith("One.[@service-trotsky-2009, p. 7] Two.[@?")


def test_references_are_given_one_per_line_with_or_without_their_marks() -> None:
    typed = "References\n1. @a, p. 3\nA typescript\n\n[7] Seven\n^8 eight\n"
    assert given_references(typed) == {
        "1": "@a, p. 3",
        "2": "A typescript",
        "7": "Seven",
        "8": "8 eight",
    }


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("leon_trotsky-1920.txt", "Leon trotsky 1920"),
        ("../../etc/pass wd.html", "Pass wd"),
        ("C:\\files\\Essay.docx", "Essay"),
        ("", ""),
        ("a\x00b\u202e.txt", "Ab"),
    ],
)
def test_a_title_is_made_from_the_name_of_the_file(name: str, title: str) -> None:
    assert title_of(name) == title
    assert read_any("Words.", name=name).title == title


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "utf-16-le", "utf-16-be"]
)
def test_unicode_is_read_with_and_without_its_mark(encoding: str) -> None:
    imported = read_any("Müller came in 1917.".encode(encoding))
    assert (imported.text, imported.report) == ("Müller came in 1917.", [])


def test_a_declared_encoding_is_believed_and_a_guess_is_named() -> None:
    page = '<html><meta charset="windows-1251"><p>Троцкий</p>'
    assert read_any(page.encode("cp1251")).text == "Троцкий"
    imported = read_any("Plain.\n\nIm Süden".encode("cp1252"))
    remarks = [line for line in imported.report if line.message == messages.ENCODING_GUESSED]
    assert [line.excerpt for line in remarks] == ["Im Süden"]


@pytest.mark.parametrize("declared", ["rot13", "zlib_codec", "utf-7", "unicode_escape", "idna"])
def test_only_encodings_of_text_are_believed(declared: str) -> None:
    page = f'<html><meta charset="{declared}"><p>Im '.encode() + b"S\xfcden</p>"
    assert read_any(page).text == "Im Süden"


def word_file_with(path: str) -> bytes:
    buffer = BytesIO()
    with ZipFile(buffer, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", "<document/>")
        archive.writestr(path, "<a/>")
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (WORD[:6000], messages.DAMAGED),
        (WORD[:-40], messages.DAMAGED),
        (word_file_with("../../etc/passwd"), messages.UNSAFE_ARCHIVE),
        (word_file_with("/etc/passwd"), messages.UNSAFE_ARCHIVE),
        (word_file_with("..\\..\\x.xml"), messages.UNSAFE_ARCHIVE),
        (b"%PDF-1.7", messages.NOT_TEXT),
        (b"\x89PNG\r\n", messages.NOT_TEXT),
        (b"{\\rtf1\\ansi Words}", messages.RICH_TEXT),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 90, messages.OLD_WORD),
        (b"<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", messages.NOT_TEXT),
        (b"Words\0\0 more words and\0 more", messages.NOT_TEXT),
        (b"\xff\xfeW\0o", messages.ENCODING_BROKEN),
        (b"x" * 10_000_000, messages.TOO_LONG),
    ],
)
def test_what_is_not_text_is_refused(content: bytes, message: str) -> None:
    assert refusal(content).message == message


def test_bytes_that_are_not_text_are_reported_with_their_line() -> None:
    problem = refusal(b"One\ntwo\nthr\x81ee")
    assert (problem.message, problem.detail) == (messages.ENCODING_BROKEN, "line 3")


@pytest.mark.slow
def test_long_hostile_text_is_read_in_bounded_time() -> None:
    start = time.monotonic()
    for hostile in ("[" * 200_000, "<" * 200_000, "<!--" * 50_000, "<p " * 70_000, "# " * 100_000):
        read_any(hostile)
    assert time.monotonic() - start < 60


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    with suppress(ImportProblem):
        read_any(content)


@given(st.text(max_size=300))
def test_any_text_is_read(text: str) -> None:
    read_any(text)


def test_notes_get_labels_that_the_other_text_does_not_use() -> None:
    imported = "A[^1] b[^2] c\\[^1]\n\n[^1]: One\n\n[^2]: Two"
    assert with_own_notes(imported, "Old[^1]\n\n[^1]: Mine [^1-2]") == (
        "A[^1-3] b[^2] c\\[^1]\n\n[^1-3]: One\n\n[^2]: Two"
    )
    assert with_own_notes(imported, "No notes.") == imported
