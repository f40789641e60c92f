"""Who named a source or its page in words counts for the footnote that somebody else makes of them."""

from __future__ import annotations

import pytest
from contributions.story import KEY, OTHER, Story

from editorial.contributions.mentions import names_place, names_source, numbers
from editorial.contributions.pieces import Piece
from editorial.contributions.telling_words import telling_words
from editorial.record.contributed import contribution_faults

SAID = "Olsen wove carpets for foreign merchants near Ghent."
CITED = f"{SAID}[@{KEY}, p. 77]"


@pytest.mark.parametrize(
    "named",
    [
        f"[@? see {KEY} page 77]",
        "[@? Service, 77]",
        "[@? Trotsky by Service, p. 77]",
        " (Service, Trotsky, page 77)",
        " (Service 2009: 77).",
        " So it says on page 77 of the long book about Trotsky.",
        " So it says in the long chapter about people, Service S. 77.",
    ],
)
@pytest.mark.parametrize("stays", ["gone", "gone before", "there"])
def test_who_named_source_and_page(story: Story, named: str, stays: str) -> None:
    story.save("bob", SAID).save("carl", f"{SAID}{named}").save("dirk", f"{SAID}{named}\n\nMore.")
    if stays == "gone before":
        story.save("eve", SAID)
    added = "" if stays != "there" else f"\n\nIt is so{named}"
    story.save("eve", f"{CITED}{added}")
    assert story.barred() == {"bob", "carl", "eve"}
    assert list(contribution_faults(story.manuscript, "")) == []


def test_who_named_the_source_alone(story: Story) -> None:
    story.save("bob", SAID).save("carl", f"{SAID}[@? see {KEY}]").save("eve", CITED)
    assert story.barred() == {"bob", "carl", "eve"}


def test_a_list_of_books_names_no_source_of_every_sentence(story: Story) -> None:
    books = "# Books\n\n- Service, Trotsky, 2009"
    story.save("bob", books).save("carl", f"{CITED}\n\n{books}")
    assert story.barred() == {"carl"}


def test_another_page_another_source_and_a_date_name_nothing(story: Story) -> None:
    aside = "He met Service on 77 evenings of 1921 in Kiel. [@? see page 78 of Service][@? Deutscher 77]"
    story.save("bob", aside).save("carl", f"{aside}\n\n{CITED}")
    assert story.barred(1) == {"carl"}


def test_a_check_frees_who_named_the_page(story: Story) -> None:
    story.save("bob", f"{SAID}[@? see {KEY} page 77]").save("carl", CITED).check("max")
    story.save("eve", f"{SAID} It rained.[@{KEY}, p. 77]")
    assert "bob" not in story.barred()


@pytest.mark.parametrize(
    ("words", "locator", "named"),
    [
        ("Service, p. 77", "p. 77", True),
        ("Service, pp. 77-78", "pp. 77–78", True),
        ("Service, p. 77", "pp. 77–78", False),
        ("Service, p. 77", "", False),
        ("Deutscher, p. 77", "p. 77", False),
    ],
)
def test_a_place_is_told_by_its_numbers(words: str, locator: str, *, named: bool) -> None:
    placed = numbers(Piece("0" * 64, SAID, KEY, locator))
    assert names_place(words, telling_words(words), telling_words(KEY), placed) is named


def test_a_source_is_told_by_the_words_of_its_key() -> None:
    assert names_source(f"see {OTHER}", OTHER)
    assert not names_source("see Deutscher", OTHER)
    assert not names_source(f"{SAID} So says Deutscher, the prophet", OTHER)
