"""Identifiers of works and people in their canonical form: DOI, ISBN, ISSN, ORCID, OCLC, arXiv, web addresses.

Each function takes what was typed or imported, with or without resolver and label, and returns the canonical form or
raises IdentifierError with words for the person who typed it. A wrong check digit is never corrected by guess.
"""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import quote, unquote, urlsplit

from idutils.validators import is_issn, is_orcid

from encyclopedia.core.messages import MessageError

_DOI = re.compile(r"10\.[0-9]{4,9}(?:\.[0-9]+)*/\S+")
_DOI_START = re.compile(
    r"(?:https?://)?(?:dx\.|www\.)?doi\.org/|doi:\s*|info:doi/|urn:doi:", re.IGNORECASE
)
_ARXIV = re.compile(r"(?:[0-9]{4}\.[0-9]{4,5}|[a-z-]+(?:\.[A-Z]{2})?/[0-9]{7})(?:v[0-9]+)?")
_ARXIV_START = re.compile(
    r"(?:https?://)?(?:www\.)?arxiv\.org/(?:abs|pdf)/|arxiv:\s*", re.IGNORECASE
)
_OCLC_START = re.compile(
    r"(?:https?://)?(?:www\.|search\.)?worldcat\.org/(?:oclc|title)/|(?:\(OCoLC\))?oc[mn]|\(OCoLC\)"
    r"|oclc(?:\s*no\.?)?[:#\s]*|on",
    re.IGNORECASE,
)
_ADDRESS_BEGIN: Final = re.compile(
    r"(?<!\w)https?://(?=[\w\[])|(?<![\w:/])//(?=\w)|(?<![\w./@])www\.(?=\w[\w-]*\.)",
    re.IGNORECASE,
)
# As browsers show addresses: without a path it may be a file's name as well.
_BARE: Final = re.compile(r"(?i)(?:[a-z0-9][a-z0-9-]{0,62}\.)+[a-z]{2,24}/[^\s<>\"]*")
_NO_ADDRESS: Final = re.compile(r"[<>\"`{}|\\^\x00-\x08]")
_UNSAFE: Final = re.compile(r"[\x00-\x20\x7f-\xa0<>\"`{}|\\^\u2028\u2029\ud800-\udfff]")


class IdentifierError(MessageError):
    """What was typed is no such identifier; the message says what is wrong and how to fix it."""


def doi(value: str) -> str:
    """A DOI in lower case, without resolver: "10.1000/182"."""
    name = _DOI_START.sub("", value.strip(), count=1).strip().rstrip(".,;")
    if "%" in name and _DOI_START.match(value.strip()):
        name = unquote(name)
    if not _DOI.fullmatch(name):
        raise IdentifierError("not_doi", typed=value)
    return name.lower()


def isbn(value: str) -> str:
    """An ISBN as 13 digits; an ISBN-10 is turned into its ISBN-13."""
    digits = re.sub(
        r"[\s\-‐‑–.]", "", re.sub(r"(?i)^\s*(?:urn:)?isbn(?:-1[03])?[:\s]*", "", value)
    ).upper()
    if re.fullmatch(r"[0-9]{9}[0-9X]", digits):
        if sum((10 - n) * (10 if c == "X" else int(c)) for n, c in enumerate(digits)) % 11:
            raise _wrong_digit("ISBN", value)
        return _isbn13("978" + digits[:9])
    if not re.fullmatch(r"97[89][0-9]{10}", digits):
        raise IdentifierError("not_isbn", typed=value)
    if _isbn13(digits[:12]) != digits:
        raise _wrong_digit("ISBN", value)
    return digits


def _isbn13(twelve: str) -> str:
    return twelve + str(-sum((3 if n % 2 else 1) * int(c) for n, c in enumerate(twelve)) % 10)


def _wrong_digit(name: str, value: str) -> IdentifierError:
    return IdentifierError("wrong_check_digit", name=name, typed=value)


def issn(value: str) -> str:
    """An ISSN as "0317-8471"."""
    digits = re.sub(
        r"[\s\-‐‑–]",
        "",
        re.sub(r"(?i)^\s*(?:https?://portal\.issn\.org/resource/)?e?issn[:\s/]*", "", value),
    ).upper()
    if not re.fullmatch(r"[0-9]{7}[0-9X]", digits):
        raise IdentifierError("not_issn", typed=value)
    if not is_issn(digits):  # type: ignore[no-untyped-call]
        raise _wrong_digit("ISSN", value)
    return f"{digits[:4]}-{digits[4:]}"


