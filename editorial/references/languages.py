"""In which language's customs a reference is written, by its small words. Pure: no Django."""

from __future__ import annotations

import re
from typing import Final

_WORDS: Final = {
    "de": (
        "der die das und von des dem den im zur zum für über hrsg hg bd aufl band verlag seite ders aus "
        "eine einer am hier vgl siehe heft münchen köln wien zürich frankfurt "
    ),
    "fr": (
        "le la les et du des de l dans sur éd dir coll tome presses siècle en d à une un pour par n° "
        "sous paris lyon édition éditions ici "
    ),
    "es": (
        "el la los las y del de en por editorial núm págs pág coord ed siglo una un barcelona madrid "
        "buenos méxico trad "
    ),
    "it": (
        "il lo la gli le e del della dei delle di nel nella cura a in einaudi torino milano roma bologna "
        "cfr un una storia trad it "
    ),
    "en": (
        "the of and in to a for press university ed eds edited by vol no new york london from on with "
        "accessed retrieved pp "
    ),
}
_MARKS: Final = {
    "de": r"\bS\.\s?\d|\bHrsg\b|\bHg\.|\bBd\.|ß|[äöü]\w*(?:en|er|ung|t)\b|\bIn:|„",
    "fr": r"\bn°|œ|\bt\.\s[IVX\d]|ç|[èêà]|« |’\w|\bdir\.",
    "es": r"ñ|ción\b|n\.º|\bpágs?\.|¿|¡|\bsiglo\b|\by\b",
    "it": r"\ba cura di\b|zione\b|\b(?:dell|nell|all|sull)['’]|à\b|ò\b|ù\b",
    "en": r"\bpp\.\s\d|\bUniversity\b|\b(?:retrieved|accessed)\b|’s\b|'s\b",
}


def guess_language(words: str) -> str:
    """One of "en", "de", "fr", "es", "it", "ru"."""
    letters = [sign for sign in words if sign.isalpha()]
    if sum("Ѐ" <= sign <= "ӿ" for sign in letters) * 2 > len(letters):
        return "ru"
    typed = re.findall(r"[^\W\d_]+°?", words.casefold())
    counts = {
        language: sum(typed.count(word) for word in set(small.split()))
        + 2 * len(re.findall(_MARKS[language], words))
        for language, small in _WORDS.items()
    }
    best = max(counts, key=lambda language: counts[language])
    return best if counts[best] else "en"
