"""Words chosen on a page are found in the text with its marks, or nowhere."""

from __future__ import annotations

import time

import pytest

from editorial.comments.mentions import mentioned_in, nobody_in
from editorial.comments.typed_words import MAX_PLACES, places_of

TEXT = (
    '## Life\n\nHe *met* [[Vladimir Lenin|Lenin]] in **1902**.[@service-2009, p. 12, "in [a] house"] '
    "It is [old](https://example.org).[^1] He *met* him again.\n\n[^1]: A note.\n"
)


@pytest.mark.parametrize(
    ("words", "typed"),
    [
        ("Life", "Life"),
        ("met Lenin in 1902", "met* [[Vladimir Lenin|Lenin]] in **1902"),
        ("1902.1 It is old", '1902**.[@service-2009, p. 12, "in [a] house"] It is [old'),
        ("*met* him", "*met* him"),
        ("nowhere", None),
        ("…", None),
    ],
)
def test_marks_between_the_words_are_passed_over(words: str, typed: str | None) -> None:
    if words.startswith("1902.1"):
        # The number of a footnote is no word of the text.
        assert places_of(TEXT, words) == []
        words = words.replace(".1", ".")
    places = [TEXT[start:end] for start, end in places_of(TEXT, words)]
    assert places == ([typed] if typed else [])


def test_every_place_is_named() -> None:
    assert len(places_of(TEXT, "He met")) == 2


def test_a_sign_that_combines_stays_with_its_letter() -> None:
    text = "The cafe\u0301 was *so* नमस्ते."
    (place,) = places_of(text, "caf\u00e9 was so")
    assert text[slice(*place)] == "cafe\u0301 was *so"


@pytest.mark.parametrize("part", ['[\\"', "[^", "[[a", "](", '[@\\"', "[a ", "a "])
def test_a_text_of_nothing_but_beginnings_is_read_once(part: str) -> None:
    text = part * (400_000 // len(part))
    began = time.monotonic()
    assert places_of(text, "nowhere else", "b " * 250, " c" * 250) == []
    assert len(places_of(text, "a " * 900)) in {0, MAX_PLACES}
    assert time.monotonic() - began < 15


PEOPLE = [(1, "Anna"), (2, "Anna Smith"), (3, "abel"), (4, "İpek"), (5, "")]


@pytest.mark.parametrize(
    ("words", "ids"),
    [
        ("@Anna Smith, look", {2}),
        ("@anna: and @Anna Smith", {1, 2}),
        ("mail me: x@annals.org", set()),
        ("@abel @İPEK"[:11], {3, 4}),
        ("@", set()),
        ("@Annabel", set()),
    ],
)
def test_a_name_behind_the_sign_is_a_mention(words: str, ids: set[int]) -> None:
    assert mentioned_in(words, PEOPLE) == ids


@pytest.mark.parametrize(
    ("words", "unknown"),
    [
        ("@Anna Smith and @abel, look", []),
        ("@Bert and @anna, @bert-x; @Bert.", ["@Bert", "@bert-x"]),
        ("mail x@annals.org of [@service-2009, p. 1] or [see @a; @b] @", []),
        ("(@nobody)", ["@nobody"]),
    ],
)
def test_a_mention_of_nobody_is_known(words: str, unknown: list[str]) -> None:
    assert nobody_in(words, PEOPLE) == unknown


def test_what_stands_around_tells_places_apart() -> None:
    second = places_of(TEXT, "He met", after="him")
    assert [TEXT[start:end] for start, end in second] == ["He *met"]
    assert places_of(TEXT, "*met*", "He ", " him") == [
        (TEXT.rindex("*met*"), TEXT.rindex("*met*") + 5)
    ]
    assert len(places_of(TEXT, "He met", before="never")) == 2
