"""A reference pasted in words is read by the reader of references; its wording stays, and guesses are called so."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editorial.importers.references.typed_source import read_typed

PROPHET = "Deutscher, Isaac. The Prophet Armed: Trotsky 1879–1921. Oxford: OUP, 1954. p. 12."


def test_a_pasted_reference_has_fields_place_and_its_wording() -> None:
    typed = read_typed(PROPHET)
    assert typed.locator == "p. 12"
    assert typed.record == {
        "type": "book",
        "author": [{"family": "Deutscher", "given": "Isaac"}],
        "title": "The Prophet Armed: Trotsky 1879–1921",
        "publisher-place": "Oxford",
        "publisher": "OUP",
        "issued": {"date-parts": [[1954]]},
        "note": PROPHET,
    }
    assert typed.guessed == {"type", "author", "title", "publisher-place", "publisher"}


def test_a_reference_that_is_not_certain_is_proposed_as_a_guess_or_kept_as_it_stands() -> None:
    guess = read_typed("Robert Service, Trotsky! (2009), Pan")
    assert guess.record["author"] == [{"family": "Service", "given": "Robert"}]
    assert guess.record["note"] == "Robert Service, Trotsky! (2009), Pan"
    kept = read_typed("Trotsky 1879–1921, a life, p. 5")
    assert (kept.record["title"], kept.locator) == ("Trotsky 1879–1921, a life", "p. 5")
    assert kept.record["custom"] == {"verbatim": "title"}
    assert "issued" not in kept.record


def test_identifiers_addresses_and_the_day_of_access_are_certain() -> None:
    typed = read_typed(
        "Smith (2001). A Title. ISBN 978-0-330-43969-5. doi:10.1000/ABC.5. "
        "https://example.org/a_(b). Retrieved 12 May 2010."
    )
    stated = {
        "ISBN": "9780330439695",
        "DOI": "10.1000/abc.5",
        "URL": "https://example.org/a_(b)",
        "accessed": {"date-parts": [[2010, 5, 12]]},
        "issued": {"date-parts": [[2001]]},
    }
    assert stated.items() <= typed.record.items()
    assert not stated.keys() & typed.guessed


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("Smith. Title. 2001. ISBN 978-0-330-43969-6.", None),
        ("Smith. 2001. ISBN 0-306-40615-2", "9780306406157"),
        ("Smith. 2001. ISBN 0-306-40615-3", None),
    ],
)
def test_an_isbn_with_a_wrong_checksum_is_ignored(words: str, number: str | None) -> None:
    assert read_typed(words).record.get("ISBN") == number


def test_the_archived_address_is_the_address() -> None:
    archived = "http://web.archive.org/web/2010/http://x.org/y"
    assert read_typed(f"Smith, Anna. The Sea. 2009. {archived}").record["URL"] == archived


@given(
    st.text(max_size=200) | st.text(alphabet="p. 12,–()doi:10./ISBN97-Xhttps www\n", max_size=80)
)
def test_any_words_are_read_and_kept(text: str) -> None:
    typed = read_typed(text)
    if typed.form == "words" and "custom" not in typed.record:
        assert typed.record["note"] == typed.words == " ".join(text.split())
