"""How a name sounds: one spelling that its customary transliterations share. Pure: no Django.

Khrushchev, Chruschtschow, Хрущёв and Kruşçev are one name in the customs of as many languages. What they share is the
order of their consonants, in classes: all sibilants are one, so are v, w, f, and t or d is lost before a sibilant. A
letter that is read in several ways (the ch of Chruschtschow and of Chaikovsky) gives several spellings.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import islice, product
from typing import Final

from anyascii import anyascii

# Small letters are vowels, capitals are classes of consonants: S sibilants, K, V; the rest stand for themselves.
_CYRILLIC: Final = (
    "аa бB вV гG дD еe жS зS иi йi кK лL мM нN оo пP рR сS тT уu фV хK цS чS шS щS ъ ыi ь эe юiu яia"
    " ёe іi їi єie ґG ўu јi љL њN ћS ђS џS ѓG ќK ѣe ѳV ѵi"
)
CYRILLIC: Final = {pair[0]: pair[1:] for pair in _CYRILLIC.split()}
# Letters with a mark that makes another sound of them, which they lose when the mark is left out.
MARKED: Final = {**dict.fromkeys("čćçšśşșžźż", "S"), "ř": "R", "ł": "L", "ı": "i"}
READINGS: Final[dict[str, tuple[str, ...]]] = {
    **dict.fromkeys(("tzsch", "tsj", "tsch", "sj", "zj", "tch", "sch", "sh", "sz", "zh", "cz", "s", "z"), ("S",)),
    **dict.fromkeys(("v", "w", "f", "ph"), ("V",)),
    **dict.fromkeys(("k", "kh", "qu", "q"), ("K",)),
    **{letter: (letter.upper(),) for letter in "bdglmnprt"},
    **{letter: (letter,) for letter in "aeiou"},
    **dict.fromkeys(("aa", "ae"), ("a",)),
    **dict.fromkeys(("ue", "ou", "oo"), ("u",)),
    **dict.fromkeys(("ee", "ie", "y"), ("i",)),
    "oe": ("o", "u"),
    "th": ("T",),
    "gh": ("G",),
    "x": ("KS",),
    "ch": ("K", "S"),
    "ck": ("K", "SK"),
    "c": ("K", "S"),
    "j": ("i", "S"),
    "đ": ("D", "S"),
    # What the tables above have read already.
    **{letter: (letter,) for letter in "BDGKLMNPRSTV"},
}  # fmt: skip
SOFT_C: Final = ("S",)
AT_THE_BEGINNING: Final = {"h": ("K", ""), "j": ("i", "S", "K")}
BETWEEN_VOWELS: Final = ("", "K")
_LETTERS = re.compile("|".join([*sorted(READINGS, key=lambda letters: -len(letters)), "h"]))
# As in ts, ch, ph, ck.
MAY_GO_ON: Final = frozenset("cdhpt")
MAX_READINGS = 6
# Of a longer word as much as anybody types.
MAX_LETTERS = 40


@lru_cache(maxsize=50_000)
def romanised(word: str) -> str:
    """The word in small letters of ASCII and digits, by one table for every script."""
    if not word.isascii():
        word = anyascii(unicodedata.normalize("NFC", word))
    return "".join(letter for letter in word.lower() if letter.isalnum())[:MAX_LETTERS]


@lru_cache(maxsize=50_000)
def spoken(word: str) -> tuple[str, ...]:
    """The spellings of a word by sound, at most MAX_READINGS, with vowels as small letters."""
    letters = "".join(_read(letter) for letter in unicodedata.normalize("NFC", word.casefold()))
    letters = letters.replace("i̇", "i")[:MAX_LETTERS]
    readings = [_readings(match, letters) for match in _LETTERS.finditer(letters)]
    forms = map("".join, islice(product(*readings), MAX_READINGS))
    return tuple(dict.fromkeys(form for form in map(_settled, forms) if form))


def skeletons(word: str) -> set[str]:
    """The consonants of each spelling in small letters, with an `a` for a vowel at the beginning.

    A word of hardly a consonant keeps its vowels: there are too many others of the kind.
    """
    return {
        consonants if len(consonants := skeleton_of(form)) > 1 else form.lower() + "0"
        for form in spoken(word)
    }


def skeleton_of(form: str) -> str:
    """The consonants of one spelling by sound."""
    return ("a" if form[:1].islower() else "") + re.sub("[a-z]", "", form).lower()


@lru_cache(maxsize=5_000)
def begun(word: str) -> tuple[str, ...]:
    """The spellings by sound of a word that is not typed to its end: its last letter may be read with the next one."""
    forms = spoken(word)
    open_forms = (form[:-1] for form in forms if word[-1:].lower() in MAY_GO_ON)
    return tuple(dict.fromkeys((*forms, *open_forms)))


def _read(letter: str) -> str:
    known = CYRILLIC.get(letter, MARKED.get(letter))
    if known is not None or letter == "đ":
        return letter if known is None else known
    return letter if letter.isascii() else anyascii(letter).lower()


def _readings(match: re.Match[str], letters: str) -> tuple[str, ...]:
    group, start, end = match[0], match.start(), match.end()
    following = letters[end : end + 1]
    if start == 0 and group in AT_THE_BEGINNING:
        return AT_THE_BEGINNING[group]
    if group == "h":
        between = letters[start - 1] in "aeiouy" and following and following in "aeiouy"
        return BETWEEN_VOWELS if between else ("",)
    if group == "c" and following and following in "eiy":
        return SOFT_C
    return READINGS[group]


def _settled(form: str) -> str:
    form = re.sub(r"(.)\1+", r"\1", re.sub("[TD]+(?=S)", "", form)).replace("DT", "T")
    # Lénine, Staline, trotskisme: an e at the end is not heard.
    return re.sub("(?<=[aeiou][A-Z])e$|(?<=[A-Z]{2})e$", "", form)
