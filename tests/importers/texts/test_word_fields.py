"""Word files with the citations of reference managers.

`fields.docx` was written after the published formats of Zotero, Mendeley Cite, EndNote and Word;
`fields-libreoffice.docx` is what LibreOffice 7.4 wrote of it, which keeps Zotero's fields and loses the data of others.
"""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import pytest

from editorial.html import messages
from editorial.html.imported import ImportedText
from editorial.importers.texts.reading_aids import ReadingAids
from editorial.importers.texts.word import read_docx
from encyclopedia.markup import parse

DATA = Path(__file__).parent.parent / "data"
ENTRY = DATA / "entry.docx"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
LARKIN = {
    "type": "book",
    "title": "The Printers of Riga",
    "author": [{"family": "Larkin", "given": "Ann"}],
    "issued": {"date-parts": [[1931]]},
    "publisher": "Faber",
    "publisher-place": "London",
    "ISBN": "9780306406157",
}


def reported(imported: ImportedText, message: str) -> list[str]:
    return [line.excerpt for line in imported.report if line.message == message]


def entry_with(body: str, notes: str = "", **others: str) -> bytes:
    """The entry with this body and these footnotes (numbered from 2), and other parts by their names."""
    parts = {
        "word/document.xml": f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>',
        "word/footnotes.xml": f'<w:footnotes xmlns:w="{W}">{notes}</w:footnotes>',
        **others,
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(ENTRY) as entry, zipfile.ZipFile(buffer, "w") as copy:
        for name in {*entry.namelist(), *parts}:
            copy.writestr(name, parts.get(name) or entry.read(name))
    return buffer.getvalue()


def run(words: str, look: str = "") -> str:
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>'


def test_the_fields_of_four_programs_are_citations_with_their_places() -> None:
    imported = read_docx(DATA / "fields.docx")
    assert imported.title == "The League of Printers"
    assert imported.text == (
        "The League was founded in 1905.[@larkinprintersriga1931, p. 44] It struck twice"
        "[@larkinprintersriga1931, pp. 50–52; see also @ozols-ink-1990, p. 110, and the table there] and won.\n\n"
        "It printed its own paper[@ozols-ink-1990, sec. 3]. As Larkin[@larkinprintersriga1931] says, ink was "
        "dear[^3].\n\n"
        "It had a school[see @silins-lead-1955, pp. 12–14] and a choir[@kalva-wages-1970, chap. 3], which sang "
        "in May[@berg-songs-1920, p. 7].\n\n"
        "[^3]: On prices see[@ozols-ink-1990, p. 115]; they fell in 1906."
    )
    assert parse(imported.text).problems == ()


def test_the_records_in_the_file_are_the_sources() -> None:
    imported = read_docx(DATA / "fields.docx")
    assert imported.references[0].record == LARKIN
    records = {work.key: work.record for work in imported.works}
    assert records["silins-lead-1955"]["container-title"] == "Trades of the Baltic"
    assert records["kalva-wages-1970"]["type"] == "thesis"
    assert records["berg-songs-1920"]["publisher"] == "Leta"
    assert len(records) == 5


def test_a_work_that_the_office_has_is_used_and_not_doubled() -> None:
    def known(record: dict[str, object]) -> str | None:
        return "larkin-1931" if record.get("ISBN") == LARKIN["ISBN"] else None

    imported = read_docx(DATA / "fields.docx", aids=ReadingAids(known))
    assert "1905.[@larkin-1931, p. 44]" in imported.text
    assert [r.record for r in imported.references if r.key == "larkin-1931"] == [None]


def test_what_libreoffice_writes_of_them_is_read_and_what_it_lost_is_named() -> None:
    imported = read_docx(DATA / "fields-libreoffice.docx")
    assert imported.text.startswith(
        "The League was founded in 1905.[@larkinprintersriga1931, p. 44] It struck twice"
        "[@larkinprintersriga1931, pp. 50–52; see also @ozols-ink-1990, p. 110, and the table there] and won."
    )
    assert "It had a school (see Silins 1955, 12–14)" in imported.text
    assert reported(imported, messages.CITATION_AS_WORDS) == ["(see Silins 1955, 12–14)"]
    assert reported(imported, messages.FIELD_WITHOUT_RECORD) == ["(Berg, 1920, p. 7)"]


def test_zoteros_bookmarks_are_read_with_their_codes_in_the_properties() -> None:
    item = {"id": 1, "uris": ["http://zotero.org/users/1/items/A"], "itemData": LARKIN}
    citation = json.dumps({"citationItems": [{**item, "locator": "9", "label": "page"}]})
    code = f"ZOTERO_ITEM CSL_CITATION {citation}"
    vt = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
    halves = {"ZOTERO_BREF_x_1": code[:90], "ZOTERO_BREF_x_2": code[90:]}
    rows = "".join(
        f'<property name="{name}"><vt:lpwstr>{half.replace("&", "&amp;")}</vt:lpwstr></property>'
        for name, half in halves.items()
    )
    properties = f'<Properties xmlns:vt="{vt}">{rows}</Properties>'
    marked = f'<w:bookmarkStart w:id="0" w:name="ZOTERO_BREF_x"/>{run("(Larkin")}{run(", 9)")}<w:bookmarkEnd w:id="0"/>'
    body = f"<w:p>{run('It struck ')}{marked}{run('.')}</w:p>"
    imported = read_docx(entry_with(body, **{"docProps/custom.xml": properties}))
    assert imported.text == "It struck[@larkin-printers-1931, p. 9]."


@pytest.mark.parametrize(
    "instruction",
    [
        "ADDIN ZOTERO_ITEM CSL_CITATION {not json",
        "ADDIN ZOTERO_ITEM CSL_CITATION " + "[" * 50_000,
        'ADDIN ZOTERO_ITEM CSL_CITATION {"citationItems": 7}',
        "ADDIN EN.CITE &lt;EndNote&gt;&lt;Cite&gt;",
        "ADDIN EN.CITE &lt;!DOCTYPE x [&lt;!ENTITY a 'b'&gt;]&gt;&lt;EndNote&gt;&amp;a;&lt;/EndNote&gt;",
    ],
)
def test_a_broken_field_keeps_its_words_and_is_named(instruction: str) -> None:
    quoted = instruction.replace('"', "&quot;")
    shown = run("(Larkin 1931)")
    body = f'<w:p><w:fldSimple w:instr="{quoted}">{shown}</w:fldSimple></w:p>'
    imported = read_docx(entry_with(body))
    assert imported.text == "(Larkin 1931)"
    assert reported(imported, messages.CITATION_AS_WORDS) == ["(Larkin 1931)"]


def test_a_note_that_is_marked_again_is_cited_again_and_other_fields_keep_their_words() -> None:
    notes = f'<w:footnote w:id="2"><w:p>{run("Nobody counted them.")}</w:p></w:footnote>'
    mark = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    body = (
        f'<w:p>{run("One")}<w:bookmarkStart w:id="1" w:name="_Ref1"/>{mark}<w:bookmarkEnd w:id="1"/>'
        f'{run(" two")}<w:fldSimple w:instr=" NOTEREF _Ref1 \\f \\h ">{run("1")}</w:fldSimple>'
        f'{run(", as ")}<w:fldSimple w:instr=" REF _Ref2 ">{run("Figure 3")}</w:fldSimple>{run(" shows.")}</w:p>'
    )
    imported = read_docx(entry_with(body, notes))
    assert imported.text.startswith("One[^1] two[^1], as Figure 3 shows.\n\n[^1]: Nobody")


def test_no_word_is_lost_in_bidirectional_runs_and_ruby_and_hidden_ones_are_named() -> None:
    ruby = f"<w:r><w:ruby><w:rt>{run('とうきょう')}</w:rt><w:rubyBase>{run('東京')}</w:rubyBase></w:ruby></w:r>"
    body = (
        f'<w:p>{run("In ")}{ruby}<w:bdo w:val="rtl">{run(" عربي")}</w:bdo><w:dir w:val="rtl">{run(" עברית")}</w:dir>'
        f"{run(' secret', '<w:vanish/>')}{run(' struck', '<w:strike/>')}{run('.')}</w:p>"
    )
    imported = read_docx(entry_with(body))
    assert imported.text == "In 東京(とうきょう) عربي עברית struck."
    assert reported(imported, messages.HIDDEN_LEFT_OUT) == ["secret"]
    assert reported(imported, messages.STRUCK_KEPT) == ["struck"]


def test_formulas_come_as_tex_with_their_line() -> None:
    m = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
    half = "<m:f><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f>"
    power = "<m:sSup><m:e><m:r><m:t>α</m:t></m:r></m:e><m:sup><m:r><m:t>n+1</m:t></m:r></m:sup></m:sSup>"
    body = f"<w:p>{run('If ')}<m:oMath {m}>{half}{power}</m:oMath>{run(' holds.')}</w:p>"
    imported = read_docx(entry_with(body))
    assert imported.text == "If `\\frac{1}{2}\\alpha^{n+1}` holds."
    assert [x.line for x in imported.report if x.message == messages.FORMULA_AS_CODE] == [1]


def test_fields_that_never_end_or_are_nested_too_deeply_leave_the_words() -> None:
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    body = f"<w:p>{begin * 60}{end * 60}{begin}{run('They won.')}</w:p>"
    assert "They won." in read_docx(entry_with(body)).text


def test_rows_that_skip_more_columns_than_a_table_has_stay_small() -> None:
    cell = "<w:tc><w:p><w:r><w:t>x</w:t></w:r></w:p></w:tc>"
    row = f'<w:tr><w:trPr><w:gridBefore w:val="999999999"/></w:trPr>{cell}{cell}</w:tr>'
    assert len(read_docx(entry_with(f"<w:tbl>{row * 500}</w:tbl>")).text) < 20_000
