from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from editorial.html import messages
from editorial.html.imported import ImportedText, ImportProblem
from editorial.importers.references.known_records import known_sources
from editorial.importers.texts import word_archive
from editorial.importers.texts.word import read_docx
from encyclopedia.markup import parse

ENTRY = Path(__file__).parent.parent / "data" / "entry.docx"
RECOGNISE = known_sources(
    {
        "berzins-printers-1987": {
            "type": "book",
            "title": "The Printers of Riga",
            "author": [{"family": "Bērziņš", "given": "Anna"}],
            "issued": {"date-parts": [[1987]]},
        },
        "kalnins-ink-1990": {
            "title": "Ink",
            "author": [{"family": "Kalniņš"}],
            "issued": {"date-parts": [[1990]]},
        },
    }
)
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def reported(imported: ImportedText, message: str) -> list[tuple[int, str]]:
    return [(line.line, line.excerpt) for line in imported.report if line.message == message]


def test_an_entry_from_a_word_processor_is_imported_completely() -> None:
    imported = read_docx(ENTRY, known=RECOGNISE)
    assert imported.title == "The Printers’ League"
    assert imported.text == (
        "The **Printers’ League** was founded in Riga[@berzins-printers-1987, p. 12] by compositors,"
        "[@berzins-printers-1987, p. 14][Cf. @berzins-printers-1987, pp. 20–21; @kalnins-ink-1990, p. 7] "
        "who called it “*our* house”.[^4] It had 300 members.[^5]\n\n"
        "## History\n\n"
        "It was dissolved by decree in 1907. See [its register](https://example.org/a_%28b%29) "
        "and ***both looks***, 10 m².\n\n"
        "> Letters are lead, and lead is heavy.\n\n"
        "### Aims\n\n"
        "- shorter hours\n  - nine by day\n  - eight by night\n- \\*fair\\* pay [\\@all]\n\n"
        "1. Found a paper.\n2. Strike.\n\n"
        "| Year | Members |\n| --- | --- |\n| 1905 | 120\\|130 |\n| 1906: unknown |  |\n\n"
        "A picture:\n\n"
        "![The League’s seal](wanted:picture-1.png)\n\n"
        "[^4]: The *house* stood until 1915.\n\n"
        "    It burned down, as [the papers](https://example.org/fire) say.\n\n"
        "[^5]: Nobody counted them."
    )
    assert parse(imported.text).problems == ()


def test_the_report_names_what_was_not_carried_over() -> None:
    imported = read_docx(ENTRY.read_bytes(), known=RECOGNISE)
    assert reported(imported, messages.NOTE_KEPT) == [
        (1, "The house stood until 1915. It burned down, as the papers say."),
        (1, "Nobody counted them."),
    ]
    assert reported(imported, messages.PICTURE_WANTED) == [(24, "picture-1.png The League’s seal")]
    assert reported(imported, messages.CELLS_MERGED) == [(19, "Year Members")]
    assert reported(imported, messages.COMMENTS_LEFT_OUT) == [(0, "1")]
    assert reported(imported, messages.CHANGES_ACCEPTED) == [(0, "2")]


def test_notes_draft_the_sources_that_nobody_knows_yet() -> None:
    imported = read_docx(ENTRY)
    assert [note.label for note in parse(imported.text).notes] == ["4", "5"]
    first = imported.works[0]
    assert f"Riga[@{first.key}, p. 12] by compositors,[@{first.key}, p. 14]" in imported.text
    assert [work.key for work in imported.works] == ["berzins-printers-1987", "kalnins-1990"]


def entry_with(**parts: str | bytes) -> bytes:
    """The entry with other parts: `document` replaces word/document.xml."""
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(ENTRY) as entry,
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as copy,
    ):
        for name in entry.namelist():
            short = name.removeprefix("word/").removesuffix(".xml")
            copy.writestr(name, parts.get(short, entry.read(name)))
    return buffer.getvalue()


def document(body: str) -> str:
    return f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>'


