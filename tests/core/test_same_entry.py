"""Two persons or organisations that look like one: by numbers, by names nearly the same with a year; never by guess."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from factories import article, biography, organisation

from encyclopedia.core.documents import Document, DocumentFact
from encyclopedia.core.same_entry import entry_keys, same_entry


def facts(born: str = "", died: str = "", number: str = "") -> tuple[DocumentFact, ...]:
    dates = (("born", born), ("died", died))
    told = tuple(DocumentFact(name, date=date) for name, date in dates if date)
    return told + ((DocumentFact("identifier", value=number),) if number else ())


def named(title: str, *aliases: str, **given: str) -> Document:
    return biography(title, aliases=aliases, facts=facts(**given))


@pytest.mark.parametrize(
    ("one", "other", "by"),
    [
        (named("A", number="Q33391"), named("B", number="https://www.wikidata.org/wiki/Q33391"), "number"),
        (named("Leon Trotsky", number="Q33391"), named("Leon Trotsky", number="Q1"), ""),
        (named("Leon Trotsky", born="1879-11-07"), named("Leon Trotski", born="1879"), "dates"),
        (named("Leon Trotsky", died="1940"), named("Trotsky, Leon", died="1940-08-21"), "dates"),
        (named("Лев Троцкий", born="1879"), named("Lev Trotskiy", born="1879"), "dates"),
        (named("Lev Bronstein", born="1879"), named("Leon Trotsky", "Lev Bronshtein", born="1879~"), "dates"),
        (named("Leon Trotsky", born="1879~"), named("Leon Trotsky", born="1881"), "dates"),
        (named("Leon Trotsky", born="1879"), named("Leon Trotsky", born="1881"), ""),
        (named("Leon Trotsky", born="1879", died="1940"), named("Leon Trotsky", born="1879", died="1941"), ""),
        (named("Leon Trotsky", born="1879"), named("Rosa Luxemburg", born="1879"), ""),
        (named("Leon Trotsky"), named("Léon  TROTSKY", born="1879"), "name"),
        (named("Leon Trotsky"), named("Leon Trotski"), ""),
        (named("Leon Trotsky", born="187X"), named("Leon Trotsky", born="1881"), "name"),
    ],
)  # fmt: skip
def test_what_two_persons_share(one: Document, other: Document, by: str) -> None:
    assert same_entry(one, other) == same_entry(other, one) == by
    if by:
        assert entry_keys(one) & entry_keys(other)


def test_organisations_are_compared_and_kinds_are_not_mixed() -> None:
    one = organisation("Fourth International")
    assert same_entry(one, organisation("The Fourth International")) == "dates"
    assert same_entry(one, biography("Fourth International", facts=one.facts)) == ""
    assert same_entry(article("Peace"), article("Peace")) == ""
    assert entry_keys(article("Peace")) == frozenset()


@pytest.mark.parametrize("hostile", ["", "\U0001f600", "a" * 300, "%_'\"", "1900 1900-01"])
def test_any_name_and_date_has_keys_that_fit(hostile: str) -> None:
    document: Any = replace(
        biography("X"),
        title=hostile,
        aliases=(hostile,) * 2000,
        facts=(DocumentFact("born", date=hostile), DocumentFact("identifier", value=hostile)),
    )
    assert all(len(key) <= 200 for key in entry_keys(document))
    assert len(entry_keys(document)) < 100
    same_entry(document, document)
