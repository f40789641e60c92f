"""What words of one meaning share: stems by language, numbers in figures, letters and words. Pure: no Django."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Final

import Stemmer

from encyclopedia.search.folding import fold
from encyclopedia.search.sounds import romanised

LATIN: Final = {
    "cs": "czech", "da": "danish", "de": "german", "en": "english", "es": "spanish", "fi": "finnish", "fr": "french",
    "hu": "hungarian", "it": "italian", "nl": "dutch", "no": "norwegian", "pl": "polish", "pt": "portuguese",
    "ro": "romanian", "sv": "swedish", "tr": "turkish",
}  # fmt: skip
# The language of a word in these letters is clear enough for its endings.
BY_ALPHABET: Final = {
    "ru": re.compile("[\u0400-\u04ff]"),
    "el": re.compile("[\u0370-\u03ff]"),
    "ar": re.compile("[\u0600-\u06ff]"),
}
ALGORITHMS: Final = {**LATIN, "ru": "russian", "el": "greek", "ar": "arabic"}
# -ise and -ize, -our and -or.
SPELLINGS: Final = (
    (re.compile(r"(?<=[a-z]{3})is(?=(?:e|ed|es|ing|ers?|ations?)$)"), "iz"),
    (re.compile(r"(?<=[a-z]{3})our(?=(?:s|ed|ing|ers?|ites?|able)?$)"), "or"),
)
_STOP_WORDS: Final = """
    a an the of and or in on at by for to from with who which that is was were s
    der die das des dem den ein eine und von vom zu zum zur im am
    le la les l d de du et un une en au aux el los las y del il lo gli di e al
    и в во на с о об к
"""
STOP_WORDS: Final = frozenset(_STOP_WORDS.split())
_ORDINALS: Final = """
    first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth
    fifteenth sixteenth seventeenth eighteenth nineteenth twentieth
"""
_CARDINALS: Final = """
    one two three four five six seven eight nine ten eleven twelve thirteen fourteen
    fifteen sixteen seventeen eighteen nineteen twenty
"""
# Without marks, as they are compared.
_OTHER_ORDINALS: Final = (
    "erste zweite dritte vierte funfte sechste siebte achte neunte zehnte",
    "premiere deuxieme troisieme quatrieme cinquieme sixieme septieme huitieme neuvieme dixieme",
    "primera segunda tercera cuarta quinta sexta septima octava novena decima",
)
WORDS: Final = {
    word: n
    for words in (_ORDINALS, _CARDINALS, *_OTHER_ORDINALS)
    for n, word in enumerate(words.split(), 1)
}
ROMAN: Final = re.compile(r"(?=[xvi])(x{0,3})(ix|iv|v?i{0,3})")
UNITS: Final = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")
FIGURES: Final = re.compile(r"([0-9]{1,9})(?:st|nd|rd|th|e|er|eme|o|a)?")
# What is typed in different ways and is one word.
SAME: Final = {"st": "saint", "sankt": "saint", "ste": "saint", "mc": "mac"}


@lru_cache(maxsize=100_000)
def stem(word: str, language: str) -> str:
    """The code of a language (a tag is read as one) and the stem of a word in it, in letters of ASCII.

    The alphabet of a word comes before the language. "" where no rules are known for either.
    """
    code = _code(word, language)
    if not code:
        return ""
    if code in BY_ALPHABET:
        lowered = word.casefold().replace("ё", "е")
    else:
        lowered = fold(word)
        if code == "en":
            for pattern, other in SPELLINGS:
                lowered = pattern.sub(other, lowered)
    stemmed = romanised(_stemmer(ALGORITHMS[code]).stemWord(lowered))
    return code + stemmed if stemmed else ""


def stems(word: str) -> set[str]:
    """The stems of a word in every language that may be meant, each with the language's code."""
    return _stems(word, tuple(LATIN))


@lru_cache(maxsize=20_000)
def _stems(word: str, languages: tuple[str, ...]) -> set[str]:
    return {stem(word, language) for language in languages} - {""}


def number(folded: str) -> int | None:
    """The number that a folded word is: 4 for "4", "4th", "fourth", "four" and "iv"."""
    if folded in WORDS:
        return WORDS[folded]
    if figures := FIGURES.fullmatch(folded):
        return int(figures[1])
    if roman := ROMAN.fullmatch(folded):
        return len(roman[1]) * 10 + UNITS.index(roman[2])
    return None


def may_be_joined(words: Iterable[str]) -> bool:
    """Whether neighbours may be one word: not where one of them is a number."""
    return all(word.isalpha() and number(romanised(word)) is None for word in words)


def without_stop_words(words: Sequence[str]) -> list[int]:
    """The places of all but articles, prepositions and the like, which are kept among single letters; every place where
    there is nothing else.
    """
    single = [False, *(len(word) == 1 for word in words), False]
    return [
        at
        for at, word in enumerate(words)
        if fold(word) not in STOP_WORDS or (single[at + 1] and (single[at] or single[at + 2]))
    ] or list(range(len(words)))


def _code(word: str, language: str) -> str:
    for code, letters in BY_ALPHABET.items():
        if letters.search(word):
            return code
    code = language.partition("-")[0].lower()
    return code if code in LATIN else ""


class _Stemmers(threading.local):
    """One of each algorithm for a thread: they keep what they work on in themselves."""

    def __init__(self) -> None:
        self.by_algorithm: dict[str, Stemmer.Stemmer] = {}


_stemmers = _Stemmers()


def _stemmer(algorithm: str) -> Stemmer.Stemmer:
    by_algorithm = _stemmers.by_algorithm
    if algorithm not in by_algorithm:
        by_algorithm[algorithm] = Stemmer.Stemmer(algorithm)
    return by_algorithm[algorithm]
