"""Whether a work that was answered is the one that was asked for: by its number, or by the words. Pure: no Django."""

from __future__ import annotations

import re
from typing import Any, Final, Literal

from editorial.catalogues.works import Question, Work
from editorial.importers.references.source_keys import ascii_words
from encyclopedia.bibliography.records import identifiers
from encyclopedia.bibliography.records.identifiers import IdentifierError
from encyclopedia.bibliography.records.records import identifier_parts
from encyclopedia.core.messages import Message

# Of the words of a title, the part that has to stand in the reference: to be taken, to be shown at all.
MIN_TAKEN: Final = 0.9
MIN_SHOWN: Final = 0.5
# Of the best score of an answer, the part below which a work is not shown.
MIN_SCORE: Final = 0.5
_FIELDS: Final = {"doi": "DOI", "isbn": "ISBN", "arxiv": "arXiv", "pmid": "PMID"}
_YEAR: Final = re.compile(r"(?<!\d)(?:1[4-9]|20)\d\d(?!\d)")
_WORD: Final = re.compile(r"[^\W_]+")

Agreement = Literal["same", "unsaid", "other", "unlike"]


def agreement(work: Work, question: Question) -> tuple[Agreement, Message | None]:
    """How far the work is what was asked for, with what has to be said of it.

    "same": yes. "unsaid": the answer does not repeat the number. "other": another number, or only part of the words
    agrees, so that a person has to decide. "unlike": too little to show it.
    """
    if question.named == "words":
        return _by_words(work, question.value)
    if question.named == "url":
        return "same", None
    field = _FIELDS[question.named]
    said = _numbers(field, work.record.get(field))
    if not said:
        return "unsaid", Message("catalogue_number_unsaid", name=field)
    if _numbers(field, question.value) & said:
        return "same", None
    shown = str(work.record.get(field))[:80]
    return "other", Message("catalogue_other_number", name=field, number=shown)


def _numbers(field: str, value: Any) -> set[str]:
    """Each number of the field in its canonical form."""
    if not isinstance(value, str):
        return set()
    if field == "PMID":
        return {value.strip().lstrip("0")}
    read = {"DOI": identifiers.doi, "ISBN": identifiers.isbn, "arXiv": identifiers.arxiv}[field]
    numbers = set()
    for part in identifier_parts(field, value):
        try:
            number = read(part)
        except IdentifierError:
            continue
        numbers.add(re.sub(r"v\d+\Z", "", number) if field == "arXiv" else number)
    return numbers


def _by_words(work: Work, typed: str) -> tuple[Agreement, Message | None]:
    """By the words of its title, the family name of one who made it, and its year."""
    given = set(_words(typed))
    whole = _words(re.split(r"[:.?!]\s", str(work.record["title"]), maxsplit=1)[0])
    # Short words stand in every title.
    title = [word for word in whole if len(word) > 2] or whole
    share = sum(word in given for word in title) / len(title) if title else 0.0
    people = [*_people(work, "author"), *_people(work, "editor")]
    named = any(family and set(family) <= given for family in people)
    years = set(_YEAR.findall(typed))
    year = _year(work)
    year_agrees = not years or year in years
    if share >= MIN_TAKEN and (named or not people) and year_agrees and _tells(title, named, years):
        return "same", None
    if share < MIN_SHOWN or not (named or (years and year_agrees)):
        return "unlike", None
    if not named:
        return "other", Message("catalogue_other_people")
    if not year_agrees:
        return "other", Message("catalogue_other_year", year=year or "?")
    return "other", Message("catalogue_other_title")


def _tells(title: list[str], named: bool, years: set[str]) -> bool:
    """Whether it is not by chance that a short title agrees."""
    return len(title) >= 3 or (named and bool(years)) or (named and len(title) >= 2)


def _people(work: Work, role: str) -> list[list[str]]:
    names = work.record.get(role) or []
    return [_words(str(name.get("family") or name.get("literal") or "")) for name in names]


def _year(work: Work) -> str:
    parts = (work.record.get("issued") or {}).get("date-parts") or [[""]]
    return str(parts[0][0])


def _words(text: str) -> list[str]:
    """In ASCII where the script allows, so that transliterated names agree with their own."""
    return ascii_words(text) or _WORD.findall(text.casefold())
