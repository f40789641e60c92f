"""Names in references: given name or family name first, one or many, in the customs of six languages. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from editorial.references.parsed_reference import JSON
from editorial.references.person_names import (
    ARTICLES,
    CORPORATE,
    SUFFIX,
    has_given,
    is_family,
    is_given,
    named,
    one_name,
    shows_a_name,
)
from editorial.references.spans import EDGE, SPAN

MAX_NAMES: Final = 60
_AND: Final = re.compile(r",?\s+(?:and|und|et|y|e|и|&|u\.|i)\s+|\s*[;/]\s*|\s+[–—]\s+")
_OTHERS: Final = re.compile(
    r"[,;]?\s*(?:\[?et\.?\s?al(?:ii|\.|\b)\.?\]?|and others|u\.\s?a\.|и др\.|и соавт\.|y otros|et autres|e altri"
    r"|\[и др\.\]|& al\.)\s*",
    re.IGNORECASE,
)
ROLE: Final = re.compile(
    r",?\s*[(\[]?\s*(?P<role>\b(?:eds?\b\.?|editors?\b|hrsg\b\.?|hgg?\b\.?|herausgeber\b|dirs?\b\.?"
    r"|sous la dir(?:ection|\.)|"
    r"coords?\b\.?|comps?\b\.?|a cura di|cur\b\.?|éds?\b\.?|отв\. ред\.?|под ред\.?|ред\.?"
    r"|сост\.?))\s*[)\]]?\.?(?=[\s,:.;]|\Z)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class People:
    """The names read, whether more were meant ("et al."), the role that was named with them."""

    names: list[JSON]
    others: bool = False
    role: str = ""
    strict: bool = False


def read_people(words: str, language: str = "", *, alone: bool = False) -> People | None:
    """The people that `words` name, or None where they are not names and nothing else.

    `alone` says that a single word may be a name.
    """
    role = ""
    if (match := ROLE.search(words)) and not words[match.end() :].strip(" .,"):
        role, words = match["role"].casefold().strip(". "), words[: match.start()]
    others = False
    if (match := _OTHERS.search(words)) and not words[match.end() :].strip(" .,"):
        others, words = True, words[: match.start()]
    words = words.strip(" ,;:")
    if not words or len(words) > 600 or re.search(rf"[\d!?{EDGE}()\[\]\"“”«»]|{SPAN}", words):
        return None
    if words.split()[0].casefold() in ARTICLES:
        return None
    listed = _listed(words, language, alone=alone)
    if listed is None or len(listed) > MAX_NAMES:
        return None
    names, strict = listed
    return People(names, others, role, strict)


def read_body(words: str) -> JSON | None:
    """An organisation named as author."""
    words = words.strip(" ,.:")
    is_body = CORPORATE.search(words) and words[:1].isupper() and len(words.split()) <= 10
    return {"literal": words} if is_body and not re.search(r"\d", words) else None


def _listed(words: str, language: str, *, alone: bool) -> tuple[list[JSON], bool] | None:
    """The names, and whether given names or initials show that they are names."""
    parts = [part.strip() for part in _AND.split(words) if part.strip(" ,")]
    if not parts or len(parts) > MAX_NAMES:
        return None
    names: list[JSON] = []
    strict = True
    is_short = len(parts) > 1 and all(" " not in part for part in parts)
    for part in parts:
        read = _comma_list(part, language, alone=alone or is_short)
        if read is None:
            return None
        names += read[0]
        strict = strict and read[1]
    return names, strict


def _comma_list(part: str, language: str, *, alone: bool) -> tuple[list[JSON], bool] | None:
    """Names between two conjunctions: "Smith, John", "Smith, J., Roe, K.", "John Smith, Kay Roe"."""
    pieces = [piece.strip() for piece in part.split(",") if piece.strip()]
    pieces = _with_suffixes(pieces)
    if len(pieces) == 1:
        name = one_name(pieces[0], language, alone=alone)
        return None if name is None else ([name], shows_a_name(pieces[0]))
    inverted = _inverted(pieces)
    if inverted is not None:
        return inverted
    if len(pieces) >= 3 and (first := _inverted(pieces[:2])) is not None:
        # "Smith, John, Jane Roe": only the first is inverted.
        rest = [one_name(piece, language) for piece in pieces[2:]]
        if all(rest):
            return [*first[0], *(name for name in rest if name)], first[1]
    whole = [one_name(piece, language) for piece in pieces]
    if all(whole):
        return [name for name in whole if name], all(map(shows_a_name, pieces))
    return None


def _with_suffixes(pieces: list[str]) -> list[str]:
    joined: list[str] = []
    for piece in pieces:
        if joined and SUFFIX.fullmatch(piece):
            joined[-1] += f" {piece}"
        else:
            joined.append(piece)
    return joined


def _inverted(pieces: list[str]) -> tuple[list[JSON], bool] | None:
    """ "Smith, John, Roe, Kay" as pairs of family and given names."""
    if len(pieces) % 2:
        return None
    names, strict = [], True
    for family, given in zip(pieces[::2], pieces[1::2], strict=True):
        if not (is_family(family) and is_given(given)):
            return None
        known = has_given(given)
        if not known and len(family.split()) > 1 and not family.isupper():
            return None
        strict = strict and (known or family.isupper())
        names.append(named(family, given))
    return names, strict
