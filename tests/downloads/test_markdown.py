"""Markdown as pandoc reads it, and as our own import does."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from downloads.shelf import edition_of, full_tree
from published import open_readers_tables
from rendering.shelf import article

from editorial.importers.texts.file_reading import read_any
from encyclopedia import markup
from encyclopedia.downloads.editions import edition_tree
from encyclopedia.downloads.markdown import entry_markdown, escaped, opened

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _rows() -> None:
    open_readers_tables()


def parts(content: bytes) -> tuple[dict[str, object], str]:
    _start, front, text = content.decode().split("---\n", 2)
    rows = (line.split(": ", 1) for line in front.splitlines())
    return {name: json.loads(value) for name, value in rows}, text


@pytest.mark.parametrize("words", ["1905--1917", "a --- b", "so ... on", "x^2^ $y_1$ H~2~O {#a}"])
def test_no_program_makes_other_signs_of_the_words(words: str) -> None:
    read = read_any(escaped(words), name="x.md").text
    assert markup.parse(read).plain == words


def test_an_entry_goes_out_with_its_notes_citations_and_records() -> None:
    front, text = parts(entry_markdown(full_tree()))
    assert (front["title"], front["edition"], front["date"]) == (
        "Exile of Trotsky",
        3,
        "2026-05-03",
    )
    assert front["author"] == ["Ann Author", "Bo Berg"]
    assert [record["id"] for record in front["references"]] == ["patenaude", "service"]
    # No "@3" that pandoc would take for a citation.
    assert str(front["url"]).endswith("/%403/")
    assert "/\\@3/" in str(front["cite-as"][0])
    for written in (
        'Trotsky led the *Red Army*;[@service, p. 12, "the exact words"] he wrote [My Life]',
        "[see @service, pp. 3–4; @patenaude, ch. 2]",
        "# Years in exile",
        "## A table",
        "| 1929 | Büyükada[@service, p. 20] | 1,500 |",
        "|:---|:---:|---:|",
        "1.  First\n\n    -   inner one\n    -   inner two\n2.  Second",
        "> Whoever longs for a quiet life has picked the wrong century.[@? who says so]",
        '{alt="A man at a desk"}',
        "```\na  =  b\n```",
        "[^a]: Prinkipo in Greek: Πρίγκηπος.[@patenaude, p. 5] So called until 1923.",
        "- **Began:** February 1929, Istanbul[@service, p. 1]",
        "::: {#refs}",
    ):
        assert written in text, written


def test_our_own_reading_finds_the_same_citations() -> None:
    tree = full_tree()
    _front, text = parts(entry_markdown(tree))
    read = markup.parse(text)
    of_text = [
        (c.key, c.reference.locator, c.reference.prefix, c.reference.quotation)
        for c in read.citations
    ]
    sent = [(c.key, c.locator, c.prefix, c.quotation) for c in tree.cited]
    # Pandoc has a figure's caption where we have its alternative text, which cites nothing.
    assert sorted([*of_text, ("service", "p. 99", "", "")]) == sorted(sent)


def test_hostile_words_are_read_as_themselves(shared_data: Path) -> None:
    payloads = json.loads((shared_data / "blns.json").read_text())
    lines = [" ".join(line.split()) for line in payloads if line.strip()]
    hostile = '---\ntitle: x\n"]'
    tree = edition_tree(edition_of(article("The end.", title=hostile)))
    front, _text = parts(entry_markdown(tree))
    assert front["title"] == hostile
    for line in lines:
        plain = markup.parse(opened(escaped(line))).plain
        assert " ".join(plain.split()) == line
