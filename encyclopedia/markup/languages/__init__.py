"""What each language tells about the words beside a full stop. Pure: no Django."""

from __future__ import annotations

import re
from dataclasses import replace

from encyclopedia.markup.languages import (
    dutch,
    germanic,
    nordic,
    romance,
    semitic,
    slavic,
    southern,
    west_slavic,
)
from encyclopedia.markup.languages.language import Language, ending
from encyclopedia.markup.languages.offices import with_offices

UNKNOWN = Language(
    places_cut=True,
    shortest_vowel_end=6,
    shortest_capital=99,
    clusters=frozenset(("st", "nt", "nd", "rt", "rd", "ll", "ss")),
)
# Their own signs end sentences, a European full stop never does.
_OWN_SIGNS = Language(shortest_vowel_end=99, shortest_capital=99)
_CHINESE = replace(
    _OWN_SIGNS,
    asking=ending(
        r"(?:[为為][什甚何]|什么|什麼|谁|誰|怎|哪|难道|難道|究竟|到底|是否|何).{4,}|.{4,}[吗嗎呢]"
    ),
)
# A name may end with the sign ("モーニング娘。"), behind a noun or a particle; a sentence ends with a predicate.
_JAPANESE = replace(
    _OWN_SIGNS,
    asking=ending(r"(?:なぜ|誰が|どうして|何が).{4,}か|.{2,}は.{3,}か"),
    before_sign=re.compile(r"[ぁ-ゖ？）](?<![はをがにへ])"),
)

_LANGUAGES: dict[str, Language] = {
    "de": germanic.GERMAN,
    "en": germanic.ENGLISH,
    "nl": dutch.DUTCH,
    "da": nordic.DANISH,
    "nb": nordic.DANISH,
    "nn": nordic.DANISH,
    "no": nordic.DANISH,
    "sv": nordic.SWEDISH,
    "fi": nordic.FINNISH,
    "es": romance.SPANISH,
    "fr": romance.FRENCH,
    "it": romance.ITALIAN,
    "pt": romance.PORTUGUESE,
    "cs": west_slavic.CZECH,
    "pl": west_slavic.POLISH,
    "ru": slavic.RUSSIAN,
    "uk": slavic.UKRAINIAN,
    "el": southern.GREEK,
    "tr": southern.TURKISH,
    "ar": semitic.ARABIC,
    "he": semitic.HEBREW,
    "ko": semitic.KOREAN,
    "ja": _JAPANESE,
    "zh": _CHINESE,
    "hi": _OWN_SIGNS,
}
_LANGUAGES = {code: with_offices(code, language) for code, language in _LANGUAGES.items()}


def language_of(code: str) -> Language:
    """The language of a BCP 47 code ("de", "pt-BR"); `UNKNOWN` for those that are not described here."""
    return _LANGUAGES.get(code.replace("_", "-").partition("-")[0].lower(), UNKNOWN)
