"""What changed around a claim, in words."""

from __future__ import annotations

import pytest

from editorial.desk.context_differences import differences
from encyclopedia.markup import parse

CITED = "He met her.[@a]"


def changed(before: str, after: str) -> list[tuple[str, str, str]]:
    parts = []
    readings = (parse(text, entry="e").citations for text in (before, after))
    for was, now in zip(*readings, strict=True):
        parts += differences(was.surroundings, now.surroundings)
    return [(part.kind, part.before, part.after) for part in parts]


@pytest.mark.parametrize(
    ("before", "after", "parts"),
    [
        (f"# A\n\n{CITED}", f"# B\n\n{CITED}", [("Heading above", "A", "B")]),
        (
            f"# not A\n\n{CITED}",
            f"# ~~not~~ A\n\n{CITED}",
            [("Heading above: Words struck out", "", "not")],
        ),
        (
            f"# [[B|A]]\n\n{CITED}",
            f"# [[C|A]]\n\n{CITED}",
            [("Heading above: Link: Target", "B", "C")],
        ),
        (
            "~~He~~ and He met.[^n]\n\n[^n]: So.[@a]",
            "He and ~~He~~ met.[^n]\n\n[^n]: So.[@a]",
            [
                (
                    "Sentence that the note belongs to: Words struck out: Place",
                    "after 0 characters",
                    "after 5 characters",
                )
            ],
        ),
        (
            "He met her in Spain.[^n] They left for Italy.\n\n[^n]: So.[@a]",
            "He met her in Spain. They left for Italy.[^n]\n\n[^n]: So.[@a]",
            [
                ("Place of the note’s mark", "after 15 characters", "after 16 characters"),
                ("Sentence that the note belongs to", "He met her in Spain.", "They left for Italy."),
            ],
        ),
        (CITED, f"> {CITED}\n>\n> — B", [
            ("Block quotation", "", "yes"),
            ("Last line of the block quotation", "", "— B"),
        ]),
        (f"- > {CITED}", f"> - {CITED}", [
            ("Order", "List, Number in the list, Block quotation", "Block quotation, List, Number in the list")
        ]),
        (
            f"Not:\n\n- {CITED}",
            f"Now:\n\n- {CITED}",
            [("Words that lead in", "Not:", "Now:")],
        ),
        (
            "It was.[@a][^n]\n\n[^n]: So.",
            "It was.[@a][^n]\n\n[^n]: No.",
            [("Note called in the sentence: Words", "So.", "No.")],
        ),
        (
            "| | |\n|---|---|\n| so [@a] | |",
            "| | |\n|---|---|\n| | so [@a] |",
            [("Row of the table: Columns with words", "1", "2"), ("Column", "1", "2")],
        ),
    ],
)  # fmt: skip
def test_what_changed_is_said(before: str, after: str, parts: list[tuple[str, str, str]]) -> None:
    assert changed(before, after) == parts


def test_what_stayed_is_not_said() -> None:
    assert changed(f"# A\n\nOne:\n\n- {CITED}", f"# A\n\nTwo:\n\n- {CITED}") == [
        ("Words that lead in", "One:", "Two:")
    ]