def entry_and_part(name: str, content: bytes) -> bytes:
    buffer = io.BytesIO(ENTRY.read_bytes())
    with zipfile.ZipFile(buffer, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return buffer.getvalue()


def locked() -> bytes:
    """The entry with the flag set that says a part is encrypted."""
    data = bytearray(ENTRY.read_bytes())
    at = data.index(b"PK\x01\x02")
    data[at + 8] |= 1
    return bytes(data)


def without_document() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.xml", "<workbook/>")
    return buffer.getvalue()


def damaged() -> bytes:
    data = bytearray(ENTRY.read_bytes())
    at = data.index(b"word/document.xml") + 100
    data[at : at + 40] = b"\xff" * 40
    return bytes(data)


BOMB = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
BAD: dict[str, tuple[Callable[[], bytes], str]] = {
    "nothing": (lambda: b"", messages.NOT_WORD),
    "a table renamed": (lambda: b"key;title\n1;x\n", messages.NOT_WORD),
    "an old Word file": (
        lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
        messages.OLD_WORD,
    ),
    "a torn zip": (lambda: ENTRY.read_bytes()[:3000], messages.DAMAGED),
    "a damaged part": (damaged, messages.DAMAGED),
    "another zip": (without_document, messages.NOT_WORD),
    "locked": (locked, messages.LOCKED),
    "a climbing path": (lambda: entry_and_part("../evil.xml", b"<x/>"), messages.UNSAFE_ARCHIVE),
    "an absolute path": (lambda: entry_and_part("/etc/passwd", b"x"), messages.UNSAFE_ARCHIVE),
    "a path of Windows": (
        lambda: entry_and_part("word\\..\\..\\evil", b"x"),
        messages.UNSAFE_ARCHIVE,
    ),
    "an unclosed document": (lambda: entry_with(document="<w:document>"), messages.DAMAGED),
    "no XML": (lambda: entry_with(document="key;title"), messages.DAMAGED),
    "entities": (lambda: entry_with(document=BOMB + document("&b;")), messages.UNSAFE_XML),
    "an external entity": (
        lambda: entry_with(footnotes='<!DOCTYPE x SYSTEM "file:///etc/passwd"><x/>'),
        messages.UNSAFE_XML,
    ),
    "deep nesting": (
        lambda: entry_with(document=document("<w:smartTag>" * 200 + "</w:smartTag>" * 200)),
        messages.NESTED_TOO_DEEPLY,
    ),
    "a bomb": (
        lambda: entry_and_part("word/more.xml", b"<x>" + b" " * word_archive.MAX_XML + b"</x>"),
        messages.UNPACKS_TOO_LARGE,
    ),
    "a bomb of elements": (
        lambda: entry_with(document=document("<w:p/>" * (word_archive.MAX_ELEMENTS + 1))),
        messages.UNPACKS_TOO_LARGE,
    ),
    "numbers that are none": (
        lambda: entry_with(
            document=document(
                '<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="x"/></w:tcPr></w:tc></w:tr></w:tbl>'
            )
        ),
        messages.DAMAGED,
    ),
}


@pytest.mark.parametrize("case", BAD)
def test_what_is_not_a_sound_word_file_is_refused_with_the_reason(case: str) -> None:
    make, message = BAD[case]
    with pytest.raises(ImportProblem) as problem:
        read_docx(make())
    assert problem.value.message == message


def test_a_refusal_names_the_part() -> None:
    with pytest.raises(ImportProblem) as caught:
        read_docx(entry_with(document="<w:document>"))
    assert "word/document.xml" in caught.value.detail


def test_nesting_within_the_bounds_is_read() -> None:
    tables = "<w:tbl><w:tr><w:tc>" * 20 + "<w:p><w:r><w:t>deep</w:t></w:r></w:p>"
    body = document(tables + "</w:tc></w:tr></w:tbl>" * 20)
    assert read_docx(entry_with(document=body)).text == "deep"


def test_formulas_and_unknown_things_are_named() -> None:
    math = '<m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"/>'
    imported = read_docx(entry_with(document=document(f"<w:p>{math}<w:r><w:t>a</w:t></w:r></w:p>")))
    assert imported.text == "a"
    assert reported(imported, messages.FORMULA_LOST) == [(0, "oMath × 1")]


def test_a_style_map_inside_the_file_is_ignored() -> None:
    sneaky = entry_and_part("mammoth/style-map", b"p => h1.title:fresh")
    assert read_docx(sneaky).title == "The Printers’ League"
    assert "## History" in read_docx(sneaky).text


def test_a_file_is_read_from_its_path_and_closed(tmp_path: Path) -> None:
    path = tmp_path / "renamed.bib"
    path.write_bytes(ENTRY.read_bytes())
    assert read_docx(path, title="Given").title == "Given"
    path.unlink()


def test_a_row_that_begins_further_in_keeps_its_columns() -> None:
    def row(*cells: str, look: str = "") -> str:
        words = "".join(f"<w:tc><w:p><w:r><w:t>{cell}</w:t></w:r></w:p></w:tc>" for cell in cells)
        return f"<w:tr><w:trPr>{look}</w:trPr>{words}</w:tr>"

    rows = row("Town", "men", "women") + row("120", "80", look='<w:gridBefore w:val="1"/>')
    file = entry_with(document=document(f"<w:tbl>{rows}</w:tbl>"))
    assert read_docx(file).text == "| Town | men | women |\n| --- | --- | --- |\n|  | 120 | 80 |"
