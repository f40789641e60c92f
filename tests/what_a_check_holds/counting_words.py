"""Months and numbers in each language, and the number that follows a digit or a Roman numeral."""

import unicodedata

MONTHS: dict[str, tuple[str, ...]] = {
    "en": ("Jan", "Feb", "March", "Apr", "May", "Jun", "Jul", "Aug", "Sept", "Oct", "Nov", "Dec"),
    "de": (
        "Jan",
        "Febr",
        "März",
        "April",
        "Mai",
        "Juni",
        "Juli",
        "Aug",
        "Sept",
        "Okt",
        "Nov",
        "Dez",
        "Januar",
        "Februar",
        "August",
        "Oktober",
    ),
    "fr": (
        "janv",
        "févr",
        "mars",
        "avr",
        "mai",
        "juin",
        "juill",
        "août",
        "sept",
        "oct",
        "nov",
        "déc",
    ),
    "es": (
        "en",
        "feb",
        "mar",
        "abr",
        "may",
        "jun",
        "jul",
        "ago",
        "sept",
        "oct",
        "nov",
        "dic",
        "mayo",
        "abril",
    ),
    "it": (
        "genn",
        "febbr",
        "mar",
        "apr",
        "magg",
        "giu",
        "lug",
        "ag",
        "sett",
        "ott",
        "nov",
        "dic",
        "maggio",
        "marzo",
    ),
    "pt": ("jan", "fev", "mar", "abr", "maio", "jun", "jul", "ago", "set", "out", "nov", "dez"),
    "nl": ("jan", "febr", "mrt", "apr", "mei", "juni", "juli", "aug", "sept", "okt", "nov", "dec"),
    "ru": (
        "янв",
        "февр",
        "марта",
        "апр",
        "мая",
        "июня",
        "июля",
        "авг",
        "сент",
        "окт",
        "нояб",
        "дек",
    ),
    "pl": (
        "stycznia",
        "lut",
        "marca",
        "kwietnia",
        "maja",
        "czerwca",
        "lipca",
        "sierpnia",
        "września",
        "wrz",
        "list",
        "grudnia",
    ),
    "sv": (
        "jan",
        "febr",
        "mars",
        "april",
        "maj",
        "juni",
        "juli",
        "aug",
        "sept",
        "okt",
        "nov",
        "dec",
    ),
    "tr": (
        "Ocak",
        "Şubat",
        "Mart",
        "Nisan",
        "Mayıs",
        "Haz",
        "Tem",
        "Ağ",
        "Eyl",
        "Ek",
        "Kas",
        "Ara",
    ),
    "zh": (),
    "ja": (),
    "ar": (
        "يناير",
        "فبراير",
        "مارس",
        "أبريل",
        "مايو",
        "يونيو",
        "يوليو",
        "أغسطس",
        "سبتمبر",
        "أكتوبر",
        "نوفمبر",
        "ديسمبر",
    ),
}
NUMBERS: dict[str, tuple[str, ...]] = {
    "en": ("one", "two", "three", "four", "five", "second", "third", "fourth"),
    "de": ("ein", "zwei", "drei", "vier", "fünf", "zweite", "dritte"),
    "fr": ("un", "deux", "trois", "quatre", "cinq"),
    "es": ("un", "dos", "tres", "cuatro", "cinco"),
    "it": ("due", "tre", "quattro", "cinque", "sette"),
    "pt": ("dois", "três", "quatro", "cinco"),
    "nl": ("een", "twee", "drie", "vier", "vijf"),
    "ru": ("два", "три", "четыре", "пять"),
    "pl": ("dwa", "trzy", "cztery", "pięć"),
    "sv": ("två", "tre", "fyra", "fem"),
    "tr": ("bir", "iki", "üç", "dört", "beş"),
    "zh": ("一", "二", "三", "四", "五", "六", "七", "八", "九"),
    "ja": ("一", "二", "三", "四", "五", "六", "七", "八", "九"),
    "ar": ("اثنان", "ثلاثة", "أربعة", "خمسة", "ثلاث", "أربع"),
}


def next_digit(digit: str) -> str:
    value = unicodedata.decimal(digit)
    return chr(ord(digit) - value + (value + 1) % 10)


def _roman(number: int) -> str:
    words = ""
    for value, letters in (
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ):
        words += letters * (number // value)
        number %= value
    return words


_ROMANS = {_roman(number): number for number in range(1, 200)}


def next_roman(word: str) -> str | None:
    number = _ROMANS.get(word.upper())
    if number is None:
        return None
    following = _roman(number + 1)
    return following if word.isupper() else following.lower()
