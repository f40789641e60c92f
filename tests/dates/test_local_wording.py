"""Dates in German, French, Spanish and Russian, as readers see them; in English for any other language."""

from __future__ import annotations

import pytest

from encyclopedia.dates import parse
from encyclopedia.dates.local_wording import local_words

# EDTF, then as each language words it.
WORDED = [
    ("1917-03-03", "3. März 1917", "3 mars 1917", "3 de marzo de 1917", "3 марта 1917"),
    ("1917-03-01", "1. März 1917", "1er mars 1917", "1 de marzo de 1917", "1 марта 1917"),
    ("1917-03", "März 1917", "mars 1917", "marzo de 1917", "март 1917"),
    ("1917-21", "Frühling 1917", "printemps 1917", "primavera 1917", "весна 1917"),
    ("-0429", "430 v. Chr.", "430 av. J.-C.", "430 a. C.", "430 до н. э."),
    ("0079", "79 n. Chr.", "79 apr. J.-C.", "79 d. C.", "79 н. э."),
    ("1200~", "um 1200", "vers 1200", "hacia 1200", "около 1200"),
    ("18XX", "19. Jahrhundert", "XIXe siècle", "siglo XIX", "XIX век"),
    ("192X", "1920er Jahre", "années 1920", "década de 1920", "1920-е годы"),
    (
        "1917-03-03/1917-03-05",
        "3.–5. März 1917",
        "3–5 mars 1917",
        "3–5 de marzo de 1917",
        "3–5 марта 1917",
    ),
    ("1938/1940", "1938–1940", "1938–1940", "1938–1940", "1938–1940"),
    ("1922/..", "1922 oder später", "1922 ou plus tard", "1922 o después", "1922 или позже"),
    ("[1878,1879]", "1878 oder 1879", "1878 ou 1879", "1878 o 1879", "1878 или 1879"),
    (
        "[1930..1933]",
        "frühe 1930er Jahre",
        "début des années 1930",
        "principios de la década de 1930",
        "начало 1930-х годов",
    ),
    ("1917-XX-XX", "1917 (Monat und Tag unbekannt)", "1917 (mois et jour inconnus)", None, None),
]


@pytest.mark.parametrize("row", WORDED, ids=lambda row: row[0])
def test_a_date_is_worded_in_its_language(row: tuple[str | None, ...]) -> None:
    edtf, *worded = row
    date = parse(str(edtf))
    for language, words in zip(("de", "fr", "es", "ru"), worded, strict=True):
        assert words is None or local_words(date, language) == words


def test_a_period_goes_on_and_other_languages_have_english_words() -> None:
    date = parse("1922/..")
    assert local_words(date, "de", period=True) == "ab 1922"
    assert local_words(date, "it", period=True) == date.words(period=True) == "from 1922"


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("1917-11-07", "7 نوفمبر 1917"),
        ("1917-11-07/1917-11-08", "7–8 نوفمبر 1917"),
        ("18XX", "القرن 19"),
        ("1200~", "نحو 1200"),
        ("-0429", "430 ق.م"),
        ("[1878,1879]", "1878 أو 1879"),
        ("[1930..1933]", "أوائل عقد 1930"),
        ("1922/..", "1922 أو بعد ذلك"),
    ],
)
def test_arabic_has_its_own_words(edtf: str, words: str) -> None:
    assert local_words(parse(edtf), "ar") == words


@pytest.mark.parametrize(
    ("edtf", "period", "words"),
    [
        ("1917-11/..", True, "с ноября 1917, конец неизвестен"),
        ("../1917-11", True, "до ноября 1917"),
        ("19XX~", False, "около XX века"),
        ("192X~", False, "около 1920-х годов"),
        ("1917-21~", False, "около весны 1917"),
        ("[1917-03..1917-05]", False, "в течение марта–мая 1917"),
        ("1917-11/..", False, "ноябрь 1917 или позже"),
    ],
)
def test_russian_has_the_genitive_behind_a_preposition(edtf: str, period: bool, words: str) -> None:
    assert local_words(parse(edtf), "ru", period=period).startswith(words.partition(",")[0])
