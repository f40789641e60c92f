"""How certain it is that the word before a full stop is whole, and no abbreviation, ordinal or initial. Pure.

An abbreviation is cut off behind a consonant, or is short; nobody can list them all. So a word counts as whole only
for what it looks like: one of the whole words that its language lists, one with a vowel or an inflection at its end. A
word that only ends as others do may be cut off there ("Confed. Army"): it needs one behind it that begins sentences.
All others are none, whatever follows: the word behind may begin a title ("pov. V kruge pervom", "vol. Het Parool").
"""

from __future__ import annotations

import re
import unicodedata
from enum import IntEnum

from encyclopedia.markup.languages.language import Language, listed, vocabulary


class Whole(IntEnum):
    """`NO`: may be an abbreviation; `MAYBE` and `LIKELY`: with a word behind it that begins sentences; `SURELY`."""

    NO = 0
    MAYBE = 1
    LIKELY = 2
    SURELY = 3


VOWELS = "aeiouyáàâäãåāăąéèêëēėęěíìîïīįóòôöõøōőúùûüūůűųýÿæœıаеёиоуыэюяіїєαεηιουωάέήίόύώϊϋΐΰ"
_VOWEL_GROUP = re.compile(f"[{VOWELS}]+")
_ROMAN = re.compile(r"[IVXLCDMІХ]+")
_DASH = re.compile(r"[-‐‑–—/]")
_SIGNS = frozenset("%‰°€£$²³")
_ORDINAL_OR_DECADE = re.compile(r"\d+(?:s|st|nd|rd|th)")
# A word that no list has and that is as short may be cut off behind the consonant of an ending.
MAX_SHORT = 4
# Of a compound.
MIN_FIRST_PART, MIN_LAST_PART = 2, 6
# Up to so many letters the last part of a word may be cut off though a whole one is spelled the same ("Ex-min.").
_CUT = 3
# Words of some language that are abbreviations as well, there or elsewhere ("3 mil.", "12 list."): no end.
_ALSO_CUT = listed("""
    al alt app art arts bar bel bis bot cal cap cas cent com cor corps des dim dir div doc dom
    dos est ext fin fort gal gen gold gram głos haupt inf kand kom kor kreis lac lat leg list
    lit mag mal man mar mark max med mer mes mil min mod mon mor mus nat nom nord nov op ord
    org ort pag pal par para part pas pat per plan pol pop port pos post prem pres prim prof
    prop reg rel rep res rest rev rot sal sec sem sen ser sol spec spor sup tab tal tel tom tot
    statist recht bratr kaymak tisser kassier val van var ven ver vers vic vil vis vol zal
""")

_TITLES = listed("""
    prof proff phdr judr mudr rndr thdr paeddr pharmdr mvdr rsdr ingr cand capt bros corp univ dept
    gener genl minist insp comm assn messrs esqr hons supt lieut akad архит проф акад инсп канд полк
    капит минист тов арх npor ppor pplk genmjr gnmjr gebr hnos impr fabr manuf типогр издат dipl madm
    mmes mlle msgr sigg ord doç docent
    """)
# States, alliances and parties of three letters; those of four and more need no list.
_POWERS = listed("""
    usa brd ddr spd kpd csu cdu fdp npd sed oecd uno onu nkp skp dkp pcf ugt cnt fai pci psi pce usi
    cgt gmb tuc ilp sdf lrc iww cpi abd chp tkp tip tkp ксм сша рсф чср кнр кндр гдр фрг оон сдп
    уср унр упа оун кпу руп кпрф zsr pps ppr kpp kpd prl nrd rfn čsr ksč sdkpil ηπα κκε εδα eua
    """)

# Files of `words/` that no language shortens, though the names end with a consonant: men, women and towns, and more
# towns, which some languages make adjectives of and cut ("Hamburg. Staatsbibliothek").
_NAMES = "names"
_PLACES = "places"


