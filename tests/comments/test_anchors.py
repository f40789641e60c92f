"""Words are found again only where they stand as they were; an edit elsewhere never moves a comment."""

from __future__ import annotations

import time

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from editorial.comments.anchors import MAX_WORDS, Anchor, AnchorError, anchor_at, place_of

# Few letters, so that words and their surroundings repeat.
TEXTS = st.text("ab \n", min_size=1, max_size=120)


def spans(text: str) -> st.SearchStrategy[tuple[int, int]]:
    ends = st.integers(0, len(text))
    return st.tuples(ends, ends).map(lambda pair: (min(pair), max(pair)))


@st.composite
def anchored(draw: st.DrawFn) -> tuple[str, Anchor, int, int]:
    text = draw(TEXTS)
    start, end = draw(spans(text))
    try:
        return text, anchor_at(text, start, end), start, end
    except AnchorError:
        assume(False)
        raise


@given(anchored())
def test_the_words_are_found_where_they_were_chosen(case: tuple[str, Anchor, int, int]) -> None:
    text, anchor, start, end = case
    assert place_of(text, anchor) == (start, end)


@given(anchored(), TEXTS, st.data())
def test_an_edit_elsewhere_never_moves_it_to_other_words(
    case: tuple[str, Anchor, int, int], typed: str, data: st.DataObject
) -> None:
    text, anchor, start, end = case
    is_before = data.draw(st.booleans())
    low, high = (0, start) if is_before else (end, len(text))
    cut = sorted(data.draw(st.tuples(*[st.integers(low, high)] * 2)))
    edited = text[: cut[0]] + typed + text[cut[1] :]
    moved = len(edited) - len(text) if is_before else 0
    assert place_of(edited, anchor) in {(start + moved, end + moved), None}


@given(anchored(), st.data())
def test_an_edit_inside_leaves_it_without_a_place(
    case: tuple[str, Anchor, int, int], data: st.DataObject
) -> None:
    text, anchor, start, end = case
    at = data.draw(st.integers(start, end - 1))
    assert place_of(text[:at] + "x" + text[at + 1 :], anchor) is None


def test_words_that_repeat_are_told_apart_by_what_stands_around() -> None:
    text = "He came in 1905. Much happened after. She came in 1905. Little happened then."
    second = text.rindex("1905")
    anchor = anchor_at(text, second, second + 4)
    assert place_of("New. " + text, anchor) == (second + 5, second + 9)


def test_either_side_may_change_but_not_both() -> None:
    text = "x" * 40 + " the words " + "y" * 40
    anchor = anchor_at(text, 41, 50)
    assert place_of(text.replace("x the", "z the"), anchor) == (41, 50)
    assert place_of(text.replace("words y", "words z"), anchor) == (41, 50)
    assert place_of("z the words z", anchor) is None


def test_a_copy_of_words_and_surroundings_leaves_no_place() -> None:
    text = "One sentence of some length stands here alone, with these words in it."
    start = text.index("these words")
    anchor = anchor_at(text, start, start + 11)
    assert place_of(f"{text} {text}", anchor) is None


@pytest.mark.parametrize(
    ("text", "start", "end", "code"),
    [
        ("words", 2, 2, "empty"),
        ("a   b", 1, 4, "empty"),
        ("x" * 5000, 0, MAX_WORDS + 1, "too_long"),
        ("ab" * 2000, 2000, 2002, "repeated"),
    ],
)
def test_what_cannot_be_an_anchor(text: str, start: int, end: int, code: str) -> None:
    with pytest.raises(AnchorError) as refused:
        anchor_at(text, start, end)
    assert refused.value.code == code


def test_words_that_stand_everywhere_are_told_at_once() -> None:
    text = "a" * 400_000
    began = time.monotonic()
    with pytest.raises(AnchorError):
        anchor_at(text, 200_000, 200_000 + MAX_WORDS)
    assert place_of(text, Anchor("a" * MAX_WORDS, "b" * 32, "b" * 32)) is None
    assert time.monotonic() - began < 5
