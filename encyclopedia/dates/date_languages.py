"""Months, seasons and eras in the languages in which dates are worded besides English. Pure: no Django.

Months and their forms are those of the Common Locale Data Repository (https://cldr.unicode.org): where a day stands
before it, a Russian month is in the genitive.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

_NAMES: Final = {
    "ar": "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر",
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "ru": "январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь",
}
_AFTER_DAY: Final = {
    "ru": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря"
}
_SEASONS: Final = {
    "ar": "ربيع صيف خريف شتاء",
    "de": "Frühling Sommer Herbst Winter",
    "es": "primavera verano otoño invierno",
    "fr": "printemps été automne hiver",
    "ru": "весна лето осень зима",
}
# Behind a preposition, where that asks for another case.
_GOVERNED_SEASONS: Final = {"ru": "весны лета осени зимы"}


@dataclass(frozen=True, slots=True)
class DateLanguage:
    """How one language words a date: `of` stands before month and year, `day_sign` behind a day; `bc` and `ad` too."""

    tag: str
    bc: str
    ad: str
    of: str = " "
    day_sign: str = ""
    first_sign: str = ""

    def month(self, number: int, *, after_day: bool = False) -> str:
        names = _AFTER_DAY.get(self.tag, _NAMES[self.tag]) if after_day else _NAMES[self.tag]
        return names.split()[number - 1]

    def season(self, number: int, *, governed: bool = False) -> str:
        names = _GOVERNED_SEASONS.get(self.tag) if governed else None
        return (names or _SEASONS[self.tag]).split()[number - 1]

    def day(self, number: int) -> str:
        """ "3.", in French "1er"."""
        return f"{number}{self.first_sign if number == 1 and self.first_sign else self.day_sign}"

    def day_and_month(self, day: int, month: int) -> str:
        return f"{self.day(day)}{self.of}{self.month(month, after_day=True)}"

    def year(self, year: int, *, era: bool = False) -> str:
        """A year in the count of the common era, in which 1 BC is 0."""
        if year <= 0:
            return f"{1 - year} {self.bc}"
        return f"{year} {self.ad}" if era or year < 100 else str(year)


LANGUAGES: Final = {
    language.tag: language
    for language in (
        DateLanguage("ar", "ق.م", "م"),
        DateLanguage("de", "v. Chr.", "n. Chr.", day_sign="."),
        DateLanguage("es", "a. C.", "d. C.", of=" de "),
        DateLanguage("fr", "av. J.-C.", "apr. J.-C.", first_sign="er"),
        DateLanguage("ru", "до н. э.", "н. э."),
    )
}
