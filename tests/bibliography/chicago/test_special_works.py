"""Works that Chicago words in a way of their own: entries of dictionaries, posts, volumes, unsigned reviews."""

from __future__ import annotations

import pytest

from encyclopedia.bibliography import marked_apart
from encyclopedia.bibliography.chicago.style import bibliography_line, full_note, short_note

AUTHOR = [{"family": "Trotsky", "given": "Leon"}]
ENTRY = {
    "type": "entry-encyclopedia",
    "title": "Lenin",
    "container-title": "Encyclopaedia Britannica",
    "author": AUTHOR,
}


@pytest.mark.parametrize(
    ("locator", "words"),
    [("", "Trotsky, under “Lenin.”"), ("s.v. Lenin", "Trotsky, “Lenin,” under “Lenin.”")],
)
def test_a_printed_entry_is_cited_as_under_its_title_once(locator: str, words: str) -> None:
    assert short_note(ENTRY, locator=locator) == words


def test_a_post_is_not_in_the_bibliography() -> None:
    post = {"type": "post", "title": "Today", "author": AUTHOR, "URL": "https://example.org/1"}
    assert bibliography_line(post) is None
    assert bibliography_line({**post, "type": "webpage"})


@pytest.mark.parametrize(("number", "words"), [("1", "1 vol."), ("3", "3 vols.")])
def test_volumes_are_counted_in_singular_and_plural(number: str, words: str) -> None:
    book = {"type": "book", "title": "Works", "author": AUTHOR, "number-of-volumes": number}
    line = bibliography_line(book)
    assert line is not None
    assert f" {words}" in line


@pytest.mark.parametrize(
    ("credit", "words"), [({"author": AUTHOR}, ", review of "), ({}, "Unsigned review of ")]
)
def test_a_review_that_nobody_signed_is_called_so(credit: dict[str, object], words: str) -> None:
    review = {
        "type": "review-book",
        "reviewed-title": "My Life",
        "container-title": "Iskra",
        "issued": {"date-parts": [[1930]]},
        **credit,
    }
    assert words in full_note(review)


def test_a_reference_that_nobody_put_into_fields_is_printed_as_it_stands() -> None:
    record = {
        "type": "document",
        "title": "Muster, e.: <i>untersuchungen über den Hafen</i>, «o. O.» 1901.",
        "URL": "https://example.org/x",
        "custom": {"verbatim": "title"},
    }
    words = "Muster, e.: <em>untersuchungen über den Hafen</em>, «o. O.» 1901"
    assert full_note(record, locator="p. 12", prefix="see") == (
        f"see {words}, 12, https://example.org/x."
    )
    assert short_note(record) == bibliography_line(record) == f"{words}, https://example.org/x."


def test_two_works_of_one_author_and_title_are_told_apart_in_later_notes() -> None:
    strikes = {"type": "book", "title": "On strikes", "author": AUTHOR, "publisher": "Hall"}
    second = {**strikes, "edition": "2", "issued": {"date-parts": [[2005]]}}
    assert short_note(second, locator="p. 6") == "Trotsky, <em>On Strikes</em>, 6."
    assert short_note(marked_apart(second), locator="p. 6") == (
        "Trotsky, <em>On Strikes</em>, 2nd ed. (2005), 6."
    )
    piece = {
        "type": "article-newspaper",
        "title": "The strike",
        "container-title": "The Times",
        "author": AUTHOR,
        "issued": {"date-parts": [[1938, 9, 4]]},
    }
    assert short_note(marked_apart(piece)) == "Trotsky, “Strike,” September 4, 1938."
    assert full_note(marked_apart(piece)) == full_note(piece)
