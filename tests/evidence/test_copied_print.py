"""What print, OCR and copying do to words: nothing where that is certain, told where it is not."""

from __future__ import annotations

import pytest

from editorial.evidence.quotations import BookPage, Change, Match, locate


def looked_up(quotation: str, text: str) -> Match:
    return locate(quotation, [BookPage("1", text)])


@pytest.mark.parametrize(
    ("quotation", "text"),
    [
        ("don't stop", "don′t stop"),
        ("The looms stopped", "T\nhe looms stopped"),
        ("Die Weber siegten", "Die W e b e r siegten"),
        ("كتب الرجل", "كَتَبَ الرجل"),
        ("כתב האיש", "כָּתַב האיש"),
        ("замок горел", "за́мок горел"),
        ("за́мок горел", "за́мок горел"),
        ("علی", "علي"),
        ("کتاب", "كتاب"),
        ("hòa bình", "hoà bình"),
        ("thuỷ thủ", "thủy thủ"),
        ("wait … no", "wait . . . no"),
        ("wait . . . no", "wait… no"),
        ("वह गया। वह आया", "वह गया | वह आया"),
    ],
)
def test_what_print_and_copying_do_is_nothing(quotation: str, text: str) -> None:
    assert looked_up(quotation, text).status == "found"


@pytest.mark.parametrize(
    ("quotation", "text"),
    [
        ("كُتِبَ الرجل", "كَتَبَ الرجل"),
        ("за́мок горел", "замо́к горел"),
        ("ma quỷ", "má quỷ"),
        ("5′ tall", "5 tall"),
        ("the line abc", "the line a b c"),
        ("على", "علي"),
    ],
)
def test_other_points_stress_and_tones_are_a_difference(quotation: str, text: str) -> None:
    assert looked_up(quotation, text).status in {"near", "missing"}


@pytest.mark.parametrize(
    ("quotation", "text", "number"),
    [
        ("The looms stopped", "The looms12 stopped", "12"),
        ("The looms", "The looms12 stopped", "12"),
        ("The looms, stopped", "The looms,12 stopped", "12"),
        ("They stopped. The men", "They stopped.12 The men", "12"),
        ("He fled to Peru", "He fled (1) to Peru", "(1)"),
        ("in 1905 the looms", "in 1905¹² the looms", "¹²"),
    ],
)
def test_the_number_of_a_note_is_told(quotation: str, text: str, number: str) -> None:
    match = looked_up(quotation, text)
    assert (match.status, match.changes) == ("changed", (Change("passed_over", source=number),))


def test_a_large_first_letter_that_is_a_word_is_told() -> None:
    match = looked_up("In 1905 he", "I\nn 1905 he fled")
    assert (match.status, match.changes) == ("changed", (Change("stands_for", "In", "I n"),))
    assert looked_up("I saw", "I\nsaw the looms").status == "found"
