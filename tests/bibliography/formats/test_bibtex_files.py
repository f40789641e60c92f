"""BibTeX files: what people's files hold, and what happens when one entry is broken."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from encyclopedia.bibliography import read_bibtex, write_bibtex
from encyclopedia.bibliography.chicago import full_note
from encyclopedia.wording import words

BROKEN = """\
@book{first, title = {First}, year = 1990}

@article{broken, title = {Never closed, author = {X},
  year = 1991

@book{last,
  title = {Last},
  year = 1992
}
"""


def one(text: str) -> dict[str, Any]:
    reading = read_bibtex(text)
    assert reading.problems == []
    assert len(reading.records) == 1
    return reading.records[0]


def field(value: str, name: str = "title") -> Any:
    return one(f"@misc{{x, {name} = {value}}}")


def test_a_broken_entry_is_reported_with_its_line_and_the_rest_is_read() -> None:
    reading = read_bibtex(BROKEN)
    assert [record["id"] for record in reading.records] == ["first", "last"]
    assert [(problem.line, problem.entry) for problem in reading.problems] == [(3, "broken")]


def test_a_file_that_is_cut_off_says_so_and_gives_what_came_before() -> None:
    reading = read_bibtex(BROKEN.rstrip().rstrip("}"))
    assert [record["id"] for record in reading.records] == ["first"]
    assert [problem.line for problem in reading.problems] == [3, 6]
    assert "end of file" in words(reading.problems[1].message)


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("title,author\nX,Y\n", "no BibTeX entry"),
        ("  \n", "empty"),
        ("@" * 1000, "no BibTeX entry"),
        ("@book{" + "{" * 2_000_000, "longer than a million"),
        ("@comment{nothing else}", "no BibTeX entry with a work"),
    ],
)
def test_what_is_no_bibtex_is_one_clear_problem(text: str, hint: str) -> None:
    reading = read_bibtex(text)
    assert reading.records == []
    assert [hint in words(problem.message) for problem in reading.problems] == [True]


@pytest.mark.portion(3)
@pytest.mark.slow
@pytest.mark.parametrize(
    "text",
    [
        "@book{x, title={" + "{" * 100_000 + "}" * 100_000 + "}}",
        "@book{x, author={" + "a and " * 5_000 + "b}}",
        "@book{x,\n" + "a={b},\n" * 30_000 + "}",
        "@book{x, title={" + "\\'e" * 10_000 + "}}",
        '@book{x, title="' + '" # "' * 30_000 + '"}',
        "@book{x}\n" * 5_000,
        "@a{" * 10_000,
        "@book{x, title={" + "$" * 50_001 + "}}",
        "@string{a = b}\n" * 5_000 + "@book{x, title = a}",
    ],
)
def test_hostile_files_are_read_to_their_end(text: str) -> None:
    reading = read_bibtex(text)
    assert reading.records or reading.problems
    assert read_bibtex(write_bibtex(reading.records)).records == reading.records


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        (r"{G{\"o}del, {\'E}mile and {\O}re}", "Gödel, Émile and Øre"),
        (r"{\v{S}pidla \c{c} \ss \L{}\'od\'z}", "Špidla ç ß\u0141ódź"),
        (r"{Simon \& Schuster, 100\% \$5 \#1 a\_b}", "Simon & Schuster, 100% $5 #1 a_b"),
        (r"{1879--1921 --- a life}", "1879–1921 — a life"),
        (
            r"{The \emph{Life} of \textbf{X}\textsuperscript{2}}",
            "The <i>Life</i> of <b>X</b><sup>2</sup>",
        ),
        (r"{On {VLSI} and the {F}rench}", "On VLSI and the French"),
        (r"{``Socialism'' in \enquote{One} Country}", "“Socialism” in “One” Country"),
        (r"{50% more for 5$ (unescaped)}", "50% more for 5$ (unescaped)"),
        (r"{\mbox{Kept}~together}", "Kept together"),
        ('"in " # {pieces} # 1', "in pieces1"),
        ("jan", "January"),
        (r"{\unknowncommand{kept} \ {\tt x}}", "kept x"),
    ],
)
def test_latex_is_read_into_plain_characters(typed: str, read: str) -> None:
    assert field(typed)["title"] == read


def test_macros_of_the_file_are_filled_in_wherever_they_are_used() -> None:
    text = '@string{cup = "Cambridge " # up}\n@STRING(up = {UP})\n@book{x, publisher = CUP}'
    assert (
        one(text.replace('cup = "Cambridge " # up', 'cup = "Cambridge UP"'))["publisher"]
        == "Cambridge UP"
    )


def test_an_unknown_macro_is_kept_by_name_and_told() -> None:
    reading = read_bibtex("@book{x,\n title = {X},\n publisher = nobody}")
    assert reading.records[0]["publisher"] == "nobody"
    assert [(p.line, p.entry) for p in reading.problems] == [(3, "x")]


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("Marx, Karl", [{"family": "Marx", "given": "Karl"}]),
        (
            "Karl Marx and Friedrich Engels",
            [{"family": "Marx", "given": "Karl"}, {"family": "Engels", "given": "Friedrich"}],
        ),
        ("{Simon and Schuster}", [{"literal": "Simon and Schuster"}]),
        ("{{Communist International}}", [{"literal": "Communist International"}]),
        (
            "Vincent van Gogh",
            [{"family": "Gogh", "given": "Vincent", "non-dropping-particle": "van"}],
        ),
        (
            "van Gogh, Vincent",
            [{"family": "Gogh", "given": "Vincent", "non-dropping-particle": "van"}],
        ),
        (
            "King, Jr., Martin Luther",
            [{"family": "King", "given": "Martin Luther", "suffix": "Jr."}],
        ),
        (r"{\'E}mile {\O}re", [{"family": "Øre", "given": "Émile"}]),
        (
            "family=Humboldt, given=Alexander, prefix=von, useprefix=false",
            [{"family": "Humboldt", "given": "Alexander", "dropping-particle": "von"}],
        ),
        ("{Barnes and} Noble", [{"family": "Noble", "given": "Barnes and"}]),
        ("Sandy Andersen", [{"family": "Andersen", "given": "Sandy"}]),
    ],
)
def test_names_are_taken_apart(typed: str, read: list[dict[str, str]]) -> None:
    assert field("{" + typed + "}", "author")["author"] == read


def test_and_others_is_kept_and_worded() -> None:
    record = one("@book{x, title={T}, author={Marx, Karl and others}, year=1867}")
    assert len(record["author"]) == 1
    assert full_note(record) == "Karl Marx et al., <em>T</em> (1867)."
    assert "Marx, Karl and others" in write_bibtex([record])


@pytest.mark.parametrize(
    ("fields", "parts"),
    [
        ("year = 1990", {"date-parts": [[1990]]}),
        ("year = {1990}, month = jul", {"date-parts": [[1990, 7]]}),
        ("year = 1990, month = 7", {"date-parts": [[1990, 7]]}),
        ('year = 1990, month = "10~" # jan', {"date-parts": [[1990, 1, 10]]}),
        ('year = 1990, month = jun # "-" # aug', {"date-parts": [[1990, 6], [1990, 8]]}),
        ("year = 1990, month = {July 4}, ", {"date-parts": [[1990, 7, 4]]}),
        ("year = {1914--1918}", {"date-parts": [[1914], [1918]]}),
        ("year = {1914--18}", {"date-parts": [[1914], [1918]]}),
        ("date = {1990-07-04}", {"date-parts": [[1990, 7, 4]]}),
        ("date = {1990-07/1990-08}", {"date-parts": [[1990, 7], [1990, 8]]}),
        ("date = {1990/}", {"date-parts": [[1990], [0]]}),
        ("date = {1990~}", {"date-parts": [[1990]], "circa": True}),
        ("date = {-0043}", {"date-parts": [[-44]]}),
        ("date = {1990-21}", {"date-parts": [[1990]], "season": 1}),
        ("date = {199X}", {"date-parts": [[1990], [1999]]}),
        ("date = {last year}", {"literal": "last year"}),
    ],
)
def test_a_date_of_any_precision_is_read(fields: str, parts: dict[str, Any]) -> None:
    assert one(f"@book{{x, title = {{T}}, {fields}}}")["issued"] == parts


def test_a_month_that_is_none_is_kept() -> None:
    record = one("@book{x, title={T}, year=1990, month={Michaelmas}}")
    assert record["issued"] == {"date-parts": [[1990]]}
    assert record["custom"] == {"month": "Michaelmas"}


def test_what_is_in_press_is_no_date() -> None:
    assert one("@book{x, title={T}, year={in press}}")["status"] == "in press"


@pytest.mark.parametrize(
    ("entry", "kind"),
    [
        ("@article", "article-journal"),
        ("@ARTICLE", "article-journal"),
        ("@inproceedings", "paper-conference"),
        ("@phdthesis", "thesis"),
        ("@techreport", "report"),
        ("@online", "webpage"),
        ("@inreference", "entry-encyclopedia"),
        ("@unpublished", "manuscript"),
        ("@misc", "document"),
    ],
)
def test_entry_types_become_csl_types(entry: str, kind: str) -> None:
    assert one(f"{entry}{{x, title={{T}}}}")["type"] == kind


def test_fields_go_where_the_type_puts_them_and_unknown_ones_are_kept() -> None:
    record = one(
        "@article{x, title={T}, subtitle={S}, journal={J}, volume=3, number={2}, pages={10--19},"
        " doi={https://doi.org/10.1000/A_B}, url={http://a.org/x\\_y}, eprint={2101.00001},"
        " archiveprefix={arXiv}, language={german}, foo={B{\\'a}r}, file={:C\\:/x.pdf:pdf}}"
    )
    assert record["title"] == "T: S"
    assert (record["container-title"], record["volume"], record["issue"]) == ("J", "3", "2")
    assert record["page"] == "10-19"
    assert record["DOI"] == "10.1000/a_b"
    assert record["URL"] == "http://a.org/x_y"
    assert record["arXiv"] == "2101.00001"
    assert record["language"] == "de"
    assert record["custom"]["foo"] == "Bár"


def test_cross_references_hand_on_what_is_missing() -> None:
    text = (
        "@incollection{part, crossref={WHOLE}, author={Lewin, Moshe}, title={Background}}\n"
        "@book{whole, editor={Tucker, Robert}, title={Stalinism}, publisher={Norton}, year=1977, note={N}}"
    )
    part = read_bibtex(text).records[0]
    assert part["container-title"] == "Stalinism"
    assert part["editor"] == [{"family": "Tucker", "given": "Robert"}]
    assert part["issued"] == {"date-parts": [[1977]]}
    assert "note" not in part


@pytest.mark.parametrize(
    "text",
    ["@book{x, title={T}, crossref={y}}", "@book{x, title={T}, crossref={x}}"],
)
def test_a_cross_reference_that_leads_nowhere_is_told(text: str) -> None:
    reading = read_bibtex(text)
    assert reading.records[0]["title"] == "T"
    assert "not in the file" in words(reading.problems[0].message)


def test_a_key_or_field_given_twice_is_told_and_nothing_is_lost() -> None:
    reading = read_bibtex("@book{x, title={A}}\n@book{x, title={B}, title={C}}\n@foo{y, title={D}}")
    assert [(r["id"], r["title"]) for r in reading.records] == [
        ("x", "A"),
        ("x-2", "B"),
        ("y", "D"),
    ]
    assert [problem.line for problem in reading.problems] == [2, 2, 3]


def test_keys_are_written_so_that_latex_can_cite_them() -> None:
    text = write_bibtex(
        [{"type": "book", "id": "a b,{c}", "title": "X"}, {"type": "book", "id": "a b,{c}"}]
    )
    assert [record["id"] for record in read_bibtex(text).records] == ["a-b-c", "a-b-c-2"]


def test_the_classic_example_file_is_read_whole(shared_data: Path) -> None:
    reading = read_bibtex((shared_data / "xampl.bib").read_text())
    assert len(reading.records) == 36
    assert reading.problems == []
    by_key = {record["id"]: record for record in reading.records}
    assert by_key["inbook-full"]["issued"] == {"date-parts": [[1973, 1, 10]]}
    assert by_key["whole-set"]["issued"] == {"date-parts": [[1968]]}
    assert by_key["article-crossref"]["container-title"] == "G-Animal's Journal"
    assert (
        by_key["inproceedings-crossref"]["publisher"]
        == "The OX Association for Computing Machinery"
    )
    assert by_key["incollection-crossref"]["container-title"] == by_key["whole-collection"]["title"]
    assert by_key["unpublished-full"]["author"][2] == {"family": "P\u0304ot", "given": "Paul"}
    assert (
        by_key["proceedings-minimal"]["title"]
        == "Proc. Fifteenth Annual Symposium on the Theory of Computing"
    )
    assert read_bibtex(write_bibtex(reading.records)).records == reading.records
