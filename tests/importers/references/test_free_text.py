from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editorial.importers.references.free_text import names_a_work, read_reference
from editorial.importers.references.source_keys import ReferenceKeys

PROPHET = "Deutscher, Isaac. The Prophet Armed: Trotsky 1879–1921. Oxford: OUP, 1954."


def test_the_whole_wording_is_kept_and_the_exact_page_becomes_the_locator() -> None:
    reference = read_reference(f"{PROPHET} p. 12.")
    assert reference.locator == "p. 12"
    assert reference.work == PROPHET
    assert reference.record == {
        "type": "document",
        "title": PROPHET.rstrip("."),
        "issued": {"date-parts": [[1954]]},
        "note": f"{PROPHET} p. 12.",
    }


@pytest.mark.parametrize(
    ("text", "locator"),
    [
        ("Service, Trotsky (2009), pp. 45-46.", "pp. 45–46"),
        ("Service, Trotsky (2009), p.45", "p. 45"),
        ("Service, Trotsky. 2009. p. 12. ISBN 978-0-330-43969-5.", "p. 12"),
        ("Service, Trotsky (p. 12)", "p. 12"),
        ("Service, Trotsky, pp. 3, 4–5, 9", "pp. 3, 4–5, 9"),
        ("Service, Trotsky, p. 45f.", "pp. 45 f."),
        ("Service, Trotsky, p. xii", "p. xii"),
        ("Троцкий Л. Моя жизнь. М., 1991. С. 12.", "p. 12"),
        ("https://example.org/p.12", ""),
        ("The group p. worked", ""),
        ("Service, Trotsky", ""),
    ],
)
def test_pages_are_found_wherever_they_stand(text: str, locator: str) -> None:
    assert read_reference(text).locator == locator


def test_a_long_run_of_pages_is_the_extent_of_an_article_and_not_a_place_in_it() -> None:
    reference = read_reference('Lenin, V. "On Unity". Pravda 12 (1914): pp. 123–45.')
    assert reference.locator == ""
    assert reference.record["page"] == "123–45"
    assert reference.record["issued"] == {"date-parts": [[1914]]}


def test_identifiers_addresses_and_the_day_of_access_are_found() -> None:
    reference = read_reference(
        "Smith (2001). A Title. ISBN 978-0-330-43969-5. doi:10.1000/ABC.5. "
        "https://example.org/a_(b). Retrieved 12 May 2010."
    )
    assert reference.record["ISBN"] == "9780330439695"
    assert reference.record["DOI"] == "10.1000/abc.5"
    assert reference.record["URL"] == "https://example.org/a_(b)"
    assert reference.record["accessed"] == {"date-parts": [[2010, 5, 12]]}
    assert reference.record["issued"] == {"date-parts": [[2001]]}


def test_an_address_at_the_end_is_left_to_its_own_field() -> None:
    reference = read_reference("Trotsky, My Life, available at: https://example.org/life.")
    assert reference.record["title"] == "Trotsky, My Life"
    assert reference.record["note"] == "Trotsky, My Life, available at: https://example.org/life."


def test_an_isbn_with_a_wrong_checksum_is_ignored() -> None:
    assert "ISBN" not in read_reference("Smith. Title. 2001. ISBN 978-0-330-43969-6.").record
    assert read_reference("Smith. 2001. ISBN 0-306-40615-2").record["ISBN"] == "0306406152"
    assert "ISBN" not in read_reference("Smith. 2001. ISBN 0-306-40615-3").record


def test_a_span_of_years_in_a_title_is_not_a_year_of_publication() -> None:
    assert "issued" not in read_reference("Trotsky 1879–1921, a life").record


def test_a_remark_is_not_a_work() -> None:
    assert not names_a_work(read_reference("He meant the Mensheviks."))
    assert names_a_work(read_reference("Service, Trotsky, p. 4"))


def test_keys_are_readable_and_one_for_each_work() -> None:
    keys = ReferenceKeys()
    assert keys.key(read_reference(f"{PROPHET} p. 12.")) == "deutscher-prophet-1954"
    assert keys.key(read_reference(f"{PROPHET} pp. 13–14")) == "deutscher-prophet-1954"
    assert keys.key(read_reference("Robert Service, Trotsky (2009)")) == "service-trotsky-2009"
    assert keys.key(read_reference("Robert Service, Trotsky! (2009), Pan")) == (
        "service-trotsky-2009-2"
    )
    cyrillic = keys.key(read_reference("Троцкий Л. Моя жизнь. М., 1991."))
    assert cyrillic == ReferenceKeys().key(read_reference("Троцкий Л. Моя жизнь. М., 1991."))
    assert cyrillic == "trotskii-moya-1991"


@given(
    st.text(max_size=200) | st.text(alphabet="p. 12,–()doi:10./ISBN97-Xhttps www\n", max_size=80)
)
def test_any_words_are_read_and_kept(text: str) -> None:
    reference = read_reference(text)
    assert reference.text == " ".join(reference.text.split())
    wording = reference.record.get("note", reference.record["title"])
    assert wording.rstrip(".") == reference.text.rstrip(".")
    assert ReferenceKeys().key(reference)
