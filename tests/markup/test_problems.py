"""Problems name what is wrong, where, and how to fix it."""

from __future__ import annotations

import pytest

from encyclopedia.markup import parse, render
from encyclopedia.wording import words


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_lines_are_counted_whatever_ends_them(ending: str) -> None:
    text = "# Title\n\nOne\ntwo.[@a]\n\n- three\n- four.[@b]\n\n> five\n> six.[@]".replace(
        "\n", ending
    )
    parsed = parse(text)
    assert [(citation.key, citation.line) for citation in parsed.citations] == [("a", 4), ("b", 7)]
    assert [(problem.code, problem.line) for problem in parsed.problems] == [("empty-key", 10)]


def test_lines_can_count_from_another_number() -> None:
    parsed = parse("One.[@a]\n\n[^n]: x\n\n\0", lines_from=11)
    assert [citation.line for citation in parsed.citations] == [11]
    assert [(problem.code, problem.line) for problem in parsed.problems] == [
        ("unused-note", 13),
        ("control-character", 15),
    ]


def test_a_marker_is_on_its_own_line_even_after_brackets_and_code_over_several() -> None:
    text = 'One.[@a,\np. 3, "two\nthree"] Four `five\nsix` [seven\neight](https://x.org) nine.[@b]\nTen.'
    parsed = parse(text)
    assert [(citation.key, citation.line) for citation in parsed.citations] == [("a", 1), ("b", 5)]
    assert [sentence.line for sentence in parsed.sentences] == [1, 3, 6]


@pytest.mark.parametrize(
    "character", ["\0", "\x01", "\x08", "\x0b", "\x1b", "\x7f", "\ud800", "\u202e"]
)
def test_invisible_characters_are_named(character: str) -> None:
    parsed = parse(f"One.\nTwo{character}.\n")
    assert [(problem.code, problem.line) for problem in parsed.problems] == [
        ("control-character", 2)
    ]
    assert f"U+{ord(character):04X}" in words(parsed.problems[0].message)
    render(parsed, links={}).body.encode()


@pytest.mark.parametrize("text", ["", "\n", " \t\n", "\ufeff", "Ein Wort.\t\u00ad\u200d🙂\u2028"])
def test_other_characters_are_no_problem(text: str) -> None:
    assert parse(text).problems == ()


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("One `two` `[@a]`.", 1),
        ("One\n`two\nthree` `[@? who]`.", 3),
        ("One.\n\n    two\n    [@a]\n", 4),
        ("One.\n\n```\ntwo\n[@a]\n```\n", 5),
        ("- One.\n\n  ~~~\n  [@a]\n", 4),
    ],
)
def test_a_citation_in_code_is_a_problem_on_its_line(text: str, line: int) -> None:
    parsed = parse(text)
    assert [(problem.code, problem.line) for problem in parsed.problems] == [
        ("citation-in-code", line)
    ]
    assert parsed.citations == ()


def test_what_is_nested_too_deeply_is_named_not_lost_in_silence() -> None:
    parsed = parse("One.\n\n" + "> " * 30 + "deep")
    assert [(problem.code, problem.line) for problem in parsed.problems] == [("too-deep", 3)]
    assert parse("One.\n\n" + "> " * 15 + "deep").problems == ()


def test_a_link_keeps_its_words_when_a_marker_stands_in_them() -> None:
    parsed = parse("One [two [@a] three](https://x.org) four.")
    assert [problem.code for problem in parsed.problems] == ["citation-in-link"]
    assert ">two [@a] three</a>" in render(parsed, links={}).body


def test_problems_come_in_the_order_of_their_lines() -> None:
    parsed = parse("[@]\n\n[^n]\n\n![x](y)\n\n[^m]: [@]\n\n`[@a]`")
    lines = [problem.line for problem in parsed.problems]
    assert lines == sorted(lines)


def test_a_line_that_begins_like_a_citation_defines_no_address() -> None:
    parsed = parse("Words.\n\n[@a]: https://x.org\n\nWords [@a] here.")
    assert [citation.key for citation in parsed.citations] == ["a", "a"]


def test_a_sound_text_has_no_problems() -> None:
    text = (
        "# Theory\n\nThe *Herald* was founded in 1911 [@olsen-1950, p. 12].[^sold] It was read "
        "everywhere.[@?]\n\n> A quotation.[@olsen-1950, p. 13]\n\n"
        "| a | b |\n|--:|:-:|\n| c | d[@b] |\n\n![alt](wanted:press)\n\n---\n\n```python\nx\n```\n\n"
        "[^sold]: It was sold in 1924.[@ito-2001]\n"
    )
    assert parse(text).problems == ()
