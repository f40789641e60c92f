"""Numbers under which authority files know what an entry is about: GND, VIAF, ISNI … Pure: no Django.

They are typed as facts ("GND 118642979", an address of the authority, with spaces) and stay as typed in the document,
since digests rest on it; what is shown and handed out is read from them here. A wrong check digit is never mended.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from urllib.parse import quote

from encyclopedia.core.messages import MessageError

_NOID = "0123456789bcdfghjkmnpqrstvwxz"
_BASE32 = "0123456789abcdefghjkmnpqrstvwxyz"


class AuthorityError(MessageError):
    """An authority is named, and what follows is no number of it; the message says what is wrong and how to mend it."""


@dataclass(frozen=True, slots=True)
class Scheme:
    """One authority file: `code` in addresses, `name` as people read it.

    `typed` matches what may stand before a number, `form` its normal form, which `normal` makes of the rest.
    `fits` says whether its check digit is right. `base` and the number are the address of its record.
    """

    code: str
    name: str
    base: str
    example: str
    typed: re.Pattern[str]
    form: re.Pattern[str]
    normal: Callable[[str], str]
    fits: Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class AuthorityNumber:
    scheme: Scheme
    number: str

    @property
    def words(self) -> str:
        """ "GND 118642979"."""
        return f"{self.scheme.name} {self.number}"

    @property
    def address(self) -> str:
        """The address of the authority's record, by which others name it too."""
        return self.scheme.base + quote(self.number, safe="/:;()")


def read(typed: str) -> AuthorityNumber | None:
    """The number that is typed, in its normal form; None where no known authority is named. Raises AuthorityError."""
    text = " ".join(typed.split())
    for scheme in SCHEMES.values():
        named = scheme.typed.match(text)
        if named is None:
            continue
        number = scheme.normal(text[named.end() :])
        if not scheme.form.fullmatch(number):
            raise AuthorityError(
                "authority_form", name=scheme.name, typed=text[:80], example=scheme.example
            )
        if not scheme.fits(number):
            raise AuthorityError("authority_digit", name=scheme.name, typed=text[:80])
        return AuthorityNumber(scheme, number)
    return None


def read_valid(typed: str) -> AuthorityNumber | None:
    """As `read`, and None for what is wrong too: for what is shown and handed out."""
    try:
        return read(typed)
    except AuthorityError:
        return None


def address(typed: str) -> str:
    """The address of the authority's record of this number; empty where there is none."""
    number = read_valid(typed)
    return number.address if number else ""


def _always(_number: str) -> bool:
    return True


def _last_of_eleven(number: str) -> bool:
    """ISO 7064 mod 11-2, as in ISNI and ORCID."""
    digits = number.replace("-", "")
    total = 0
    for digit in digits[:-1]:
        total = (total + int(digit)) * 2
    return "0123456789X"[(12 - total % 11) % 11] == digits[-1]


def _weighted(number: str) -> int:
    return sum(int(digit) * weight for weight, digit in enumerate(reversed(number), start=2)) % 11


def _fits_ppn(number: str) -> bool:
    """As in ISBN-10: weights from two on, from the right."""
    return "0123456789X"[-_weighted(number[:-1]) % 11] == number[-1]


def _fits_gnd(number: str) -> bool:
    """What has a hyphen was made by one of two rules: that of all numbers, or until 2012 its complement."""
    digits, hyphen, last = number.partition("-")
    if not hyphen:
        return _fits_ppn(number)
    return _fits_ppn(digits + last) or "0123456789X"[_weighted(digits)] == last


def _fits_noid(number: str) -> bool:
    """The check character of a NOID, by which the BnF ends its ARK names."""
    total = sum(_NOID.find(sign) * place for place, sign in enumerate(number[:-1], start=1))
    return _NOID[total % 29] == number[-1]


def _fits_ror(number: str) -> bool:
    value = 0
    for sign in number[:7]:
        value = value * 32 + _BASE32.index(sign)
    return 98 - value * 100 % 97 == int(number[7:])


def _plain(rest: str) -> str:
    """Without spaces, and without what an address may have after the number."""
    return re.sub(r"[/?#].*|\.[a-z]+$", "", re.sub(r"\s", "", rest))


def _upper(rest: str) -> str:
    return _plain(rest).upper()


def _digits(rest: str) -> str:
    return re.sub(r"[-‐‑–]", "", _upper(rest))


def _in_fours(rest: str) -> str:
    return "-".join(re.findall(r".{1,4}", _digits(rest)))


