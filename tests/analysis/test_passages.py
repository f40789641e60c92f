"""What a comparison shows of a change: its section, its sentence, and a sentence before and after."""

from __future__ import annotations

import factories
import pytest

from encyclopedia.analysis import analyse
from encyclopedia.analysis.passages import Passage, changed_alone, passages
from encyclopedia.core.citations import DocumentCitation
from encyclopedia.markup import MarkerWords

LONG = " ".join(f"Sentence {word} is here." for word in ("one", "two", "three", "four", "five"))


def cited(citation: DocumentCitation) -> str:
    return citation.key


def between(before: str, after: str) -> list[Passage]:
    readings = (analyse(factories.article(text=text)) for text in (before, after))
    return passages(*readings, cited, MarkerWords(), "en")


def shown(passage: Passage) -> str:
    signs = {"same": "{}", "added": "+{}+", "removed": "-{}-"}
    return "".join(signs[piece.mark].format(piece.text) for piece in passage.pieces)


def test_a_change_is_shown_in_its_sentence_with_one_before_and_one_after() -> None:
    before = f"{LONG} It met in Ghent then. {LONG}"
    (passage,) = between(before, before.replace("Ghent", "Bruges"))
    assert shown(passage) == (
        "… Sentence five is here. It met in -Ghent-+Bruges+ then. Sentence one is here. …"
    )


def test_what_lies_between_two_changes_of_a_paragraph_is_left_out() -> None:
    before = f"It began in 1905. {LONG} {LONG} It ended in 1917."
    (passage,) = between(before, before.replace("1905", "1906").replace("1917", "1918"))
    words = shown(passage)
    assert words.startswith("It began in -1905-+1906+. Sentence one is here.")
    assert words.endswith("Sentence five is here. It ended in -1917-+1918+.")
    assert words.count("…") == 1


def test_a_short_paragraph_is_shown_whole() -> None:
    (passage,) = between("One is. Two was. Three is.", "One is. Two is. Three is.")
    assert "…" not in shown(passage)


def test_an_endless_sentence_is_cut_all_the_same() -> None:
    words = "and on it goes " * 200
    (passage,) = between(f"{words} to Ghent {words}", f"{words} to Bruges {words}")
    assert len(shown(passage)) < 1_400
    assert shown(passage).count("…") == 2


def test_citations_that_stayed_are_left_out_and_those_that_changed_are_not() -> None:
    before = "One[@a; @b] is[sic] so.[@c] Two was.[@d] Three."
    after = before.replace("was", "is").replace("@d", "@e")
    (passage,) = between(before, after)
    assert shown(passage) == "One is[sic] so. Two -was-+is+. [-d-+e+] Three."


@pytest.mark.parametrize(
    ("before", "after", "headings"),
    [
        ("A.\n\n## One\n\nB.", "X.\n\n## One\n\nY.", ["", "One"]),
        ("## One\n\nA.\n\nB.\n\n## Two\n\nC.", "## One\n\nA.\n\n## Two\n\nC.", ["One"]),
        ("## One\n\nA.\n\n## Two\n\nC.", "## One\n\nA.\n\n## Two\n\nC.\n\nD.", ["Two"]),
        (
            "## One\n\n```\na\n\nb\n```\n\n## Two\n\nC.",
            "## One\n\n```\na\n\nb\n```\n\n## Two\n\nD.",
            ["Two"],
        ),
    ],
)
def test_a_change_stands_under_the_heading_of_its_section(
    before: str, after: str, headings: list[str]
) -> None:
    assert [passage.heading for passage in between(before, after)] == headings


def test_a_short_notice_reads_the_changed_paragraphs_alone() -> None:
    older = factories.article(text="A.\n\n## One\n\nB.\n\nC.")
    newer = factories.article(text="A.\n\n## One\n\nX.\n\nC.")
    assert [document.text for document in changed_alone(older, newer)] == ["B.", "X."]


def test_it_reads_the_whole_text_where_a_changed_paragraph_calls_a_note() -> None:
    older = factories.article(text="A.[^n]\n\nB.\n\n[^n]: More.")
    newer = factories.article(text="X.[^n]\n\nB.\n\n[^n]: More.")
    assert changed_alone(older, newer) == (older, newer)
