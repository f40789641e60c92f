"""One manuscript as pandoc 2.17 writes it in four formats (`pandoc-source.md` is what it read)."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from editorial.importers.texts.file_reading import lists_notes, read_any
from editorial.importers.texts.pandoc_markdown import in_our_markup
from encyclopedia.markup import parse

DATA = Path(__file__).parent.parent / "data"
FILES = ("pandoc.docx", "pandoc.odt", "pandoc.html", "pandoc.md", "pandoc-source.md")


@pytest.mark.parametrize("name", FILES)
def test_its_notes_cite_and_nothing_of_it_is_lost(name: str) -> None:
    imported = read_any((DATA / name).read_bytes(), name=name)
    text = parse(imported.text)
    assert imported.title == "The League of Printers"
    assert [(c.reference.key, c.reference.locator) for c in text.citations] == [
        ("larkin-printers-1931", "p. 44"),
        ("larkin-printers-1931", "p. 50"),
        ("ozols-ink-1990", "p. 110"),
        ("larkin-printers-1931", "p. 51"),
        ("ozols-ink-1990", "p. 112"),
        ("silinsh-svinets-1955", "p. 12"),
        ("silinsh-svinets-1955", "p. 13"),
    ]
    assert [heading.text for heading in text.headings] == ["Members", "A formula"]
    assert text.problems == ()
    for words in (
        "[^4]: Nobody counted the votes.",
        "1. compositors\n   - by hand\n   - by machine\n2. binders",
        "> They wrote *much* and printed **more**.",
        "Growth of the League\n\n| Year | Members |\n| --- | --- |\n| 1905 | 120 |\n| 1906 | 200 |",
        "Its definition.",
        "H₂O and x²",
        "[link](https://example.org/a?b=c&d=e)",
        "A caption",
    ):
        assert words in imported.text, words
    assert re.search(r"E\W{1,5}m\W{0,3}c", imported.text)


@pytest.mark.parametrize("name", ["pandoc.html", "pandoc.md"])
def test_its_notes_are_shown_before_drafts_are_made(name: str) -> None:
    assert lists_notes((DATA / name).read_bytes(), name)


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("## A {#b .c}", "## A"),
        ("## A {-}", "## A"),
        (
            "[small]{.smallcaps} and [link](http://a.org/a--b){.x}",
            "small and [link](http://a.org/a--b)",
        ),
        ("![p](p.png){width=50%}", "![p](p.png)"),
        ("::: {.note}\nInside.\n:::", "Inside.\n"),
        ("H~2~O, x^2^, 2^nd^, x^a\\ b^", "H₂O, x², 2nd, xa b"),
        ("H<sub>2</sub>O<br>x<sup>3</sup>", "H₂O\\\nx³"),
        ("~~struck~~ and ~~~ x^y", "~~struck~~ and ~~~ x^y"),
        ("It cost $5 and $10, US$20.", "It cost $5 and $10, US$20."),
        ("So $x^2$ and $$y_1$$.", "So `x^2` and `y_1`."),
        ("1905--1917 --- long---or -- so", "1905–1917 — long—or – so"),
        ("`a--b` [@key--x] http://a.org/b--c --flag", "`a--b` [@key--x] http://a.org/b--c --flag"),
        ("a <!-- secret -->b", "a b"),
        ("T\n:   D.\n\n    More.\n:   E.", "**T**\n\n- D.\n\n  More.\n\n- E."),
        ("| One\n| Two\n\nAfter", "One\\\nTwo\n\nAfter"),
        ("```\n## A {#b}\n--- x^2^\n```", "```\n## A {#b}\n--- x^2^\n```"),
    ],
)
def test_what_is_pandocs_own_is_written_in_ours(typed: str, written: str) -> None:
    assert in_our_markup(typed)[0] == written


SIMPLE = "  Year     Members\n------ -----------\n  1905         120\n  `a|b`        200\n\nTable: Growth\n"
FRAMED = (
    "-----------------------\n First      Second\n  head      head\n---------- ------------\n"
    "   a       words that\n           go on\n\n   b       2\n-----------------------\n"
)
GRID = "+-----+-----+\n| A   | B   |\n+=====+=====+\n| one | 2   |\n| two |     |\n+-----+-----+\n"
HEADLESS = "------ ----\na      b\nc      d\n------ ----\n"


@pytest.mark.parametrize(
    ("drawn", "table"),
    [
        (SIMPLE, "Growth\n\n| Year | Members |\n| --- | --- |\n| 1905 | 120 |\n| `a|b` | 200 |\n"),
        (
            FRAMED,
            "| First head | Second head |\n| --- | --- |\n| a | words that go on |\n| b | 2 |\n",
        ),
        (GRID, "| A | B |\n| --- | --- |\n| one two | 2 |\n"),
        (HEADLESS, "|  |  |\n| --- | --- |\n| a | b |\n| c | d |\n"),
        (
            "| a | b |\n|---|---|\n| 1 | 2 |\n\n: Caption",
            "Caption\n\n| a | b |\n|---|---|\n| 1 | 2 |\n",
        ),
    ],
)
def test_drawn_tables_have_pipes(drawn: str, table: str) -> None:
    assert in_our_markup(drawn)[0] == table


@pytest.mark.parametrize(
    "words",
    [
        "Title\n-----",
        "- - -",
        "a\n\n-----\n\nb",
        "-- --\n\nx",
        "------ ----\nno end",
        "+---+\na",
        "Note: this.\n\nx: y",
    ],
)
def test_what_only_looks_so_stays(words: str) -> None:
    assert in_our_markup(words)[0] == words


@example("$=`1`$")
@given(st.text("ab1 -=~^$*|+\n:`[]()@>#\\", max_size=200).filter(lambda typed: ":::" not in typed))
def test_no_letter_is_lost(typed: str) -> None:
    def letters(text: str) -> list[str]:
        return sorted(filter(str.isalnum, unicodedata.normalize("NFKC", text)))

    assert letters(in_our_markup(typed)[0]) == letters(typed)
