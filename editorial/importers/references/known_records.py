"""Which of the works that are known words name, and nothing else. Pure: no Django.

A source is recognised when an identifier names it, or its first author's family name stands
together with its title or with its year, and only one source fits; words that belong to none of its
fields, or another year, are enough to leave the note a note.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from editorial.html.imported import KnownSource
from editorial.references.stated_numbers import take_numbers
from encyclopedia.core.documents import JSON

_WORD = re.compile(r"[^\W_]+")
_ADDRESS = re.compile(
    r"(?:https?://|www\.|10\.\d{4,9}/)\S+|\b[\w.]+\.(?:org|com|net)/\S*", re.IGNORECASE
)
_YEAR = re.compile(r"(?<!\d)(?:1[4-9]|20)\d\d(?!\d)")
# Words of the form of a reference, which say nothing about the work.
_FORM = frozenset(
    re.findall(
        r"\w+",
        "a an and the of in on by de la le et und der die das accessed retrieved archived original "
        "available online press university publishers publishing books verlag editions ed eds edn edited "
        "edition editor trans translated translation translator vol vols volume no nos issue pp page "
        "pages ch chap chapter isbn doi issn url http https www january february march april may june "
        "july august september october november december from at cit op ibid see also london new york "
        "oxford cambridge paris berlin moscow",
    )
)
_IMPRINT = re.compile(r"\([^()]{0,120}(?:1[4-9]|20)\d\d[a-z]?\)")
_UNKNOWN_BESIDE_IDENTIFIER = 2
# The same words are asked for again and again while notes are read, and read again after each decision.
_MAX_KEPT = 8_000


def known_sources(records: Mapping[str, JSON]) -> KnownSource:
    """Recognises the sources of these CSL-JSON records (by key) in the words of a note."""
    return KnownRecords(records).recognise


@dataclass(frozen=True, slots=True)
class _Shape:
    """What a record is recognised by; `title_years` are years within its titles."""

    family: tuple[str, ...]
    titles: tuple[tuple[str, ...], ...]
    year: str
    vocabulary: frozenset[str]
    identifiers: frozenset[str]
    title_years: frozenset[str]
    named_by: str
    titled_by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Work:
    key: str
    shape: _Shape

    def is_named_as(self, other: _Work) -> bool:
        one, another = self.shape, other.shape
        return one.family == another.family and set(one.titles) <= set(another.titles)


class KnownRecords:
    """Records by their keys, to be recognised in words; more can be added."""

    def __init__(self, records: Mapping[str, JSON]) -> None:
        self._by_identifier: dict[str, set[str]] = defaultdict(set)
        self._by_word: dict[str, list[_Work]] = defaultdict(list)
        self._works: dict[str, list[_Work]] = {}
        for key, record in records.items():
            self.add(key, record)

    def add(self, key: str, record: JSON) -> None:
        """One more; a key may have several, as a work that is named in two languages."""
        work, known = _work(key, record), self._works.setdefault(key, [])
        if known and (not work.shape.family or any(work.is_named_as(other) for other in known)):
            return
        known.append(work)
        for identifier in work.shape.identifiers:
            self._by_identifier[identifier].add(key)
        if work.shape.family:
            self._by_word[work.shape.family[-1]].append(work)
        elif work.shape.titles:
            self._by_word[work.shape.titles[0][0]].append(work)

    def of_author(self, text: str) -> list[str]:
        """The works whose first author's family name begins the words, or stands in the first few, in their order."""
        words = _words(text)[:4]
        fitting = {
            work.key: work
            for word in words
            for work in self._by_word.get(word, ())
            if work.shape.family and _stands_in(work.shape.family, words)
        }
        return [key for key in self._works if key in fitting]

    def short_title(self, text: str) -> str | None:
        """The one work that the words name by family name and some of its title's words, or by the name alone."""
        authored = self.of_author(text)
        if not authored:
            return None
        words = _words(_ADDRESS.sub(" ", text))
        works = [work for key in authored for work in self._works[key]]
        family = {word for work in works for word in work.shape.family}
        content = [
            word
            for word in words
            if not word.isdigit() and word not in _FORM and word not in family and len(word) > 1
        ]
        fitting = [work for work in works if all(word in work.shape.vocabulary for word in content)]
        named = [
            work
            for work in fitting
            if content and any(content[0] in title for title in work.shape.titles)
        ]
        chosen = {work.key for work in named or ([] if content else fitting)}
        return chosen.pop() if len(chosen) == 1 else None

    def recognise(self, text: str) -> str | None:
        text = text[:5000]
        words = _words(_ADDRESS.sub(" ", text))
        named: set[str] = set()
        for identifier in _identifiers(text):
            named |= self._by_identifier.get(identifier, set())
        if len(named) == 1:
            key = named.pop()
            unknown = min(_unknown(words, work) for work in self._works[key])
            return key if unknown <= _UNKNOWN_BESIDE_IDENTIFIER else None
        if named:
            return None
        present = frozenset(words)
        content_words = _words(_IMPRINT.sub(" ", _ADDRESS.sub(" ", text)))
        years = set(_YEAR.findall(text))
        line = f" {' '.join(words)} "
        strengths: dict[str, int] = {}
        for work in {id(w): w for word in present for w in self._by_word.get(word, ())}.values():
            strength = self._strength(work, line, years)
            if strength and not _unknown(content_words, work):
                strengths[work.key] = max(strength, strengths.get(work.key, 0))
        fitting = sorted(((strength, key) for key, strength in strengths.items()), reverse=True)
        if not fitting or (len(fitting) > 1 and fitting[0][0] == fitting[1][0]):
            return None
        return fitting[0][1]

    def _strength(self, work: _Work, line: str, years: set[str]) -> int:
        """How much of the work's name stands in the words: the number of words of its title, or
        1.
        """
        shape = work.shape
        if shape.family and shape.named_by not in line:
            return 0
        other_years = years - shape.title_years - {shape.year}
        if shape.year and other_years and shape.year not in years:
            return 0
        rest = line.replace(shape.named_by, " \0 ", 1) if shape.family else line
        for title, words in zip(shape.titles, shape.titled_by, strict=True):
            if words in rest and (shape.family or (len(title) > 2 and shape.year in years)):
                return 1 + len(title)
        if not shape.family or not shape.year or shape.year not in years:
            return 0
        rivals = {
            rival.key
            for rival in self._by_word[shape.family[-1]]
            if rival.shape.family == shape.family and rival.shape.year == shape.year
        }
        return 1 if len(rivals) == 1 else 0


