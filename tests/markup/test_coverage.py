"""Words behind the last marker of a sentence are cited by nothing."""

from __future__ import annotations

import pytest

from encyclopedia.markup import parse
from encyclopedia.markup.excerpts import excerpt


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Olsen was born in Ghent [@a, p. 1], murdered his brother and fled to Peru.",
            [", murdered his brother and fled to Peru"],
        ),
        ("Olsen was born in Ghent.[@a]", []),
        ("Olsen was born in Ghent[@a].", []),
        ("Olsen was born (in Ghent[@a]).", []),
        ("Olsen said he was “born[@a].”", []),
        ("Olsen was born[@a] and died[@?].", []),
        ("Olsen was born[@?] and died.", ["and died"]),
        ("Olsen was born[@a] and died (in Peru).", ["and died (in Peru)"]),
        ("Olsen was born[@a] and died[^n].\n\n[^n]: So they say.[@b]", ["and died"]),
        ("Olsen was born.[@a] She died.", ["She died."]),
        ("[@a] Olsen was born.", ["Olsen was born."]),
        ("出生于1911年[@a]，卒于1924年。", ["，卒于1924年"]),
    ],
)
def test_uncited_words_are_listed(text: str, expected: list[str]) -> None:
    assert [uncited.text for uncited in parse(text).uncited] == expected


def test_a_sentence_with_uncited_words_is_no_cited_claim() -> None:
    parsed = parse("Olsen was born [@a], and fled to Peru. Then she was seen there.[@b]")
    assert (parsed.cited_claims, parsed.claims) == (1, 2)
    [uncited] = parsed.uncited
    assert uncited.partly
    assert uncited.sentence == "Olsen was born, and fled to Peru."


def test_uncited_words_have_the_line_on_which_they_begin() -> None:
    [uncited] = parse("Olsen was born[@a]\nand fled\nto Peru.").uncited
    assert (uncited.text, uncited.line) == ("and fled to Peru", 2)


def test_the_excerpt_marks_the_words_that_nothing_covers() -> None:
    parsed = parse("Olsen was *born* [@a], and *fled* to Peru. Then she was seen there.[@b]")
    shown = excerpt(parsed, parsed.citations[0])
    assert shown is not None
    assert "".join(piece.text for piece in shown.pieces if piece.uncovered) == ", and fled to Peru"
    assert "".join(piece.text for piece in shown.pieces if piece.claimed) == "Olsen was born"