def orcid(value: str) -> str:
    """An ORCID iD as "0000-0002-1825-0097"."""
    digits = re.sub(r"(?i)^\s*(?:https?://)?(?:www\.)?orcid\.org/|^\s*orcid[:\s]*", "", value)
    digits = re.sub(r"[\s\-‐‑–]", "", digits).upper()
    if not re.fullmatch(r"[0-9]{15}[0-9X]", digits):
        raise IdentifierError("not_orcid", typed=value)
    dashed = "-".join(digits[n : n + 4] for n in range(0, 16, 4))
    if not is_orcid(dashed):  # type: ignore[no-untyped-call]
        raise _wrong_digit("ORCID iD", value)
    return dashed


def oclc(value: str) -> str:
    """An OCLC number: digits, without leading zeros."""
    number = _OCLC_START.sub("", value.strip(), count=1).strip().lstrip("0")
    if not re.fullmatch(r"[1-9][0-9]{0,13}", number):
        raise IdentifierError("not_oclc", typed=value)
    return number


def arxiv(value: str) -> str:
    """An arXiv number: "2101.00001v2" or "hep-th/9901001"."""
    number = _ARXIV_START.sub("", value.strip(), count=1).strip().removesuffix(".pdf")
    number = re.sub(r"\s*\[[^\]]{1,40}\]$", "", number)
    if not _ARXIV.fullmatch(number):
        raise IdentifierError("not_arxiv", typed=value)
    return number


def url(value: str) -> str:
    """A web address with http or https, a host, and no space; scheme and host in lower case.

    https is added to what browsers show without.
    """
    address = value.strip()
    if re.match(r"(?i)www\.[^\s/]+\.", address) or _BARE.fullmatch(address):
        address = "https://" + address
    if not safe_address(address):
        raise IdentifierError("not_web_address", typed=value)
    return _rebuilt(address)


def _rebuilt(address: str) -> str:
    scheme, rest = address.split("://", 1)
    host = re.match(r"[^/?#]*", rest)
    name = host.group() if host else ""
    user, at, site = name.rpartition("@")
    return f"{scheme.lower()}://{user}{at}{site.lower()}{rest[len(name) :]}"


def shown_address(value: str) -> str:
    """An address as it can be printed: on one line, spaces and the like percent-encoded."""
    return _UNSAFE.sub(lambda match: quote(match.group(), safe="", errors="replace"), value.strip())


def safe_address(value: str) -> str:
    """The address if it is one that may be linked to (http or https with a host), else ""."""
    if _UNSAFE.search(value):
        return ""
    try:
        parts = urlsplit(value)
        host = parts.hostname
        _ = parts.port
    except ValueError:
        return ""
    return value if parts.scheme in ("http", "https") and host else ""


def address_among(text: str) -> str:
    """The web address that somebody typed with something before or after it, which is left out; "" where none is.

    What follows a space belongs to it if it goes on as addresses do; spaces are then percent-encoded.
    """
    if _BARE.fullmatch(text):
        return f"https://{text}"
    begin = _ADDRESS_BEGIN.search(text)
    if begin is None:
        return ""
    # Of several the first.
    first = re.split(r"\s(?=https?://)", text[begin.start() :], maxsplit=1, flags=re.IGNORECASE)[0]
    address, *behind = _NO_ADDRESS.split(first)[0].split()
    address = address.rstrip(",;")
    goes_on = [bool(re.search(r"[\w~-][./=&?][\w/]", words)) for words in behind]
    last = len(goes_on) - goes_on[::-1].index(True) if True in goes_on else 0
    address = "%20".join([address, *behind[:last]])
    if not address.casefold().startswith("http"):
        address = f"https:{address}" if address.startswith("//") else f"https://{address}"
    return safe_address(_rebuilt(address))


def doi_address(value: str) -> str:
    """The address that a DOI resolves at; of what is not a DOI, the words themselves after the resolver."""
    try:
        name = doi(value)
    except IdentifierError:
        name = _DOI_START.sub("", value.strip(), count=1)
    return "https://doi.org/" + _UNSAFE.sub(
        lambda match: quote(match.group(), safe="", errors="replace"), _as_typed(value, name)
    )


def _as_typed(value: str, canonical: str) -> str:
    """The DOI with the capitals it was typed with: both resolve to the same work."""
    start = value.lower().find(canonical)
    return value[start : start + len(canonical)] if start >= 0 else canonical
