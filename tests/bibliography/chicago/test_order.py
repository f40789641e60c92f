"""The order of a bibliography."""

from __future__ import annotations

from typing import Any

from encyclopedia.bibliography.chicago import sort_key


def book(title: str, *families: str, year: int = 1990, **more: Any) -> dict[str, Any]:
    names = [{"family": family, "given": "A."} for family in families]
    return {
        "type": "book",
        "title": title,
        "author": names,
        "issued": {"date-parts": [[year]]},
    } | more


def in_order(*records: dict[str, Any]) -> bool:
    backwards = list(records)
    backwards.reverse()
    return list(records) == sorted(backwards, key=sort_key)


def test_family_names_lead_and_particles_stand_behind() -> None:
    assert in_order(
        book("X", "Engels"), book("X", "de Gaulle"), book("X", "van Gogh"), book("X", "Marx")
    )


def test_marks_on_letters_make_no_difference() -> None:
    assert in_order(book("X", "Orwell"), book("X", "Østby"), book("X", "Özgür"), book("X", "Paz"))


def test_works_alone_come_before_those_with_others() -> None:
    assert in_order(book("Z", "Marx"), book("A", "Marx", "Engels"), book("A", "Marxmann"))


def test_works_of_one_author_go_by_title_without_article_then_by_year() -> None:
    assert in_order(book("The Apple", "Figes"), book("A Bear", "Figes"), book("Cats", "Figes"))
    assert in_order(
        book("X", "Figes", year=-44), book("X", "Figes", year=90), book("X", "Figes", year=1990)
    )
    assert in_order(
        book("Der Apfel", "Figes", language="de"), book("Birne", "Figes", language="de")
    )


def test_works_without_a_name_go_by_what_leads_their_line() -> None:
    news = {"type": "article-newspaper", "title": "Zebra", "container-title": "The Age"}
    assert in_order(news, book("An Anonymous Letter"), book("X", "Bukharin"))


def test_the_key_of_anything_can_be_compared_with_any_other() -> None:
    keys = [sort_key(record) for record in ({}, {"title": 3}, {"author": "X"}, book("A"))]
    assert sorted(keys)