def whole(token: str, before: str, language: Language) -> Whole:
    """`token` is what stands between space and stop, without signs around it; `before` the word before it."""
    token = unicodedata.normalize("NFC", token)
    if token[-1:] in _SIGNS:
        return Whole.SURELY
    if language.suffixed.fullmatch(token):
        return Whole.SURELY
    parts = _DASH.split(token)
    while len(parts) > 1 and parts[-1] in language.enclitics:
        parts.pop()
    last = parts[-1]
    if len(parts) > 1 and len(last) <= _CUT and last.isalpha():
        return Whole.NO
    if last.isdigit():
        return _number(parts, before.lower(), language)
    if _ORDINAL_OR_DECADE.fullmatch(last):
        return Whole.SURELY
    if last in language.year_marks and _is_year(_DASH.split(before)[-1]):
        return Whole.LIKELY
    return _word(_without_apostrophe(last, language), language)


def _number(parts: list[str], before: str, language: Language) -> Whole:
    if not _is_year(parts[-1]):
        return Whole.MAYBE if before in language.before_numbers else Whole.NO
    spans_years = len(parts) == 2 and _is_year(parts[0])
    if before.endswith("."):
        return Whole.MAYBE
    if language.year_ends or before in language.year_words:
        return Whole.SURELY
    return Whole.SURELY if spans_years and language.year_words else Whole.LIKELY


def _is_year(digits: str) -> bool:
    return len(digits) == 4 and digits.isdigit() and 1000 <= int(digits) <= 2099


def _without_apostrophe(word: str, language: Language) -> str:
    """ "armée" of "l'armée", "Olsen" of "Olsen's"; "пам'ятник" is one word."""
    first, apostrophe, rest = word.replace("’", "'").rpartition("'")
    if not apostrophe:
        return word
    if len(rest) <= 2:
        return first
    return rest if first.lower() in language.elided else first + rest


def _word(word: str, language: Language) -> Whole:
    letters = "".join(sign for sign in word if unicodedata.category(sign) != "Mn")
    typed = letters.lower()
    if len(letters) < 2 or not letters.isalpha() or typed in language.not_whole:
        return Whole.NO
    if letters.isupper() and not language.caseless:
        return _capitals(letters)
    capital = letters[0].isupper()
    if capital:
        listed, endings = language.nouns | vocabulary(_NAMES), language.capital_endings
        if not language.places_cut:
            listed |= vocabulary(_PLACES)
        shortest = language.shortest_capital
    else:
        listed, endings = language.whole | language.nouns, language.endings
        shortest = language.shortest_vowel_end
    if typed in _ALSO_CUT and (capital or typed not in language.never_cut):
        return Whole.NO
    if typed in listed or (language.caseless and endings.fullmatch(typed)):
        return Whole.SURELY
    if language.capital_nouns or not capital:
        common = vocabulary(language.vocabulary)
        if typed in common or (language.compounds and _ends_with_word(typed, common)):
            return Whole.SURELY
    if language.caseless:
        return Whole.MAYBE if len(typed) > 2 else Whole.NO
    if _ends_with_vowel(typed, shortest, language):
        return Whole.SURELY
    if capital and language.places_cut and typed in vocabulary(_PLACES):
        # What begins a sentence is none of what "Hamburg." could be an adjective of.
        return Whole.MAYBE
    if endings.fullmatch(typed):
        inflected = len(typed) > MAX_SHORT and language.inflected.fullmatch(typed) is not None
        return Whole.SURELY if inflected or typed[-1] in VOWELS else Whole.LIKELY
    return Whole.NO


def _ends_with_word(word: str, common: frozenset[str]) -> bool:
    """Whether it is a compound: nobody cuts one off just behind a whole word."""
    last_parts = range(MIN_FIRST_PART, len(word) - MIN_LAST_PART + 1)
    return any(word[start:] in common for start in last_parts)


def _capitals(letters: str) -> Whole:
    """A state, alliance or party, or a title that somebody typed in capitals."""
    if len(letters) < 3 or _ROMAN.fullmatch(letters):
        return Whole.NO
    typed = letters.lower()
    whole_ones = typed in _POWERS or (len(letters) > 3 and typed not in _TITLES)
    return Whole.SURELY if whole_ones else Whole.MAYBE


def _ends_with_vowel(word: str, shortest: int, language: Language) -> bool:
    groups = _VOWEL_GROUP.findall(word)
    if word[-1] not in VOWELS or word[-1] in language.final_consonants:
        return False
    if len(word) < shortest or len(groups) < 2:
        return False
    consonants = _VOWEL_GROUP.split(word)[-2]
    return not language.clusters or len(consonants) == 1 or consonants in language.clusters
