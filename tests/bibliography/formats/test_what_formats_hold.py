"""What a format has no field for comes back all the same: unknown fields, ORCID iDs, odd names, nested data."""

from __future__ import annotations

from typing import Any

import pytest
from bibliography.formats.test_round_trips import PLAIN, comparable, entries, words
from hypothesis import given
from hypothesis import strategies as st

from encyclopedia.bibliography import (
    FORMATS,
    normalise,
    read_bibtex,
    read_ris,
    write_bibtex,
    write_ris,
)
from encyclopedia.bibliography.records.csl_types import DATE_FIELDS, NAME_FIELDS, TYPES

nested = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | words,
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(words, inner, max_size=2),
    max_leaves=4,
)
odd_names = st.sampled_from(
    [
        *("archive-url", "1", "C1", "M2", "TI", "N1", "Foo", "a b", "Ж", "csl-x", "custom-x"),
        *("title", "number", "others", "custom", "year", "entrytype", "doi", "eprint", "url"),
        "author+an:orcid",
    ]
)
customs = st.dictionaries(odd_names | words, words | nested, min_size=1, max_size=3)
unknown = st.dictionaries(
    st.sampled_from(["translated-title", "x", "Odd", "a b", "collection-titel"]),
    words | nested,
    max_size=2,
)


def whole(records: Any) -> Any:
    """Records with things under `custom` and fields that CSL doesn't know."""
    return st.tuples(records, customs, unknown).map(
        lambda fields: normalise({**fields[2], **fields[0], "custom": fields[1]})
    )


everything = whole(entries(list(TYPES), PLAIN, list(NAME_FIELDS), list(DATE_FIELDS)))


def marked(value: Any) -> bool:
    return "<" in str(value)


@pytest.mark.slow
@given(everything.filter(lambda record: not marked(record)))
def test_bibtex_keeps_what_nobody_knows(record: dict[str, Any]) -> None:
    (again,) = read_bibtex(write_bibtex([record])).records
    assert again == record


@pytest.mark.slow
@given(everything)
def test_ris_keeps_what_nobody_knows(record: dict[str, Any]) -> None:
    (again,) = read_ris(write_ris([record])).records
    assert comparable(again) == comparable(record)


FURTHER = {
    "id": "a",
    "type": "treaty",
    "title": "A",
    "author": [
        {"family": "Carberry", "given": "Josiah", "ORCID": "0000-0002-1825-0097"},
        {"literal": "The “Group”, and others"},
        {"family": "Wrong", "given": "W.", "ORCID": "0000-0002-1825-0098"},
    ],
    "recipient": [{"family": "Gogh", "given": "Theo", "non-dropping-particle": "van"}],
    "original-date": {"literal": "Printed by A & B, 1905"},
    "container-title": "The Whole",
    "issue": "158",
    "ISBN": "1234-5678",
    "keyword": "a;b",
    "custom": {"archive-url": "https://example.org/{a}?b=%20c", "C1": "one; two"},
}


@pytest.mark.parametrize("key", list(FORMATS))
@pytest.mark.parametrize("kind", ["treaty", "book", "report", "motion_picture", "broadcast"])
def test_what_has_no_field_of_its_own_survives(key: str, kind: str) -> None:
    record = normalise(FURTHER | {"type": kind})
    reading = FORMATS[key].read(FORMATS[key].write([record]))
    assert reading.problems == []
    assert [comparable(parsed) for parsed in reading.records] == [comparable(record)]
    assert [name.get("ORCID") for name in reading.records[0]["author"]] == [
        "0000-0002-1825-0097",
        None,
        "0000-0002-1825-0098",
    ]


def test_ris_says_what_it_has_no_tag_for_as_zotero_does() -> None:
    text = write_ris([normalise({"type": "book", "title": "X", "PMID": "12"})])
    assert "\nM2  - PMID: 12\n" in text
    film = "TY  - MPCT\nM2  - original-date: 1930\nM2  - a remark\nER  - \n"
    (record,) = read_ris(film).records
    assert record["original-date"] == {"date-parts": [[1930]]}
    assert record["custom"] == {"M2": "a remark"}


def test_what_was_changed_in_the_file_wins_over_what_stands_beside() -> None:
    text = write_ris([normalise({"type": "book", "title": "Old", "PMID": "12"})])
    (record,) = read_ris(text.replace("Old", "New") + "").records
    assert (record["title"], record["PMID"]) == ("New", "12")
    text = "TY  - BOOK\nTI  - New\nM2  - title: Old\nER  - \n"
    (record,) = read_ris(text).records
    assert (record["title"], record["custom"]) == ("New", {"M2": "title: Old"})


@pytest.mark.parametrize(
    "annotated", ['3="0000-0002-1825-0097"', "nonsense", '1="a"; garbage', "", '1="a']
)
def test_an_annotation_that_names_nobody_is_kept_as_it_is(annotated: str) -> None:
    text = f"@book{{x, title={{X}}, author={{A, B}}, author+an:orcid={{{annotated}}}}}"
    (record,) = read_bibtex(text).records
    assert record["author"] == [{"family": "A", "given": "B"}]
    assert record.get("custom", {}).get("author+an:orcid", "") == annotated


@pytest.mark.parametrize(
    "name",
    [
        {"family": "d'Alembert"},
        {"family": "d'Alembert", "given": "Jean"},
        {"family": "and Adams", "given": "B."},
        {"family": "Gogh", "non-dropping-particle": "van"},
        {"family": "Plato", "suffix": "Jr."},
        {"family": "Plato", "suffix": "Jr.", "non-dropping-particle": "de"},
        {"family": "Humboldt", "dropping-particle": "von"},
        {"family": "Kedia, Satish", "given": "and J. Willigen"},
        {"given": "Madonna"},
        {"literal": "Simon and Schuster, Inc."},
    ],
)
def test_bibtex_holds_every_kind_of_name(name: dict[str, str]) -> None:
    record: dict[str, Any] = {"id": "x", "type": "book", "title": "X"}
    record["author"] = [name, {"literal": "Last"}]
    (again,) = read_bibtex(write_bibtex([record])).records
    known = name if "family" in name else {"literal": "".join(name.values())}
    assert comparable(again) == comparable({**record, "author": [known, {"literal": "Last"}]})


@pytest.mark.parametrize(
    ("field", "typed", "kept"),
    [
        ("page", "738–752", "738-752"),
        ("page", "A1 — A3, 7", "A1-A3, 7"),
        ("edition", "Second", "2"),
        ("edition", "second, revised", "second, revised"),
        ("title", "1914–1918", "1914–1918"),
    ],
)
def test_ranges_of_pages_and_editions_have_one_spelling(field: str, typed: str, kept: str) -> None:
    assert normalise({field: typed})[field] == kept
