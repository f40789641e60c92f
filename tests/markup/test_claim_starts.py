"""Where a claim starts: behind what closes the one before, and anew at each sentence."""

from __future__ import annotations

import pytest

from encyclopedia.markup import parse


def claims(text: str) -> list[str]:
    return [citation.claim for citation in parse(text).citations]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He said “sold[@a]” and left.[@b]", ["He said “sold", "and left."]),
        ("He said 'sold[@a]' and left.[@b]", ["He said 'sold", "and left."]),
        ('He said "sold[@a]", and left.[@b]', ['He said "sold', "and left."]),
        ('He said ("sold[@a]") and left.[@b]', ['He said ("sold', "and left."]),
        ('Founded[@a], "sold" in 1924.[@b]', ["Founded", '"sold" in 1924.']),
        ("Founded[@a] 'and' sold.[@b]", ["Founded", "'and' sold."]),
    ],
)
def test_quotation_marks_between_close_what_is_before_or_open_the_next_claim(
    text: str, expected: list[str]
) -> None:
    assert claims(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("— Sold in 1924.[@a]", ["— Sold in 1924."]),
        ("Founded.[@a] — Sold.[@b]", ["Founded.", "— Sold."]),
        ("Founded.[@a] “Sold.”[@b] It closed.[@c]", ["Founded.", "“Sold.”", "It closed."]),
    ],
)
def test_signs_before_a_sentences_first_word_belong_to_its_claim(
    text: str, expected: list[str]
) -> None:
    assert claims(text) == expected


@pytest.mark.parametrize("text", ["Founded.[@a] —[@b] Sold.", "Founded.[@a] “[@b]Sold” they said."])
def test_a_claim_begins_anew_at_each_sentence(text: str) -> None:
    assert claims(text) == ["Founded.", ""]


def test_a_sign_that_joins_words_is_no_word() -> None:
    assert claims("\\_[@a]") == [""]
    assert parse("Words.[@a]\n\n\\_").uncited == ()
