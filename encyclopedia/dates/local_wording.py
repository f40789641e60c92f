"""Dates as readers of Arabic, German, French, Spanish and Russian entries see them.

The words of a fact's claim stay English whatever the entry's language is (`intervals.Date.words`): the digests of
checks rest on them. These are only shown. Pure: no Django.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from encyclopedia.dates.date_languages import LANGUAGES, DateLanguage
from encyclopedia.dates.intervals import Date, Limit
from encyclopedia.dates.points import Point
from encyclopedia.dates.thirds import third_parts


@dataclass(frozen=True, slots=True)
class DatePhrases:
    """The phrases of one language; `{}` is a date. The thirds are early, mid and late, before their whole."""

    about: str
    perhaps: str
    century: str
    decade: str
    between: str
    unknown: tuple[str, str, str]
    either: str
    one_of: str
    since: str
    until: str
    end_unknown: str
    beginning_unknown: str
    or_later: str
    or_earlier: str
    nobody_knows: str
    thirds: dict[str, tuple[str, str, str]]
    has_roman_centuries: bool = True
    # Behind the words for a third.
    century_in_third: str = ""
    decade_in_third: str = ""
    year_in_third: str = "{}"
    # Whether since, until, about and one of ask for the genitive, as the thirds do.
    governs: bool = False


PHRASES: Final = {
    "ar": DatePhrases(
        about="نحو {}",
        perhaps="ربما {}",
        century="القرن {}",
        decade="عقد {}",
        between="بين {} و{}",
        unknown=("الشهر واليوم مجهولان", "الشهر مجهول", "اليوم مجهول"),
        either=" أو ",
        one_of="في وقت ما من {}",
        since="منذ {}",
        until="حتى {}",
        end_unknown="والنهاية مجهولة",
        beginning_unknown="والبداية مجهولة",
        or_later="{} أو بعد ذلك",
        or_earlier="{} أو قبل ذلك",
        nobody_knows="مجهول",
        thirds=dict.fromkeys(("year", "decade", "century"), ("أوائل {}", "منتصف {}", "أواخر {}")),
        has_roman_centuries=False,
    ),
    "de": DatePhrases(
        about="um {}",
        perhaps="vermutlich {}",
        century="{}. Jahrhundert",
        decade="{}er Jahre",
        between="zwischen {} und {}",
        unknown=("Monat und Tag unbekannt", "Monat unbekannt", "Tag unbekannt"),
        either=" oder ",
        one_of="irgendwann {}",
        since="ab {}",
        until="bis {}",
        end_unknown="Ende unbekannt",
        beginning_unknown="Beginn unbekannt",
        or_later="{} oder später",
        or_earlier="{} oder früher",
        nobody_knows="unbekannt",
        thirds={
            "year": ("Anfang {}", "Mitte {}", "Ende {}"),
            "decade": ("frühe {}", "mittlere {}", "späte {}"),
            "century": ("frühes {}", "mittleres {}", "spätes {}"),
        },
        has_roman_centuries=False,
    ),
    "fr": DatePhrases(
        about="vers {}",
        perhaps="peut-être {}",
        century="{}e siècle",
        decade="années {}",
        between="entre {} et {}",
        unknown=("mois et jour inconnus", "mois inconnu", "jour inconnu"),
        either=" ou ",
        one_of="à un moment de {}",
        since="depuis {}",
        until="jusqu’à {}",
        end_unknown="fin inconnue",
        beginning_unknown="début inconnu",
        or_later="{} ou plus tard",
        or_earlier="{} ou plus tôt",
        nobody_knows="inconnu",
        thirds={
            "year": ("début {}", "milieu {}", "fin {}"),
            "decade": ("début des {}", "milieu des {}", "fin des {}"),
            "century": ("début du {}", "milieu du {}", "fin du {}"),
        },
    ),
    "es": DatePhrases(
        about="hacia {}",
        perhaps="posiblemente {}",
        century="siglo {}",
        decade="década de {}",
        between="entre {} y {}",
        unknown=("mes y día desconocidos", "mes desconocido", "día desconocido"),
        either=" o ",
        one_of="en algún momento de {}",
        since="desde {}",
        until="hasta {}",
        end_unknown="final desconocido",
        beginning_unknown="comienzo desconocido",
        or_later="{} o después",
        or_earlier="{} o antes",
        nobody_knows="desconocido",
        thirds={
            "year": ("principios de {}", "mediados de {}", "finales de {}"),
            "decade": ("principios de la {}", "mediados de la {}", "finales de la {}"),
            "century": ("principios del {}", "mediados del {}", "finales del {}"),
        },
    ),
    "ru": DatePhrases(
        about="около {}",
        perhaps="возможно, {}",
        century="{} век",
        decade="{}-е годы",
        between="между {} и {}",
        unknown=("месяц и день неизвестны", "месяц неизвестен", "день неизвестен"),
        either=" или ",
        one_of="в течение {}",
        since="с {}",
        until="до {}",
        end_unknown="конец неизвестен",
        beginning_unknown="начало неизвестно",
        or_later="{} или позже",
        or_earlier="{} или раньше",
        nobody_knows="неизвестно",
        thirds=dict.fromkeys(
            ("year", "decade", "century"), ("начало {}", "середина {}", "конец {}")
        ),
        century_in_third="{} века",
        decade_in_third="{}-х годов",
        year_in_third="{} года",
        governs=True,
    ),
}
_ROMAN: Final = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
_PARTS: Final = ("early", "mid", "late")


def local_words(date: Date, language: str, *, period: bool = False) -> str:
    """The date in this language (its primary subtag), in English where there are no words of it; `period` as there."""
    if language not in PHRASES:
        return date.words(period=period)
    return _LocalWording(LANGUAGES[language], PHRASES[language]).words(date, period)


class _LocalWording:
    def __init__(self, language: DateLanguage, phrases: DatePhrases) -> None:
        self.language, self.phrases = language, phrases

    def words(self, date: Date, period: bool) -> str:
        start, end, phrases = date.start, date.end, self.phrases
        if isinstance(start, Point):
            if date.others:
                return phrases.either.join(map(self.point, (start, *date.others)))
            if date.one_of and isinstance(end, Point):
                return self._third(start, end) or phrases.one_of.format(
                    self._range(start, end, governed=phrases.governs)
                )
            if end is None:
                return self.point(start)
            if isinstance(end, Point):
                return self._range(start, end)
            first = self.point(start, governed=period and phrases.governs)
            if end is Limit.UNKNOWN:
                since = f"{phrases.since.format(first)}, {phrases.end_unknown}"
                return since if period else f"{first} – {phrases.nobody_knows}"
            return (phrases.since if period else phrases.or_later).format(first)
        governed = period and phrases.governs
        last = self.point(end, governed=governed) if isinstance(end, Point) else ""
        if start is Limit.UNKNOWN:
            until = f"{phrases.until.format(last)}, {phrases.beginning_unknown}"
            return until if period else f"{phrases.nobody_knows} – {last}"
        return (phrases.until if period else phrases.or_earlier).format(last)

    def point(self, point: Point, *, era: bool = False, governed: bool = False) -> str:
        about = "~" in point.qualifier or "%" in point.qualifier
        words = self._plain(point, era, governed or (about and self.phrases.governs))
        if about:
            words = self.phrases.about.format(words)
        if "?" in point.qualifier or "%" in point.qualifier:
            words = self.phrases.perhaps.format(words)
        return words

    def _plain(self, point: Point, era: bool, governed: bool) -> str:
        phrases = self.phrases
        if point.precision == "century":
            return self._century(point, phrases.century_in_third if governed else phrases.century)
        if point.precision == "decade":
            if point.year <= 0:
                ends = map(self.language.year, (point.year, point.last_year))
                return self.phrases.between.format(*ends)
            form = phrases.decade_in_third if governed else phrases.decade
            return form.format(point.year)
        year = self.language.year(point.year, era=era)
        if point.precision == "season":
            return f"{self.language.season(point.month - 20, governed=governed)} {year}"
        both, month, day = self.phrases.unknown
        if point.unknown == 2:
            return f"{year} ({both})"
        if point.unknown and not point.month:
            return f"{year} ({month})"
        words = year
        if point.month and point.day and not point.unknown:
            words = f"{self.language.day_and_month(point.day, point.month)}{self.language.of}{year}"
        elif point.month:
            month_name = self.language.month(point.month, after_day=governed)
            words = f"{month_name}{self.language.of}{year}"
        return f"{words} ({day})" if point.unknown else words

    def _century(self, point: Point, form: str) -> str:
        before_christ = point.year < 0
        number = -point.last_year // 100 + 1 if before_christ else point.year // 100 + 1
        ordinal = _roman(number) if self.phrases.has_roman_centuries else str(number)
        if self.language.tag == "fr" and number == 1:
            form = form.replace("{}e", "{}er")
        words = form.format(ordinal)
        return f"{words} {self.language.bc}" if before_christ else words

    def _range(self, start: Point, end: Point, *, governed: bool = False) -> str:
        language = self.language
        plain = not (start.qualifier or end.qualifier)
        if plain and start.precision == end.precision and start.year == end.year:
            if start.precision == "day" and start.month == end.month:
                return f"{language.day(start.day)}–{self.point(end)}"
            if start.precision == "day":
                return f"{language.day_and_month(start.day, start.month)} – {self.point(end)}"
            if start.precision == "month":
                first_month = language.month(start.month, after_day=governed)
                return f"{first_month}–{self.point(end, governed=governed)}"
        era = start.year <= 0 < end.year
        first = self.point(start, governed=governed)
        last = self.point(end, era=era, governed=governed)
        dash = " – " if " " in first + last else "–"
        return f"{first}{dash}{last}"

    def _third(self, start: Point, end: Point) -> str:
        third = third_parts(start, end)
        if third is None:
            return ""
        part, whole = third
        phrases = self.phrases
        if whole.precision == "century":
            words = self._century(whole, phrases.century_in_third or phrases.century)
        elif whole.precision == "decade":
            words = (phrases.decade_in_third or phrases.decade).format(whole.year)
        else:
            words = phrases.year_in_third.format(self.language.year(whole.year))
        return phrases.thirds[whole.precision][_PARTS.index(part)].format(words)


def _roman(number: int) -> str:
    words = ""
    for value, sign in _ROMAN:
        words += sign * (number // value)
        number %= value
    return words
