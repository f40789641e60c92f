"""In, out, in again: what a format can hold comes back as it was."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from encyclopedia.bibliography import (
    FORMATS,
    normalise,
    read_bibtex,
    read_csljson,
    read_ris,
    write_bibtex,
    write_csljson,
    write_ris,
)
from encyclopedia.bibliography.chicago import full_note
from encyclopedia.bibliography.formats.latex import decode, encode
from encyclopedia.bibliography.formats.ris_tags import TYPES_IN, TYPES_OUT
from encyclopedia.bibliography.records.csl_types import (
    DATE_FIELDS,
    NAME_FIELDS,
    TEXT_FIELDS,
    TYPES,
    WITHOUT_CONTAINER,
)
from encyclopedia.bibliography.records.personal_names import read_names

printable = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp")), max_size=30
).map(lambda text: " ".join(text.split()))
words = st.text(
    st.sampled_from("aBcéПь中& %$#_{}~^\\-'\"`.,:;!?<>=@()[]/"), min_size=1, max_size=25
).map(lambda text: " ".join(text.split()) or "x")
capital = st.from_regex(r"[A-ZÉØ][a-zéø]{1,8}", fullmatch=True)
particles = st.sampled_from(
    [
        {},
        {"non-dropping-particle": "van"},
        {"non-dropping-particle": "de la"},
        {"dropping-particle": "von"},
    ]
)
suffixes = st.sampled_from([{}, {"suffix": "Jr."}, {"suffix": "III"}])
persons = st.tuples(capital, capital, particles, suffixes).map(
    lambda parts: {"family": parts[0], "given": parts[1], **parts[2], **parts[3]}
)
bodies = st.lists(capital, min_size=1, max_size=3).map(
    lambda names: {"literal": " and ".join(names)}
)
people = st.lists(persons | bodies, min_size=1, max_size=3)
keys = st.from_regex(r"[a-z][a-z0-9-]{0,8}[a-z0-9]", fullmatch=True)
year = st.integers(1, 2100)
dates = st.one_of(
    st.tuples(year).map(lambda p: {"date-parts": [list(p)]}),
    st.tuples(year, st.integers(1, 12)).map(lambda p: {"date-parts": [list(p)]}),
    st.tuples(year, st.integers(1, 12), st.integers(1, 28)).map(
        lambda p: {"date-parts": [list(p)]}
    ),
    st.tuples(year, st.integers(1, 4)).map(lambda p: {"date-parts": [[p[0]]], "season": p[1]}),
    st.tuples(year, st.integers(1, 50)).map(lambda p: {"date-parts": [[p[0]], [sum(p)]]}),
    year.map(lambda y: {"date-parts": [[y]], "circa": True}),
    year.map(lambda y: {"date-parts": [[-y]]}),
    year.map(lambda y: {"date-parts": [[y], [0]]}),
)
IDENTIFIERS = {
    "DOI": "10.1000/ab_c{d}",
    "ISBN": "9780198526636",
    "ISSN": "0317-8471",
    "OCLC": "12",
    "arXiv": "2101.00001",
    "URL": "https://example.org/a_b?c=%20&d#e",
    "PMID": "12",
    "PMCID": "PMC12",
}
PLAIN = sorted(set(TEXT_FIELDS) - set(IDENTIFIERS) - {"title", "page", "edition", "language"})


def entries(kinds: list[str], texts: list[str], names: list[str], when: list[str]) -> Any:
    """Records of these kinds, with a few of these fields."""
    values: dict[str, Any] = dict.fromkeys(texts, words) | dict.fromkeys(names, people)
    values |= dict.fromkeys(when, dates)
    values |= {field: st.just(value) for field, value in IDENTIFIERS.items()}
    values |= {"page": st.sampled_from(["241-259", "A1", "3, 7"]), "edition": st.just("2")}
    whole = {"id": keys, "type": st.sampled_from(kinds), "title": words}
    chosen = st.sets(st.sampled_from(sorted(values)), max_size=6)
    return chosen.flatmap(
        lambda fields: st.fixed_dictionaries(
            whole | {field: values[field] for field in sorted(fields)}
        )
    ).map(normalise)


@given(printable | words)
def test_any_words_survive_latex(text: str) -> None:
    folded = normalise({"title": text.replace("<", "(").replace(">", ")")}).get("title", "")
    assert decode(encode(folded)) == folded


@pytest.mark.slow
@given(
    st.lists(
        entries(list(TYPES), PLAIN, list(NAME_FIELDS), list(DATE_FIELDS)),
        max_size=3,
        unique_by=lambda r: r["id"],
    )
)
def test_bibtex_holds_whatever_csl_does(records: list[dict[str, Any]]) -> None:
    records = [
        {k: v for k, v in r.items() if not isinstance(v, str) or "<" not in v} for r in records
    ]
    for record in records:
        # In BibTeX a book's own title, given again as the book it is in, says nothing more.
        if record["type"] == "book" and record.get("container-title") == record.get("title"):
            record.pop("container-title", None)
    reading = read_bibtex(write_bibtex(records))
    assert not [problem for problem in reading.problems if records]
    assert reading.records == records


RIS_KINDS = [kind for kind in TYPES if TYPES_IN[TYPES_OUT.get(kind, "GEN")] == kind]
RIS_TEXTS = [
    "title-short",
    "container-title",
    "collection-title",
    "volume",
    "publisher",
    "genre",
    "abstract",
]


@pytest.mark.slow
@given(
    st.lists(
        entries(RIS_KINDS, RIS_TEXTS, ["editor", "translator"], ["issued", "accessed"]), max_size=3
    )
)
def test_ris_holds_what_it_has_tags_for(records: list[dict[str, Any]]) -> None:
    for record in records:
        for field in ("OCLC", "arXiv", "PMID", "PMCID"):
            record.pop(field, None)
        if (
            record["type"] in WITHOUT_CONTAINER
        ):  # RIS has one tag for the series of a book and for what an article is in
            record.pop("container-title", None)
    again = read_ris(write_ris(records)).records
    assert [comparable(record) for record in again] == [comparable(record) for record in records]


def comparable(record: dict[str, Any]) -> dict[str, Any]:
    """With names taken apart: RIS has no place of its own for particles."""
    return {k: sorted_names(v) if k in NAME_FIELDS else v for k, v in record.items()}


def sorted_names(value: Any) -> list[Any]:
    return [
        (n.literal, n.particle, n.dropping, n.family, n.given, n.suffix) for n in read_names(value)
    ]


@pytest.mark.slow
@given(st.lists(entries(list(TYPES), PLAIN, list(NAME_FIELDS), list(DATE_FIELDS)), max_size=3))
def test_csljson_holds_everything(records: list[dict[str, Any]]) -> None:
    assert read_csljson(write_csljson(records)).records == records


def sources(shared_data: Path) -> list[dict[str, Any]]:
    seeds = json.loads((shared_data.parent / "seed" / "sources.json").read_text("utf-8"))
    notes = json.loads((shared_data / "chicago-notes.json").read_text("utf-8"))
    return [normalise(record) for record in [*seeds, *(case["record"] for case in notes)]]


@pytest.mark.parametrize("key", list(FORMATS))
def test_the_sample_sources_say_the_same_after_a_trip(shared_data: Path, key: str) -> None:
    """Unchanged in CSL-JSON and BibTeX; after RIS, worded the same where RIS knows the type."""
    form = FORMATS[key]
    unique = {record["id"]: record for record in sources(shared_data)}
    records = list(unique.values())
    reading = form.read(form.write(records))
    assert [problem for problem in reading.problems if key != "ris"] == []
    for before, after in zip(records, reading.records, strict=True):
        if key != "ris":
            assert after == before
        elif before["type"] == after["type"] and set(before) <= set(after) | {"custom"}:
            assert full_note(after) == full_note(before)


PIECES = [
    *(
        "@book{x,",
        "title",
        "={",
        "}",
        '"',
        ",",
        "#",
        "\n@article{y, ",
        "author={A and {B}}",
        "\\'",
        "$",
        "%",
    ),
    *(
        "TY  - BOOK\n",
        "AU  - A\n",
        "ER  - \n",
        "PY  - 19//\n",
        "[{",
        '"id": 3',
        "}]",
        ":",
        "1990~/",
        "\x00",
    ),
]


@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
def test_no_tangle_of_pieces_makes_a_reader_raise(text: str) -> None:
    for form in FORMATS.values():
        reading = form.read(text)
        again = form.read(form.write(reading.records)).records
        assert len(again) == len(reading.records)
