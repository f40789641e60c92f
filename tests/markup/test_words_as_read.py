"""What readers of a comparison are shown of a text: its words, and what each marker stands for."""

from __future__ import annotations

import pytest

from encyclopedia.markup import MarkerWords, parse
from encyclopedia.markup.words_as_read import paragraphs_as_read


def as_read(text: str) -> list[str]:
    return list(
        paragraphs_as_read(
            parse(text),
            lambda citation: f"{citation.key} {citation.reference.place}".strip(),
            MarkerWords(),
        )
    )


@pytest.mark.parametrize(
    ("text", "paragraphs"),
    [
        ("# One *two*\n\nIn [[Gent|the town]] of `b`.", ["One two", "In the town of b."]),
        ("One.[@a, p. 1] Two [@b; @c].", ["One. [a p. 1] Two [b; c]."]),
        ("One.[@? says who] Two.[@?]", ["One. [citation needed: says who] Two. [citation needed]"]),
        ("One.[^n]\n\n[^n]: More.[@a]", ["One. [Note a]", "Note a: More. [a]"]),
        ("- One\n- Two.[@a]", ["• One", "• Two. [a]"]),
        ("| a | b |\n|---|---|\n| 1 | 2[@b] |", ["a | b", "1 | 2 [b]"]),
        ('![A face](pic "His face.[@a]")', ["[A face] His face. [a]"]),
        ("```\none\n```\n\n> Two.\n\n---", ["one", "Two."]),
        ("One  \ntwo <b>", ["One two <b>"]),
        ("", []),
    ],
)
def test_a_text_is_given_as_it_is_read(text: str, paragraphs: list[str]) -> None:
    assert as_read(text) == paragraphs
