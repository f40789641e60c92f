from __future__ import annotations

import pytest

from editorial.html import messages
from editorial.html.imported import ImportProblem
from editorial.importers.texts.file_reading import read_any
from editorial.importers.texts.reading_aids import ReadingAids
from encyclopedia.markup import parse

PANDOC = """---
title: The League
lang: en-GB
author: Ann Larkin
bibliography: printers.bib
references:
- id: larkinPrinters
  type: book
  title: The Printers of Riga
  author:
  - family: Larkin
    given: Ann
  issued: 1931
---

It struck twice [@larkinPrinters, p. 3; see also @ozols-ink-1990]. @larkinPrinters [p. 44] says so,
and she [-@larkinPrinters, ch. 2] adds more.^[On prices see [@larkinPrinters, p. 9]; they fell.]
It had members.[^1] Mail a@b.org, `@larkinPrinters` and `^[code]`.

[^1]: Nobody counted.
"""


def test_pandocs_markdown_is_read_with_its_citations_notes_and_front_matter() -> None:
    imported = read_any(PANDOC, name="a.md")
    assert imported.title == "The League"
    assert imported.text == (
        "It struck twice [@larkinprinters, p. 3; see also @ozols-ink-1990]. Larkin[@larkinprinters, p. 44] "
        "says so,\nand she [@larkinprinters, ch. 2] adds more.[^note-1]\n"
        "It had members.[^1] Mail a@b.org, `@larkinPrinters` and `^[code]`.\n\n"
        "[^1]: Nobody counted.\n\n"
        "[^note-1]: On prices see [@larkinprinters, p. 9]; they fell."
    )
    (reference,) = imported.references
    assert reference.record == {
        "type": "book",
        "title": "The Printers of Riga",
        "author": [{"family": "Larkin", "given": "Ann"}],
        "issued": {"date-parts": [[1931]]},
    }
    assert {(line.message, line.excerpt) for line in imported.report} == {
        (messages.BIBLIOGRAPHY_BESIDE, "printers.bib"),
        (messages.FRONT_MATTER_LEFT_OUT, "author"),
        (messages.KEY_UNKNOWN, "ozols-ink-1990"),
    }
    assert parse(imported.text).problems == ()


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("It met [@larkinPrinters; @ozols].", "It met [@larkinprinters; @ozols]."),
        ("It met [see @larkinPrinters, p. 3].", "It met [see @larkinprinters, p. 3]."),
        (
            "^[So @larkinPrinters, p. 5.]",
            "[^note-1]\n\n[^note-1]: So Larkin[@larkinprinters, p. 5].",
        ),
        ("# The League\n\nIt met.", "It met."),
        ("# Another\n\nIt met.", "# Another\n\nIt met."),
        ("It met [@larkinPrinters](x).", "It met [@larkinPrinters](x)."),
    ],
)
def test_a_citation_is_written_once_wherever_it_stands(typed: str, written: str) -> None:
    head = PANDOC[: PANDOC.index("---\n\nIt struck")]
    assert read_any(f"{head}---\n\n{typed}", name="a.md").text == written


def test_a_key_that_names_no_source_is_reported_once_where_it_stands() -> None:
    typed = "One [@larkinPrinters; @here-1990].\n\nTwo [see @gone; @gone]. `[@code]` @ann met @far [p. 3]."
    head = PANDOC[: PANDOC.index("---\n\nIt struck")]
    report = read_any(f"{head}---\n\n{typed}", name="a.md", taken={"here-1990"}).report
    assert [
        (line.line, line.excerpt) for line in report if line.message == messages.KEY_UNKNOWN
    ] == [(3, "gone"), (3, "far")]


def test_a_work_of_the_front_matter_that_the_office_has_is_used() -> None:
    imported = read_any(PANDOC, aids=ReadingAids(lambda record: "larkin-1931"))
    assert "[@larkin-1931, p. 3;" in imported.text
    assert imported.references[0].record is None


@pytest.mark.parametrize(
    "front",
    [
        "title: &x Stolen\nlang: *x",
        "[[[[" * 2_000,
        "title: [",
        "- no mapping",
        "!!python/object:os.system x",
    ],
)
def test_front_matter_that_is_none_stays_text(front: str) -> None:
    imported = read_any(f"---\n{front}\n---\n\n# T\n\nWords.\n\n# U\n", name="a.md")
    assert "Words." in imported.text
    assert (imported.title, imported.references) == ("A", [])


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("\\documentclass{article}\n\\begin{document}x\\cite[44]{k}\\end{document}", "LaTeX"),
        ("A \\emph{b} c\\footnote{d} e \\cite{f}.", "LaTeX"),
        (
            '<?xml version="1.0"?><article dtd-version="1.2"><front><article-meta/></front></article>',
            "JATS",
        ),
        (
            '<!DOCTYPE article PUBLIC "-//NLM//DTD JATS (Z39.96) v1.2//EN" "x.dtd"><article><p>a</p></article>',
            "JATS",
        ),
        ('<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/><p>a</p></TEI>', "TEI"),
        ('<book xmlns="http://docbook.org/ns/docbook"><p>a</p></book>', "DocBook"),
        ("#+TITLE: A\n\n* One\nWords[fn:1].", "Org"),
        ("* One\nWords [cite:@k].", "Org"),
        ("Title\n=====\n\nWords [#a]_.\n\n.. [#a] Note.", "reStructuredText"),
        ("Title\n=====\n\nWords [1]_ and [2]_.\n\n.. [1]\n   Note.", "reStructuredText"),
        ("h2(#a). Members\n\nWords[1].\n\nfn1. Note.", "Textile"),
        ("bq. They wrote.", "Textile"),
        ("It won.<ref>Larkin, 3.</ref>", "wikitext"),
        ("It won.<ref name=a />", "wikitext"),
        ("== Members ==\nThe '''League''' of [[Riga]].", "wikitext"),
        (".TH LEAGUE 1\n.SH NAME\nWords", "roff"),
        ('.\\" by hand\n.SH Members\n.PP\nWords', "roff"),
        ("= Title\n:toc: left\n\nWords footnote:[a].", "AsciiDoc"),
        ("#set page(width: 10cm)\nWords", "Typst"),
        ('MIME-Version: 1.0\nContent-Type: multipart/related; boundary="x"\n\n--x', "MHTML"),
        ("From: a@example.org\nTo: b@example.org\nSubject: The strike\n\nWords", "e-mail"),
        ('{"title": "The strike", "pages": [1, 2]}', "JSON"),
        ('<?xml version="1.0"?><office:document xmlns:office="x"/>', "FODT"),
        ('<?xml version="1.0"?><pkg:package xmlns:pkg="x"/>', "WordprocessingML"),
    ],
)
def test_another_format_is_refused_by_its_name(text: str, name: str) -> None:
    with pytest.raises(ImportProblem) as problem:
        read_any(text, name="x.txt")
    assert problem.value.message == messages.other_format(name)


@pytest.mark.parametrize(
    "text",
    [
        "A path C:\\section\\x and #1.",
        "The #set of all sets.",
        "He wrote “\\emph{x}” once.",
        "# Article\n\nx\n\n## A",
        "See <reference> and h2. is no heading.",
        "## A\n\n[[Leon Trotsky]] lived [1].\n\n== ",
        "He paid 5. [12] They won.",
    ],
)
def test_words_that_only_look_so_are_read(text: str) -> None:
    assert read_any(text).text


def test_inline_notes_that_never_close_stay_as_they_are() -> None:
    words = "^[" * 30_000
    assert read_any(f"They won. {words}", name="x.md").text.endswith("^[^[")
