"""What is typed in one of many languages, in English words. Pure: no Django."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from encyclopedia.dates.date_wording import MONTHS
from encyclopedia.dates.languages.folding import folded
from encyclopedia.dates.languages.phrase_table import PhraseTable, tables_for

_DOTS: Final = re.compile(r"(?<=[^\W\d_])\.")
_LOOKALIKES: Final = str.maketrans("хі", "xi")
_ROMAN: Final = re.compile(r"x{0,2}(?:ix|iv|v?i{0,3})")
_VALUES: Final = {"i": 1, "v": 5, "x": 10}
# "1er", "1º", "1-го"; and the full stop of "7." in some languages.
_FIRST_DAY: Final = re.compile(r"(?<!\w)(\d{1,2})(?:\.?[ºª°]|-(?:го|е)|(?<=1) ?(?:er|ro)\.?)(?!\w)")
_DAY_STOP: Final = re.compile(r"(?<!\w)(\d{1,2})\.(?= |–|-|/|\)|$)")
_BARE_DAY: Final = re.compile(r"(?<![\w.])\d{1,2} [^\W\d]")
_YEAR_STOP: Final = re.compile(r"(?<=\d{4})\.$")
_DECADE_OF_CENTURY: Final = re.compile(r"(?<!\d)(\d0)s +(\d{1,2})th century(?! bc)")
# What stands behind a word that says nothing at the beginning: a year or a day of the month needs its own.
_NUMBER_BEFORE: Final = re.compile(r"\d\.? ?$")
_STARTED: Final = re.compile(r"[^\W\d]{2}|\d{1,2}th century|\d+s|l'")
_JULIAN_THEN_GREGORIAN: Final = re.compile(
    r"(?<=[^\W\d_]) ?jul(?=\.? ?/)|(?<=\d) ?greg\.?$|(?<=\d) jul\.?(?= ?/)"
)


# "7.XI.1879", "7/XI/1879", "7 XI 1879": the month by its Roman numeral; "17. 10. 1920".
_ROMAN_MONTH: Final = re.compile(
    r"(?<![\w.])(\d{1,2})(?: |\. ?|/|-|–)([ivxхі]{1,4})(?: |\. ?|/|-|–)(?=\d{4}(?!\d))"
)
_SPACED_NUMBERS: Final = re.compile(r"(?<![\w.])(\d{1,2})\. (\d{1,2})\. ?(\d{4})(?!\d)")


@dataclass(frozen=True, slots=True)
class Translation:
    """The English words, in small letters; `is_sure` is False where a language only may mean it so."""

    words: str
    is_sure: bool = True


def translations(typed: str) -> Iterator[Translation]:
    """What the text is in English if it is of each language that has words in it."""
    text = _SPACED_NUMBERS.sub(r"\1.\2.\3", folded(typed))
    text = _ROMAN_MONTH.sub(_day_of_month, text)
    if text != typed.lower():
        yield Translation(_DOTS.sub("", text))
    for table in tables_for(text):
        if words := _translated(text, table):
            is_sure = not (
                table.months_only and table.abbreviated and table.abbreviated.search(text)
            )
            yield Translation(words, is_sure)


def _translated(text: str, table: PhraseTable) -> str:
    """The text in English; "" if no word of it is of this language."""
    if table.day_stop_asked:
        if _BARE_DAY.search(text):
            return ""
        text = _YEAR_STOP.sub("", text)
    if table.code == "de":
        text = _JULIAN_THEN_GREGORIAN.sub("", text)
    words = _DOTS.sub("", text)
    words = _with_decades(_with_centuries(words, table), table)
    for pattern, part in table.parts:
        words = pattern.sub(part, words)
    words = _FIRST_DAY.sub(r"\1", words)
    if table.day_stop:
        words = _DAY_STOP.sub(r"\1", words)
    begins_with_of = False

    def english(phrase: re.Match[str]) -> str:
        nonlocal begins_with_of
        word, is_first = table.meaning(phrase), not phrase.start()
        if word == "of" and is_first:
            begins_with_of = True
        behind = phrase.string[phrase.end() :]
        if word == "start" or (word == "to" and is_first):
            return "" if is_first and _STARTED.match(behind.lstrip()) else phrase[0]
        if word in ("drop", "of") and not behind:
            return phrase[0]
        if (
            word == "year"
            and len(phrase[0]) < 3
            and not _NUMBER_BEFORE.search(phrase.string[: phrase.start()])
        ):
            return phrase[0]
        role = {"until": "until" if is_first else "to", "of": "", "drop": "", "year": ""}
        return role.get(word, word) + " " * behind[:1].isalnum()

    translated = " ".join(table.phrases.sub(english, words).split())
    translated = translated.replace("( ", "(").replace(" )", ")").replace(" ,", ",")
    translated = _DECADE_OF_CENTURY.sub(_of_century, translated)
    if begins_with_of:
        # "Of 1938" may be meant as from then on.
        translated = f"from {translated}" if re.search(r" to |–", translated) else ""
    return "" if translated == _DOTS.sub("", text) else translated


def _with_centuries(words: str, table: PhraseTable) -> str:
    for first, name in enumerate(table.named_centuries, 13):
        words = re.sub(rf"(?<!\w){name}(?!\w)", f"{first}th century", words)

    def century(match: re.Match[str]) -> str:
        number = _number(match["number"], table)
        first = _number(match.groupdict().get("first") or "", table)
        if not number or (match.groupdict().get("first") and not first):
            return match[0]
        return f"{first}th century – {number}th century" if first else f"{number}th century"

    for pattern in table.centuries:
        words = pattern.sub(century, words)
    return words


def _number(written: str, table: PhraseTable) -> int:
    """Of figures, of a Roman numeral or of an ordinal in words; 0 for none."""
    if written.isdecimal():
        return int(written)
    return _roman(written) or next(
        (place for place, name in enumerate(table.ordinals, 1) if name.fullmatch(written)), 0
    )


def _roman(written: str) -> int:
    """From 1 to 29, also in letters of Cyrillic that look alike; 0 for no such numeral."""
    numeral = written.translate(_LOOKALIKES)
    if not _ROMAN.fullmatch(numeral):
        return 0
    values = [_VALUES[letter] for letter in numeral]
    pairs = zip(values, [*values[1:], 0], strict=False)
    return sum(-value if value < following else value for value, following in pairs)


def _with_decades(words: str, table: PhraseTable) -> str:
    def decade(match: re.Match[str]) -> str:
        year = match["year"]
        for tens, name in enumerate(table.tens, 2):
            if name.fullmatch(year):
                year = f"{tens}0"
        return f"{year}s"

    for pattern in table.decades:
        words = pattern.sub(decade, words)
    return words


def _day_of_month(match: re.Match[str]) -> str:
    number = _roman(match[2])
    return f"{match[1]} {MONTHS[number - 1].lower()} " if 1 <= number <= 12 else match[0]


def _of_century(match: re.Match[str]) -> str:
    """ "30s 20th century" as "1930s"."""
    return f"{int(match[2]) - 1}{match[1]}s" if int(match[2]) > 1 else match[0]
