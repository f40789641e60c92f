"""Identifiers: canonical forms, check digits, and messages that say how to mend a wrong one."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from encyclopedia.bibliography.records.identifiers import IdentifierError
from encyclopedia.bibliography.records.records import identifiers
from encyclopedia.wording import words


@pytest.mark.parametrize(
    ("reading", "typed", "canonical"),
    [
        (identifiers.doi, "10.1000/182", "10.1000/182"),
        (identifiers.doi, " https://doi.org/10.2307/ABC.12 ", "10.2307/abc.12"),
        (
            identifiers.doi,
            "http://dx.doi.org/10.1002/(SICI)1097%3C1::AID%3E3.0.CO;2-Q",
            "10.1002/(sici)1097<1::aid>3.0.co;2-q",
        ),
        (identifiers.doi, "doi:10.1000/182.", "10.1000/182"),
        (identifiers.isbn, "0-19-852663-6", "9780198526636"),
        (identifiers.isbn, "978-0-674-03615-4", "9780674036154"),
        (identifiers.isbn, "ISBN 080442957X", "9780804429573"),
        (identifiers.isbn, "979-10-90636-07-1", "9791090636071"),
        (identifiers.issn, "03178471", "0317-8471"),
        (identifiers.issn, "ISSN 1050-124x", "1050-124X"),
        (identifiers.orcid, "https://orcid.org/0000-0002-1825-0097", "0000-0002-1825-0097"),
        (identifiers.orcid, "000000021694233x", "0000-0002-1694-233X"),
        (identifiers.oclc, "(OCoLC)ocm01083604", "1083604"),
        (identifiers.oclc, "https://www.worldcat.org/oclc/1083604", "1083604"),
        (identifiers.arxiv, "arXiv:2101.00001v2 [cs.DL]", "2101.00001v2"),
        (identifiers.arxiv, "https://arxiv.org/pdf/hep-th/9901001.pdf", "hep-th/9901001"),
        (identifiers.url, "HTTP://Example.ORG/Path?q=1", "http://example.org/Path?q=1"),
        (identifiers.url, "www.example.org/a", "https://www.example.org/a"),
        (identifiers.url, "archive.example.org/details/a", "https://archive.example.org/details/a"),
    ],
)
def test_what_is_typed_is_put_in_its_canonical_form(
    reading: Callable[[str], str], typed: str, canonical: str
) -> None:
    assert reading(typed) == canonical
    assert reading(canonical) == canonical


@pytest.mark.parametrize(
    ("reading", "typed", "hint"),
    [
        (identifiers.doi, "11.1000/182", "10."),
        (identifiers.isbn, "9780674036155", "check digit"),
        (identifiers.isbn, "0198526637", "check digit"),
        (identifiers.isbn, "12345", "10 digits"),
        (identifiers.issn, "0317-8472", "check digit"),
        (identifiers.issn, "317", "eight digits"),
        (identifiers.orcid, "0000-0002-1825-0098", "check digit"),
        (identifiers.orcid, "1825", "16 digits"),
        (identifiers.oclc, "12a", "digits only"),
        (identifiers.arxiv, "21.1", "2101.00001"),
        (identifiers.url, "javascript:alert(1)", "https://"),
        (identifiers.url, "http://a b.org/", "https://"),
        (identifiers.url, "ftp://example.org/", "https://"),
        (identifiers.url, "report.pdf", "https://"),
        (identifiers.url, "see p. 3/4", "https://"),
        (identifiers.url, "https://[::1", "https://"),
    ],
)
def test_what_is_wrong_is_refused_with_a_hint(
    reading: Callable[[str], str], typed: str, hint: str
) -> None:
    with pytest.raises(IdentifierError) as caught:
        reading(typed)
    assert hint in words(caught.value.message)


READINGS = [
    identifiers.doi,
    identifiers.isbn,
    identifiers.issn,
    identifiers.orcid,
    identifiers.oclc,
]


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("https://example.org/a", "https://example.org/a"),
        (":http://example.org/a", "http://example.org/a"),
        ("http://example.org/a online", "http://example.org/a"),
        ("http://example.org/a (2013)", "http://example.org/a"),
        ("http://example.org/a, p. 3", "http://example.org/a"),
        ("URL: http://example.org/a [pdf]", "http://example.org/a"),
        ('http://example.org/a.html"', "http://example.org/a.html"),
        ("http://example.org/a?b=1{c=http://example.org/d}", "http://example.org/a?b=1"),
        ("http://example.org/a http://example.org/b", "http://example.org/a"),
        ("http://example.org/some file.pdf", "http://example.org/some%20file.pdf"),
        (
            "https://web.example.org/2010/http://example.org/a",
            "https://web.example.org/2010/http://example.org/a",
        ),
        ("//example.org/a", "https://example.org/a"),
        ("www.example.org", "https://www.example.org"),
        ("example.org/a", "https://example.org/a"),
        *((none, "") for none in ("", "PDF", "ftp://example.org/a", "javascript://example.org/a")),
        *((none, "") for none in ("http:// example.org", "https://[::1", "mailto:a@www.b.org")),
    ],
)
def test_an_address_is_taken_out_of_what_was_typed_around_it(typed: str, address: str) -> None:
    assert identifiers.address_among(typed) == address


@given(st.text('ahtps:/.w[]{}% "é,', max_size=40))
def test_what_is_taken_out_may_be_linked_to(typed: str) -> None:
    address = identifiers.address_among(typed)
    assert address == identifiers.safe_address(address)


@given(st.sampled_from([*READINGS, identifiers.arxiv, identifiers.url]), st.text(max_size=60))
def test_anything_typed_is_read_or_refused(reading: Callable[[str], str], typed: str) -> None:
    try:
        canonical = reading(typed)
    except IdentifierError:
        return
    assert reading(canonical) == canonical


@given(st.text("0123456789", min_size=12, max_size=12), st.integers(0, 11), st.integers(1, 9))
def test_one_mistyped_digit_of_an_isbn_is_always_found(digits: str, place: int, step: int) -> None:
    digits = "978" + digits[3:]
    check = -sum((3 if n % 2 else 1) * int(c) for n, c in enumerate(digits)) % 10
    good = f"{digits}{check}"
    assert identifiers.isbn(good) == good
    bad = good[:place] + str((int(good[place]) + step) % 10) + good[place + 1 :]
    with pytest.raises(IdentifierError):
        identifiers.isbn(bad)
