"""Headings: their levels, and addresses that stay and never collide."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from encyclopedia.markup import TextHeading, parse, render
from encyclopedia.markup.ids import (
    RESERVED_IDS,
    RESERVED_PREFIXES,
    HeadingIds,
    letters,
    mark_id,
    note_mark_id,
    slugify,
)


def test_headings_are_listed_with_level_words_address_and_line() -> None:
    parsed = parse("# Early *life*[@a]\n\nWords.\n\nLater\n-----\n\n#### [[Gent|At Gent]] & after")
    assert parsed.headings == (
        TextHeading(1, "Early life", "early-life", 1),
        TextHeading(2, "Later", "later", 5),
        TextHeading(4, "At Gent & after", "at-gent-after", 8),
    )


def test_the_pages_title_is_the_only_first_level() -> None:
    text = "\n".join(f"{'#' * level} Level {level}" for level in range(1, 7))
    tags = re.findall(r"<(h\d) id=", render(parse(text), links={}).body)
    assert tags == ["h2", "h3", "h4", "h5", "h6", "h6"]


def test_equal_headings_are_numbered() -> None:
    parsed = parse("# Life\n# Life\n# Life 2\n# Life\n# LIFE")
    assert [heading.id for heading in parsed.headings] == [
        *("life", "life-2", "life-2-2", "life-3", "life-4")
    ]


@pytest.mark.parametrize(
    ("words", "slug"),
    [
        ("Early life", "early-life"),
        ("  1917–1924: “War”  ", "1917-1924-war"),
        ("Жизнь", "жизнь"),
        ("年表", "年表"),
        ("Zürich", "zürich"),
        ("!!!", "section"),
        ("Notes", "section-notes"),
        ("Note A", "section-note-a"),
        ("fn 1", "section-fn-1"),
        ("fnref_3", "section-fnref-3"),
        ("Claim 0123456789abcdef", "section-claim-0123456789abcdef"),
        ("Main", "section-main"),
    ],
)
def test_an_address_is_made_of_the_words(words: str, slug: str) -> None:
    assert slugify(words) == slug


@given(st.lists(st.text(alphabet="aB -2n'ote", max_size=8), max_size=12))
def test_addresses_never_collide(headings: list[str]) -> None:
    ids = HeadingIds()
    addresses = [ids.reserve(words) for words in headings]
    assert len(set(addresses)) == len(addresses)
    for address in addresses:
        assert address not in RESERVED_IDS
        assert not address.startswith(RESERVED_PREFIXES)


def test_a_heading_keeps_its_address_whatever_stands_in_other_paragraphs() -> None:
    alone = parse("# Life\n\nWords.[@a]")
    among_others = parse("Some more.\n\n# *Life*[@b]\n\n- other words")
    assert alone.headings[0].id == among_others.headings[0].id


def test_a_heading_without_words_is_a_problem_and_has_no_address() -> None:
    parsed = parse("Words.\n\n#\n\nWords.")
    assert [(problem.code, problem.line) for problem in parsed.problems] == [("empty-heading", 3)]
    assert parsed.headings == ()
    assert "<h2></h2>" in render(parsed, links={}).body


def test_a_heading_in_a_note_is_not_in_the_contents() -> None:
    parsed = parse("One[^n].\n\n[^n]: # Life")
    assert parsed.headings == ()
    assert render(parsed, links={}).notes["a"] == "<h2>Life</h2>\n"


def test_letters_count_like_the_columns_of_a_sheet() -> None:
    assert [letters(number) for number in (1, 26, 27, 52, 53, 702, 703)] == [
        *("a", "z", "aa", "az", "ba", "zz", "aaa")
    ]


def test_a_markers_address_names_its_place() -> None:
    assert [mark_id(3, occurrence) for occurrence in range(3)] == [
        *("fnref-3", "fnref-3-b", "fnref-3-c")
    ]
    assert [note_mark_id("a", occurrence) for occurrence in range(2)] == [
        "noteref-a",
        "noteref-a-b",
    ]
