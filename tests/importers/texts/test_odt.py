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
