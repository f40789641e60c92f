"""Files and pasted pages that were published against the libraries that read or make them; see `test_advisories.py`."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pytest
from attack.parsers import CONTENT_TYPES, RELATIONS, WORD
from hostile import harm_in
from PIL import Image

from editorial.admin.table_file import table_file
from editorial.importers.jobs.report import rows
from editorial.importers.texts.file_reading import read_any
from editorial.models import ImportLine
from editorial.storage.picture_files import PictureRefused, stripped
from encyclopedia.markup.sanitiser import clean
from encyclopedia.pictures import FORMATS


def test_a_word_file_shows_no_file_of_the_machine(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Pictures that a Word file only links to: mammoth's CVE-2025-11849."""
    secret = tmp_path / "secret.png"
    secret.write_bytes(b"the words of a secret")
    drawing = "http://schemas.openxmlformats.org/drawingml/2006/"
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("[Content_Types].xml", CONTENT_TYPES)
        archive.writestr("_rels/.rels", RELATIONS)
        archive.writestr(
            "word/_rels/document.xml.rels",
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship '
            f'Id="r1" Type="{relation}/image" Target="{secret.as_uri()}" TargetMode="External"/></Relationships>',
        )
        archive.writestr(
            "word/document.xml",
            f'<w:document xmlns:w="{WORD}" xmlns:wp="{drawing}wordprocessingDrawing" xmlns:a="{drawing}main" '
            f'xmlns:pic="{drawing}picture" xmlns:r="{relation}"><w:body><w:p><w:r><w:t>Before.</w:t></w:r><w:r>'
            "<w:drawing><wp:inline><a:graphic><a:graphicData><pic:pic><pic:blipFill>"
            '<a:blip r:link="r1"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing>'
            "</w:r></w:p></w:body></w:document>",
        )
    opened: list[str] = []
    monkeypatch.setattr("mammoth.docx.files.urlopen", opened.append)
    text = repr(read_any(out.getvalue(), name="a.docx"))
    assert opened == []
    assert "Before." in text
    assert "picture-1" in text
    for words in ("the words of a secret", "dGhlIHdvcmRzIG9mIGEgc2VjcmV0"):
        assert words not in text


OTHER_KINDS = {
    "FITS": b"SIMPLE  =                    T / a file of stars" + b" " * 2832,
    "PSD": b"8BPS\0\1" + b"\0" * 600,
    "TIFF": b"II*\0" + b"\x08\0\0\0" + b"\0" * 600,
    "EPS": b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n",
    "GIF": b"GIF89a\x40\0\x40\0\0\0\0;",
    "JPEG2000": b"\0\0\0\x0cjP  \r\n\x87\n" + b"\0" * 600,
}


@pytest.mark.parametrize("kind", OTHER_KINDS)
def test_no_decoder_is_asked_but_those_of_the_three_kinds(
    kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Decoders that write out of bounds, never end or fill the memory: Pillow's CVE-2026-40192 (FITS), CVE-2026-25990
    (PSD), CVE-2026-42310 (PDF), CVE-2022-45198 (GIF), CVE-2021-25289 (TIFF), CVE-2021-28677 (EPS).
    """

    def asked(*_args: object) -> None:
        pytest.fail(f"{kind} was opened")

    Image.init()
    for name, (_factory, accept) in list(Image.OPEN.items()):
        if name not in FORMATS:
            monkeypatch.setitem(Image.OPEN, name, (asked, accept))
    with pytest.raises(PictureRefused):
        stripped(OTHER_KINDS[kind])


MUTATING = (
    '<svg xmlns="http://www.w3.org/2000/svg"><a><set attributeName="href" to="javascript:alert(1)"/>x</a></svg>',
    '<svg><a><animate attributeName="href" values="javascript:alert(1)"/><text>x</text></a></svg>',
    '<math><annotation-xml encoding="text/html"><style><img src=x onerror=alert(1)></style></annotation-xml></math>',
    "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=x onerror=alert(1)&gt;'>",
    "<svg></p><style><a id='</style><img src=x onerror=alert(1)>'>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'></noscript>",
    "<table class='x\" onmouseover=\"alert(1)'><td>a</td></table>",
    "<p title='&quot; onclick=&quot;alert(1)'>a</p>",
)


@pytest.mark.parametrize("html", MUTATING)
def test_what_is_cleaned_stays_clean_when_it_is_read_again(html: str) -> None:
    """HTML that changes between the sanitiser and the browser: ammonia's RUSTSEC-2025-0071, RUSTSEC-2026-0193,
    RUSTSEC-2026-0213; classes that end their attribute: Wagtail's CVE-2026-28222.
    """
    once = clean(html)
    assert clean(once) == once
    assert harm_in(once.encode()) == []
    assert not re.search(r"<(?:svg|math|style|noscript|set|animate)\b|\bon\w+\s*=\s*\"", once)


FORMULAS = ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1+1")


@pytest.mark.parametrize("words", FORMULAS)
def test_no_table_has_a_formula(words: str) -> None:
    """Words that a spreadsheet would calculate, in a table that is downloaded (CWE-1236)."""
    line = ImportLine(state="left", name=words, place=words, message=words, excerpt=words)
    assert list(rows([line]))[1][1:] == [f"'{words}"] * 2 + [""] + [f"'{words}"] * 2
    text = b"".join(table_file("a", [[words]])).decode()
    assert text.lstrip('"').startswith("'")