def _stands_in(family: tuple[str, ...], words: tuple[str, ...]) -> bool:
    return any(words[at : at + len(family)] == family for at in range(len(words) - len(family) + 1))


def _unknown(words: Iterable[str], work: _Work) -> int:
    """How many different words of a note are neither the work's nor those of any reference."""
    return len(
        {
            word
            for word in words
            if len(word) > 2
            and not word.isdigit()
            and word not in work.shape.vocabulary
            and word not in _FORM
        }
    )


@lru_cache(maxsize=_MAX_KEPT)
def _words(text: str) -> tuple[str, ...]:
    decomposed = unicodedata.normalize(
        "NFKD", text.casefold().replace("’", "'").replace("'s ", " ")
    )
    return tuple(_WORD.findall("".join(c for c in decomposed if not unicodedata.combining(c))))


@lru_cache(maxsize=_MAX_KEPT)
def _identifiers(text: str) -> frozenset[str]:
    record: JSON = {}
    take_numbers(text, record)
    return _named_in(record)


def _named_in(record: JSON) -> frozenset[str]:
    named = [(name, str(record[name])) for name in ("DOI", "ISBN", "URL") if record.get(name)]
    return frozenset(_identifier(name, value) for name, value in named)


def _identifier(name: str, value: str) -> str:
    value = value.lower().strip().rstrip("/")
    if name == "ISBN":
        digits = re.sub(r"[^\dx]", "", value)
        return f"isbn {digits[-10:-1]}"  # ISBN-13 and ISBN-10 differ in front and in the checksum
    if name == "URL":
        return re.sub(r"\Ahttps?://(?:www\.)?", "", value)
    return re.sub(r"\A(?:https?://(?:dx\.)?doi\.org/|doi:)", "", value)


def _work(key: str, record: JSON) -> _Work:
    return _Work(key, _shape(json.dumps(record, ensure_ascii=False, default=str)))


@lru_cache(maxsize=_MAX_KEPT)
def _shape(written: str) -> _Shape:
    record = json.loads(written)
    names = record.get("author") or record.get("editor") or []
    first = names[0] if isinstance(names, list) and names and isinstance(names[0], dict) else {}
    family = _words(str(first.get("family") or first.get("literal") or ""))
    full = str(record.get("title") or "")
    main = re.split(r"[:.?!]\s", full, maxsplit=1)[0]
    variants = [full, main, str(record.get("title-short") or record.get("shortTitle") or "")]
    titles = sorted({_words(variant) for variant in variants} - {()}, key=len, reverse=True)
    short = tuple(title for title in titles if _significant(title))
    parts = record.get("issued")
    dates = parts.get("date-parts") if isinstance(parts, dict) else None
    return _Shape(
        family=family,
        titles=short,
        year=str(dates[0][0]) if dates and dates[0] else "",
        vocabulary=frozenset(_words(" ".join(_strings(record)))),
        identifiers=_named_in(record),
        title_years=frozenset(word for title in short for word in title if _YEAR.fullmatch(word)),
        named_by=f" {' '.join(family)} ",
        titled_by=tuple(f" {' '.join(title)} " for title in short),
    )


def _significant(title: tuple[str, ...]) -> bool:
    return any(len(word) > 2 and word not in _FORM for word in title)


def _strings(value: Any) -> Iterable[str]:
    """Every piece of text in a record, without the names of its fields."""
    if isinstance(value, dict):
        for item in value.values():
            yield from _strings(item)
    elif isinstance(value, list | tuple):
        for item in value:
            yield from _strings(item)
    elif isinstance(value, str | int):
        yield str(value)
