"""What readers of a comparison are shown of a text: its words, and what each marker stands for."""

from __future__ import annotations

import pytest

from encyclopedia.markup import MarkerWords, parse
from encyclopedia.markup.words_as_read import ReadParagraph, paragraphs_as_read


def as_read(text: str) -> list[str]:
    return [paragraph.words for paragraph in read(text)]


def read(text: str) -> list[ReadParagraph]:
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


def test_each_paragraph_is_known_by_its_heading_and_a_note_by_none() -> None:
    text = "Lead.[^n]\n\n## One *two*\n\nA.\n\n- B\n\n### Three\n\nC.\n\n[^n]: More."
    assert [(paragraph.heading, paragraph.words) for paragraph in read(text)] == [
        ("", "Lead. [Note a]"),
        ("One two", "One two"),
        ("One two", "A."),
        ("One two", "• B"),
        ("Three", "Three"),
        ("Three", "C."),
        ("", "Note a: More."),
    ]
