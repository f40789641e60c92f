"""From what a person types in a form ("7 Nov. 1879", "c. 1200", "1938–40", "430 BC") to EDTF.

What is not read in English is put into English from each other language that knows its words (`languages`), and read if
all of these mean one date.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from encyclopedia.dates.about_words import ABOUT_BEFORE, ABOUT_BEHIND, YEAR_WORD
from encyclopedia.dates.intervals import Date, Limit, parse
from encyclopedia.dates.languages.english_words import translations
from encyclopedia.dates.languages.folding import with_plain_figures
from encyclopedia.dates.numeric_dates import NUMBERS, numeric
from encyclopedia.dates.old_style import read_styled, without_new_style
from encyclopedia.dates.points import DateError, Point, days_in, shortened
from encyclopedia.dates.thirds import third_edtf, third_of
from encyclopedia.dates.typed_parts import (
    MONTH,
    SEASON,
    YEAR,
    day_parts,
    month_number,
    year_edtf,
)

_MAX_LENGTH = 100

_UNKNOWN = {"unknown", "?", "not known"}
_PRESENT = {"present", "the present", "now", "today", "onwards", "on"}
_END_UNKNOWN, _BEGINNING_UNKNOWN = ", end unknown", ", beginning unknown"
_DASH = re.compile("[‐‑‒–—−]")
_DOTS = re.compile(r"(?<=[^\W\d_])\.")

_QUALIFIED = re.compile(
    r"(?P<doubt>(?:possibly|perhaps|maybe) )?"
    rf"(?P<about>{ABOUT_BEFORE})?"
    rf"(?P<rest>.*?)(?:{YEAR_WORD})?(?P<behind>{ABOUT_BEHIND})?(?P<sign> ?\?)?"
)
_IN_YEAR = re.compile(rf"({MONTH}|{SEASON})(?: of)?,? ({YEAR})")
_CENTURY = re.compile(r"(?:the )?([0-9]{1,3})(?:st|nd|rd|th) (?:century|c)(?: (bc|bce|ad|ce))?")
_DECADE = re.compile(r"(?:the )?(ad )?([0-9]{1,3}0)s(?: \(decade\))?")
_NOT_KNOWN = re.compile(r"(.+) \((month|day|month and day) unknown\)")
_MEANT_AS_EDTF = re.compile(r"[-0-9XY/.~?%]+$|[\[{]|[-0-9XY]+[TES][-0-9:.+ZS]+$")
_NUMBERS_IN_WORDS = re.compile(r"[0-9]{1,4}(?:-[0-9]{0,4})?")

_BETWEEN = re.compile(r"between (.+) and (.+)")

_NUMBERS_LISTED = re.compile(r"[0-9]{1,4}(?:, [0-9]{1,4})+")
_DAY_ONLY = re.compile(r"[0-9]{1,2}(?:st|nd|rd|th)?")
_NO_YEAR = re.compile(
    rf"(?:[0-9]{{1,2}}(?:st|nd|rd|th)? )?(?:{MONTH}|{SEASON})|(?:{MONTH}) [0-9]{{1,2}}"
)
_TAIL_OF_DAY = re.compile(rf"[0-9]{{1,2}}(?:st|nd|rd|th)? ((?:{MONTH}) .+)")


@dataclass(frozen=True, slots=True)
class Reading:
    """A date as it was read: its canonical EDTF, and the day of the Julian calendar if it was typed as one."""

    edtf: str
    old_style: Point | None = None


def from_words(text: str) -> str:
    """The canonical EDTF of a date in words. Raises DateError as `read_words` does."""
    return read_words(text).edtf


def read_words(text: str) -> Reading:
    """The date in words; a day in Old Style is converted.

    A text that is EDTF already is read as EDTF: `1903-04` is April 1903, `1903–04` an interval.

    Raises DateError for what is no date or could be two, with how to write it.
    """
    typed = " ".join(with_plain_figures(text).split())
    if not typed or len(typed) > _MAX_LENGTH:
        return Reading(parse(typed).edtf)
    try:
        return Reading(parse(typed).edtf)
    except DateError as error:
        if NUMBERS.fullmatch(typed):
            return Reading(numeric(typed))
        if _MEANT_AS_EDTF.match(typed) and not _NUMBERS_IN_WORDS.fullmatch(typed):
            raise error from None
    try:
        return _read_english(_DOTS.sub("", _DASH.sub("–", typed).lower()), typed)
    except DateError as error:
        if reading := _read_translated(typed, error):
            return reading
        raise


def _read_translated(typed: str, in_english: DateError) -> Reading | None:
    """The date in any other language; None for none.

    Raises DateError for two readings, and what is wrong with a date that would be one in another language.
    """
    readings: dict[str, Reading] = {}
    is_sure = False
    wrong: DateError | None = None
    for translation in translations(typed):
        try:
            reading = _read_english(translation.words, typed)
        except DateError as error:
            if error.message.code != "date_not_words":
                wrong = wrong or error
            continue
        readings.setdefault(reading.edtf, reading)
        is_sure = is_sure or translation.is_sure
    if len(readings) > 1:
        one, other = (parse(edtf).words() for edtf in list(readings)[:2])
        raise DateError("date_two_languages", typed=shortened(typed), one=one, other=other)
    if readings and is_sure:
        return next(iter(readings.values()))
    if wrong and in_english.message.code == "date_not_words":
        raise wrong
    return None


def _read_english(words: str, typed: str) -> Reading:
    """The date in English words: small letters without the full stops of abbreviations."""
    if styled := read_styled(words, typed):
        new_style, old_style = styled
        return Reading(parse(new_style.edtf).edtf, old_style)
    words = without_new_style(words)
    if choice := _choice(words, typed):
        return Reading(parse(choice).edtf)
    start, end = _span(words, typed)
    # The round through `parse` checks that the interval does not end before it begins.
    return Reading(parse(Date(start, end).edtf).edtf)


def _choice(words: str, typed: str) -> str:
    """The EDTF of "22 or 25 January 1962", of "early 1930s" and "within 1930–1933"; empty for anything else."""
    if third := third_of(words):
        part, whole = third
        return third_edtf(part, _point(whole, typed), typed)
    if words.startswith("within "):
        start, end = _span(words.removeprefix("within "), typed)
        return Date(start, end, one_of=True).edtf
    if words.endswith((" or earlier", " or before", " or later")) or " or " not in words:
        return ""
    first, *others = words.split(" or ")
    listed = first.split(", ") if _NUMBERS_LISTED.fullmatch(first) else [first]
    pieces = [*listed, *others]
    last = pieces[-1]
    points = [_point(_completed(piece.strip(), last), typed).edtf for piece in pieces[:-1]]
    return f"[{','.join([*points, _point(last, typed).edtf])}]"


def _unread_error(typed: str) -> DateError:
    return DateError("date_not_words", typed=shortened(typed))


def _span(words: str, typed: str) -> tuple[Point | Limit, Point | Limit | None]:
    if words.endswith(_END_UNKNOWN):
        known = words.removesuffix(_END_UNKNOWN).removeprefix("from ")
        return _point(known, typed), Limit.UNKNOWN
    if words.endswith(_BEGINNING_UNKNOWN):
        known = words.removesuffix(_BEGINNING_UNKNOWN).removeprefix("until ")
        return Limit.UNKNOWN, _point(known, typed)
    for ending, earlier in ((" or earlier", True), (" or before", True), (" or later", False)):
        if words.endswith(ending):
            return _open_interval(_point(words.removesuffix(ending), typed), earlier)
    for opening, earlier in (
        ("until ", True),
        ("till ", True),
        ("up to ", True),
        ("since ", False),
    ):
        if words.startswith(opening):
            return _open_interval(_point(words.removeprefix(opening), typed), earlier)
    for opening, earlier in (("before ", True), ("after ", False)):
        if words.startswith(opening):
            point = _point(words.removeprefix(opening), typed)
            return _open_interval(_neighbour(point, earlier, typed), earlier)
    if between := _BETWEEN.fullmatch(words):
        return _ends(between[1], between[2], typed)
    starts = words.startswith("from ")
    words = words.removeprefix("from ")
    ends = re.split(r" – | to | - ", words, maxsplit=1)
    if len(ends) == 1:
        ends = re.split("[–-]", words, maxsplit=1)
    if len(ends) == 1:
        point = _point(re.sub(r" (?:on|onwards)$", "", words) if starts else words, typed)
        return (point, Limit.OPEN) if starts else (point, None)
    return _ends(ends[0].strip(), ends[1].strip(), typed)


def _neighbour(point: Point, earlier: bool, typed: str) -> Point:
    """The last of its kind before this one, or the first after it: "before 1917" ends with 1916.

    Raises DateError for what has no neighbour that is certain: a season, an approximate or half-known date.
    """
    step = -1 if earlier else 1
    if point.qualifier or point.unknown or point.precision == "season":
        raise DateError("date_before_after", typed=shortened(typed))
    if point.precision == "day":
        day = point.day + step
        if 1 <= day <= days_in(point.year, point.month):
            return replace(point, day=day)
        other = _neighbour(replace(point, precision="month", day=0), earlier, typed)
        last = days_in(other.year, other.month) if earlier else 1
        return replace(other, precision="day", day=last)
    if point.precision == "month":
        years, month = divmod(point.month - 1 + step, 12)
        return replace(point, year=point.year + years, month=month + 1)
    return replace(
        point, year=point.year + step * {"decade": 10, "century": 100}.get(point.precision, 1)
    )


def _open_interval(point: Point, earlier: bool) -> tuple[Point | Limit, Point | Limit]:
    return (Limit.OPEN, point) if earlier else (point, Limit.OPEN)


def _ends(left: str, right: str, typed: str) -> tuple[Point | Limit, Point | Limit]:
    if not right or right in _PRESENT:
        return _point(left, typed), Limit.OPEN
    if right in _UNKNOWN:
        return _point(left, typed), Limit.UNKNOWN
    if left in _UNKNOWN:
        return Limit.UNKNOWN, _point(right, typed)
    if not left:
        raise DateError("date_beginning_missing", typed=shortened(typed))
    year = re.search(r"([0-9]{3,4})$", left)
    if year and re.fullmatch(r"[0-9]{2}", right):
        right = year[1][:-2] + right
    last = _point(right, typed)
    return _point(_completed(left, right), typed), last


def _completed(left: str, right: str) -> str:
    """`left` with the month, year or era it leaves to `right` ("7" of "7–9 March 1917")."""
    right = _QUALIFIED.fullmatch(right)["rest"]  # type: ignore[index]
    if _DAY_ONLY.fullmatch(left) and (tail := _TAIL_OF_DAY.fullmatch(right)):
        return f"{left} {tail[1]}"
    if _NO_YEAR.fullmatch(left) and (year := re.search(rf"{YEAR}$", right)):
        return f"{left} {year[0]}"
    era = re.search(r" (bce?)$", right)
    if era and re.search(r"[0-9]$", left) and not re.match(r"(?:ad|ce) ", left):
        return f"{left} {era[1]}"
    return left


def _point(words: str, typed: str) -> Point:
    match = _QUALIFIED.fullmatch(words)
    if not match or not match["rest"]:
        raise _unread_error(typed)
    sign = {
        (False, False): "",
        (False, True): "~",
        (True, False): "?",
        (True, True): "%",
    }[bool(match["doubt"] or match["sign"]), bool(match["about"] or match["behind"])]
    edtf = _edtf(match["rest"].strip(), typed) + sign
    point = parse(edtf).start
    if not isinstance(point, Point):
        raise _unread_error(typed)
    return point


def _edtf(words: str, typed: str) -> str:
    if match := _NOT_KNOWN.fullmatch(words):
        return _edtf(match[1], typed) + ("-XX-XX" if "and" in match[2] else "-XX")
    if parts := day_parts(words):
        day, month, year = parts
        return f"{year_edtf(year, typed)}-{month_number(month)}-{day:>02}"
    if match := _IN_YEAR.fullmatch(words):
        return f"{year_edtf(match[2], typed)}-{month_number(match[1])}"
    if match := _CENTURY.fullmatch(words):
        number = int(match[1]) - 1
        return f"{'-' if (match[2] or '').startswith('b') else ''}{number:02}XX"
    if match := _DECADE.fullmatch(words):
        if len(match[2]) < 3 and not match[1]:
            raise DateError("date_decade_in_full", typed=shortened(typed))
        return f"{int(match[2]) // 10:03}X"
    if re.fullmatch(YEAR, words):
        return year_edtf(words, typed)
    if NUMBERS.fullmatch(words):
        return numeric(words)
    raise _unread_error(typed)
