"""Quotations that run over the end of a page: what stands there is text unless it is certainly not."""

from __future__ import annotations

import pytest

from editorial.evidence.quotations import BookPage, Match, locate

REST = (
    "men and women of the town\nwho lived on the other side of the river.\n"
    "And they came back in the evening\nof the same day, all of them."
)


def looked_up(quotation: str, *pages: str) -> Match:
    return locate(quotation, [BookPage(str(n), text) for n, text in enumerate(pages, 1)])


def passed_over(match: Match) -> list[str]:
    return [change.source for change in match.changes if change.kind == "page_edge"]


@pytest.mark.parametrize(
    "line", ["400", "civil", "not", "mix", "xi", "Not", "(400)", "p. 2", "2", "all"]
)
def test_a_line_at_the_head_of_a_page_that_may_be_text_is_told(line: str) -> None:
    match = looked_up("mill employed men and women", "The mill employed", f"{line}\n{REST}", REST)
    assert (match.status, passed_over(match)) == ("changed", [line])
    with_line = looked_up(
        f"mill employed {line} men and women", "The mill employed", f"{line}\n{REST}", REST
    )
    assert with_line.status == "found"


@pytest.mark.parametrize("line", ["400", "xi", "— 400 —"])
def test_a_number_at_the_foot_that_may_be_text_is_told(line: str) -> None:
    match = looked_up("mill employed men and women", f"{REST}\nThe mill employed\n{line}", REST)
    assert (match.status, passed_over(match)) == ("changed", [line])


@pytest.mark.parametrize("line", ["ill.", "civil", "not"])
def test_a_last_line_of_letters_is_text(line: str) -> None:
    match = looked_up("mill employed men and women", f"{REST}\nThe mill employed\n{line}", REST)
    assert match.status == "near"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("The mill employed\n411", "men and women\n412"),
        ("The mill employed\n- 411 -", "- 412 -\nmen and women"),
        ("xiv\nThe mill employed", "xv\nmen and women"),
        ("IX\nThe mill employed", "X\nmen and women"),
        ("The mill employed\n二十九", "men and women\n三十"),
        ("The mill employed\n[p. 411]", "men and women\n[p. 412]"),
        ("The mill employed", "12   The Looms of Ghent\nmen and women\n11"),
    ],
)
def test_a_number_that_continues_the_pages_is_nothing(first: str, second: str) -> None:
    texts = [first, second]
    if "11" in second:
        texts = ["10", f"{first}\n11", second.removesuffix("\n11")]
    assert looked_up("mill employed men and women", *texts).status == "found"


def test_a_head_of_several_pages_is_nothing_and_one_that_stands_once_is_told() -> None:
    head = "THE LOOMS OF GHENT"
    often = [f"{head}\nThe mill employed", f"{head}\nmen and women", f"{head}\nOf the town"]
    assert looked_up("mill employed men and women", *often).status == "found"
    match = looked_up("mill employed men and women", "The mill employed", f"{head}\nmen and women")
    assert (match.status, passed_over(match)) == ("changed", [head])


def test_a_number_or_head_that_is_quoted_as_text_is_told() -> None:
    pages = ["411\nThe mill employed", "412\nmen and women", "413\nof the town"]
    match = looked_up("mill employed 412 men", *pages)
    assert (match.status, [(change.kind, change.source) for change in match.changes]) == (
        "changed",
        [("taken_in", "412")],
    )
    assert looked_up("412 men and women", *pages).status == "found"


def test_years_of_the_text_are_no_numbers_of_pages() -> None:
    match = looked_up(
        "came back in and left", "They came back in\n1905", "and left the town\nin May 1906"
    )
    assert (match.status, passed_over(match)) == ("changed", ["1905"])


def test_lines_that_are_alike_on_pages_far_apart_are_no_head() -> None:
    pages = ["He said"] + ["OLSEN\nI am guilty." if n % 9 == 0 else "More." for n in range(30)]
    match = looked_up("He said I am guilty", *pages)
    assert (match.status, passed_over(match)) == ("changed", ["OLSEN"])


def test_a_line_in_small_letters_or_with_a_sign_is_text_on_however_many_pages() -> None:
    for line in ("never", "Guilty."):
        pages = ["The mill employed", *[f"{line}\nmen and women of the town"] * 4]
        assert looked_up("mill employed men and women", *pages).status != "found"


def test_a_short_first_line_between_pages_with_heads_is_one() -> None:
    before = "10   A HISTORY\nOf the looms of Ghent.\nThe mill employed"
    page = f"The Looms\n{REST}\n— 11 —"
    after = "12   A HISTORY\nOf the strike much was told, but nobody\nwrote of it in the town."
    assert looked_up("mill employed men and women", before, page, after).status == "found"
    for changed in (page.replace("The Looms", "not"), page.replace("— 11 —", "")):
        match = looked_up("mill employed men and women", before, changed, after)
        assert match.status == "changed"


@pytest.mark.parametrize(
    ("quotation", "first", "second"),
    [
        ("Was Olsen guilty. Of course", "Was Olsen guilty?", "Of course he was."),
        ("The men who stole", "The men,", "who stole"),
        ("The men, who stole", "The men", "who stole"),
        ("the trial was fair", "the “trial”", "was fair"),
        ("in 19051907", "in 1905–", "1907"),
        ("Some 1012 men", "Some 10-", "12 men"),
        ("12 men", "Some 10-", "12 men"),
        ("500 men", "Some 1", "500 men"),
        ("anti Fascist", "anti-", "Fascist"),
    ],
)
def test_signs_over_a_page_end_count(quotation: str, first: str, second: str) -> None:
    assert looked_up(quotation, first, second).status in {"near", "missing"}


@pytest.mark.parametrize(
    ("quotation", "first", "second"),
    [
        ("Was Olsen guilty? Of course", "Was Olsen guilty?", "Of course he was."),
        ("the anti-Fascist league", "the anti-", "Fascist league"),
        ("in 1905–1907 he", "in 1905–", "1907 he"),
        ("in 1905-1907 he", "in 1905-", "1907 he"),
        ("the printer", "the prin\u00ad", "ter"),
        ("the printer", "the prin-", "ter"),
    ],
)
def test_words_and_ranges_over_a_page_end_are_found(
    quotation: str, first: str, second: str
) -> None:
    assert looked_up(quotation, first, second).status == "found"
