"""One language as the end of a sentence sees it: which words are certainly whole, which begin sentences."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

_WORDS = Path(__file__).parent / "words"
_NEVER = re.compile(r"(?!)")
_ALL = re.compile(r"")


@dataclass(frozen=True, slots=True)
class Language:
    """Small data: a word that is missing here costs a sentence's end, but makes no wrong one.

    Words before a stop. `whole`: words that, in lower case, are no abbreviation though they are short or end oddly;
    `nouns`: the same, with a capital too; `vocabulary`: a file of `words/` with common words that are none either, and
    `capital_nouns` if they may have a capital, `compounds` if words are joined to one; `places_cut`: whether towns are
    cut off, as adjectives. `endings`: a lower-case word that ends so is likely whole, with a word behind it that begins
    sentences; `capital_endings`: the same for words with a capital; `inflected`: those of them that no abbreviation is
    cut at, so that any word may follow. `not_whole`: abbreviations that look like whole words; `never_cut`: words that
    only other languages cut. `suffixed`: a word with an ending behind an apostrophe or a dash ("1912-м", "Bey'di").
    `elided`: "l" as in "l'armée"; `enclitics`: "se" as in "demitiu-se". `shortest_vowel_end`, `shortest_capital`: from
    how many letters on a word with a vowel at its end is whole, without and with a capital; `clusters`: the consonants
    that may stand together before that vowel, if the language cuts words down to it ("Almte."); `final_consonants`:
    vowels of other languages.

    Numbers. `year_ends`: whether a year before a stop is no ordinal; `year_words`: words before a year that show it to
    be one; `year_marks`: "г" as in "1917 г."; `before_numbers`: words after which a small number is no label ("was 45.
    They"). `finite`: endings of finite verbs, which not even a figure behind puts in doubt; `months`: as they stand
    behind a day.

    Words behind a stop. `starters`: words that begin sentences and are neither names nor titles, `beginnings`: what
    such words look like; `articles`: those that may begin a title ("The Times"), `determiners`: those that do so before
    a capital only; `pronouns`: those that begin sentences when no capital follows ("Il est"); `weak_starters`: those
    that can be a name too ("He Long", "Prof. Das").

    Questions and signs. `questions`: words that begin questions; `asking`: what a whole one looks like;
    `question_sign`: a sign of its own. `before_sign`: what stands before a stop like "。" that ends a sentence.
    `caseless`: a script without capitals.
    """

    vocabulary: str = ""
    whole: frozenset[str] = frozenset()
    nouns: frozenset[str] = frozenset()
    endings: re.Pattern[str] = _NEVER
    inflected: re.Pattern[str] = _NEVER
    capital_endings: re.Pattern[str] = _NEVER
    final_consonants: frozenset[str] = frozenset()
    not_whole: frozenset[str] = frozenset()
    starters: frozenset[str] = frozenset()
    articles: frozenset[str] = frozenset()
    weak_starters: frozenset[str] = frozenset()
    pronouns: frozenset[str] = frozenset()
    questions: frozenset[str] = frozenset()
    elided: frozenset[str] = frozenset()
    enclitics: frozenset[str] = frozenset()
    shortest_vowel_end: int = 4
    shortest_capital: int = 5
    clusters: frozenset[str] = frozenset()
    capital_nouns: bool = False
    compounds: bool = False
    places_cut: bool = False
    year_ends: bool = False
    year_words: frozenset[str] = frozenset()
    before_numbers: frozenset[str] = frozenset()
    year_marks: frozenset[str] = frozenset()
    determiners: frozenset[str] = frozenset()
    months: frozenset[str] = frozenset()
    never_cut: frozenset[str] = frozenset()
    finite: re.Pattern[str] = _NEVER
    suffixed: re.Pattern[str] = _NEVER
    beginnings: re.Pattern[str] = _NEVER
    question_sign: str = "?"
    asking: re.Pattern[str] = _NEVER
    before_sign: re.Pattern[str] = _ALL
    caseless: bool = field(default=False)


def listed(words: str) -> frozenset[str]:
    """The words of a typed list."""
    return frozenset(words.split())


@cache
def vocabulary(name: str) -> frozenset[str]:
    """The words of `words/NAME.txt` and `words/frequent/NAME.txt`: common ones that are no abbreviation of anything.

    None without a name.
    """
    files = [_WORDS / f"{name}.txt", _WORDS / "frequent" / f"{name}.txt"] if name else []
    return listed(" ".join(file.read_text(encoding="utf-8") for file in files if file.exists()))


def cut_off(words: str) -> frozenset[str]:
    """All shorter forms, of two letters and more, of the titles of a typed list."""
    return frozenset(word[:length] for word in words.split() for length in range(2, len(word)))


def capitalised(words: str) -> frozenset[str]:
    """The words of a typed list as they begin a sentence."""
    return frozenset(word[0].upper() + word[1:] for word in words.split())


def ending(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{pattern})", re.VERBOSE)