def _lccn(rest: str) -> str:
    """As the Library of Congress normalises: no spaces; what follows a hyphen has six digits."""
    before, hyphen, after = _plain(rest).lower().partition("-")
    return before + after.rjust(6, "0") if hyphen else before


def _bnf(rest: str) -> str:
    number = _plain(rest).lower()
    return number if number.startswith("cb") else f"cb{number}"


def _doi(rest: str) -> str:
    return rest.strip().rstrip(".,;").lower()


def _scheme(
    name: str,
    base: str,
    typed: str,
    form: str,
    example: str,
    normal: Callable[[str], str] = _plain,
    fits: Callable[[str], bool] = _always,
) -> Scheme:
    before, after = r"(?i:(?:https?://)?(?:www\.)?", r"[\s:]*)"
    return Scheme(
        name.lower(),
        name,
        base,
        example,
        re.compile(f"{before}(?:{typed}){after}"),
        re.compile(form, re.ASCII),
        normal,
        fits,
    )


# An address of the authority ends in a slash; a name is followed by a number, a colon or a space.
_ALL = (
    _scheme(
        "GND", "https://d-nb.info/gnd/",
        r"(?:d-nb\.info|lobid\.org)/gnd/|\(DE-588\)|(?:GND|PND|GKD|SWD)\b",
        r"1[0-9]{7,9}[0-9X]|3[0-9]{7}[0-9X]|[1-9][0-9]{0,9}-[0-9X]", "118642979", _upper, _fits_gnd,
    ),
    _scheme(
        "VIAF", "https://viaf.org/viaf/", r"viaf\.org/(?:[a-z]{2}/)?viaf/|VIAF\b", r"[1-9][0-9]{1,21}", "51696009",
    ),
    _scheme(
        "ISNI", "https://isni.org/isni/", r"isni\.org/(?:isni/)?|ISNI\b",
        r"[0-9]{15}[0-9X]", "0000 0001 2103 2683", _digits, _last_of_eleven,
    ),
    _scheme(
        "Wikidata", "https://www.wikidata.org/entity/",
        r"(?:m\.)?wikidata\.org/(?:wiki|entity)/|Wikidata\b|(?=Q[1-9][0-9]*$)", r"Q[1-9][0-9]{0,11}", "Q33391", _upper,
    ),
    _scheme(
        "LCNAF", "https://id.loc.gov/authorities/names/",
        r"id\.loc\.gov/authorities/names/|lccn\.loc\.gov/|(?:LCNAF|LCCN|NACO)\b",
        r"n[a-z]?(?:[0-9]{8}|[0-9]{10})", "n79021164", _lccn,
    ),
    _scheme(
        "ORCID", "https://orcid.org/", r"orcid\.org/|ORCID(?: iD)?\b",
        r"(?:[0-9]{4}-){3}[0-9]{3}[0-9X]", "0000-0002-1825-0097", _in_fours, _last_of_eleven,
    ),
    _scheme(
        "ROR", "https://ror.org/", r"ror\.org/|ROR\b",
        r"0[0-9a-hjkmnp-tv-z]{6}[0-9]{2}", "02mhbdp94", lambda rest: _plain(rest).lower(), _fits_ror,
    ),
    _scheme(
        "BnF", "https://catalogue.bnf.fr/ark:/12148/",
        r"(?:(?:catalogue|data)\.bnf\.fr/)?ark:/?12148/|BnF\b(?:\s*ark:/?12148/)?",
        r"cb[0-9]{8}[0-9bcdfghjkmnp-tv-xz]", "cb11907966z", _bnf, _fits_noid,
    ),
    _scheme(
        "IdRef", "https://www.idref.fr/", r"idref\.fr/|(?:IdRef|SUDOC)\b",
        r"[0-9]{8}[0-9X]", "026927608", _upper, _fits_ppn,
    ),
    _scheme(
        "DOI", "https://doi.org/", r"(?:dx\.)?doi\.org/|DOI\b", r"10\.[0-9]{4,9}(?:\.[0-9]+)*/[^\s<>\"`{}|\\^]+",
        "10.1000/182", _doi,
    ),
)  # fmt: skip

# By their codes, in the order in which a page shows them.
SCHEMES: Mapping[str, Scheme] = MappingProxyType({scheme.code: scheme for scheme in _ALL})
# It names the entry itself, as it is registered; every other number names what the entry is about.
OF_ENTRY = SCHEMES["doi"]
