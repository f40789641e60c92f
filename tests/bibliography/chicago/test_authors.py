"""Names: particles, suffixes, bodies, scripts in which the family name leads, and lists of names."""

from __future__ import annotations

from typing import Any

import pytest

from encyclopedia.bibliography.chicago import bibliography_line, full_note, short_note, sort_key


def worded(*authors: dict[str, Any]) -> tuple[str, str, str]:
    """The names as first note, later note and bibliography have them."""
    record = {"type": "book", "title": "X", "author": list(authors)}
    end = " <em>X</em>"
    line = bibliography_line(record) or ""
    return (
        full_note(record).split(end)[0].removesuffix(","),
        short_note(record).split(end)[0].removesuffix(","),
        line.split(end)[0].removesuffix("."),
    )


@pytest.mark.parametrize(
    ("name", "forms"),
    [
        (
            {"family": "van Gogh", "given": "Vincent"},
            ("Vincent van Gogh", "Van Gogh", "Gogh, Vincent van"),
        ),
        (
            {"family": "Gogh", "given": "Vincent", "non-dropping-particle": "van"},
            ("Vincent van Gogh", "Van Gogh", "Gogh, Vincent van"),
        ),
        (
            {"family": "Humboldt", "given": "Alexander von"},
            ("Alexander von Humboldt", "Humboldt", "Humboldt, Alexander von"),
        ),
        (
            {"family": "d'Alembert", "given": "Jean"},
            ("Jean d’Alembert", "D’Alembert", "Alembert, Jean d’"),
        ),
        ({"family": "O'Neill", "given": "Tip"}, ("Tip O’Neill", "O’Neill", "O’Neill, Tip")),
        (
            {"family": "King", "given": "Martin", "suffix": "Jr."},
            ("Martin King Jr.", "King", "King, Martin, Jr"),
        ),
        (
            {"family": "King", "given": "Martin", "suffix": "Jr.", "comma-suffix": True},
            ("Martin King, Jr.", "King", "King, Martin, Jr"),
        ),
        ({"family": "毛", "given": "泽东"}, ("毛泽东", "毛", "毛泽东")),
        ({"literal": "bell hooks"}, ("bell hooks", "bell hooks", "bell hooks")),
        ({"family": "Herodotus"}, ("Herodotus", "Herodotus", "Herodotus")),
        ({"given": "Ho"}, ("Ho", "Ho", "Ho")),
        (
            {"literal": 'Society "Memorial"'},
            ("Society “Memorial,”", "Society “Memorial,”", "Society “Memorial.”"),
        ),
        (
            {"family": "<b>Bold</b>", "given": "A & B"},
            (
                "A &amp; B &lt;b&gt;Bold&lt;/b&gt;",
                "&lt;b&gt;Bold&lt;/b&gt;",
                "&lt;b&gt;Bold&lt;/b&gt;, A &amp; B",
            ),
        ),
    ],
)
def test_one_name(name: dict[str, Any], forms: tuple[str, str, str]) -> None:
    assert worded(name) == forms


def people(count: int) -> list[dict[str, str]]:
    return [{"family": f"F{n}", "given": f"G{n}"} for n in range(1, count + 1)]


def test_notes_name_two_and_of_more_the_first() -> None:
    assert worded(*people(2))[:2] == ("G1 F1 and G2 F2", "F1 and F2")
    assert worded(*people(3))[:2] == ("G1 F1 et al.", "F1 et al.")


def test_bibliographies_name_up_to_six_and_of_more_the_first_three() -> None:
    assert worded(*people(2))[2] == "F1, G1, and G2 F2"
    assert worded(*people(6))[2] == "F1, G1, G2 F2, G3 F3, G4 F4, G5 F5, and G6 F6"
    assert worded(*people(7))[2] == "F1, G1, G2 F2, G3 F3, et al"


def test_where_nobody_else_is_named_the_translator_leads() -> None:
    record = {"type": "book", "title": "X", "translator": [{"family": "Eastman", "given": "Max"}]}
    assert full_note(record) == "Max Eastman, trans., <em>X</em> (n.d.)."
    assert short_note(record) == "Eastman, <em>X</em>."
    assert bibliography_line(record) == "Eastman, Max, trans. <em>X</em>. n.d."
    assert sort_key(record)[0] == "eastman, max"
