"""Numbers of authority files: every spelling leads to one form, and a wrong character is named."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from encyclopedia.core import authority
from encyclopedia.core.authority import SCHEMES, AuthorityError, address, read, read_valid
from encyclopedia.core.documents import DocumentFact
from encyclopedia.core.properties import check
from encyclopedia.wording import words

SPELLINGS = {
    "https://d-nb.info/gnd/118642979": (
        "GND 118642979", "gnd:118 642 979", "(DE-588)118642979", "PND: 118642979",
        "http://d-nb.info/gnd/118642979", " https://d-nb.info/gnd/118642979/about ",
    ),
    "https://d-nb.info/gnd/4005728-8": ("GND 4005728-8",),
    "https://d-nb.info/gnd/95980479-X": ("GND 95980479-x",),
    "https://viaf.org/viaf/51696009": ("VIAF 51696009", "http://www.viaf.org/viaf/51696009/#name"),
    "https://isni.org/isni/000000012146438X": (
        "ISNI 0000 0001 2146 438X", "isni:000000012146438x", "https://isni.org/isni/000000012146438X",
        "http://www.isni.org/0000-0001-2146-438X",
    ),
    "https://www.wikidata.org/entity/Q33391": (
        "Q33391", "Wikidata: q33391", "https://www.wikidata.org/wiki/Q33391", "https://m.wikidata.org/wiki/Q33391#P1",
    ),
    "https://id.loc.gov/authorities/names/n79021164": (
        "LCNAF n79021164", "LCCN n 79-21164", "https://id.loc.gov/authorities/names/n79021164.html",
    ),
    "https://orcid.org/0000-0002-1825-0097": (
        "ORCID 0000-0002-1825-0097", "ORCID iD 0000000218250097", "https://orcid.org/0000-0002-1825-0097",
    ),
    "https://ror.org/02mhbdp94": ("ROR 02MHBDP94", "https://ror.org/02mhbdp94"),
    "https://catalogue.bnf.fr/ark:/12148/cb11907966z": (
        "BnF 11907966z", "ark:/12148/cb11907966z", "https://data.bnf.fr/ark:/12148/cb11907966z",
        "https://catalogue.bnf.fr/ark:/12148/cb11907966z.public",
    ),
    "https://www.idref.fr/026927608": ("IdRef 026927608", "https://www.idref.fr/026927608"),
    "https://doi.org/10.1000/182": ("DOI 10.1000/182", "doi:10.1000/182", "https://dx.doi.org/10.1000/182."),
}  # fmt: skip
CHECKED = (
    "GND 118642979", "GND 4005728-8", "ISNI 0000 0001 2146 438X", "ORCID 0000-0002-1825-0097", "ROR 02mhbdp94",
    "BnF cb11907966z", "IdRef 026927608",
)  # fmt: skip


@pytest.mark.parametrize(("record", "spellings"), SPELLINGS.items())
def test_every_spelling_of_a_number_leads_to_its_record(
    record: str, spellings: tuple[str, ...]
) -> None:
    assert {address(typed) for typed in spellings} == {record}


@pytest.mark.parametrize("scheme", SCHEMES.values(), ids=lambda scheme: scheme.code)
def test_the_address_and_the_words_of_a_number_are_read_as_that_number(
    scheme: authority.Scheme,
) -> None:
    number = read_valid(f"{scheme.name} {scheme.example}")
    assert number
    assert read_valid(number.address) == read_valid(number.words) == number


@pytest.mark.parametrize("typed", CHECKED)
def test_each_digit_that_is_mistyped_is_noticed(typed: str) -> None:
    noticed = tried = 0
    for place, sign in enumerate(typed):
        if not sign.isdigit():
            continue
        for other in set("0123456789") - {sign}:
            tried += 1
            noticed += read_valid(f"{typed[:place]}{other}{typed[place + 1 :]}") is None
    # Two rules hold for a GND with a hyphen, so that some pass by the other one.
    assert noticed == tried if "-8" not in typed else noticed > tried * 0.7


@pytest.mark.parametrize("typed", ["", "118642979", "a number", "Gndx 3", "RORY 02mhbdp94", "Q"])
def test_what_names_no_authority_stays_as_it_is(typed: str) -> None:
    assert read(typed) is None


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("GND 118642978", "its check digit does not fit"),
        ("GND", "which looks like 118642979"),
        ("VIAF zero", "which looks like 51696009"),
        ("GND ١١٨٦٤٢٩٧٩", "which looks like 118642979"),
        ("DOI 10.1000/<b>", "which looks like 10.1000/182"),
    ],
)
def test_the_form_names_what_is_wrong_and_how_to_mend_it(typed: str, sentence: str) -> None:
    (problem,) = check("person", DocumentFact("identifier", value=typed))
    assert problem.field == "value"
    assert sentence in words(problem.message)
    assert "copy it from its record" in words(problem.message)


@given(st.sampled_from([f"{scheme.name} " for scheme in SCHEMES.values()]), st.text(max_size=30))
def test_whatever_is_typed_is_read_or_refused(named: str, rest: str) -> None:
    try:
        number = read(named + rest)
    except AuthorityError:
        return
    assert number is None or number.address.isascii()
