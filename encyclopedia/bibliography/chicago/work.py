"""One record on its way into words: its fields as text, which of them are used up, and the manner of a note or a list.

Notes run on with commas ("ed. Dick Howard"), bibliographies go by full stops ("Edited by Dick Howard."). What stands
in for a missing author (an editor, a newspaper's title) is used up and not written again.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property
from typing import Any, Final

from encyclopedia.bibliography.chicago import locator_wording, numbers
from encyclopedia.bibliography.chicago.casing import title_case
from encyclopedia.bibliography.records import record_dates
from encyclopedia.bibliography.records.csl_types import (
    DATE_FIELDS,
    LEGAL,
    NAME_FIELDS,
    REVIEWS,
    SERIALS,
)
from encyclopedia.bibliography.records.parsed_record import ParsedRecord
from encyclopedia.bibliography.records.personal_names import Name, read_names
from encyclopedia.bibliography.records.rich_text import Text, capitalised, marked
from encyclopedia.bibliography.records.text_marks import read

COLLECTORS: Final = ("collection-editor", "compiler", "editor", "editorial-director")
VOLUMES: Final = ("part-number", "part-title", "volume", "volume-title")
FINDABLE: Final = (
    "archive",
    "archive-place",
    "container-title",
    "DOI",
    "number",
    "publisher",
    "references",
    "URL",
)
MAX_NAMES: Final = 500
MAX_LENGTH: Final = 20_000  # characters of one field; what is longer is cut
SHORT_FORMS: Final = {
    "title": ("title-short", "shortTitle"),
    "container-title": ("container-title-short", "journalAbbreviation"),
}
# Two years and nothing else between the signs around them: no number of a standard, no date, no part of a call number.
_YEARS = re.compile(r"(?<![\w./-])([12][0-9]{3})-([12][0-9]{3})(?![\w/-])", re.ASCII)
# Spellings that other programs use.
SPELLINGS: Final = {"event-title": "event", "editor-translator": "editortranslator"}


class Work:
    """A record being put in words (or one that is parsed already). `later` is for a note after the first one."""

    def __init__(
        self, record: Any, *, bibliography: bool = False, later: bool = False, locator: str = ""
    ) -> None:
        self._parsed = record if isinstance(record, ParsedRecord) else ParsedRecord(record)
        self.record = self._parsed.record
        self.bibliography = bibliography
        self.later = later
        self.locator = locator_wording.read_locator(locator)
        self.used: set[str] = set()
        self.complete = False  # the first element has already named where it was published
        self.kind = str(self.record.get("type", ""))

    @property
    def stop(self) -> str:
        """What stands between the elements."""
        return ". " if self.bibliography else ", "

    def begin(self, text: Text) -> Text:
        """An element's words: in a bibliography each begins with a capital."""
        return capitalised(text) if self.bibliography else text

    def is_a(self, *kinds: str) -> bool:
        return self.kind in kinds

    @cached_property
    def serial(self) -> bool:
        """Whether it came out in a periodical, or (an interview, a paper) somewhere without an editor."""
        return self.kind in SERIALS or (
            not self.has(*COLLECTORS) and self.is_a("interview", "paper-conference")
        )

    @cached_property
    def review(self) -> bool:
        return self.kind in REVIEWS or self.has(
            "reviewed-author", "reviewed-genre", "reviewed-title"
        )

    @cached_property
    def findable(self) -> bool:
        """Whether a reader can get at it: published, on the web, or in an archive."""
        return self.has(*FINDABLE)

    @cached_property
    def english(self) -> bool:
        language = self.raw("language").lower()
        return not language or (language[:2] == "en" and not language[2:3].isalpha())

    def raw(self, field: str) -> str:
        """A field as it stands in the record: words or a number."""
        value = self.record.get(field)
        if value is None and field in SPELLINGS:
            value = self.record.get(SPELLINGS[field])
        if isinstance(value, bool) or not isinstance(value, str | int):
            return ""
        return (
            str(value)[:MAX_LENGTH].strip() if isinstance(value, str) or abs(value) < 10**15 else ""
        )

    def has(self, *fields: str) -> bool:
        """Whether the record has any of these fields."""
        # Each field is looked up many times for a note, and most are absent.
        present = self._parsed.present
        for field in fields:
            is_present = present.get(field)
            if self._has(field) if is_present is None else is_present:
                return True
        return False

    def has_all(self, *fields: str) -> bool:
        return all(map(self._has, fields))

    def _has(self, field: str) -> bool:
        present = self._parsed.present
        if (is_present := present.get(field)) is None:
            is_present = present[field] = self._holds(field)
        return is_present

    def _holds(self, field: str) -> bool:
        if field not in self.record and SPELLINGS.get(field) not in self.record:
            return False
        if field in DATE_FIELDS:
            return self.date(field) is not None
        if field in NAME_FIELDS:
            return bool(self._names(field))
        return bool(self._read(field))

    def numeric(self, field: str) -> bool:
        value = self.raw(field)
        return bool(value) and numbers.is_numeric(value)

    def text(self, field: str) -> Text:
        """A field's words; none when they are used up."""
        return () if field in self.used else self._read(field)

    def _read(self, field: str) -> Text:
        texts = self._parsed.texts
        if field not in texts:
            typed = self.raw(field)
            texts[field] = read(_YEARS.sub(_with_dash, typed) if "title" in field else typed)
        return texts[field]

    def title(self, field: str) -> Text:
        """A title's words, with headline capitals if it is English."""
        if field in self.used:
            return ()
        cased = self._parsed.cased
        if field not in cased:
            text = self._read(field)
            cased[field] = title_case(text) if text and self.english else text
        return cased[field]

    def short(self, field: str) -> str:
        """The field that holds the short form of another, or that other."""
        return next((short for short in SHORT_FORMS.get(field, ()) if self.has(short)), field)

    def italic(self, field: str) -> Text:
        return marked("em", self.title(field))

    def _names(self, field: str) -> list[Name]:
        people = self._parsed.people
        if field not in people:
            value = self.record.get(field)
            if value is None and field in SPELLINGS:
                value = self.record.get(SPELLINGS[field])
            people[field] = [] if value is None else read_names(value, most=MAX_NAMES)
        return people[field]

    def names(self, field: str) -> list[Name]:
        """A field's names; none when they are used up."""
        return [] if field in self.used else self._names(field)

    def custom(self, name: str) -> str:
        """A value that CSL has no field for."""
        custom = self.record.get("custom")
        value = custom.get(name) if isinstance(custom, Mapping) else None
        return value[:MAX_LENGTH].strip() if isinstance(value, str) else ""

    @cached_property
    def verbatim(self) -> str:
        """The field whose words are printed as they stand, because nobody has put them into fields; else ""."""
        name = self.custom("verbatim")
        return name if name in ("title", "note") and self.raw(name) else ""

    def has_others(self, field: str) -> bool:
        """Whether there are more names than the record gives ("and others")."""
        return field in self.custom("others").split()

    def use(self, *fields: str) -> None:
        self.used.update(fields)

    def date(self, field: str) -> record_dates.RecordDate | None:
        dates = self._parsed.dates
        if field not in dates:
            dates[field] = record_dates.read_date(self.record.get(field))
        return dates[field]

    def dated(self, field: str, precision: str = "day") -> Text:
        """A date no finer than `precision` (day, month or year); without its year when that is used up."""
        if not (date := self.date(field)):
            return ()
        if field in self.used:
            return words(record_dates.within_year(date, precision))
        return (record_dates.worded(date, precision),)

    def placed(self) -> Text:
        """The locator's words."""
        place = locator_wording.worded(self.locator, legal=self.kind in LEGAL)
        return read(place, tags=False) if place else ()


def _with_dash(years: re.Match[str]) -> str:
    """ "1879–1921" for the years of a title that are typed with a hyphen."""
    first, last = int(years[1]), int(years[2])
    return f"{first}–{last}" if first < last else years[0]


def words(string: str) -> Text:
    return (string,) if string else ()
