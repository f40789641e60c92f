"""Everything that reads what others wrote, by name; and what each is tried with, over and over and one in another."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from typing import Any

from editorial.evidence.paging import html_pages, text_pages
from editorial.evidence.quotations import locate
from editorial.html.html_tree import read_page
from editorial.importers.mediawiki.convert import convert
from editorial.importers.mediawiki.wikitext.dump import DumpPage, pages
from editorial.importers.references.coins import read_coins
from editorial.importers.texts.file_reading import read_any
from editorial.references import read_reference
from encyclopedia.bibliography.formats import latex
from encyclopedia.bibliography.formats.bibtex import read_bibtex
from encyclopedia.bibliography.formats.bibtex_names import read_name_list
from encyclopedia.bibliography.formats.csljson import read_csljson
from encyclopedia.bibliography.formats.ris import read_ris
from encyclopedia.core.differences import paragraph_differences
from encyclopedia.dates.typed_dates import read_words
from encyclopedia.markup import parse, render
from encyclopedia.markup.sanitiser import clean
from encyclopedia.search.folding import folded

CONTENT_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
    'officeDocument" Target="word/document.xml"/></Relationships>'
)
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def docx(body: str, **parts: bytes | str) -> bytes:
    """A Word file with this body; `parts` are further ones, by name."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", CONTENT_TYPES)
        archive.writestr("_rels/.rels", RELATIONS)
        archive.writestr(
            "word/document.xml",
            f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>',
        )
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


def _as_records(text: str) -> Any:
    return read_csljson(json.dumps([{"id": "x", "type": "book", "title": text, "note": text}]))


def _dumped(text: str) -> int:
    return sum(1 for _ in pages(io.BytesIO(f"<mediawiki>{text}</mediawiki>".encode())))


def _located(text: str) -> Any:
    return locate(text[:400], text_pages(text))


