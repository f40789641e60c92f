"""In which order titles stand in a list, and under which letter. Pure: no Django.

A letter with a mark stands with the bare one, as in English, German (DIN 5007-1) and French; but in languages whose
alphabets have it as a letter of its own it follows the one that they name (CLDR's root collation and its tailorings).
Articles are left out of account as librarians do it: those of the entry's language.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from encyclopedia.core.names import MAX_KEY_LENGTH, bare

# Language of the entry → what its titles may begin with that does not count.
ARTICLES: Final[dict[str, tuple[str, ...]]] = {
    "en": ("the ", "a ", "an "),
    "de": ("der ", "die ", "das ", "ein ", "eine "),
    "fr": ("le ", "la ", "les ", "l'", "l’", "un ", "une "),
    "es": ("el ", "la ", "los ", "las ", "un ", "una "),
    "it": ("il ", "lo ", "la ", "i ", "gli ", "le ", "l'", "l’", "un ", "uno ", "una "),
    "pt": ("o ", "a ", "os ", "as ", "um ", "uma "),
    "nl": ("de ", "het ", "een "),
    "ar": ("ال",),
}
# Language of the list → its letters of their own, each behind the letter after which it stands, in their order.
_FOLLOWING: Final[dict[str, dict[str, str]]] = {
    "es": {"n": "ñ"},
    "ru": {"и": "й"},
    "uk": {"г": "ґ", "е": "є", "и": "іїй"},
    "be": {"з": "ій", "у": "ў"},
    "sr": {"д": "ђ", "и": "ј", "л": "љ", "н": "њ", "т": "ћ", "ч": "џ"},
    "mk": {"д": "ѓ", "з": "ѕ", "и": "ј", "л": "љ", "н": "њ", "т": "ќ", "ч": "џ"},
    "bg": {"и": "й"},
    "sv": {"z": "åäö"},
    "fi": {"z": "åäö"},
    "et": {"s": "š", "z": "ž", "w": "õäöü"},
    "da": {"z": "æøå"},
    "no": {"z": "æøå"},
    "nb": {"z": "æøå"},
    "nn": {"z": "æøå"},
    "is": {"z": "þæö", "d": "ð"},
    "pl": {"a": "ą", "c": "ć", "e": "ę", "l": "ł", "n": "ń", "o": "ó", "s": "ś", "z": "źż"},
    "cs": {"c": "č", "r": "ř", "s": "š", "z": "ž"},
    "sk": {"a": "ä", "c": "č", "o": "ô", "s": "š", "z": "ž"},
    "sl": {"c": "č", "s": "š", "z": "ž"},
    "hr": {"c": "čć", "d": "đ", "s": "š", "z": "ž"},
    "lt": {"c": "č", "s": "š", "z": "ž"},
    "lv": {"c": "č", "g": "ģ", "k": "ķ", "l": "ļ", "n": "ņ", "s": "š", "z": "ž"},
    "hu": {"o": "ö", "u": "ü"},
    "ro": {"a": "ăâ", "i": "î", "s": "ș", "t": "ț"},
    "tr": {"c": "ç", "g": "ğ", "h": "ı", "o": "ö", "s": "ş", "u": "ü"},
    "az": {"c": "ç", "e": "ə", "g": "ğ", "h": "ı", "o": "ö", "s": "ş", "u": "ü"},
}
# The last letter of each script, twice, sorts behind every word with the letter before it, in every database.
_LAST: Final = {"LATIN": "zz", "CYRILLIC": "яя"}


def _keys(language: str) -> dict[str, str]:
    """Letter → what stands for it in a key: "nzza" for "ñ"."""
    keys = {}
    for before, letters in _FOLLOWING[language].items():
        last = _LAST[unicodedata.name(before).partition(" ")[0]]
        for place, letter in enumerate(letters):
            keys[letter] = f"{before}{last}{'abcd'[place]}"
    return keys


_KEYS: Final = {language: _keys(language) for language in _FOLLOWING}
_KEEP = re.compile(r"[^\w\s-]")
_LEADING = re.compile(r"^[\W_]+(?=\w)")


def sort_key(title: str, language: str = "en", alphabet: str = "en") -> str:
    """What titles are ordered by: folded, without the articles of the entry's language and without punctuation.

    `language` is the title's, empty for a person's name, and `alphabet` that of the list, both BCP 47.
    """
    words = " ".join(_LEADING.sub("", title).casefold().split())
    for article in ARTICLES.get(_primary(language), ()):
        if words.startswith(article) and len(words) > len(article):
            words = words[len(article) :]
            break
    key = _folded(words, alphabet)
    return (_KEEP.sub("", key).strip() or key)[:MAX_KEY_LENGTH]


def initial(key: str, alphabet: str = "en") -> str:
    """The letter of its alphabet under which a sort key stands; `#` for anything that is not a letter."""
    for letter, stands in _KEYS.get(_primary(alphabet), {}).items():
        if key.startswith(stands):
            return letter.upper()
    first = key[:1].upper()
    return first if first.isalpha() else "#"


def _folded(words: str, alphabet: str) -> str:
    keys = _KEYS.get(_primary(alphabet))
    if not keys:
        return bare(words)
    composed = unicodedata.normalize("NFC", words)
    return bare("".join(keys.get(character, character) for character in composed))


def _primary(language: str) -> str:
    return language.replace("_", "-").partition("-")[0].lower()
