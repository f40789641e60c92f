"""Differences between texts, word by word."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from encyclopedia.core.differences import (
    DifferencePiece,
    paragraph_differences,
    shortened,
    word_differences,
)

TEXTS = st.text(alphabet="ab c.\n", max_size=60)


def side(pieces: tuple[DifferencePiece, ...], without: str) -> str:
    return "".join(piece.text for piece in pieces if piece.mark != without)


@given(TEXTS, TEXTS)
def test_the_pieces_give_back_both_texts(before: str, after: str) -> None:
    pieces = word_differences(before, after)
    assert side(pieces, "removed") == after
    assert side(pieces, "added").split() == before.split()


def test_a_changed_word_is_marked_and_nothing_else() -> None:
    assert word_differences("expelled in 1927 from", "expelled in 1928 from") == (
        DifferencePiece("same", "expelled in "),
        DifferencePiece("removed", "1927"),
        DifferencePiece("added", "1928"),
        DifferencePiece("same", " from"),
    )


def test_changes_separated_only_by_a_space_are_one() -> None:
    assert word_differences("x one two y", "x three four y") == (
        DifferencePiece("same", "x "),
        DifferencePiece("removed", "one two"),
        DifferencePiece("added", "three four"),
        DifferencePiece("same", " y"),
    )


def test_scripts_without_spaces_are_compared_by_characters() -> None:
    assert DifferencePiece("added", "京") in word_differences("東都", "東京都")


def test_white_space_alone_makes_no_difference() -> None:
    assert paragraph_differences("one\ntwo\n\nthree", "one two\n\n\n\nthree\n") == ()


def test_paragraphs_come_with_their_line() -> None:
    (changed, added) = paragraph_differences("a\n\nb c\n\nd", "a\n\nb x\n\nd\n\ne")
    assert changed.line == 3
    assert changed.pieces == (
        DifferencePiece("same", "b "),
        DifferencePiece("removed", "c"),
        DifferencePiece("added", "x"),
    )
    assert (added.line, added.pieces) == (7, (DifferencePiece("added", "e"),))


def test_a_removed_paragraph_is_shown_where_it_stood() -> None:
    (removed,) = paragraph_differences("a\n\nb\n\nc", "a\n\nc")
    assert removed.pieces == (DifferencePiece("removed", "b"),)
    assert paragraph_differences("a", "")[0].pieces == (DifferencePiece("removed", "a"),)


def test_long_unchanged_runs_are_cut_to_what_stands_beside_a_change() -> None:
    same = " ".join(f"w{number}" for number in range(100))
    pieces = list(shortened(word_differences(f"{same} x {same}", f"{same} y {same}")))
    assert pieces[0].text.startswith("…")
    assert pieces[0].text.rstrip().endswith("w99")
    assert pieces[-1].text.lstrip().startswith("w0")
    assert pieces[-1].text.endswith("…")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a " * 50_000, "a " * 49_000 + "b"),
        ("a b " * 25_000, "b a " * 25_000),
        ("a\n\n" * 30_000, "b\n\na\n\n" * 15_000),
        ("\n" * 100_000, "\n \n" * 30_000),
        ("." * 100_000, "," * 100_000),
        (" ".join(map(str, range(20_000))), " ".join(map(str, range(20_000, 40_000)))),
    ],
)
def test_hostile_texts_are_still_compared(before: str, after: str) -> None:
    """Without a budget of steps some of these would take minutes; the runner's limit would end them."""
    paragraphs = paragraph_differences(before, after)
    assert bool(paragraphs) == (before.split() != after.split())
