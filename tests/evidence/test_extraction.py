from __future__ import annotations

import hashlib
import io
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from pypdf import PdfReader, PdfWriter

from editorial.evidence import extraction
from editorial.evidence.extraction import ExtractionProblem, extract
from editorial.evidence.quotations import BookPage, locate
from editorial.wording import words

PDF = (Path(__file__).parent / "data" / "passage.pdf").read_bytes()


def labels(data: bytes, label: str = "") -> list[str]:
    return [page.label for page in extract(data, label=label).pages]


def test_a_pdf_is_read_by_page_with_its_digest() -> None:
    extraction = extract(PDF)
    assert (extraction.kind, extraction.size, extraction.digest) == (
        "pdf",
        len(PDF),
        hashlib.sha256(PDF).hexdigest(),
    )
    assert [page.label for page in extraction.pages] == ["41", "42"]
    assert extraction.empty == ()
    match = locate(
        "although she had written most of it, and the quarrel", extraction.pages, "p. 41"
    )
    assert (match.status, match.page, match.last_page) == ("found", "41", "42")
    assert (
        locate("“Unification is impossible,” she told", extraction.pages, "p. 41").status
        == "elsewhere"
    )


@contextmanager
def refused(sentence: str) -> Iterator[None]:
    with pytest.raises(ExtractionProblem) as caught:
        yield
    assert sentence in words(caught.value.message)


def changed_pdf(change: object = None, **more: str) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(PDF)))
    if callable(change):
        change(writer)
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def test_labels_come_from_the_file_or_from_the_person_who_attaches_it() -> None:
    roman = changed_pdf(lambda writer: writer.set_page_label(0, 1, style="/r", start=9))
    assert labels(roman) == ["ix", "x"]
    assert labels(roman, "7") == labels(PDF, "7") == ["7", "8"]
    assert labels(PDF, "plate") == ["plate", ""]


def test_a_locked_pdf_is_refused_and_one_without_a_password_is_not() -> None:
    assert labels(changed_pdf(lambda writer: writer.encrypt("", "owner", algorithm="RC4-128"))) == [
        "41",
        "42",
    ]
    with refused("password"):
        extract(changed_pdf(lambda writer: writer.encrypt("secret", algorithm="RC4-128")))


def test_pages_without_text_are_named_and_a_file_of_them_refused() -> None:
    assert extract(changed_pdf(lambda writer: writer.add_blank_page())).empty == ("43",)
    blank = PdfWriter()
    blank.add_blank_page(100, 100)
    buffer = io.BytesIO()
    blank.write(buffer)
    with refused("neither text nor"):
        extract(buffer.getvalue())


