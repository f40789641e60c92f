"""The words for "about" before or behind a date, in the languages that historians copy dates from. Pure: no Django."""

from __future__ import annotations

import re
from typing import Final

# Before the date, in small letters and without the dots of abbreviations.
_BEFORE: Final = (
    *("circa", "ca", "c", "about", "around", "approximately", "approx"),
    *("um", "um das jahr", "gegen", "etwa", "ungefähr", "zirka"),  # German
    *("vers", "environ", "aux environs de"),  # French
    *("hacia", "alrededor de", "en torno a", "aproximadamente"),  # Spanish
    *("verso", "verso il", "intorno al", "attorno al"),  # Italian
    *("por volta de", "cerca de", "em torno de"),  # Portuguese
    *("omstreeks", "rond", "ongeveer"),  # Dutch
    *("omkring", "cirka", "rundt", "kring", "noin", "suunnilleen"),  # the Nordic languages
    *("kolem", "okolo", "asi", "přibližně", "kolem roku"),  # Czech
    *("około", "ok", "mniej więcej"),  # Polish
    *("около", "ок", "примерно", "приблизительно"),  # Russian
    *("близько", "бл", "орієнтовно", "приблизно"),  # Ukrainian
    *("περίπου", "περί", "γύρω στο", "γύρω στα"),  # Greek
    *("yaklaşık", "takriben"),  # Turkish
    *("حوالي", "نحو", "בסביבות", "בערך", "סביב", "लगभग"),  # Arabic, Hebrew, Hindi
    *("约", "約", "大约", "大約", "약"),  # Chinese, Japanese, Korean: no space behind them
)
_BEHIND: Final = (
    *("circa", "ca", "civarı", "civarında", "dolaylarında"),
    *("頃", "ごろ", "左右", "前後", "경"),
)
# "Year" behind its number, which says nothing more.
_YEAR_WORD: Final = ("г", "год", "года", "р", "року", "roku", "年", "년")


# For other languages' words around them: those before the date.
ABOUT_WORDS: Final = tuple(word for word in _BEFORE if word not in ("c", "ca", "circa"))


def _any_of(words: tuple[str, ...]) -> str:
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))


# "c1200" is about 1200, "c.March" too; a word that only begins so ("century") is none of them.
ABOUT_BEFORE: Final = rf"(?:{_any_of(_BEFORE)}) ?(?=[^\W\d_]{{2}}|[^a-z])"
ABOUT_BEHIND: Final = rf" ?(?:{_any_of(_BEHIND)})"
YEAR_WORD: Final = rf"(?<=[0-9]) ?(?:{_any_of(_YEAR_WORD)})"
