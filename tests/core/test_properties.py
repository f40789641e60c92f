"""The register of properties and the checks of facts."""

from __future__ import annotations

import pytest

from encyclopedia.core.documents import KINDS, DocumentFact
from encyclopedia.core.properties import (
    FIELDS,
    PROPERTIES,
    FactProblem,
    check,
    check_all,
    for_kind,
    label_of,
)
from encyclopedia.wording import words

NAMES = {
    "person": "born died buried nationality occupation position role affiliation education spouse "
    "parent child event website identifier",
    "organisation": "founded founded_by dissolved renamed predecessor successor split_from "
    "merged_into led_by member headquarters ideology membership location event website identifier",
    "article": "began ended named_after location event website identifier",
    "source": "website identifier",
    "page": "website identifier",
}


def problem(kind: str, fact: DocumentFact) -> FactProblem:
    (only_problem,) = check(kind, fact)  # type: ignore[arg-type]
    return only_problem


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_has_its_properties_in_their_order(kind: str) -> None:
    assert [definition.name for definition in for_kind(kind)] == NAMES[kind].split()  # type: ignore[arg-type]


@pytest.mark.parametrize("definition", PROPERTIES.values(), ids=lambda definition: definition.name)
def test_a_property_is_consistent(definition) -> None:  # type: ignore[no-untyped-def]
    assert words(label_of(definition.name))
    assert definition.main
    assert not set(definition.main) & set(definition.also)
    assert set(definition.main) | set(definition.also) <= set(FIELDS)
    if definition.inverse:
        assert PROPERTIES[definition.inverse].inverse == definition.name


@pytest.mark.parametrize(
    ("kind", "fact"),
    [
        ("person", DocumentFact("born", date="1879-11-07", place="Yanovka")),
        ("person", DocumentFact("born", place="Argentona")),
        ("person", DocumentFact("role", value="People's Commissar", date="1918-03/1925-01")),
        ("person", DocumentFact("spouse", target="Vladimir Lenin", date="1898/1924")),
        ("person", DocumentFact("spouse", value="Natalia Sedova")),
        ("organisation", DocumentFact("headquarters", place="Moscow", date="1919/1943")),
        ("article", DocumentFact("website", value="https://example.org/a?b=c")),
        ("source", DocumentFact("identifier", value="VIAF 97006051")),
    ],
)
def test_a_fact_that_fits_its_property_has_no_problem(kind: str, fact: DocumentFact) -> None:
    assert check(kind, fact) == []  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("kind", "fact", "field", "sentence"),
    [
        ("person", DocumentFact("founded", date="1938"), "property", "this kind"),
        ("person", DocumentFact("zodiac", value="Scorpio"), "property", "choose one of: born"),
        ("person", DocumentFact("born"), "date", "date or place"),
        ("person", DocumentFact("born", value="long ago", date="1879"), "value", "takes no words"),
        ("person", DocumentFact("born", date="1879-02-30"), "date", "28 days"),
        ("person", DocumentFact("role", value="  "), "value", "needs its words"),
        ("person", DocumentFact("spouse", value="Natalia", target="Natalia"), "value", "not both"),
        ("person", DocumentFact("born", date="1879", target="Yanovka"), "target", "takes no entry"),
        ("person", DocumentFact("website", value="javascript:alert(1)"), "value", "https://"),
        ("person", DocumentFact("website", value="https://[broken"), "value", "https://"),
        ("person", DocumentFact("website", value="https://a.example/ b"), "value", "https://"),
    ],
)
def test_a_fact_that_does_not_fit_is_reported_beside_its_field(
    kind: str, fact: DocumentFact, field: str, sentence: str
) -> None:
    fault = problem(kind, fact)
    assert fault.field == field
    assert sentence in words(fault.message)


def test_a_date_is_read_before_its_property_is_chosen() -> None:
    for name in ("", "zodiac", "founded"):
        fault = next(
            p for p in check("person", DocumentFact(name, date="1879-02-30")) if p.field == "date"
        )
        assert "28 days" in words(fault.message)


def test_a_death_before_the_birth_is_impossible() -> None:
    facts = [DocumentFact("born", date="1879-11-07"), DocumentFact("died", date="1840-08-21")]
    (fault,) = check_all("person", facts)
    assert (fault.fact, fault.field) == (1, "date")
    assert "“Died” comes before “Born”" in words(fault.message)


@pytest.mark.parametrize(
    ("kind", "first", "last"),
    [("organisation", "founded", "dissolved"), ("article", "began", "ended")],
)
def test_an_end_before_the_beginning_is_impossible(kind: str, first: str, last: str) -> None:
    facts = [DocumentFact(first, date="1938"), DocumentFact(last, date="1937-12-31")]
    assert [p.fact for p in check_all(kind, facts)] == [1]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("born", "died"),
    [("1879", "1879"), ("1200~", "1190"), ("1201", "/1200"), ("-0429", "-0347"), ("", "1900")],
)
def test_dates_that_may_be_true_together_are_left_alone(born: str, died: str) -> None:
    facts = [DocumentFact("born", date=born, place="Athens"), DocumentFact("died", date=died)]
    assert check_all("person", facts) == []


def test_two_births_must_be_marked_as_disputed() -> None:
    born = DocumentFact("born", date="1878-12-18", disputed=True)
    other = DocumentFact("born", date="1879-12-21", disputed=True)
    assert check_all("person", [born, other]) == []
    (fault,) = check_all(
        "person", [DocumentFact("born", date="1878"), DocumentFact("born", date="1879")]
    )
    assert (fault.fact, fault.field) == (1, "disputed")


def test_all_problems_carry_the_place_of_their_fact() -> None:
    facts = [
        DocumentFact("role", value="editor"),
        DocumentFact("nonsense"),
        DocumentFact("died", date="x"),
    ]
    assert [p.fact for p in check_all("person", facts)] == [1, 2]