def _changed(text: str) -> Any:
    return paragraph_differences(text, text[: len(text) // 2] + " other " + text[len(text) // 2 :])


# What a reader is called with is text; what it cannot read it refuses, which is an answer too.
READERS: dict[str, Callable[[str], Any]] = {
    "markup": lambda text: render(parse(text), links={}),
    "sanitiser": clean,
    "pasted": read_any,
    "page": read_page,
    "word": lambda text: read_any(docx(text), name="a.docx"),
    "wikitext": lambda text: convert(DumpPage("1", "A", text=text)),
    "dump": _dumped,
    "BibTeX": read_bibtex,
    "names": read_name_list,
    "LaTeX": latex.decode,
    "RIS": read_ris,
    "CSL-JSON": read_csljson,
    "record": _as_records,
    "COinS": read_coins,
    "reference": read_reference,
    "date": read_words,
    "HTML evidence": html_pages,
    "text evidence": text_pages,
    "quotation": _located,
    "difference": _changed,
    "search": folded,
}

_HTML = (
    *("<p>a ", "<b>", "<p>a</p>", "<li>a", "<table><tr><td>a", "<td>a", "&amp;", "&#9;", "<!--"),
    *("<a href='#a'>a</a>", "<sup><a href=#n1>1</a></sup>", "<p id=n1>1. A, <i>B</i> (1999).</p>"),
    *("<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'>a</p>", "<br>", "</div>", "<a "),
    *(
        "<span class=Z3988 title='rft.title=a&rft.au=b'></span>",
        "<h2>a</h2>",
        "<style>a{",
        "<![if ",
    ),
)
_PROSE = (
    *("a ", "a. ", "A. ", "(", "1 ", "1999 ", ", ", "“a” ", "[1] ", "¹ ", "pp. 1–2 ", "¹²³", "\n"),
    *("A, B. C. D: E, 1999. ", "ibid. ", "A and B and ", "; ", "&", "http://a.b/c ", "10.1000/a "),
    *("ca. ", "19", "-", "/", "..", "January 1, ", "é", "ﬁ", "\u0301", "中文", "ا", "\t", "a\n\n"),
)
UNITS: dict[str, tuple[str, ...]] = {
    "markup": ("[^a]: b [@c]\n\n", "[[a|b]] [@c, “d”]. ", *_PROSE),
    "sanitiser": _HTML,
    "pasted": (*_HTML, *_PROSE),
    "page": _HTML,
    "word": (
        "<w:p><w:r><w:t>a</w:t></w:r></w:p>",
        "<w:p/>",
        "<w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>",
        "<w:p><w:r><w:footnoteReference w:id='1'/></w:r></w:p>",
        "<w:p><w:pPr><w:numPr><w:ilvl w:val='1'/><w:numId w:val='1'/></w:numPr></w:pPr></w:p>",
        "<w:p><w:hyperlink w:anchor='a'><w:r><w:t>b</w:t></w:r></w:hyperlink></w:p>",
    ),
    "wikitext": (
        *("[[", "]]", "{{", "}}", "{{a|", "[[a|b]] ", "<ref>a</ref>", "<ref name=a/>", "''", "'''"),
        *("{|\n|a\n", "|-\n|a\n", "* a\n", "# a\n:", "; a : b\n", "<nowiki>", "<!--", "== a ==\n"),
        *("{{cite book|title=a}} ", "{{sfn|A|1999}} ", "[http://a b] ", "[[File:a.jpg|thumb|9px|"),
        *(
            "<gallery>",
            "<ref>{{cite web|url=http://a.b|title=c}}</ref>",
            "{{{a|",
            "<div>",
            "----\n",
        ),
    ),
    "dump": ("<page>", "<page><title>a</title></page>", "<!--", "&lt;", "<a><b/></a>", "]]>"),
    "BibTeX": (
        *(
            "@book{a, title={b}}\n",
            "@",
            "{",
            "}",
            '"',
            "#",
            "@string{a=b}\n",
            "@book{a, author={A}}",
        ),
        *("@comment{a}\n", "title = {a} # ", "\\", "@book{a,\n", "%\n", "a = b,"),
    ),
    "names": ("A and ", "A, B and ", "{", "}", "{A} ", ", ", "and ", "von ", "a, b, c and "),
    "LaTeX": (
        "\\",
        "{",
        "}",
        "\\'e",
        '\\"{o}',
        "\\emph{a}",
        "$",
        "--",
        "``",
        "\\textit{",
        "~",
        "\\ss ",
    ),
    "RIS": (
        *("TY  - BOOK\nTI  - a\nER  - \n", "TY  - BOOK\n", "AU  - A, B\n", "ER  - \n", "N1  - a\n"),
        *("KW  - a\n", "a\n", "PY  - 1999///\n", "\n", "TI  - "),
    ),
    "CSL-JSON": ("[", '{"a":', '[{"id":"a","type":"book"}],', '"', "[]", "\\u0061", "1", "-"),
    "record": ("a ", "<i>a</i>", "<i>", "{", "“", "\\", "[", "é"),
    "COinS": ("rft.au=a&", "&", "=", "%41", "rft.title=a&amp;", "rft_id=info:doi/10.1/a&", "+"),
    "reference": _PROSE,
    "date": _PROSE,
    "HTML evidence": _HTML,
    "text evidence": ("\f", "a\f", *_PROSE),
    "quotation": _PROSE,
    "difference": _PROSE,
    "search": _PROSE,
}
# What opens before, and closes after.
NESTED: dict[str, tuple[tuple[str, str], ...]] = {
    "sanitiser": (("<b>", "</b>"), ("<ul><li>", "</li></ul>")),
    "pasted": (("<div>", "</div>"), ("<table><tr><td>", "</td></tr></table>"), ("<ol><li>", "")),
    "word": (("<w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt>"),),
    "wikitext": (("{{a|", "}}"), ("[[a|", "]]"), ("<b>", "</b>"), ("{{{a|", "}}}")),
    "dump": (("<a>", "</a>"),),
    "BibTeX": (("{", "}"), ("@book{a, title={", "}}")),
    "names": (("{", "}"),),
    "LaTeX": (("{", "}"), ("\\emph{", "}")),
    "CSL-JSON": (("[", "]"), ('[{"a":', "}]"), ('{"title":', "}")),
    "markup": (("> ", ""), ("*a ", "a*"), ("[", "](b)")),
}


def tried() -> list[tuple[str, str, str]]:
    """Reader, what comes again and again, and what closes it as often."""
    again = [(name, unit, "") for name, units in UNITS.items() for unit in units]
    return again + [(name, *pair) for name, pairs in NESTED.items() for pair in pairs]
