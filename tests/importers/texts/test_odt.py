"""`manuscript-libreoffice.odt` was written by LibreOffice 7.4 through its programming interface."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from editorial.html import messages
from editorial.html.imported import ImportProblem
from editorial.importers.texts import word_archive
from editorial.importers.texts.file_reading import read_any
from editorial.importers.texts.odt import read_odt
from encyclopedia.markup import parse

MANUSCRIPT = Path(__file__).parent.parent / "data" / "manuscript-libreoffice.odt"
OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0"
DRAW = "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"


def with_part(name: str, content: str | bytes) -> bytes:
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(MANUSCRIPT) as whole,
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as copy,
    ):
        for part in whole.namelist():
            if part != name:
                copy.writestr(part, whole.read(part))
        copy.writestr(name, content)
    return buffer.getvalue()


def content(body: str) -> str:
    spaces = (
        f'xmlns:office="{OFFICE}" xmlns:text="{TEXT}" xmlns:table="{TABLE}" xmlns:draw="{DRAW}"'
    )
    return (
        f"<office:document-content {spaces}><office:body><office:text>{body}"
        "</office:text></office:body></office:document-content>"
    )


def test_a_text_of_libreoffice_is_imported_with_zoteros_citations() -> None:
    imported = read_any(MANUSCRIPT.read_bytes(), name="x.odt")
    assert imported.title == "The League of Printers"
    assert imported.text == (
        "The League was *founded* in 1905.[@larkin-printers-1931, p. 44] It struck twice"
        "[@larkin-printers-1931, pp. 50–52; see also @ozols-ink-1990, p. 110] and won.[^i]\n\n"
        "As Larkin[@larkin-printers-1931] says, ink was dear[@deutscher-prophet-1954, p. 44; "
        "@silins-lead-1920, p. 3] and paper too[@deutscher-prophet-1954, p. 50][^4].\n\n"
        "## Members\n\n"
        "- compositors\n  - by hand\n  - by machine\n- binders\n\n"
        "1. Found a paper.\n2. Strike.\n\n"
        "| Year | Members |\n| --- | --- |\n| 1905 | 120 |\n| 1906 |  |\n\n"
        "> Letters are lead, and lead is heavy.\n\n"
        "If holds.\n\nStruck and plain.\n\n"
        "[^i]: Nobody counted the members.\n\n[^4]: Others deny it."
    )
    assert parse(imported.text).problems == ()
    named = {line.message.code for line in imported.report}
    assert {"import_hidden_left_out", "import_struck_kept", "import_formula_lost"} <= named


def test_ruby_notes_that_are_repeated_and_libreoffices_own_bibliography_are_read() -> None:
    note = (
        '<text:note text:id="ftn1" text:note-class="footnote"><text:note-citation>1</text:note-citation>'
        "<text:note-body><text:p>Nobody counted.</text:p></text:note-body></text:note>"
    )
    mark = (
        '<text:bibliography-mark text:identifier="L31" text:bibliography-type="book" text:author="Larkin, Ann" '
        'text:title="The Printers of Riga" text:year="1931">[L31]</text:bibliography-mark>'
    )
    ruby = "<text:ruby><text:ruby-base>東京</text:ruby-base><text:ruby-text>とうきょう</text:ruby-text></text:ruby>"
    gone = (
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>gone</text:p></text:deletion>"
        "</text:changed-region></text:tracked-changes>"
    )
    imported = read_odt(
        with_part("content.xml", content(f"{gone}<text:p>In {ruby}{note} ink {mark}.</text:p>"))
    )
    assert imported.text == (
        "In 東京(とうきょう)[^1] ink[@larkin-printers-1931].\n\n[^1]: Nobody counted."
    )
    assert [line.message for line in imported.report if line.excerpt == "1"] == [
        messages.CHANGES_ACCEPTED
    ]


def locked() -> bytes:
    manifest = '<m:manifest xmlns:m="x"><m:encryption-data/></m:manifest>'
    return with_part("META-INF/manifest.xml", manifest)


BOMB = '<!DOCTYPE x [<!ENTITY a "aaaa">]>'
BAD: dict[str, tuple[Callable[[], bytes], str]] = {
    "entities": (lambda: with_part("content.xml", BOMB + content("&a;")), messages.UNSAFE_XML),
    "no XML": (lambda: with_part("content.xml", "key;title"), messages.DAMAGED),
    "locked": (locked, messages.LOCKED),
    "a spreadsheet": (
        lambda: with_part("content.xml", content("").replace("office:text", "office:spreadsheet")),
        messages.NOT_WORD,
    ),
    "deep nesting": (
        lambda: with_part("content.xml", content("<text:span>" * 200 + "</text:span>" * 200)),
        messages.NESTED_TOO_DEEPLY,
    ),
    "a bomb": (
        lambda: with_part("content.xml", "<x>" + " " * word_archive.MAX_XML + "</x>"),
        messages.UNPACKS_TOO_LARGE,
    ),
    "a number that is none": (
        lambda: with_part("content.xml", content('<text:p>a<text:s text:c="x"/></text:p>')),
        messages.DAMAGED,
    ),
}


@pytest.mark.parametrize("case", BAD)
def test_what_is_no_sound_text_is_refused_with_the_reason(case: str) -> None:
    make, message = BAD[case]
    with pytest.raises(ImportProblem) as problem:
        read_any(make())
    assert problem.value.message == message


@pytest.mark.parametrize("name", ["bookbinders.odt", "bookbinders.docx"])
def test_spanned_cells_say_their_words_once_and_stay_in_their_columns(name: str) -> None:
    imported = read_any((MANUSCRIPT.parent / name).read_bytes())
    assert (
        "| Town | Members |  | Source |\n| --- | --- | --- | --- |\n|  | men | women |  |\n"
        "| Riga | 120 | 80 | the register[@larkin-printers-1931, p. 60] |\n"
        "| Liepāja | 40 | 35 |  |\n| Not counted elsewhere |  |  |  |"
    ) in imported.text
    lines = {line.message: line.excerpt for line in imported.report}
    assert lines[messages.CELLS_MERGED] == "Town Members Source"
    assert lines[messages.CHANGES_ACCEPTED] == "2"
    assert "soon founded a school.[@larkin-printers-1931, p. 50][^2]" in imported.text
    assert "for ever" not in imported.text


FIELD = "urn:openoffice:names:experimental:ooo-ms-interop:xmlns:field:1.0"


@pytest.mark.parametrize(
    ("switch", "shown"), [("\\f \\h", "One[^1] two[^1]."), ("\\h", "One[^1] two1.")]
)
def test_a_field_of_word_that_shows_a_notes_number_is_its_mark_where_it_is_raised(
    switch: str, shown: str
) -> None:
    code = "vnd.oasis.opendocument.field.code"
    body = (
        '<text:p>One<text:bookmark text:name="_Ref1"/><text:note text:id="f1"><text:note-citation>1'
        "</text:note-citation><text:note-body><text:p>Nobody counted them.</text:p></text:note-body></text:note>"
        f' two<field:fieldmark-start text:name="B" field:type="x"><field:param field:name="{code}"'
        f' field:value="NOTEREF _Ref1 {switch}"/></field:fieldmark-start>1<field:fieldmark-end/>.</text:p>'
    )
    whole = content(body).replace("xmlns:draw", f'xmlns:field="{FIELD}" xmlns:draw', 1)
    imported = read_odt(with_part("content.xml", whole))
    assert imported.text == f"{shown}\n\n[^1]: Nobody counted them."


def test_comments_are_on_their_words_as_those_of_a_word_file() -> None:
    text = read_any((MANUSCRIPT.parent / "bookbinders.odt").read_bytes())
    word = read_any((MANUSCRIPT.parent / "bookbinders.docx").read_bytes())
    assert [(comment.words, comment.author, comment.text) for comment in text.comments] == [
        ("struck in May", "Ann Larkin", "Which year was it?\nAsk the archive."),
        ("The end", "Bo Ozols", "Add more."),
        ("The school closed in 1914.", "Ann Larkin", "Page 51?"),
    ]
    # LibreOffice writes no comments in the notes of Word files.
    assert word.comments == text.comments[:2]


def test_an_answer_to_a_comment_stands_with_it() -> None:
    loext = "urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0"
    said = (
        '<office:annotation office:name="a"><text:p>When?</text:p></office:annotation>in May'
        '<office:annotation-end office:name="a"/><office:annotation office:name="b" '
        f'xmlns:loext="{loext}" loext:parent-name="a"><text:p>In 1905.</text:p></office:annotation>'
    )
    file = with_part("content.xml", content(f"<text:p>They struck {said}.</text:p>"))
    (comment,) = read_odt(file).comments
    assert (comment.words, comment.before) == ("in May", "They struck")
    assert comment.text == "When?\n\nIn 1905."


def test_cells_that_are_written_once_and_repeated_stay_in_their_columns() -> None:
    cell = "<table:table-cell><text:p>{}</text:p></table:table-cell>"
    empty = '<table:table-cell table:number-columns-repeated="2"/>'
    rows = (
        f"<table:table-row>{''.join(map(cell.format, ('Town', 'men', 'women', 'all')))}</table:table-row>"
        f"<table:table-row>{cell.format('Riga')}{empty}{cell.format('200')}</table:table-row>"
    )
    file = with_part("content.xml", content(f"<table:table>{rows}</table:table>"))
    assert read_odt(file).text == (
        "| Town | men | women | all |\n| --- | --- | --- | --- |\n| Riga |  |  | 200 |"
    )


def test_tables_that_repeat_themselves_in_tables_are_written_once() -> None:
    inner = "<text:p>x</text:p>"
    cell = '<table:table-cell table:number-columns-repeated="50">'
    row = '<table:table-row table:number-rows-repeated="50">'
    for _level in range(6):
        inner = (
            f"<table:table>{row}{cell}{inner}</table:table-cell></table:table-row></table:table>"
        )
    assert len(read_odt(with_part("content.xml", content(inner))).text) < 20_000


def test_a_paragraph_of_too_many_pieces_is_refused_in_words() -> None:
    pieces = "<text:span>x</text:span>" * (word_archive.MAX_PIECES + 1)
    with pytest.raises(ImportProblem) as refused:
        read_odt(with_part("content.xml", content(f"<text:p>{pieces}</text:p>")))
    assert refused.value.message == messages.PARAGRAPH_TOO_LONG