def with_stream(packed: bytes) -> bytes:
    """A PDF of one page whose content is this Flate stream."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /BookPage /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R /Resources << >> >>",
        b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(packed), packed),
    ]
    data = b"%PDF-1.4\n"
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start = len(data)
    data += b"xref\n0 5\n0000000000 65535 f \n%strailer << /Root 1 0 R /Size 5 >>\n" % table
    return data + b"startxref\n%d\n%%%%EOF" % start


@pytest.mark.parametrize(
    "data",
    [PDF[:4000], b"%PDF-1.4\n" + b"<<" * 5000, b"%PDF-1.4"],
    ids=["torn", "nested", "nothing"],
)
def test_a_damaged_pdf_is_refused(data: bytes) -> None:
    with pytest.raises(ExtractionProblem):
        extract(data, seconds=60)


@pytest.mark.slow
def test_a_pdf_that_unpacks_to_hundreds_of_megabytes_is_refused() -> None:
    packer = zlib.compressobj(1)
    spaces = b" " * (1 << 20)
    packed = b"".join(packer.compress(spaces) for _ in range(300)) + packer.flush()
    with pytest.raises(ExtractionProblem):
        extract(with_stream(packed), seconds=60)


def test_a_scan_has_pages_without_text_and_a_torn_picture_is_refused() -> None:
    drawn = io.BytesIO()
    page = Image.new("RGB", (60, 80), "white")
    page.putpixel((30, 40), (0, 0, 0))
    page.save(drawn, "PDF")
    scan = extract(drawn.getvalue())
    assert (scan.kind, [page.text.strip() for page in scan.pages]) == ("pdf", [""])
    page.save(drawn := io.BytesIO(), "PNG")
    assert extract(drawn.getvalue(), label="12").pages[0].label == "12"
    with refused("damaged"):
        extract(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" * 9)


def test_a_pdf_that_takes_too_long_is_refused() -> None:
    with refused("too much time"):
        extract(PDF, seconds=0.01)


def test_the_kind_is_recognised_by_the_content() -> None:
    assert extract(b"junk first %PDF-" + PDF).kind == "pdf"
    assert extract(b"\xef\xbb\xbf \n<!-- x --><HTML><p>words").kind == "html"
    assert extract(b"<p>words").kind == "html"
    assert extract(b"a < b, said <him>").kind == "text"


@pytest.mark.parametrize(
    "data",
    [b"PK\x03\x04" + bytes(range(256)) * 9, b"\0" * 99],
)
def test_what_is_not_text_is_refused(data: bytes) -> None:
    with refused("neither"):
        extract(data)


def test_a_text_after_a_thousand_comments_is_recognised_in_one_pass() -> None:
    # If every comment were tried in every length, the search would take more than a million years.
    extraction = extract(b"<!---->" * 1_000 + b"words")
    assert (extraction.kind, "words" in extraction.pages[0].text) == ("text", True)


@pytest.mark.parametrize("data", [b"", b" \n\f ", b"<p> </p>", b"<html><!-- x -->"])
def test_what_holds_no_words_is_refused(data: bytes) -> None:
    with pytest.raises(ExtractionProblem):
        extract(data)


def test_files_beyond_the_bounds_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(extraction, "MAX_TEXT", 10)
    monkeypatch.setattr(extraction, "MAX_PDF", 10)
    for data in (b"a" * 11, PDF):
        with refused("too large"):
            extract(data)


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "cp1252", "utf-16", "utf-8-sig", "utf-32"],
)
def test_text_is_read_in_the_encodings_that_occur(encoding: str) -> None:
    assert extract("Ärger – “x”".encode(encoding)).pages == (BookPage("", "Ärger – “x”"),)


def test_a_page_is_read_in_the_encoding_that_it_declares() -> None:
    page = '<html><meta charset="koi8-r"><p>Привет'.encode("koi8-r")
    assert extract(page).pages == (BookPage("", "Привет"),)


def test_form_feeds_separate_the_pages_of_a_text() -> None:
    assert extract(b"one\ftwo\f").pages == (BookPage("1", "one"), BookPage("2", "two"))
    assert labels(b"one\ftwo", "xiv") == ["xiv", ""]
    assert labels(b"one\n12\ftwo\n13\fthree\n14") == ["12", "13", "14"]
    assert labels(b"Head 12\none\f15 Head\ntwo\f\fHead\nfour") == ["1", "2", "3", "4"]
    assert labels(b"Head 12\none\f13 Head\ntwo\f14 Head\nthree") == ["12", "13", "14"]


def test_page_marks_separate_the_pages_of_a_text() -> None:
    text = "before\n[p. 12]\none 13\n\n— page xiv —\ntwo\npage of glory\n"
    pages = extract(text.encode()).pages
    assert [(page.label, page.text.split()) for page in pages] == [
        ("", ["before"]),
        ("12", ["one", "13"]),
        ("xiv", ["two", "page", "of", "glory"]),
    ]
    assert extract(b"the passage", label="p. 45").pages == (BookPage("p. 45", "the passage"),)


def test_page_breaks_of_digital_editions_separate_the_pages_of_a_web_page() -> None:
    page = (
        '<html><p>a<b>b</b><br>c</p><span epub:type="pagebreak" title="12"></span><p>d<span role="doc-pagebreak" '
        'aria-label=" BookPage 13. "></span>e</p><a name="page_14">[14]</a><p hidden>no</p><script>no</script>f'
    )
    assert extract(page.encode()).pages == (
        BookPage("", "ab\nc"),
        BookPage("12", "d"),
        BookPage("13", "e"),
        BookPage("14", "f"),
    )


@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    if b"%PDF-" in data:
        return
    try:
        extraction = extract(data)
    except ExtractionProblem:
        return
    assert any(page.text.strip() for page in extraction.pages)
